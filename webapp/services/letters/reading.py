"""A letter to read or to take along: as it would be sent, or as it was; and a bidder's own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from markupsafe import Markup

from evaluation.letters.issuing import Issuing
from evaluation.panel.naming import bid_id
from rules.canonical import sha256_of
from rules.uk_time import day_of
from webapp.documents import render_html
from webapp.documents.content import Document
from webapp.documents.html import kept_html
from webapp.documents.summaries import LetterKind
from webapp.services.accounts import Person
from webapp.services.awards.reporting import due_letters
from webapp.services.letters.acting import award_of
from webapp.services.letters.drafting import judged_of, letters_of
from webapp.services.letters.notifying import written_again
from webapp.services.letters.rounds import why_not_rounds
from webapp.services.letters.words import NO_LETTER
from webapp.services.refusals import Refused
from webapp.services.result.reading import evaluated_tender
from webapp.store import Session, Store
from webapp.store import bids as bid_rows
from webapp.store import letters as rows
from webapp.store.letters import SentLetter, TellingRow
from webapp.store.tender_tables import Bidder

_BEGINS, _ENDS = "<article", "</article>"
NOT_YET = Refused(
    "The letter can’t be written yet", "Read on the page of the letters what is in the way"
)


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A letter: its page as it is or would be sent, and the document where it can be laid out.

    `sent_at` is None while it is a draft. `document` is None where a letter that was sent comes
    out otherwise today: its page is what was sent.
    """

    name: str
    html: str
    sha256: str
    sent_at: datetime | None
    document: Document | None
    kind: LetterKind = LetterKind.ASSESSMENT_SUMMARY

    @property
    def article(self) -> Markup:
        """The letter without the page around it, to be set into another."""
        return article_of(self.html)


def article_of(html: str) -> Markup:
    """Return the letter of a page that `render_html` made, without the page around it."""
    return kept_html(html[html.index(_BEGINS) : html.rindex(_ENDS) + len(_ENDS)])


def letter_shown(
    store: Store, person: Person, procurement_id: UUID, number: int, *, now: datetime
) -> LetterShown | Refused:
    """Return a letter as it was sent, or as it would be sent now."""
    with store.reading() as session:
        award = award_of(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        if award.telling is not None:
            sent = rows.sent(session, award.telling.telling.id)
            row = next((one for one in sent if one.bidder.number == number), None)
            if row is None:
                return NO_LETTER
            return as_sent(session, rows.as_sent(row.letter), row.bidder)
        drafted = letters_of(session, procurement_id, today=day_of(now))
    if isinstance(drafted, Refused):
        return drafted
    draft = next((one for one in drafted.drafts if one.number == number), None)
    if draft is None:
        return NO_LETTER
    if draft.document is None:
        return NOT_YET
    html = str(render_html(draft.document))
    return LetterShown(draft.name, html, sha256_of(html), None, draft.document, draft.kind)


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """A letter that a bidder was sent: its number among those, of which kind, and when."""

    number: int
    kind: LetterKind
    sent_at: datetime


def own_letters(store: Store, bidder_id: UUID) -> tuple[OwnLetter, ...]:
    """Return which letters a bidder was sent, in order; a question about its price is none."""
    with store.reading() as session:
        found = rows.sent_to(session, bidder_id, but=LetterKind.LOW_PRICE)
    return tuple(
        OwnLetter(number, LetterKind(one.kind), one.sent_at)
        for number, one in enumerate(found, start=1)
    )


def last_letter(store: Store, bidder_id: UUID) -> LetterKind | None:
    """Return of which kind the last letter to a bidder is, None before there is one."""
    every = own_letters(store, bidder_id)
    return every[-1].kind if every else None


def own_letter(store: Store, bidder_id: UUID, *, number: int | None = None) -> LetterShown | None:
    """Return a letter that a bidder was sent, the last without a number; None without such."""
    with store.reading() as session:
        bidder = bid_rows.bidder(session, bidder_id)
        found = rows.sent_to(session, bidder_id, but=LetterKind.LOW_PRICE)
        wanted = len(found) if number is None else number
        if bidder is None or not 0 < wanted <= len(found):
            return None
        return as_sent(session, found[wanted - 1], bidder.bidder)


def letter_as_sent(
    store: Store, person: Person, procurement_id: UUID, letter_id: UUID, *, now: datetime
) -> LetterShown | Refused:
    """Return a letter as it was sent, though what it tells was taken back since."""
    with store.reading() as session:
        refused = why_not_rounds(session, person, procurement_id, now=now)
        if refused is not None:
            return refused
        row = rows.letter(session, procurement_id, letter_id)
        if row is None:
            return NO_LETTER
        return as_sent(session, rows.as_sent(row.letter), row.bidder)


def as_sent(session: Session, letter: SentLetter, bidder: Bidder) -> LetterShown:
    """Return a letter as it was sent, with its document where it comes out the same today."""
    telling = rows.telling(session, letter.telling_id) if letter.telling_id else None
    document = (
        _document_of(session, telling, bid_id(bidder.number))
        if telling
        else written_again(session, letter, bidder)
    )
    is_same = document is not None and str(render_html(document)) == letter.html
    return LetterShown(
        bidder.name,
        letter.html,
        sha256_of(letter.html),
        letter.sent_at,
        document if is_same else None,
        LetterKind(letter.kind),
    )


def _document_of(session: Session, telling: TellingRow, bid: str) -> Document | None:
    """Return a letter that was sent, written again from what it was made of."""
    stored = evaluated_tender(telling.run)
    issuing = Issuing.of(telling.telling.issuing)
    judged = judged_of(session, telling.run, stored)
    due = due_letters(
        issuing.added_to(stored),
        judged.evaluation,
        judged.decision,
        issued_on=telling.telling.issued_on,
        issuing=issuing,
    )
    return next((one.document for one in due.letters if one.bid == bid), None)
