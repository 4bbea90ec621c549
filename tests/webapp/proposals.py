"""Procurements that the rules propose social value for, and what a buyer chooses there."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from evaluation.outline.clause_problems import library_clause
from evaluation.outline.clauses import Clauses, Filled, as_it_is
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, OwnMeasure, Proposal, Screen, Screened, Use
from rules.library import stack
from rules.vocabulary import Value
from tests.webapp.samples import BASIC, answered
from webapp.services.accounts import Person
from webapp.services.deciding import DecisionRecorded, decide_procurement
from webapp.services.journey import journey
from webapp.services.parts import PartSaved, save_part
from webapp.services.parts.kinds import CLAUSES, PROPOSAL, Kind
from webapp.services.proposals import OpenProposal, choose, open_proposal, weigh
from webapp.store import Store

INVOLVES: dict[str, Value | None] = {
    "work_in_area": True,
    "labour_intensive": True,
    "trainee_roles_possible": True,
    "subcontracting_possible": True,
    "serves_residents": True,
    "serves_vulnerable_people": True,
    "uses_vehicles": True,
    "uses_energy": True,
    "uses_materials": True,
    "affects_land": True,
}
"""A contract that everything is relevant to."""

WEEKS = "cov-2022-training-weeks"
"""An award criterion that the rules propose there."""
WAGE = "cov-2022-staff-on-living-wage"
FOOTPRINT = "cov-2022-carbon-footprint"
"""A performance obligation that the rules propose there."""
_FILLED = (Filled("quantity", "12"), Filled("percent", "85"))
TREES = OwnMeasure(
    title="Trees planted and kept",
    definition="Trees alive two years after planting.",
    unit="count",
    outcome="cov-2022-environment",
    evidence="A map with photographs.",
)


def ground_of(policy: str | None = "coventry", **answers: Value | None) -> Ground:
    """Return what the rules propose of £360,000 of services that involve everything."""
    packs = stack(policy)
    decision = journey(
        {**BASIC, **INVOLVES, **answers},
        reference="COV-2026-014",
        title="Grounds maintenance",
        authority="Coventry City Council",
        policy=policy,
        stack=packs,
    ).decision
    assert decision is not None
    return Ground(decision, packs)


def screened(measure: str, use: Use, *, own: OwnMeasure | None = None, because: str = "") -> Choice:
    """Return a measure that passes every screen."""
    screens = tuple(Screened(screen, passes=True, because="It does") for screen in Screen)
    return Choice(measure, use, because, screens, own)


def complete(ground: Ground) -> Proposal:
    """Return a proposal that takes everything as the rules propose it."""
    choices = tuple(screened(one, ground.proposed_use(one) or Use.AWARD) for one in ground.proposed)
    return Proposal(choices, ground.figure("social_value_recommended"))


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
