"""With what letters are issued: put together from what is on record beside the evaluation."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from evaluation.letters.issuing import NO_WORDS, Issuing, LateTender, LetterWords
from evaluation.letters.withholding import Ground, WithheldExplanation
from evaluation.panel.naming import bid_id
from rules.uk_time import day_of
from rules.wording import date_in_words, listed, lower_first
from webapp.roles import Role
from webapp.services.bids.counting import Counting, State
from webapp.services.tendering.published import Published
from webapp.store import Session, evaluators, publications, settlements, withholdings
from webapp.store import letters as rows
from webapp.store.withholding_tables import LetterWithholding


class _Decided(NamedTuple):
    """How a disregarded bidder was heard, and who decided."""

    heard: str
    by: str


def issuing_of(
    session: Session, procurement_id: UUID, published: Published, received: Counting
) -> Issuing:
    """Return with what the letters would be issued now, but for the head of the audit log."""
    numbers = {one.id: one.number for one in publications.bidders(session, procurement_id)}
    held = words_held(session, procurement_id)
    decided = _decided(session, procurement_id)
    words = {
        bid_id(number): _with(held.get(id_, (0, NO_WORDS))[1], decided.get(id_))
        for id_, number in numbers.items()
        if id_ in held or id_ in decided
    }
    on = date_in_words(day_of(published.at))
    where = f"the instructions and the guide for bidders on the page that your link opens ({on})"
    at = published.terms.documents_at
    return Issuing(
        criteria_at=where,
        rules_at=f"{where}: {at}" if at else where,
        words=MappingProxyType(words),
        late=tuple(_late(published, words, received)),
        replaces=_replaced(session, procurement_id),
        withheld=tuple(
            withheld_by(one, numbers) for one in withholdings.standing(session, procurement_id)
        ),
    )


def withheld_by(row: LetterWithholding, numbers: Mapping[UUID, int]) -> WithheldExplanation:
    """Return what a decision withholds. `numbers` are those of the bidders by their ids."""
    reader = row.from_bidder_id
    return WithheldExplanation(
        of=bid_id(numbers[row.of_bidder_id]),
        criterion=row.criterion,
        ground=Ground(row.ground),
        sha256=row.explanation_sha256,
        reader=bid_id(numbers[reader]) if reader else "",
        passage=row.passage,
    )


def _replaced(session: Session, procurement_id: UUID) -> str:
    """Return in the place of what letters come, empty where no award was taken back."""
    before = rows.taken_back(session, procurement_id)
    if not before:
        return ""
    days = listed(dict.fromkeys(date_in_words(one.issued_on) for one in before))
    return f"Every letter of {days} on this award, which was taken back"


def _with(words: LetterWords, decided: _Decided | None) -> LetterWords:
    if decided is None:
        return words
    return replace(words, heard=decided.heard, decided_by=decided.by)


def _decided(session: Session, procurement_id: UUID) -> dict[UUID, _Decided]:
    """Return how each disregarded bidder was heard and who decided, by bidder."""
    found = settlements.exclusions(session, procurement_id)
    names = evaluators.names(session, {one.made_by for one in found})
    told: dict[UUID, _Decided] = {}
    for one in found:
        before = told.get(one.bidder_id, _Decided("", ""))
        role = f", {lower_first(Role(one.role).words)}" if one.role else ""
        by = f"{names.get(one.made_by, '')}{role}"
        told[one.bidder_id] = _Decided(_joined(before.heard, one.heard), _joined(before.by, by))
    return told


def _joined(before: str, added: str) -> str:
    parts = [part for part in (before, added.strip()) if part]
    return "; ".join(dict.fromkeys(parts))


def _late(
    published: Published, words: Mapping[str, LetterWords], received: Counting
) -> Iterator[LateTender]:
    """Yield the last late bid of each bidder that was not admitted and of whom no other counts."""
    counted = {row.bidder.id for row in received.counted}
    last = {
        row.bidder.id: row
        for row, state in zip(received.rows, received.states, strict=True)
        if state is State.NOT_ADMITTED and row.bidder.id not in counted
    }
    for row in last.values():
        given = words.get(bid_id(row.bidder.number), NO_WORDS)
        yield LateTender(
            bid=bid_id(row.bidder.number),
            bidder=row.bidder.name,
            email=row.bidder.email,
            address=given.address or row.bidder.address,
            identifier=given.identifier or row.bidder.identifier,
            received_at=row.receipt.received_at,
            due_at=published.terms.deadline_at,
            because=row.decision.because if row.decision else "",
        )


def words_held(session: Session, procurement_id: UUID) -> dict[UUID, tuple[int, LetterWords]]:
    """Return what was given for letters, by bidder, with the number of the row that says so."""
    return {
        row.bidder_id: (row.number, LetterWords.of(row.words))
        for row in rows.words(session, procurement_id)
    }
