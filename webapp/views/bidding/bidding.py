"""A bidder's own pages: coming in, sending a bid, its receipts, and taking one back."""

from flask import Blueprint, g, redirect, request, session, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.attached_files import EXCEL, safe_name
from forms.bidding import BidForm, WithdrawBidForm
from forms.tender_workbook import LARGEST_BID
from webapp.documents import render_word
from webapp.documents.workbook import render_workbook
from webapp.installation import installation
from webapp.services import accounts
from webapp.services.bids import entering
from webapp.services.bids.entering import NO_LINK, Begun
from webapp.services.bids.moments import time_left
from webapp.services.bids.reading import issued, looked_through, statement
from webapp.services.bids.receipts import OwnBids, Receipt, own_bids
from webapp.services.bids.taking_in import take_in
from webapp.services.bids.unread_pages import own_unread
from webapp.services.bids.withdrawing import withdraw_bid
from webapp.services.letters.reading import last_letter
from webapp.services.refusals import Refused
from webapp.services.settling.answering import own_question
from webapp.views import files
from webapp.views.access import TOKEN, VISIT, access, signed_in_person, takes_files, visitor
from webapp.views.bidding.sending import sent, vault
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import BIDDING, PUBLIC
from webapp.views.refusals import CONFLICT, refusal_errors, status_of

blueprint = Blueprint("bidding", __name__, url_prefix="/bid")

LARGEST_REQUEST = LARGEST_BID + 100_000


@blueprint.route("/in/<token>", methods=["GET", "POST"])
@access(PUBLIC)
def enter(token: str) -> Response:
    """Show whom a link is for, and let the bidder in at the press of a button.

    Programs that look through e-mails follow links, and press no button.
    """
    here = installation()
    found = entering.invited_by_link(here.store, token, now=here.now)
    if found is None:
        return page("bidding/no_link.html", status=404, refused=NO_LINK)
    if request.method == "GET":
        return page("bidding/enter.html", invited=found, asking=signed_in_person())
    outcome = entering.begin_visit(
        here.store, token, now=here.now, lasts=here.settings.absolute_limit
    )
    if not isinstance(outcome, Begun):
        return page("bidding/no_link.html", status=404, refused=outcome)
    _forget()
    session[VISIT] = outcome.token
    session.permanent = True
    return redirect(url_for(".bidding"))


@blueprint.get("")
@access(BIDDING)
def bidding() -> Response:
    """Show what is asked, by when, and what was sent."""
    return _page(BidForm(formdata=None))


@blueprint.post("/upload")
@access(BIDDING)
@takes_files(LARGEST_REQUEST)
def upload() -> Response:
    """Take a bid in, and answer with its receipt and what was found in it.

    What was found is told here and kept nowhere; sending the page again is the same bid.
    """
    here, form = installation(), BidForm()
    received_at = here.now  # the form is read, so that its last byte is here
    file = sent(form)
    if file is None:
        return _page(form, status=400)
    outcome = take_in(
        here.store, vault(), file, bidder_id=visitor().bidder_id, received_at=received_at
    )
    if isinstance(outcome, Refused):
        return _page(form, status=CONFLICT, refused=outcome)
    return page(
        "bidding/receipt.html",
        visit=visitor(),
        own=_own(),
        receipt=outcome.receipt,
        looked=looked_through(here.store, visitor().procurement_id, file.data),
        is_mailed=here.settings.sends_mail,
    )


@blueprint.get("/workbook.xlsx")
@access(BIDDING)
def workbook() -> Response:
    """Send the workbook to fill in."""
    who = visitor()
    found = issued(installation().store, who.procurement_id)
    if found is None:
        raise NotFound
    name = safe_name(f"bid-{who.reference}.xlsx")
    return files.sent(render_workbook(found), EXCEL.media_type, name)


@blueprint.get("/method-statement.docx")
@access(BIDDING)
def method_statement() -> Response:
    """Send the form for drafting the answers."""
    who = visitor()
    found = statement(installation().store, who.procurement_id)
    if found is None:
        raise NotFound
    name = safe_name(f"method-statement-{who.reference}.docx")
    return files.sent(render_word(found), files.WORD, name)


@blueprint.get("/receipts/<int:number>")
@access(BIDDING)
def receipt(number: int) -> Response:
    """Show a receipt."""
    own = _own()
    return page(
        "bidding/receipt.html",
        visit=visitor(),
        own=own,
        receipt=_numbered(own, number),
        is_mailed=installation().settings.sends_mail,
    )


@blueprint.route("/receipts/<int:number>/withdraw", methods=["GET", "POST"])
@access(BIDDING)
def withdraw(number: int) -> Response:
    """Say what withdrawing a bid does, and take it back."""
    own, form, refused = _own(), WithdrawBidForm(), None
    found = _numbered(own, number)
    if form.validate_on_submit():
        here = installation()
        refused = withdraw_bid(
            here.store,
            bidder_id=visitor().bidder_id,
            number=number,
            why=form.why.data or "",
            now=here.now,
        )
        if refused is None:
            return redirect(url_for(".bidding"))
    errors = (*errors_of(form), *refusal_errors(refused))
    return page(
        "bidding/withdraw.html",
        status=status_of(refused, errors),
        visit=visitor(),
        own=own,
        receipt=found,
        form=form,
        errors=errors,
    )


@blueprint.post("/leave")
@access(PUBLIC)
def leave() -> Response:
    """End the visit, here and on the server."""
    _forget()
    return page("bidding/left.html")


def _own() -> OwnBids:
    here, who = installation(), visitor()
    return own_bids(here.store, who.procurement_id, who.bidder_id, now=here.now)


def _numbered(own: OwnBids, number: int) -> Receipt:
    found = next((one for one in own.receipts if one.number == number), None)
    if found is None:
        raise NotFound
    return found


def _page(form: BidForm, *, status: int = 200, refused: Refused | None = None) -> Response:
    own, now, who = _own(), installation().now, visitor()
    asked = own_question(installation().store, who.procurement_id, who.bidder_id, now=now)
    return page(
        "bidding/bidding.html",
        status=status,
        visit=visitor(),
        own=own,
        left=time_left(own.deadline_at, now) if own.deadline_at else "",
        last_letter=last_letter(installation().store, visitor().bidder_id),
        form=form,
        price_question=asked,
        asked_again=own_unread(installation().store, who.procurement_id, who.bidder_id),
        errors=(*errors_of(form), *refusal_errors(refused)),
    )


def _forget() -> None:
    """End whatever sign-in or visit the browser brought: it is a bidder's or an officer's."""
    here = installation()
    if session.get(TOKEN):
        accounts.sign_out(here.store, session[TOKEN], now=here.now)
    if session.get(VISIT):
        entering.leave(here.store, session[VISIT], now=here.now)
    session.clear()
    for name in ("csrf_token", "person", "visitor"):
        g.pop(name, None)  # of the session that is gone
