"""Inviting bidders, sending one a new link, and ending a link."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from forms.tendering.bidders import BidderForm, EndLinkForm
from webapp.installation import installation
from webapp.services.bids.receipts import bids_of
from webapp.services.refusals import Refused
from webapp.services.tendering import inviting
from webapp.services.tendering.inviting import (
    BidderInvited,
    SentJustNow,
    Supplier,
    why_not_invite,
)
from webapp.services.tendering.standing import Invited, tender_standing
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import TENDER_KEEPING
from webapp.views.refusals import CONFLICT, refusal_errors
from webapp.views.tendering.bidder_links import bidder_links, link_address
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "inviting", __name__, url_prefix="/procurements/<uuid:procurement_id>/tender/bidders"
)


@blueprint.route("/invite", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def invite(procurement_id: UUID) -> Response:
    """Ask who is invited, and send the link."""
    here, form = installation(), BidderForm()
    if not form.validate_on_submit():
        return _invite_page(procurement_id, form, status=400 if form.errors else 200)
    outcome = inviting.invite(
        here.store,
        person(),
        procurement_id=procurement_id,
        supplier=Supplier(
            form.name.data or "",
            form.email.data or "",
            form.address.data or "",
            form.identifier.data or "",
        ),
        links=bidder_links(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _invite_page(procurement_id, form, status=CONFLICT, refusal=outcome)
    return _sent(procurement_id, outcome)


@blueprint.post("/<int:number>/link")
@access(TENDER_KEEPING)
def renew(procurement_id: UUID, number: int) -> Response:
    """Send a bidder a new link."""
    here = installation()
    outcome = inviting.renew(
        here.store,
        person(),
        procurement_id=procurement_id,
        number=number,
        links=bidder_links(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return refused_page(procurement_id, outcome)
    called = _bidder(procurement_id, number)
    if called is not None:
        outcome = replace(outcome, name=called.name, email=called.email)
    return _sent(procurement_id, outcome)


@blueprint.route("/<int:number>/link/end", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def withdraw(procurement_id: UUID, number: int) -> Response:
    """Ask why the link of a bidder ends, and end it."""
    here, form, refusal = installation(), EndLinkForm(), None
    bidder = _bidder(procurement_id, number)
    if bidder is None:
        return refused_page(procurement_id, inviting.NO_BIDDER)
    if form.validate_on_submit():
        refusal = inviting.withdraw(
            here.store,
            person(),
            procurement_id=procurement_id,
            number=number,
            why=form.why.data or "",
            now=here.now,
        )
        if refusal is None:
            flash(f"The link of {bidder.name} opens nothing any more.")
            return redirect(url_for("tendering.tender", procurement_id=procurement_id))
    return page(
        "inviting/withdraw.html",
        status=CONFLICT if refusal else 400 if form.errors else 200,
        procurement=preparation_of(procurement_id),
        bidder=bidder,
        form=form,
        errors=(*refusal_errors(refusal), *errors_of(form)),
    )


def _bidder(procurement_id: UUID, number: int) -> Invited | None:
    """Return a bidder as it is called on the page of whoever asks."""
    here = installation()
    standing = bids_of(here.store, person(), procurement_id, now=here.now).standing
    return next((one for one in standing.bidders if one.number == number), None)


def _invite_page(
    procurement_id: UUID, form: BidderForm, *, status: int, refusal: Refused | None = None
) -> Response:
    here = installation()
    standing = tender_standing(here.store, person(), procurement_id, now=here.now)
    return page(
        "inviting/invite.html",
        status=status,
        procurement=preparation_of(procurement_id),
        standing=standing,
        refused=why_not_invite(standing),
        form=form,
        errors=(*refusal_errors(refusal), *errors_of(form)),
    )


def _sent(procurement_id: UUID, outcome: BidderInvited | SentJustNow) -> Response:
    """Say that the link is on its way; where no e-mail is sent, show it this once."""
    here = installation()
    if here.settings.sends_mail or isinstance(outcome, SentJustNow):
        called = ", ".join(filter(None, (outcome.name, outcome.email)))
        flash(f"A link is on its way to {called}.")
        return redirect(url_for("tendering.tender", procurement_id=procurement_id))
    return page(
        "inviting/link.html",
        procurement=preparation_of(procurement_id),
        invited=outcome,
        address=link_address(outcome.token),
    )
