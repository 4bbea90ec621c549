"""Asking a bidder about a price that seems abnormally low: a notice, and a link to answer by."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from evaluation.panel.naming import bid_id
from evaluation.result import BidVerdict
from rules.canonical import sha256_of
from rules.uk_time import UK, day_of
from rules.wording import date_in_words, moment_in_words
from webapp.documents import Document, render_html
from webapp.documents.summaries import Asking, Issue, LetterKind, low_price_notice
from webapp.services.accounts import Person
from webapp.services.decisions.decisions import decided
from webapp.services.panel.acting import CHANGED_MEANWHILE
from webapp.services.refusals import Refused
from webapp.services.settling.acting import NO_SUCH_BID, Settler, note_settling
from webapp.services.settling.disclosing import why_not_told
from webapp.services.settling.judging import Judged, judged
from webapp.services.settling.prices import earliest_day, price_officer
from webapp.services.tendering.bidder_mail import mail_bidders
from webapp.services.tendering.fresh_links import FreshLink, fresh_link
from webapp.services.tendering.inviting import Links
from webapp.services.tendering.standing import Invited
from webapp.store import Store
from webapp.store import procurements as procurement_rows
from webapp.store import publications as publication_rows
from webapp.store import settlements as rows
from webapp.store.award_tables import LetterSent, PriceQuestion

KIND = LetterKind.LOW_PRICE.value
"""The kind of the letter that goes with a question."""

NO_REASONS = Refused(
    "The notice says why the authority considers the price abnormally low",
    "Write the authority's own reasons",
)
TOO_EARLY = Refused(
    "The bidder would have no time to answer", "Give a day after today, by which it reasonably can"
)
NOT_RANKED = Refused(
    "The tender is not ranked, so that nothing hangs on its price",
    "Go back to what is to settle",
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a bidder is asked: the authority's own reasons, and by the end of which day."""

    reasons: str
    answer_by: date


@dataclass(frozen=True, slots=True)
class PriceAsked:
    """The bidder is asked; `link` is None where the same question had been sent before."""

    bidder: str
    email: str
    link: FreshLink | None = None


def ask_about_price(
    store: Store,
    person: Person,
    question: Question,
    *,
    procurement_id: UUID,
    bidder: int,
    links: Links,
    read: int,
    now: datetime,
) -> PriceAsked | Refused:
    """Tell a bidder that its price is considered abnormally low, and ask it to demonstrate it.

    `read` is how many questions it had been asked when the form was read.
    """
    if not question.reasons:
        return NO_REASONS
    with store.writing() as session:
        settler = price_officer(session, person, procurement_id, now=now)
        if isinstance(settler, Refused):
            return settler
        bid = settler.bids.get(bidder)
        if bid is None:
            return NO_SUCH_BID
        before = [
            row
            for row in rows.price_questions(session, procurement_id)
            if row.bidder_id == bid.bidder_id
        ]
        last = before[-1] if before else None
        if last and (last.question, last.answer_by) == (question.reasons, question.answer_by):
            return PriceAsked(bid.name, bid.email)
        found = judged(session, procurement_id)
        if refused := _why_not(found, bid, question, now):
            return refused
        if len(before) != read:
            return CHANGED_MEANWHILE
        link = _send(settler, bid, found, question, links, number=len(before) + 1)
        return PriceAsked(bid.name, bid.email, link)


def notice_of(settler: Settler, bid: Invited, found: Judged, question: Question) -> Document:
    """Return the notice as it goes to the bidder."""
    if found.evaluation is None:
        raise ValueError(found.because)
    tender = found.tender
    decision = decided(tender.procurement, found.built.packs) if tender.procurement else None
    organisation = procurement_rows.organisation(settler.session, settler.scene.organisation_id)
    contact = f", or to {tender.contact}" if tender.contact else ""
    asking = Asking(
        by=f"{settler.person.name}, {settler.role.words.lower()}",
        on=day_of(settler.now),
        answer_by=question.answer_by,
        send_to=f"Your own page of this tender, which your link opens{contact}",
        reasons=question.reasons,
    )
    issue = Issue(on=day_of(settler.now), authority=organisation.name)
    return low_price_notice(
        tender, found.evaluation, decision, bid_id(bid.number), issue=issue, asking=asking
    )


def _why_not(found: Judged, bid: Invited, question: Question, now: datetime) -> Refused | None:
    if found.evaluation is None:
        return Refused("The bids can't be put in order yet", found.because)
    result = found.evaluation.by_id.get(bid_id(bid.number))
    if result is None:
        return NO_SUCH_BID
    if result.verdict is not BidVerdict.RANKED:
        return NOT_RANKED
    if question.answer_by < earliest_day(now):
        return TOO_EARLY
    return why_not_told(found.tender, result.id, question.reasons)


def _send(
    settler: Settler,
    bid: Invited,
    found: Judged,
    question: Question,
    links: Links,
    *,
    number: int,
) -> FreshLink | None:
    """Put question, notice, link and e-mail on record, all at once."""
    session, now = settler.session, settler.now
    bidder = publication_rows.bidder(session, settler.procurement_id, bid.number)
    if bidder is None:
        return None
    html = str(render_html(notice_of(settler, bid, found, question), standalone=False))
    session.add(_letter(settler, bid, html))
    until = datetime.combine(question.answer_by, time.max, tzinfo=UK)
    link = fresh_link(session, bidder, made_by=settler.person.id, until=until, now=now)
    subject = f"A question about your price: {settler.scene.title}"
    text = _mail(settler, question, links.address(link.token), link)
    mail_bidders(session, [bidder], subject=subject, text=text, now=now)
    detail = {"bidder": bid.number, "number": number, "answer_by": question.answer_by.isoformat()}
    row = _question(settler, bid, question, number)
    note_settling(settler, "ask-about-price", row, {**detail, "sha256": sha256_of(html)})
    return link


def _question(settler: Settler, bid: Invited, question: Question, number: int) -> PriceQuestion:
    return PriceQuestion(
        procurement_id=settler.procurement_id,
        bidder_id=bid.bidder_id,
        number=number,
        question=question.reasons,
        answer_by=question.answer_by,
        made_by=settler.person.id,
        made_at=settler.now,
    )


def _letter(settler: Settler, bid: Invited, html: str) -> LetterSent:
    return LetterSent(
        procurement_id=settler.procurement_id,
        bidder_id=bid.bidder_id,
        award_telling_id=None,
        kind=KIND,
        html=html,
        html_sha256=sha256_of(html),
        made_by=settler.person.id,
        made_at=settler.now,
    )


def _mail(settler: Settler, question: Question, address: str, link: FreshLink) -> str:
    return (
        f"There is a notice about the price of your tender for “{settler.scene.title}”, with a "
        f"question that you may answer until the end of {date_in_words(question.answer_by)}.\n\n"
        f"Follow this link to read it and to answer:\n{address}\n\n"
        "It takes the place of the link that you were sent before. It opens nothing after "
        f"{moment_in_words(link.expires_at)}. If you need more time, say so before it runs out, "
        "and say why.\n"
    )
