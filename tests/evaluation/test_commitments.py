"""What the packs say of each commitment, and what a person may settle after them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import pytest

from evaluation.commitments import (
    NOTHING_PROMISED,
    SettledAgainstTheRules,
    judge_commitments,
)
from evaluation.model import CommitmentFormula, CommitmentsCriterion, GroupCriterion, Measure, Model
from evaluation.numbers import Amount
from evaluation.result import CommitmentFinding
from evaluation.tender import Bid, Commitment, CommitmentVerdict, Settled, Tender
from rules.decide import decide
from rules.library import stack
from rules.money import Money, Pence, VatBasis
from rules.procurement import Authority, Procurement

POUND = Amount(Fraction(1))
JOBS = "cov-2022-jobs-and-skills"
ALL_WELL: Mapping[str, bool] = MappingProxyType(
    {
        "in_area": True,
        "counted_elsewhere": False,
        "method_statement": True,
        "beyond_requirement": True,
    }
)
PROCUREMENT = Procurement(
    reference="COV-1",
    title="Grounds maintenance",
    authority=Authority("Coventry City Council", "local_authority", "england"),
    category="services",
    estimated_value=Money(Pence(400_000_00), VatBasis.INCLUDED),
    commenced_on=date(2026, 3, 2),
    duration_months=24,
    answers={
        "award_route": "competitive",
        "work_in_area": True,
        "labour_intensive": True,
        "trainee_roles_possible": True,
        "subcontracting_possible": False,
        "serves_residents": True,
        "serves_vulnerable_people": False,
        "uses_vehicles": False,
        "uses_energy": False,
        "uses_materials": False,
        "affects_land": False,
    },
)


def tender(
    *commitments: Commitment, outcome: str = JOBS, procurement: Procurement = PROCUREMENT
) -> Tender:
    measures = tuple(
        Measure(f"m{place}", "A measure", "weeks", POUND, outcome=outcome)
        for place in range(1, len(commitments) + 1)
    )
    offered = {f"m{place}": one for place, one in enumerate(commitments, 1)}
    criterion = CommitmentsCriterion(
        id="offer",
        title="Commitments",
        weight=Fraction(100),
        formula=CommitmentFormula.RELATIVE_TO_HIGHEST,
        measures=measures,
    )
    model = Model(criteria=(criterion,), canonical="{}")
    return Tender(
        "COV-1", model, (Bid("A", "Alpha", commitments=offered),), procurement, "coventry"
    )


def found(
    tender: Tender, measure: str = "m1", policy: str | None = "coventry"
) -> CommitmentFinding:
    packs = stack(policy)
    assert tender.procurement is not None
    decision = decide(tender.procurement, packs)
    return judge_commitments(tender, packs, decision)["A", measure]


def promise(**answers: bool) -> Commitment:
    return Commitment(Fraction(10), answers={**ALL_WELL, **answers})


def without(*names: str) -> Commitment:
    kept = {name: value for name, value in ALL_WELL.items() if name not in names}
    return Commitment(Fraction(10), answers=kept)


def test_a_promise_with_nothing_against_it_counts_and_says_under_which_rule() -> None:
    result = found(tender(promise()))

    assert result.verdict is CommitmentVerdict.COUNTED
    assert result.rule == "cov-2022-bid-commitment-counts"
    [cited] = result.cites
    assert cited == (
        "Social Value and Procurement, note to the Finance and Corporate Services Scrutiny Board "
        "(Coventry City Council, 9 November 2022), 3.1.12"
    )


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        ({"in_area": False}, "cov-2022-bid-outside-area"),
        ({"counted_elsewhere": True}, "cov-2022-bid-counted-twice"),
        ({"method_statement": False}, "cov-2022-bid-no-method-statement"),
        ({"beyond_requirement": False}, "cov-2022-bid-nothing-beyond-requirement"),
    ],
)
def test_each_answer_against_a_promise_names_its_rule(answers: dict[str, bool], rule: str) -> None:
    result = found(tender(promise(**answers)))

    assert result.verdict is CommitmentVerdict.NOT_COUNTED
    assert result.rule == rule
    assert result.because
    assert result.cites


def test_two_reasons_are_both_told() -> None:
    result = found(tender(promise(in_area=False, counted_elsewhere=True)))

    assert "outside the area" in result.because
    assert "same activity" in result.because


@pytest.mark.parametrize(
    ("outcome", "rule"),
    [
        ("cov-2014-local-jobs", "cov-2022-bid-outcome-not-applicable"),
        ("cov-2022-environment", "cov-2022-bid-pillar-not-applicable"),
        ("no-such-outcome", "cov-2022-bid-outcome-not-applicable"),
    ],
)
def test_an_outcome_that_does_not_apply_is_not_counted(outcome: str, rule: str) -> None:
    result = found(tender(promise(), outcome=outcome))

    assert (result.verdict, result.rule) == (CommitmentVerdict.NOT_COUNTED, rule)


def test_a_measure_serves_the_outcome_of_its_nearest_group() -> None:
    flat = tender(promise(), outcome="")
    group = GroupCriterion(
        id="sv",
        title="Social value",
        weight=Fraction(100),
        outcome="no-such-outcome",
        criteria=flat.model.criteria,
    )
    grouped = replace(flat, model=replace(flat.model, criteria=(group,)))

    assert found(grouped).rule == "cov-2022-bid-outcome-not-applicable"


def test_a_measure_without_an_outcome_counts() -> None:
    assert found(tender(promise(), outcome="")).verdict is CommitmentVerdict.COUNTED


def test_a_missing_answer_leaves_the_promise_for_review_and_is_named() -> None:
    result = found(tender(without("in_area", "method_statement")))

    assert result.verdict is CommitmentVerdict.NEEDS_REVIEW
    assert result.hangs_on == ("in_area", "method_statement")
    assert "delivered in the area" in result.because


def test_an_outcome_that_is_still_open_names_the_facts_of_the_procurement() -> None:
    answers = {**PROCUREMENT.answers}
    del answers["labour_intensive"]
    result = found(tender(promise(), procurement=replace(PROCUREMENT, answers=answers)))

    assert result.verdict is CommitmentVerdict.NEEDS_REVIEW
    assert result.hangs_on == ("labour_intensive",)


def test_a_missing_answer_does_not_matter_once_another_reason_is_certain() -> None:
    kept = without("in_area")
    result = found(tender(replace(kept, answers={**kept.answers, "counted_elsewhere": True})))

    assert result.verdict is CommitmentVerdict.NOT_COUNTED
    assert result.rule == "cov-2022-bid-counted-twice"


def test_measures_beyond_the_most_that_may_be_asked_are_not_counted() -> None:
    offered = tender(*[promise()] * 7)
    verdicts = [found(offered, f"m{place}").verdict for place in range(1, 8)]

    assert verdicts == [CommitmentVerdict.COUNTED] * 6 + [CommitmentVerdict.NOT_COUNTED]
    assert found(offered, "m7").rule == "cov-2022-bid-too-many-measures"
    assert "at place 7" in found(offered, "m7").because


def test_only_what_is_promised_takes_a_place() -> None:
    nothing = Commitment(Fraction(0))
    offered = tender(nothing, *[promise()] * 6)

    assert found(offered, "m1").because == NOTHING_PROMISED
    assert found(offered, "m7").verdict is CommitmentVerdict.COUNTED


def test_a_person_settles_what_the_packs_leave_open() -> None:
    settled = Settled(
        CommitmentVerdict.COUNTED, "Confirmed by clarification 4.", "evaluation chair"
    )
    result = found(tender(replace(without("in_area"), settled=settled)))

    assert result.verdict is CommitmentVerdict.COUNTED
    assert result.because == "Confirmed by clarification 4."
    assert result.settled_by == "evaluation chair"


def test_a_person_cannot_settle_what_the_published_rules_decide() -> None:
    settled = Settled(CommitmentVerdict.COUNTED, "We like it.", "evaluation chair")

    with pytest.raises(SettledAgainstTheRules) as refused:
        found(tender(replace(promise(in_area=False), settled=settled)))

    assert refused.value.place == "bids[A].commitments.m1.settled"
    assert "cov-2022-bid-outside-area" in refused.value.problem
    assert "Leave out “settled”" in refused.value.remedy


def test_a_refusal_names_a_bid_whole_whose_id_holds_a_dot() -> None:
    settled = Settled(CommitmentVerdict.COUNTED, "We like it.", "evaluation chair")
    only = tender(replace(promise(in_area=False), settled=settled))
    dotted = replace(only, bids=(replace(only.bids[0], id="A.1"),))

    with pytest.raises(SettledAgainstTheRules) as refused:
        found(dotted)

    assert refused.value.place == "bids[A.1].commitments.m1.settled"


def test_settling_what_the_rules_say_anyway_changes_nothing() -> None:
    settled = Settled(CommitmentVerdict.COUNTED, "Agreed.", "evaluation chair")

    assert found(tender(replace(promise(), settled=settled))).settled_by == ""


def test_the_law_alone_judges_no_promise() -> None:
    result = found(tender(promise(in_area=False), outcome=""), policy=None)

    assert result.verdict is CommitmentVerdict.COUNTED
    assert result.rule == ""


def test_the_policy_of_the_day_judges() -> None:
    earlier = replace(PROCUREMENT, commenced_on=date(2020, 3, 2))
    result = found(tender(promise(in_area=False), outcome="", procurement=earlier))

    assert result.rule == "cov-2014-bid-outside-area"


def test_what_rests_on_the_authoritys_own_setting_says_so() -> None:
    assert "coventry-settings" in found(tender(promise(counted_elsewhere=True))).unverified
