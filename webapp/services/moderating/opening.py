"""Opening answers to the panel, which locks every evaluator's own score of them for good."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from webapp.addresses import moderation_page
from webapp.services.accounts import Person
from webapp.services.moderating.places import EXCLUDED, Place, Table, place_of, table_of
from webapp.services.panel.acting import note, tell_of
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import CellId, bidder_ids
from webapp.store import Session, Store, moderations, settlements
from webapp.store.scoring_tables import ModerationStep

NOT_TIME = Refused(
    "Answers are opened while bids are scored and moderated",
    "Look at how far the tender has come",
)
NOT_ALL_IN = Refused(
    "Not every evaluator’s own score of this answer is in",
    "Wait for it, or say why the panel opens the answer without it",
)
NONE_COMPLETE = Refused(
    "No answer can be opened yet: each waits for an evaluator’s own score",
    "Ask the evaluators, or open an answer without a score with your reason",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """So many answers are open to the panel by this act; none where they were already."""

    count: int


def open_answer(
    store: Store, person: Person, *, procurement_id: UUID, cell: CellId, why: str, now: datetime
) -> Opened | Refused:
    """Open one answer to the panel.

    Unless every evaluator's own score is in, the chair says why in `why`.
    """
    with store.writing() as session:
        place = place_of(session, person, procurement_id, cell, now=now)
        if isinstance(place, Refused):
            return place
        table = place.table
        if (place.bidder_id, cell.criterion) in table.access.locked:
            return Opened(0)
        missing = missing_at(session, place)
        is_in = missing is not None and not missing
        if refused := _why_not(session, place, is_in=is_in, why=why):
            return refused
        _add(session, table, person, [(place.bidder_id, cell.criterion)], why, now=now)
        note(
            session,
            table.scene,
            "open-answer",
            person,
            now=now,
            detail={
                "criterion": cell.criterion,
                "title": place.question.title,
                "bidder": cell.bidder,
                "missing": sorted(str(one) for one in missing or ()),
                "why": why,
            },
        )
        _tell(session, table, person, {cell.criterion}, now=now)
        return Opened(1)


def open_complete(
    store: Store, person: Person, *, procurement_id: UUID, now: datetime
) -> Opened | Refused:
    """Open every answer of which each evaluator's own score is in, all in one act."""
    with store.writing() as session:
        table = table_of(session, person, procurement_id, now=now)
        if isinstance(table, Refused):
            return table
        if table.access.phase not in {Phase.SCORING, Phase.MODERATING}:
            return NOT_TIME
        found = _complete(session, table)
        if not found:
            return NONE_COMPLETE
        bidders = bidder_ids(table.access)
        _add(
            session,
            table,
            person,
            ((bidders[one.bidder], one.criterion) for one in found),
            "",
            now=now,
        )
        opened: dict[str, list[int]] = {}
        for one in found:
            opened.setdefault(one.criterion, []).append(one.bidder)
        detail = {"count": len(found), "answers": opened}
        note(session, table.scene, "open-complete-answers", person, now=now, detail=detail)
        _tell(session, table, person, opened.keys(), now=now)
        return Opened(len(found))


def missing_at(session: Session, place: Place) -> frozenset[UUID] | None:
    """Return whose own score of an answer is waited for; None where nobody has given any."""
    where = (place.bidder_id, place.cell.criterion)
    given = moderations.handed_in(session, place.table.procurement_id, place=where)
    asked = place.table.sitting.asked(place.cell.criterion)
    if not given and not asked:
        return None
    return asked - {one.user_id for one in given}


def _why_not(session: Session, place: Place, *, is_in: bool, why: str) -> Refused | None:
    table = place.table
    if table.access.phase not in {Phase.SCORING, Phase.MODERATING}:
        return NOT_TIME
    if place.bidder_id in excluded_in(session, table.procurement_id):
        return EXCLUDED
    return None if is_in or why else NOT_ALL_IN


def excluded_in(session: Session, procurement_id: UUID) -> frozenset[UUID]:
    """Return the bidders whose bid is excluded."""
    return frozenset(one.bidder_id for one in settlements.exclusions(session, procurement_id))


def _complete(session: Session, table: Table) -> tuple[CellId, ...]:
    """Return the answers that are not open, and of which every own score is in."""
    given: dict[tuple[UUID, str], set[UUID]] = {}
    for row in moderations.handed_in(session, table.procurement_id):
        given.setdefault((row.bidder_id, row.criterion), set()).add(row.user_id)
    excluded = excluded_in(session, table.procurement_id)
    return tuple(
        CellId(question.id, number)
        for question in table.model.questions
        for number, bidder_id in bidder_ids(table.access).items()
        if bidder_id not in excluded
        and (bidder_id, question.id) not in table.access.locked
        and is_complete(
            given.get((bidder_id, question.id), set()), table.sitting.asked(question.id)
        )
    )


def is_complete(given: set[UUID], asked: frozenset[UUID]) -> bool:
    """Return whether own scores of an answer are in: at least one, and each that is asked for."""
    return bool(given) and asked <= given


def _add(
    session: Session,
    table: Table,
    person: Person,
    answers: Iterable[tuple[UUID, str]],
    why: str,
    *,
    now: datetime,
) -> None:
    for bidder_id, criterion in answers:
        session.add(
            ModerationStep(
                procurement_id=table.procurement_id,
                bidder_id=bidder_id,
                criterion=criterion,
                number=1,
                state="opened",
                score=None,
                rationale=why,
                quotations="[]",
                present="[]",
                dissent="",
                dissenting="[]",
                made_by=person.id,
                made_at=now,
            )
        )


def _tell(
    session: Session, table: Table, person: Person, criteria: Iterable[str], *, now: datetime
) -> None:
    """Tell evaluators that the panel begins on their questions, with the first answers alone."""
    if table.access.phase is not Phase.SCORING:
        return
    asked = {one for criterion in criteria for one in table.sitting.asked(criterion)}
    tell_of(
        session,
        table.scene,
        asked - {person.id},
        kind="moderation-begun",
        title="The panel begins to agree scores",
        text="Answers that you score are open to the panel, and your own scores of them stay as "
        "they are. Hand in those that are still yours to give: you see what others gave once all "
        "of yours are in.",
        address=moderation_page(table.procurement_id),
        now=now,
    )
