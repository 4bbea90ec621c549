"""Giving what a letter lacks: a supplier's address, or what shows why a promise does not count."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.letters.issuing import NO_WORDS, LetterWords
from evaluation.panel.phases import Phase
from rules.uk_time import day_of
from webapp.services.accounts import Person
from webapp.services.letters.acting import officers_award
from webapp.services.letters.drafting import Draft, letters_of
from webapp.services.letters.issuing import words_held
from webapp.services.panel.acting import CHANGED_MEANWHILE, Done, note
from webapp.services.refusals import Refused
from webapp.store import Store, publications
from webapp.store.award_tables import LetterWords as LetterWordsRow

NO_LETTER = Refused("No letter is written to that bidder", "Go back to the letters")
TOLD = Refused(
    "The letters are sent, and say what they say", "Write to the bidder if something is wrong"
)


@dataclass(frozen=True, slots=True)
class WordsPage:
    """A letter with what was given for it.

    `read` is the number of the row that says so, 0 before there is one; the two others are what
    the record has of the supplier.
    """

    draft: Draft
    words: LetterWords
    read: int
    address: str
    identifier: str


def words_page_of(
    store: Store, person: Person, procurement_id: UUID, number: int, *, now: datetime
) -> WordsPage | Refused:
    """Return what a letter lacks, and what was given for it."""
    with store.reading() as session:
        award = officers_award(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        drafted = letters_of(session, procurement_id, today=day_of(now))
        if isinstance(drafted, Refused):
            return drafted
        draft = next((one for one in drafted.drafts if one.number == number), None)
        bidder = next(
            (one for one in publications.bidders(session, procurement_id) if one.number == number),
            None,
        )
        if draft is None or bidder is None:
            return NO_LETTER
        if award.phase.is_at_least(Phase.TOLD):
            return TOLD
        read, words = words_held(session, procurement_id).get(bidder.id, (0, NO_WORDS))
        return WordsPage(draft, words, read, bidder.address, bidder.identifier)


def give_words(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    number: int,
    given: LetterWords,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Give what a letter lacks; the same again is given once."""
    with store.writing() as session:
        award = officers_award(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        if award.phase.is_at_least(Phase.TOLD):
            return TOLD
        bidders = publications.bidders(session, procurement_id)
        bidder = next((one for one in bidders if one.number == number), None)
        if bidder is None:
            return NO_LETTER
        last, before = words_held(session, procurement_id).get(bidder.id, (0, NO_WORDS))
        if before == given:
            return Done()
        if last != read:
            return CHANGED_MEANWHILE
        session.add(
            LetterWordsRow(
                procurement_id=procurement_id,
                bidder_id=bidder.id,
                number=last + 1,
                words=given.canonical,
                made_by=person.id,
                made_at=now,
            )
        )
        detail = {"bidder": number, "given": _named(given)}
        note(session, award.scene, "give-letter-words", person, now=now, detail=detail)
        return Done()


def _named(given: LetterWords) -> list[str]:
    told = [name for name in ("address", "identifier") if getattr(given, name)]
    return [*told, *(["promises"] if given.shown else [])]
