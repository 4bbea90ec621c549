"""A letter to read or to take along: as it would be sent, or as it was; and a bidder's own."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.naming import bid_id
from evaluation.telling.issuing import Issuing
from forms.tender import read_tender
from rules.uk_time import day_of
from webapp.documents import render_html
from webapp.documents.content import Document
from webapp.services.accounts import Person
from webapp.services.awards.reporting import due_letters
from webapp.services.refusals import Refused
from webapp.services.telling_bidders.acting import award_of
from webapp.services.telling_bidders.drafting import judged_of, letters_of
from webapp.services.telling_bidders.words import NO_LETTER
from webapp.store import Session, Store
from webapp.store import bids as bid_rows
from webapp.store import letters as rows
from webapp.store.letters import SentLetter, TellingRow

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

    @property
    def article(self) -> str:
        """The letter without the page around it, to be set into another."""
        return article_of(self.html)


def article_of(html: str) -> str:
    """Return the letter of a page that `render_html` made, without the page around it."""
    return html[html.index(_BEGINS) : html.rindex(_ENDS) + len(_ENDS)]


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
            letter = SentLetter(row.letter.kind, row.letter.html, row.letter.made_at)
            return _sent(session, award.telling, letter, row.bidder.number, row.bidder.name)
        drafted = letters_of(session, procurement_id, today=day_of(now))
    if isinstance(drafted, Refused):
        return drafted
    draft = next((one for one in drafted.drafts if one.number == number), None)
    if draft is None:
        return NO_LETTER
    if draft.document is None:
        return NOT_YET
    html = str(render_html(draft.document))
    return LetterShown(draft.name, html, _sha256(html), None, draft.document)


def own_letter(store: Store, bidder_id: UUID) -> LetterShown | None:
    """Return the last letter on the award that a bidder was sent, None before there is one."""
    with store.reading() as session:
        found, bidder = rows.sent_to(session, bidder_id), bid_rows.bidder(session, bidder_id)
        if found is None or bidder is None:
            return None
        telling = rows.telling_to(session, bidder_id)
        if telling is None:
            return None
        return _sent(session, telling, found, bidder.bidder.number, bidder.bidder.name)


def has_letter(store: Store, bidder_id: UUID) -> bool:
    """Return whether a bidder was sent a letter on the award."""
    with store.reading() as session:
        return rows.sent_to(session, bidder_id) is not None


def _sent(
    session: Session, telling: TellingRow, letter: SentLetter, number: int, name: str
) -> LetterShown:
    digest = _sha256(letter.html)
    document = _document_of(session, telling, bid_id(number))
    is_same = document is not None and str(render_html(document)) == letter.html
    return LetterShown(name, letter.html, digest, letter.sent_at, document if is_same else None)


def _document_of(session: Session, telling: TellingRow, bid: str) -> Document | None:
    """Return a letter that was sent, written again from what it was made of."""
    stored = read_tender(telling.run.tender.encode(), name="tender.json")
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


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
