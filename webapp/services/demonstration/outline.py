"""Outlines of the demonstration, built to the end and submitted as their buyer would."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from evaluation.outline.clause_problems import library_clause
from evaluation.outline.clauses import ClauseChoice, Clauses, Filled, Take, Texts, as_it_is
from evaluation.outline.criteria import Basis, Criteria, basis_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, Proposal, Screened
from evaluation.outline.sheet import rows_of
from rules.procurement import Procurement
from rules.uk_time import day_of
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.criteria import open_criteria, run_stress_test
from webapp.services.demonstration.outline_words import (
    ASSESSED,
    FILLED,
    INVENTED,
    JUDGED,
    UNDIVIDED,
    UNTOLD,
    WRITTEN_CASE,
    WRITTEN_CHECKLIST,
)
from webapp.services.demonstration.people import Seat, failed
from webapp.services.demonstration.record import demonstrated, start_decided
from webapp.services.parts import Kind, save_part
from webapp.services.parts.kinds import CASE, CHECKLIST, CLAUSES, CRITERIA, LOTS, PROPOSAL
from webapp.services.preparing.procurements import (
    Preparation,
    open_procurement,
    opened,
)
from webapp.services.submission.submitting import Submitted, fingerprint, submit
from webapp.store import Store

T = TypeVar("T")
COMMENCES_AFTER = timedelta(days=28)
_DUE = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Plan:
    """An outline to build: of which purchase, and what is proposed and asked in it.

    `procurement` is what is bought, whenever it commences; `proposal` and `criteria` are made
    once the rules have decided on it.
    """

    reference: str
    title: str
    procurement: Procurement
    proposal: Callable[[Ground], Proposal]
    criteria: Callable[[Basis], Criteria]


@dataclass(frozen=True, slots=True)
class Outlined:
    """An outline that was submitted."""

    procurement_id: UUID
    version_id: UUID


def submit_outline(store: Store, plan: Plan, *, now: datetime) -> Outlined | None:
    """Build an outline as its buyer would and submit it; None if it is there already.

    Raises:
        DemonstrationFailed: A step was refused, which no step of the demonstration should be.
    """
    bought = replace(plan.procurement, commenced_on=day_of(now) + COMMENCES_AFTER)
    procurement_id = start_decided(
        store, plan.reference, plan.title, bought, untold=UNTOLD, now=now
    )
    if procurement_id is None:
        return None
    buyer = demonstrated(store, Seat(Role.BUYER))
    _build(store, buyer, procurement_id, plan, now=now)
    return Outlined(procurement_id, _submit(store, buyer, procurement_id, plan, now=now))


def as_proposed(ground: Ground) -> Proposal:
    """Return the proposal that takes everything as the rules propose it.

    What the machine leaves to a person is answered as a person would, with an invented reason.
    """
    return Proposal(checked(Proposal(), ground), ground.figure("social_value_recommended"))


def checked(proposal: Proposal, ground: Ground) -> tuple[Choice, ...]:
    """Return the measures of a proposal, and those that the rules propose, each with its checks."""
    return tuple(
        Choice(
            row.measure,
            row.use,
            row.because,
            tuple(
                Screened(one.screen, passes=True, because=one.reason or JUDGED)
                for one in row.suggested
            ),
            row.own,
        )
        for row in rows_of(proposal, ground)
    )


def _build(store: Store, buyer: Person, procurement_id: UUID, plan: Plan, *, now: datetime) -> None:
    found = _preparation(store, procurement_id, plan)
    if found.decision is None:
        raise failed(plan.reference, "the decision", "no decision")
    ground = Ground(found.decision, found.stack)
    proposal = plan.proposal(ground)
    criteria = plan.criteria(basis_of(found.decision, found.stack, proposal))

    def keep(kind: Kind[T], value: T) -> None:
        save_part(
            store, buyer, procurement_id=procurement_id, kind=kind, value=value, revision=0, now=now
        )

    keep(CHECKLIST, WRITTEN_CHECKLIST)
    keep(CASE, WRITTEN_CASE)
    keep(LOTS, UNDIVIDED)
    keep(PROPOSAL, proposal)
    keep(CLAUSES, _clauses(proposal, ground, due=(now + _DUE).date()))
    keep(CRITERIA, criteria)
    opened_criteria = open_criteria(store, procurement_id)
    if opened_criteria is not None:
        run_stress_test(
            store,
            buyer,
            procurement_id=procurement_id,
            revision=opened_criteria.revision,
            now=now,
        )


def _clauses(proposal: Proposal, ground: Ground, *, due: date) -> Clauses:
    """Return the clauses of what is proposed, the gaps of obligations filled.

    Bidders fill the gaps of what they compete on.
    """
    choices = tuple(_clause(choice, ground) for choice in proposal.included)
    return Clauses(choices, (Filled("due", due.isoformat()),))


def _clause(choice: Choice, ground: Ground) -> ClauseChoice:
    clause = library_clause(choice.measure, ground)
    if clause is not None:
        taken = as_it_is(choice.measure, clause)
        return taken if choice.use.is_award else replace(taken, filled=FILLED)
    if choice.own is None:
        because = f"The library has no clause for it, and the contract says it whole. {INVENTED}"
        return ClauseChoice(choice.measure, Take.NONE, because)
    return ClauseChoice(
        choice.measure,
        Take.EDITED,
        f"A measure of the council's own, for which the library has no clause. {INVENTED}",
        texts=Texts(
            question=f"How much do you promise: {choice.own.title}? {choice.own.definition}",
            obligation=f"The Supplier provides {{quantity}} {choice.own.unit} by {{due}}.",
            kpi="What was provided against {quantity}, each quarter.",
            evidence=choice.own.evidence,
            if_missed="A recovery plan within 20 working days.",
        ),
    )


def _submit(
    store: Store, buyer: Person, procurement_id: UUID, plan: Plan, *, now: datetime
) -> UUID:
    with store.reading() as session:
        found = opened(session, procurement_id)
        if found is None:
            raise failed(plan.reference, "the submission", "no procurement")
        read = fingerprint(session, found, after=0)
    outcome = submit(
        store,
        buyer,
        procurement_id=procurement_id,
        read=read,
        why="",
        assessment=ASSESSED,
        now=now,
    )
    if not isinstance(outcome, Submitted):
        raise failed(plan.reference, "the submission", outcome)
    return outcome.version_id


def _preparation(store: Store, procurement_id: UUID, plan: Plan) -> Preparation:
    found = open_procurement(store, procurement_id)
    if found is None:
        raise failed(plan.reference, "the procurement", "no procurement")
    return found
