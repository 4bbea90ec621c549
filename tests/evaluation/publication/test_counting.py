"""The rules by which promises count are told before anybody promises, and are those applied."""

from itertools import product

import pytest

from evaluation.publication.counting import counting_of
from rules.decide import decide_facts
from rules.library import shipped, stack
from tests.evaluation.test_commitments import ALL_WELL, PROCUREMENT

POLICIES = tuple(id_ for id_ in shipped().ids() if shipped().pack(id_).stands_on)


def test_each_rule_that_may_speak_against_a_promise_is_told_with_its_reason() -> None:
    counting = counting_of(PROCUREMENT.facts(), stack("coventry"))

    assert (
        "What is delivered outside the area is not counted. It is delivered outside the area that "
        "the tender documents name, and the policy is there for the city."
    ) in counting.rules
    assert "Measures beyond the most that may be asked are not counted." in counting.rules
    assert counting.is_by_area


def test_a_rule_of_another_day_or_law_is_not_told() -> None:
    told = counting_of(PROCUREMENT.facts(), stack("central-government")).rules

    assert any(one.startswith("Under the Act, too, a number without a method") for one in told)
    assert not any(one.startswith("A number without a method") for one in told)


@pytest.mark.parametrize("policy", POLICIES)
def test_whatever_is_answered_no_rule_is_applied_that_was_not_told(policy: str) -> None:
    packs, facts = stack(policy), PROCUREMENT.facts()
    told = " ".join(counting_of(facts, packs).rules)

    for answers in product((True, False), repeat=len(ALL_WELL)):
        decision = decide_facts(
            {
                **facts,
                **dict(zip(ALL_WELL, answers, strict=True)),
                "outcome_standing": "applies",
                "measure_place": 30,
            },
            packs,
        )
        finding = decision.findings["commitment_verdict"]
        if finding.value == "not_counted":
            assert all(packs.rules[id_].title in told for id_ in finding.rules)
