"""What criteria are built on: the decision on a real case, and the proposal."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from evaluation.outline.criteria import Basis, Offered, basis_of
from evaluation.outline.proposal import Allowing, Choice, OwnMeasure, Proposal, Standing, Use
from rules.decision import Decision
from rules.library import stack
from tests.evaluation.outline.samples import ground_of

STACK = stack("coventry")


@pytest.fixture(scope="module")
def decision() -> Decision:
    """The decision on services of £360,000 that everything is relevant to."""
    return ground_of().decision


def test_without_a_decision_there_is_nothing_to_build_on() -> None:
    assert basis_of(None, STACK, None) == Basis()


def test_the_range_and_the_measures_are_those_of_the_rules(decision: Decision) -> None:
    basis = basis_of(decision, STACK, None)

    assert (basis.least, basis.recommended, basis.most) == tuple(map(Fraction, (5, 10, 20)))
    assert basis.chosen is None
    assert basis.weight == 10
    assert basis.offered is not None
    assert {one.id for one in basis.offered} == set(decision.findings["award_indicators"].ids())
    assert all(one.title and one.outcome in basis.outcomes for one in basis.offered)
    assert basis.asks_quantities is (decision.value("quantified_commitments") is True)


def test_a_weight_for_climate_is_what_a_policy_concludes_beside_social_value(
    decision: Decision,
) -> None:
    manchester = ground_of("manchester")

    assert basis_of(manchester.decision, manchester.stack, None).climate == 10
    assert basis_of(decision, STACK, None).climate is None


def test_the_proposal_goes_before_the_rules(decision: Decision) -> None:
    own = OwnMeasure("Repair cafés", "Each held", "count", "cov-2022-local-jobs", "Photographs")
    kept, *_ = decision.findings["award_indicators"].ids()
    proposal = Proposal(
        (
            Choice(kept, Use.BOTH),
            Choice("own-1", Use.AWARD, own=own),
            Choice("left", Use.LEFT_OUT),
            Choice("bound", Use.PERFORMANCE),
        ),
        weight=12_50,
    )

    basis = basis_of(decision, STACK, proposal)

    assert basis.weight == Fraction("12.5")
    assert basis.has_proposal
    assert basis.offered is not None
    assert [one.id for one in basis.offered] == [kept, "own-1"]
    assert basis.offered[1] == Offered("own-1", "Repair cafés", "count", own.outcome)


def test_what_an_open_source_says_of_a_unit_is_told(decision: Decision) -> None:
    carbon = Choice("cov-2022-carbon-savings", Use.AWARD)
    own = OwnMeasure("Carbon", "Saved", "tCO2e", "", "Bills", source="catalogue:carbon-saved")
    none = OwnMeasure("Trees", "Planted", "count", "", "Photographs")
    choices = (carbon, Choice("own-1", Use.AWARD, own=own), Choice("own-2", Use.AWARD, own=none))

    offered = basis_of(decision, STACK, Proposal(choices)).offered

    assert offered is not None
    assert [one.published.partition(" (")[0] for one in offered] == [
        "Published for ‘Greenhouse gases not emitted’: £277.22, in prices of 2022",
        "Published for ‘Greenhouse gases not emitted’: £277.22, in prices of 2022",
        "",
    ]


def test_a_weight_outside_the_range_may_stand_once_it_is_allowed(decision: Decision) -> None:
    extent = "25% of the total score, where at most 20%"
    asked = Allowing("social_value_maximum", extent, "More", "a", "A", date(2026, 3, 2))
    proposal = Proposal(weight=25_00, allowings=(asked,))
    allowed = replace(proposal, allowings=(replace(asked, standing=Standing.ALLOWED),))

    assert not basis_of(decision, STACK, proposal).is_within(Fraction(25))
    assert basis_of(decision, STACK, allowed).is_within(Fraction(25))
    assert not basis_of(decision, STACK, allowed).is_within(Fraction(26))
    more = replace(allowed, weight=26_00)
    assert not basis_of(decision, STACK, more).is_within(Fraction(26))
