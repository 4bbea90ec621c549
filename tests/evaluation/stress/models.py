"""Models and subjects for the tests of the stress test, with as few words as a test wants."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from evaluation.model import (
    Criterion,
    Model,
    PriceCriterion,
    PriceFormula,
    RejectBid,
    ScoredCriterion,
)
from evaluation.numbers import Percentage, exact
from evaluation.stress.contest import Contest
from evaluation.stress.findings import Subject
from evaluation.stress.result import Curve, Reversal, Simulation
from evaluation.stress.weights import mended
from rules.decide import decide
from rules.decision import Decision, Status
from rules.decision import Finding as Conclusion
from rules.library import stack
from rules.money import Money, Pence, VatBasis
from rules.procurement import Authority, Procurement
from rules.stack import Stack
from rules.vocabulary import Value
from tests.evaluation.builders import price, scored

JOBS = "cov-2022-jobs-and-skills"
PROCUREMENT = Procurement(
    reference="COV-2026-014",
    title="Grounds maintenance",
    authority=Authority("Coventry City Council", "local_authority", "england"),
    category="services",
    estimated_value=Money(Pence(360_000_00), VatBasis.INCLUDED),
    commenced_on=date(2026, 3, 2),
    duration_months=36,
)


def coventry() -> Stack:
    """Return the packs of the law and of Coventry's policies."""
    return stack("coventry")


def decided(**conclusions: Value | Status) -> Decision:
    """Return the decision on grounds maintenance, some of its conclusions given another value."""
    decision = decide(PROCUREMENT, coventry())
    findings = dict(decision.findings)
    for name, value in conclusions.items():
        if isinstance(value, Status):
            findings[name] = Conclusion(name, value)
        else:
            findings[name] = Conclusion(name, Status.CONCLUDED, value)
    return replace(decision, findings=MappingProxyType(findings))


def subject(
    made: Model,
    decision: Decision | None = None,
    packs: Stack | None = None,
    *,
    simulation: Simulation | None = None,
    reversal: Reversal | None = None,
    curve: Curve | None = None,
) -> Subject:
    """Return what a check looks at."""
    return Subject(made, decision, packs, simulation, reversal, curve)


def simulated(*, tie_rate: str = "0", decided_by_price: str | None = "40") -> Simulation:
    """Return a simulation that came to these rates."""
    return Simulation(
        bids=5,
        runs=20_000,
        seed=1,
        tie_rate=Percentage(exact(tie_rate)),
        decided_by_price=None if decided_by_price is None else Percentage(exact(decided_by_price)),
        by_chance=Percentage(exact("20")),
        assumptions=(),
    )


def described(leaf: ScoredCriterion, *levels: str) -> ScoredCriterion:
    """Return a question with a text for each of these levels."""
    return replace(leaf, descriptors={level: f"What earns {level}." for level in levels})


def with_outcome(item: Criterion, outcome: str) -> Criterion:
    """Return a criterion that serves an outcome."""
    return replace(item, outcome=outcome)


def clean_price(weight: str) -> PriceCriterion:
    """Return a price of which nothing is to be found: a set range that rejects zero."""
    return price(
        weight,
        PriceFormula.SET_RANGE,
        floor="50000",
        ceiling="150000",
        zero_price=RejectBid(),
    )


def clean_question(id_: str, weight: str) -> ScoredCriterion:
    """Return a question of which nothing is to be found."""
    return described(scored(id_, weight), *"012345")


def contest(made: Model) -> Contest:
    """Return a model as bids in outline compete under it."""
    return Contest(mended(made))
