"""Procurements that the rules propose social value for, and what a buyer chooses there."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from evaluation.outline.clause_problems import library_clause
from evaluation.outline.clauses import Clauses, Filled, as_it_is
from evaluation.outline.proposal import Use
from evaluation.outline.sheet import Sheet
from rules.vocabulary import Value
from tests.evaluation.outline.samples import (
    INVOLVES,
    TREES,
    complete,
    screened,
)
from tests.webapp.samples import answered
from webapp.services.accounts import Person
from webapp.services.decisions.deciding import DecisionRecorded, decide_procurement
from webapp.services.parts import PartSaved, save_part
from webapp.services.parts.kinds import CLAUSES, PROPOSAL, Kind
from webapp.services.proposals import (
    OpenProposal,
    ask,
    choose,
    departure_of,
    open_proposal,
    proposal_at,
    save_sheet,
)
from webapp.store import Store

_FILLED = (Filled("quantity", "12"), Filled("percent", "85"))


def weigh(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    weight: int,
    because: str,
    revision: int,
    now: datetime,
) -> object:
    """Save a weight as a sheet that says nothing of any measure."""
    ground = opened(store, procurement_id).ground
    assert ground is not None
    return save_sheet(
        store,
        person,
        procurement_id=procurement_id,
        ground=ground,
        sheet=Sheet((), weight, because),
        before=proposal_at(store, procurement_id, revision),
        revision=revision,
        now=now,
    )


def asked(
    store: Store,
    person: Person,
    procurement_id: UUID,
    now: datetime,
    key: str = "social_value_minimum",
) -> object:
    """Ask for a departure to be allowed."""
    found = opened(store, procurement_id)
    assert found.ground is not None
    departure = departure_of(found.proposal, found.ground, key)
    assert departure is not None
    return ask(
        store,
        person,
        procurement_id=procurement_id,
        departure=departure,
        because="Few firms offer it",
        revision=found.revision,
        now=now,
    )


def proposing(store: Store, person: Person, now: datetime, **answers: Value | None) -> UUID:
    """Start a procurement that involves everything, and have it decided."""
    given: dict[str, Any] = {**INVOLVES, **answers}
    procurement_id = answered(store, person, now, **given)
    version = opened(store, procurement_id).preparation.version
    outcome = decide_procurement(
        store, person, procurement_id=procurement_id, version=version, now=now
    )
    assert isinstance(outcome, DecisionRecorded)
    return procurement_id


def opened(store: Store, procurement_id: UUID) -> OpenProposal:
    """Return the proposal of a procurement."""
    found = open_proposal(store, procurement_id)
    assert found is not None
    return found


def departing(store: Store, person: Person, procurement_id: UUID, now: datetime) -> None:
    """Give a procurement a proposal with a measure of its own, and a weight below its range."""
    own = screened("own-trees", Use.PERFORMANCE, own=TREES, because="More shade")
    choose(store, person, procurement_id=procurement_id, choice=own, revision=0, now=now)
    weigh(
        store, person, procurement_id=procurement_id, weight=400, because="Small", revision=1,
        now=now,
    )  # fmt: skip


def settled(store: Store, person: Person, procurement_id: UUID, now: datetime) -> None:
    """Complete a procurement's proposal and clauses, as the rules and the library have them.

    The procurement must have answered what its contract involves.
    """
    ground = opened(store, procurement_id).ground
    assert ground is not None
    clauses = Clauses(
        tuple(
            as_it_is(one, clause)
            if (ground.proposed_use(one) or Use.AWARD).is_award
            else replace(as_it_is(one, clause), filled=_FILLED)
            for one in ground.proposed
            if (clause := library_clause(one, ground)) is not None
        ),
        (Filled("due", "2028-03-31"),),
    )
    proposal = complete(ground)
    parts: tuple[tuple[Kind[Any], object], ...] = ((PROPOSAL, proposal), (CLAUSES, clauses))
    for kind, value in parts:
        outcome = save_part(
            store, person, procurement_id=procurement_id, kind=kind, value=value, revision=0,
            now=now,
        )  # fmt: skip
        assert isinstance(outcome, PartSaved)
