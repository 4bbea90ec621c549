"""The authority's pages of bids: what came in, taking one in, late ones, and opening them."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from forms.bidding import ADMITTED, BidForm, LateBidForm, OpenBidsForm
from forms.tender_workbook import LARGEST_BID
from webapp.installation import installation
from webapp.roles import OPENERS, TENDER_KEEPERS
from webapp.services.bids import receipts
from webapp.services.bids.late import decide_late, late_bid
from webapp.services.bids.opening import SAME_PERSON, open_bids, refusal_of, role_for
from webapp.services.bids.receipts import BidsShown
from webapp.services.bids.taking_in import take_in
from webapp.services.refusals import Refused
from webapp.services.tendering.standing import Invited
from webapp.views.access import access, person, takes_files
from webapp.views.bidding.sending import sent, vault
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import OPENING, READING, TENDER_KEEPING
from webapp.views.refusals import CONFLICT, refusal_errors, status_of

blueprint = Blueprint("bids", __name__, url_prefix="/procurements/<uuid:procurement_id>/tender")

LARGEST_REQUEST = LARGEST_BID + 100_000


@blueprint.get("/bids")
@access(READING)
def bids(procurement_id: UUID) -> Response:
    """Show what came in and when; what is in it stays sealed."""
    procurement = preparation_of(procurement_id)
    held = person().roles_in(procurement.organisation_id, procurement_id)
    return page(
        "bids/bids.html",
        procurement=procurement,
        shown=_shown(procurement_id),
        is_keeper=bool(held & TENDER_KEEPERS),
        is_opener=bool(held & OPENERS),
    )


@blueprint.route("/bids/from/<int:bidder>", methods=["GET", "POST"])
@access(TENDER_KEEPING)
@takes_files(LARGEST_REQUEST)
def upload(procurement_id: UUID, bidder: int) -> Response:
    """Take a bid in for a bidder who could not send it."""
    here, form = installation(), BidForm()
    received_at = here.now  # the form is read, so that its last byte is here
    invited = _bidder(procurement_id, bidder)
    if invited is None:
        return redirect(url_for(".bids", procurement_id=procurement_id))
    file, refused = sent(form) if form.is_submitted() else None, None
    if file is not None:
        outcome = take_in(
            here.store,
            vault(),
            file,
            bidder_id=invited.bidder_id,
            received_at=received_at,
            by=person(),
        )
        if not isinstance(outcome, Refused):
            return redirect(url_for(".bids", procurement_id=procurement_id))
        refused = outcome
    errors = (*errors_of(form), *refusal_errors(refused))
    return page(
        "bids/upload.html",
        status=status_of(refused, errors),
        procurement=preparation_of(procurement_id),
        bidder=invited,
        form=form,
        errors=errors,
        shown=_shown(procurement_id),
    )


@blueprint.route("/bids/from/<int:bidder>/<int:number>/late", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def late(procurement_id: UUID, bidder: int, number: int) -> Response:
    """Ask whether a late bid is admitted, and why."""
    here, form, refused = installation(), LateBidForm(), None
    found = late_bid(here.store, procurement_id, bidder=bidder, number=number)
    if found is None:
        return redirect(url_for(".bids", procurement_id=procurement_id))
    if form.validate_on_submit():
        refused = decide_late(
            here.store,
            person(),
            procurement_id=procurement_id,
            bidder=bidder,
            number=number,
            is_admitted=form.decision.data == ADMITTED,
            because=form.because.data or "",
            now=here.now,
        )
        if refused is None:
            return redirect(url_for(".bids", procurement_id=procurement_id))
    errors = (*errors_of(form), *refusal_errors(refused))
    return page(
        "bids/late.html",
        status=status_of(refused, errors),
        procurement=preparation_of(procurement_id),
        receipt=found,
        form=form,
        errors=errors,
        shown=_shown(procurement_id),
    )


@blueprint.route("/opening", methods=["GET", "POST"])
@access(OPENING)
def opening(procurement_id: UUID) -> Response:
    """Open the bids: the first hand, then the second, which is another person's of another role."""
    here, form, refused = installation(), OpenBidsForm(), None
    if form.validate_on_submit():
        outcome = open_bids(
            here.store, vault(), person(), procurement_id=procurement_id, now=here.now
        )
        if not isinstance(outcome, Refused):
            return redirect(url_for(".opening", procurement_id=procurement_id))
        refused = outcome
    shown, procurement = _shown(procurement_id), preparation_of(procurement_id)
    held = person().roles_in(procurement.organisation_id, procurement_id)
    not_now = refusal_of(shown, person(), held)
    return page(
        "bids/opening.html",
        status=CONFLICT if refused else 200,
        procurement=procurement,
        shown=shown,
        not_now=not_now,
        is_waiting=not_now is SAME_PERSON,
        role=role_for(shown, held),
        form=form,
        errors=refusal_errors(refused),
    )


def _shown(procurement_id: UUID) -> BidsShown:
    here = installation()
    return receipts.bids_of(here.store, person(), procurement_id, now=here.now)


def _bidder(procurement_id: UUID, number: int) -> Invited | None:
    bidders = _shown(procurement_id).standing.bidders
    return next((one for one in bidders if one.number == number), None)
