"""The authority's pages of bids that count and can't be read: what is known, what can be done."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.bidding import LostBidForm, SameFileForm
from forms.tender_workbook import LARGEST_BID
from webapp.installation import installation
from webapp.services.bids.rescuing import ask_for_file, declare_lost, return_file
from webapp.services.bids.sealed import Amiss
from webapp.services.bids.unread_pages import UnreadPage, UnreadShown, unread_page_of
from webapp.services.refusals import Refused
from webapp.views.access import access, person, takes_files
from webapp.views.bidding.sending import sent, vault
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import OPENING, TENDER_KEEPING
from webapp.views.refusals import refusal_errors, status_of
from webapp.views.tendering.bidder_links import bidder_links, link_address
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "unread_bids", __name__, url_prefix="/procurements/<uuid:procurement_id>/tender/unread"
)

AMISS = {
    Amiss.GONE: "The sealed file is not where it was kept",
    Amiss.CHANGED: "The sealed file is there and is not as it was sealed: it was changed",
    Amiss.KEY: "The sealed file is there, and its key can’t be opened: the secret key of this "
    "installation is another than the one it was sealed with",
}
"""What is wrong with a sealed bid, in words."""

LARGEST_REQUEST = LARGEST_BID + 100_000


@blueprint.get("")
@access(OPENING)
def unread(procurement_id: UUID) -> Response:
    """Show the bids that can't be read, and what comes next for each."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    return page(
        "unread_bids/unread.html",
        procurement=preparation_of(procurement_id),
        shown=shown,
        amiss=AMISS,
    )


@blueprint.post("/<int:bidder>/ask")
@access(TENDER_KEEPING)
def ask(procurement_id: UUID, bidder: int) -> Response:
    """Ask a bidder for the very file that it sent."""
    here = installation()
    outcome = ask_for_file(
        here.store,
        person(),
        procurement_id=procurement_id,
        bidder=bidder,
        links=bidder_links(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return refused_page(procurement_id, outcome)
    shown = _shown(procurement_id)
    one = None if isinstance(shown, Refused) else shown.bid(bidder)
    if here.settings.sends_mail or outcome.link is None or one is None:
        flash("The bidder is asked for its file, with a link to the page that takes it.")
        return redirect(url_for(".unread", procurement_id=procurement_id))
    return page(
        "unread_bids/link.html",
        procurement=preparation_of(procurement_id),
        bid=one,
        link=outcome.link,
        address=link_address(outcome.link.token),
    )


@blueprint.route("/<int:bidder>/file", methods=["GET", "POST"])
@access(TENDER_KEEPING)
@takes_files(LARGEST_REQUEST)
def file(procurement_id: UUID, bidder: int) -> Response:
    """Take the very file of a bid from an officer, to whom its bidder gave it."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    one, form, here = _bid(shown, bidder), SameFileForm(), installation()
    given, refused = sent(form) if form.is_submitted() else None, shown.not_now
    if given is not None and refused is None:
        outcome = return_file(
            here.store,
            vault(),
            given,
            bidder_id=one.receipt.bidder_id,
            by=person(),
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            flash("The very file is here, and the bid was read.")
            return redirect(url_for(".unread", procurement_id=procurement_id))
        refused = outcome
    return _page("unread_bids/file.html", procurement_id, one, form, refused)


@blueprint.route("/<int:bidder>/lost", methods=["GET", "POST"])
@access(OPENING)
def lost(procurement_id: UUID, bidder: int) -> Response:
    """Ask why a bid can't be had, and have it declared by two people."""
    shown = _shown(procurement_id)
    if isinstance(shown, Refused):
        return refused_page(procurement_id, shown)
    one, form, here = _bid(shown, bidder), LostBidForm(), installation()
    refused = shown.not_now or one.not_lost
    if refused is None and form.validate_on_submit():
        outcome = declare_lost(
            here.store,
            vault(),
            person(),
            procurement_id=procurement_id,
            bidder=bidder,
            because=form.because.data or "",
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            flash("Your declaration is on record.")
            return redirect(url_for(".unread", procurement_id=procurement_id))
        refused = outcome
    return _page("unread_bids/lost.html", procurement_id, one, form, refused)


def _shown(procurement_id: UUID) -> UnreadPage | Refused:
    here = installation()
    return unread_page_of(here.store, vault(), person(), procurement_id, now=here.now)


def _bid(shown: UnreadPage, bidder: int) -> UnreadShown:
    found = shown.bid(bidder)
    if found is None:
        raise NotFound
    return found


def _page(
    name: str, procurement_id: UUID, one: UnreadShown, form: FlaskForm, refused: Refused | None
) -> Response:
    is_sent = request.method == "POST"
    errors = (*refusal_errors(refused if is_sent else None), *errors_of(form))
    return page(
        name,
        status=status_of(refused if is_sent else None, errors),
        procurement=preparation_of(procurement_id),
        bid=one,
        amiss=AMISS,
        form=form,
        refused=refused,
        errors=errors,
    )
