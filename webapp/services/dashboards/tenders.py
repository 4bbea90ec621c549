"""What a tender asks of whom: its next step, for each who may take it, and for who waits for them.

A line says of a tender its name and what is next, and nothing of its bidders or of what bids say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Declared
from webapp.roles import (
    AWARD_APPROVERS,
    INTERESTS_JUDGES,
    OPENERS,
    TENDER_KEEPERS,
    TENDER_READERS,
    Role,
)
from webapp.services.accounts import Person
from webapp.services.dashboards.boards import Task, Work
from webapp.services.dashboards.scoring import (
    SETTLED,
    OwnPanels,
    chasing_tasks,
    declaring_task,
    own_panels,
    scoring_tasks,
)
from webapp.services.tendering.steps import DOERS, OF_OFFICER_OR_CHAIR, Coming, Step, coming
from webapp.store import Session, evaluation_workloads, evaluators, tender_workloads
from webapp.store.bid_tables import OpeningHand
from webapp.store.finding import Reading

_OF_CHAIRS: Final = frozenset({Step.COMPARE, Step.AGREE})
_OF_EVALUATION: Final = OF_OFFICER_OR_CHAIR | {Step.LOTS, Step.RECOMMEND, Step.APPROVE}
_WHOM: Final[Mapping[Step, str]] = MappingProxyType(
    {
        Step.WAIT: "bidders can send their bids until then",
        Step.OPEN: "Two people with different roles",
        Step.SECOND_HAND: "A second person, with another role",
        Step.SCORE: "The evaluators",
        Step.COMPARE: "The chair of the evaluation",
        Step.AGREE: "The chair of the evaluation",
        **dict.fromkeys(OF_OFFICER_OR_CHAIR, "A procurement officer or the chair"),
        Step.APPROVE: "Whoever approves the award",
        Step.STANDSTILL: "the contract comes after it",
    }
)
_OF_OFFICERS: Final = frozenset(
    {
        Step.INVITE,
        Step.ANSWER,
        Step.PANEL,
        Step.LOTS,
        Step.RECOMMEND,
        Step.TELL,
        Step.NOTICE,
        Step.CONTRACT,
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What turns on who asks: their panels, by whose hands bids were opened, and who had a part."""

    person: Person
    own: OwnPanels
    hands: Mapping[UUID, Sequence[OpeningHand]]
    evaluated: frozenset[UUID]
    recommended: frozenset[UUID]


def tender_tasks(session: Session, person: Person, *, now: datetime) -> list[Task]:
    """Return what tenders ask of somebody, in a number of queries that they do not change."""
    reading = _reading(person, TENDER_READERS)
    if not (reading.organisations or reading.single):
        return []
    found = coming(session, reading, now=now)
    known = _known(session, person, found)
    is_scored = {
        one.procurement_id
        for one in found
        if one.phase.is_at_least(Phase.MODERATED) or one.row.ended_at is not None
    }
    rows = {one.procurement_id: one.row for one in found}
    scores = {row.record.id for row in known.own.scored}
    return [
        *(
            declaring_task(id_, rows[id_].title, rows[id_].reference)
            for id_ in sorted(known.own.undeclared - scores - is_scored)
            if id_ in rows
        ),
        *scoring_tasks(session, person, known.own, is_scored=is_scored, now=now),
        *chasing_tasks(session, known.own, _in_scoring(found), now=now),
        *_conflicts(session, known, found),
        *_to_publish(session, person),
        *(task for one in found for task in _step(one, known)),
    ]


def _in_scoring(found: Iterable[Coming]) -> dict[UUID, tuple[str, str]]:
    """Return the tenders whose scores are waited for, each with its title and reference."""
    waiting = {Phase.SCORING, Phase.MODERATING}
    return {
        one.procurement_id: (one.row.title, one.row.reference)
        for one in found
        if one.phase in waiting and one.row.ended_at is None
    }


def _reading(person: Person, roles: frozenset[Role]) -> Reading:
    return Reading(
        frozenset(one.organisation_id for one in person.with_any(roles)),
        person.with_any_single(roles),
    )


def _known(session: Session, person: Person, found: Iterable[Coming]) -> _Known:
    hands: dict[UUID, list[OpeningHand]] = {}
    ids = [one.procurement_id for one in found if one.phase is Phase.SEALED]
    for hand in tender_workloads.hands(session, ids):
        hands.setdefault(hand.procurement_id, []).append(hand)
    return _Known(
        person,
        own_panels(session, person),
        hands,
        evaluators.panels_of(session, person.id),
        tender_workloads.recommended_by(session, person.id),
    )


def _conflicts(session: Session, known: _Known, found: Iterable[Coming]) -> Iterator[Task]:
    """Yield the conflicts of others on a panel that wait for a decision: never whose they are."""
    person = known.person
    judged = {
        one.procurement_id: one
        for one in found
        if _roles(one, person) & INTERESTS_JUDGES
        and not (one.phase.is_at_least(Phase.AWARDED) or one.row.ended_at)
        and (TENDER_KEEPERS & _roles(one, person) or one.procurement_id in known.own.chaired)
    }
    waiting = {
        row.procurement_id: None
        for row in evaluation_workloads.undecided(session, judged.keys())
        if row.user_id != person.id
    }
    for id_ in waiting:
        row = judged[id_].row
        place = ("panel.panel", {"procurement_id": id_})
        yield Task(Work.JUDGE_INTERESTS, row.title, is_mine=True, note=row.reference, place=place)


def _to_publish(session: Session, person: Person) -> Iterator[Task]:
    """Yield the sealed outlines whose tender an officer can publish, or awards lot by lot."""
    keeping = _reading(person, TENDER_KEEPERS)
    if not (keeping.organisations or keeping.single):
        return
    for record, has_lots, is_awarded in tender_workloads.sealed(session, keeping):
        if has_lots and is_awarded:
            continue
        yield Task(
            Work.TENDER,
            record.title,
            is_mine=True,
            since=record.waits_since,
            note=record.reference,
            step=Step.LOT_BY_LOT if has_lots else Step.PUBLISH,
            procurement_id=record.id,
        )


def _step(one: Coming, known: _Known) -> Iterator[Task]:
    """Yield the next step of a tender where it is one's own, or where one waits for others."""
    if one.step is Step.SCORE and _scores_now(one, known):
        return
    is_mine = _is_mine(one, known)
    whom = "" if is_mine or not _has_a_part(one, known) else _whom(one, known)
    if is_mine or whom:
        yield Task(
            Work.TENDER,
            one.row.title,
            is_mine=is_mine,
            whom=whom,
            since=one.row.deadline_at if one.phase is Phase.SEALED else None,
            at=one.row.deadline_at if one.step is Step.WAIT else None,
            note=one.row.reference,
            step=one.step,
            procurement_id=one.procurement_id,
        )


def _whom(one: Coming, known: _Known) -> str:
    """Return for whom a tender waits: officers are named to whoever began it, and to the chair."""
    is_near = known.person.id == one.row.created_by or one.procurement_id in known.own.chaired
    if one.step in _OF_OFFICERS and is_near:
        return "A procurement officer"
    return _WHOM.get(one.step, "")


def _has_a_part(one: Coming, known: _Known) -> bool:
    """Return whether somebody waits for a tender: they look after it, began it or are on its panel.

    Whoever takes no part for a conflict of interest waits for nothing.
    """
    id_, own = one.procurement_id, known.own
    if own.declared.get(id_) is Declared.RECUSED:
        return False
    is_keeper = bool(_roles(one, known.person) & TENDER_KEEPERS)
    is_on_panel = id_ in own.chaired or any(row.record.id == id_ for row in own.scored)
    return is_keeper or is_on_panel or known.person.id == one.row.created_by


def _is_mine(one: Coming, known: _Known) -> bool:
    """Return whether somebody may take the next step now, as far as roles and interests say."""
    id_, roles = one.procurement_id, _roles(one, known.person)
    if not roles & DOERS[one.step] or one.step is Step.SCORE:
        return False
    declared = known.own.declared.get(id_)
    is_chair = id_ in known.own.chaired and declared in SETTLED
    if one.step in _OF_CHAIRS:
        return is_chair
    if one.step in _OF_EVALUATION and (
        declared in {Declared.RECUSED, Declared.UNDECIDED} or id_ in known.own.undeclared
    ):
        return False
    if one.step in OF_OFFICER_OR_CHAIR:
        return is_chair or bool(roles & TENDER_KEEPERS)
    if one.step in {Step.APPROVE, Step.REVERSAL}:
        is_free = id_ not in known.evaluated | known.recommended
        return is_free and bool(roles & AWARD_APPROVERS)
    if one.step in {Step.OPEN, Step.SECOND_HAND}:
        return _may_open(one, roles, known)
    return True


def _may_open(one: Coming, roles: frozenset[Role], known: _Known) -> bool:
    """Return whether somebody can be the next by whose hand bids are opened."""
    hands = known.hands.get(one.procurement_id, ())
    taken = {Role(hand.role) for hand in hands}
    return known.person.id not in {hand.user_id for hand in hands} and bool(roles & OPENERS - taken)


def _scores_now(one: Coming, known: _Known) -> bool:
    """Return whether somebody's own scores are what is next: these have a line of their own."""
    return any(row.record.id == one.procurement_id and row.open_scores for row in known.own.scored)


def _roles(one: Coming, person: Person) -> frozenset[Role]:
    return person.roles_in(one.row.organisation_id, one.procurement_id)
