"""What is withheld from letters, and what could be: the page, as its reader may see it.

Only explanations of the most advantageous tender can be withheld, and only from those who are sent
an assessment summary and did not win: no other letter tells them (regulation 31(3)(d)).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from evaluation.letters.withholding import Ground, fingerprint
from evaluation.panel.naming import bid_id
from evaluation.panel.phases import Phase
from evaluation.tender import Tender
from rules.uk_time import day_of
from webapp.documents.summaries import LetterKind
from webapp.documents.summaries.withholding import explanation_of
from webapp.services.accounts import Person
from webapp.services.letters.acting import award_of
from webapp.services.letters.drafting import letters_of
from webapp.services.letters.words import TOLD
from webapp.services.refusals import Refused
from webapp.services.result.reading import evaluated_tender
from webapp.store import Session, Store, procurements, publications, withholdings
from webapp.store.award_tables import EvaluationRun
from webapp.store.tender_tables import Bidder
from webapp.store.withholdings import WithholdingRow

NOTHING_TOLD: Final = Refused(
    "No letter explains another tender than its reader’s own, so there is nothing to withhold",
    "Look at the letters: each says what it waits for",
)
EVERY: Final = 0
"""Stands for every letter that holds an explanation, where the number of a bidder is asked for."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An explanation that could be withheld: the criterion by its id, its title, and the words."""

    criterion: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Signed:
    """Why something was decided, by whom and when."""

    because: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision to withhold: what, of whose tender, and from whose letter.

    `reader` is empty for every letter that holds it, `passage` for the whole explanation. Where
    another tender is the most advantageous one now, it `is_moot`: nothing is withheld by it. Where
    the explanation was agreed anew since, it `is_outdated`: the letters wait until it is taken back
    and what is withheld of the explanation is decided again.
    """

    number: int
    title: str
    of: str
    reader: str
    passage: str
    ground: Ground
    said: Signed
    end: Signed | None
    is_moot: bool
    is_outdated: bool

    @property
    def stands(self) -> bool:
        """Whether it was not taken back."""
        return self.end is None


@dataclass(frozen=True, slots=True)
class WithheldPage:
    """What is withheld from letters, and what could be.

    `readers` are those whose letters explain the most advantageous tender, which is that of
    `winner`. `not_now` says why nothing can be withheld, None where it can; what is withheld can be
    told again until the bidders are told.
    """

    procurement_id: UUID
    title: str
    authority: str
    run_id: UUID
    winner: str
    winner_number: int
    explanations: tuple[Explanation, ...]
    readers: tuple[tuple[int, str], ...]
    decisions: tuple[Decided, ...]
    is_officer: bool
    is_told: bool
    not_now: Refused | None

    @property
    def read(self) -> int:
        """How much was decided when this was read."""
        return how_much([one.end for one in self.decisions])

    def explanation(self, criterion: str) -> Explanation | None:
        """Return an explanation that could be withheld, None if there is none such."""
        return next((one for one in self.explanations if one.criterion == criterion), None)

    def decision(self, number: int) -> Decided | None:
        """Return a decision by its number, None if there is none such."""
        return next((one for one in self.decisions if one.number == number), None)


def how_much(ends: Sequence[object | None]) -> int:
    """Return how much was decided: each decision counts, and so does each end of one."""
    return len(ends) + sum(end is not None for end in ends)


def withheld_page_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> WithheldPage | Refused:
    """Return what is withheld from letters for whoever may read these."""
    with store.reading() as session:
        award = award_of(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        record = procurements.procurement(session, procurement_id)
        is_told = award.phase.is_at_least(Phase.TOLD)
        bidders = publications.bidders(session, procurement_id)
        tender, winner = evaluated_tender(award.run), _winner(award.run, bidders)
        explanations = tuple(_explanations(tender, winner))
        readers = () if is_told else tuple(_readers(session, procurement_id, winner, now))
        not_now = None if explanations and readers else NOTHING_TOLD
        return WithheldPage(
            procurement_id=procurement_id,
            title=award.scene.title,
            authority=record[1].name if record else "",
            run_id=award.run.id,
            winner=winner.name if winner else "",
            winner_number=winner.number if winner else 0,
            explanations=explanations,
            readers=readers,
            decisions=tuple(
                _decided(row, tender, {one.id: one for one in bidders}, winner, explanations)
                for row in withholdings.withholdings(session, procurement_id)
            ),
            is_officer=person.id in award.scene.officers,
            is_told=is_told,
            not_now=TOLD if is_told else not_now,
        )


def _winner(run: EvaluationRun, bidders: Sequence[Bidder]) -> Bidder | None:
    """Return whose tender is the most advantageous one on record, None where none is."""
    bid = json.loads(run.result).get("winner")
    return next((one for one in bidders if bid_id(one.number) == bid), None)


def _explanations(tender: Tender, winner: Bidder | None) -> Iterator[Explanation]:
    bid = tender.by_id.get(bid_id(winner.number)) if winner else None
    for item in tender.model.leaves if bid else ():
        if bid is not None and (text := explanation_of(tender, bid, item.id)):
            yield Explanation(item.id, item.title, text)


def _readers(
    session: Session, procurement_id: UUID, winner: Bidder | None, now: datetime
) -> Iterator[tuple[int, str]]:
    drafted = letters_of(session, procurement_id, today=day_of(now))
    if isinstance(drafted, Refused):
        return
    for one in drafted.drafts:
        is_winner = winner is not None and one.bidder_id == winner.id
        if one.kind is LetterKind.ASSESSMENT_SUMMARY and not is_winner:
            yield one.number, one.name


def _decided(
    row: WithholdingRow,
    tender: Tender,
    bidders: Mapping[UUID, Bidder],
    winner: Bidder | None,
    explanations: Sequence[Explanation],
) -> Decided:
    one, end = row.withholding, row.end
    is_moot = winner is None or winner.id != one.of_bidder_id
    now = next((each.text for each in explanations if each.criterion == one.criterion), "")
    item = tender.model.by_id.get(one.criterion)
    return Decided(
        number=one.number,
        title=item.title if item else one.criterion,
        of=bidders[one.of_bidder_id].name,
        reader=bidders[one.from_bidder_id].name if one.from_bidder_id else "",
        passage=one.passage,
        ground=Ground(one.ground),
        said=Signed(one.because, row.by, one.made_at),
        end=Signed(end.because, row.ended_by or "", end.made_at) if end else None,
        is_moot=is_moot,
        is_outdated=not is_moot and bool(now) and fingerprint(now) != one.explanation_sha256,
    )
