"""What the rules propose of grounds maintenance, and what a buyer chooses there."""

from dataclasses import fields, replace
from datetime import date
from types import MappingProxyType

from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, OwnMeasure, Proposal, Screen, Screened, Use
from rules.decide import decide
from rules.library import stack
from rules.money import Money, Pence, VatBasis
from rules.procurement import Authority, Procurement
from rules.vocabulary import Value

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
GROUP = "cov-2022-under-represented-upskilled"
"""Performance obligations that the rules propose there, each for a person to judge."""
FOOTPRINT = "cov-2022-carbon-footprint"
"""A performance obligation that the rules propose there."""
TREES = OwnMeasure(
    title="Trees planted and kept",
    definition="Trees alive two years after planting.",
    unit="count",
    outcome="cov-2022-environment",
    evidence="A map with photographs.",
)
_GROUNDS = Procurement(
    reference="COV-2026-014",
    title="Grounds maintenance",
    authority=Authority("Coventry City Council", "local_authority", "england"),
    category="services",
    estimated_value=Money(Pence(360_000_00), VatBasis.INCLUDED),
    commenced_on=date(2026, 3, 2),
    duration_months=36,
    extension_months=24,
)
_FIELDS = frozenset(field.name for field in fields(Procurement))


def ground_of(policy: str | None = "coventry", **answers: Value | None) -> Ground:
    """Return what the rules propose of £360,000 of services that involve everything.

    Answers are told apart from it by their names in the vocabulary; `None` is unknown.
    """
    told = {name: value for name, value in answers.items() if name in _FIELDS}
    further = {name: value for name, value in {**INVOLVES, **answers}.items() if name not in told}
    known = {name: value for name, value in further.items() if value is not None}
    procurement = replace(_GROUNDS, **told, answers=MappingProxyType(known))  # type: ignore[arg-type] # each is of its field's type
    packs = stack(policy)
    return Ground(decide(procurement, packs), packs)


def screened(measure: str, use: Use, *, own: OwnMeasure | None = None, because: str = "") -> Choice:
    """Return a measure that passes every screen."""
    screens = tuple(Screened(screen, passes=True, because="It does") for screen in Screen)
    return Choice(measure, use, because, screens, own)


def complete(ground: Ground) -> Proposal:
    """Return a proposal that takes everything as the rules propose it."""
    choices = tuple(screened(one, ground.proposed_use(one) or Use.AWARD) for one in ground.proposed)
    return Proposal(choices, ground.figure("social_value_recommended"))
