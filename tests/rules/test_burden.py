"""What the packs ask of bidders in hours: the rules' own proposal keeps within their own cap."""

import pytest

from rules.decide import decide_alone
from rules.decision import Decision
from rules.errors import Contradiction
from rules.library import stack
from tests.rules.generation import generated_facts


def hours_proposed(decision: Decision) -> int | None:
    """Return the hours that every measure which the rules propose would ask of a bidder.

    Of the award criteria only as many count as the rules allow in one tender.
    """
    names = ("hours_per_award_measure", "hours_per_performance_measure", "measures_maximum")
    award, performance, most = (decision.value(name) for name in names)
    if not isinstance(award, int) or not isinstance(performance, int) or not isinstance(most, int):
        return None
    offered = len(decision.findings["award_indicators"].ids())
    obligations = len(decision.findings["performance_indicators"].ids())
    return min(offered, most) * award + obligations * performance


@pytest.mark.slow
def test_what_coventrys_rules_propose_stays_within_the_hours_that_they_allow() -> None:
    packs, seen = stack("coventry"), set()

    for facts in generated_facts(5, 1_500, packs):
        try:
            decision = decide_alone(facts, packs)
        except Contradiction:
            continue
        if "burden_hours_maximum" not in decision.findings:
            continue
        hours, cap = hours_proposed(decision), decision.value("burden_hours_maximum")
        if hours is None or not isinstance(cap, int):
            continue
        seen.add(decision.value("social_value_tier"))
        assert hours <= cap, (decision.reference, hours, cap, dict(facts))

    assert seen == {"light", "standard", "enhanced"}
