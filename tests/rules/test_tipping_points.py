"""Tipping points: exact, and the same as trying one value after the other."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.decide import decide_facts
from rules.decision import Finding, Status
from rules.library import stack as shipped_stack
from rules.money import Money, Pence, VatBasis
from rules.procurement import known_facts
from rules.stack import Stack
from rules.tipping_points import Tip, TippingPoint, changes_between, tipping_points
from rules.vocabulary import Value
from tests.rules.small_packs import DAY, LAW, all_of, law_stack, parameter, rule, value_of

PARAMETERS = (
    parameter("limit", "integer", "from: 2020-01-01, is: 20", "from: 2022-06-21, is: 26")
    + parameter("gross", "money", "from: 2020-01-01, is: £2.40, vat: included")
    + parameter("net", "money", "from: 2020-01-01, is: £2.31, vat: excluded")
    + parameter(
        "moving",
        "money",
        "from: 2020-01-01, is: £1.85, vat: included",
        "from: 2022-06-11, is: £2.75, vat: included",
    )
)
RULES = (
    rule("the-law", "regime: procurement_act_2023", "framework_commenced_on is at least 2022-05-20")
    + rule("is-gross", "threshold: gross", "commenced_on is at most 2022-06-05")
    + rule("is-moving", "threshold: moving", "commenced_on is more than 2022-06-05")
    + rule("above", "coverage: above_threshold", "estimated_value is at least threshold")
    + rule("below", "coverage: below_threshold", "estimated_value is less than threshold")
    + rule("net", "notifiable: true", "estimated_value is more than net-amount")
    + rule("long", "kpis_minimum: 3", "total_months is at least limit")
    + rule("short", "kpis_minimum: 1", "duration_months is less than 7", until="2022-06-13")
    + rule("even", "standstill_working_days: 8", "duration_months is more than extension_months")
    + rule("twelve", "prequalification_allowed: true", "duration_months is one of 5, 12")
    + rule(
        "undetermined",
        "local_reservation_allowed: true",
        all_of("nation is wales", "extension_months is at least 9"),
    )
).replace("net-amount", "net")


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Stack:
    rules = RULES.replace("- id: net\n", "- id: above-net\n")
    pack = f"{LAW}until: 2022-07-15\n"
    return law_stack(tmp_path_factory.mktemp("law"), rules=rules, parameters=PARAMETERS, pack=pack)


def findings(facts: dict[str, Value], stack: Stack) -> dict[str, Finding]:
    """Decide on these facts, by both evaluators."""
    return dict(decide_facts(known_facts(facts), stack).findings)


def tried(
    facts: dict[str, Value], stack: Stack, name: str, values: Iterator[Value]
) -> tuple[Value, tuple[str, ...]] | None:
    """Try one value after the other, and return the first that changes something."""
    now = findings(facts, stack)
    for value in values:
        changes = changes_between(now, findings({**facts, name: value}, stack))
        if changes:
            return value, tuple(change.conclusion for change in changes)
    return None


def told(tip: Tip | None) -> tuple[Value, tuple[str, ...]] | None:
    """Return a tip as `tried` does."""
    if tip is None:
        return None
    return tip.value, tuple(change.conclusion for change in tip.changes)


def point_of(facts: dict[str, Value], stack: Stack, name: str) -> TippingPoint:
    """Return the tipping point of one fact."""
    return next(one for one in tipping_points(known_facts(facts), stack) if one.fact == name)


def as_it_is(pence: int, like: Money) -> Money:
    """Return another amount on the same VAT basis."""
    return Money(Pence(pence), like.vat, like.rate)


amounts = st.builds(
    Money,
    st.integers(150, 300).map(Pence),
    st.sampled_from(VatBasis),
    st.sampled_from([0, 500, 2000]),
)
days = st.dates(date(2022, 5, 15), date(2022, 7, 15))
procurements = st.fixed_dictionaries(
    {"commenced_on": days, "estimated_value": amounts},
    optional={
        "duration_months": st.integers(0, 30),
        "extension_months": st.integers(0, 30),
        "nation": st.sampled_from(["wales", "england"]),
    },
)


@settings(max_examples=60, deadline=None)
@given(facts=procurements)
@pytest.mark.slow
def test_the_tipping_points_are_those_of_trying_every_value(
    stack: Stack, facts: dict[str, Value]
) -> None:
    value = facts["estimated_value"]
    assert isinstance(value, Money)
    first, last = date(2020, 1, 1), date(2022, 7, 15)
    moved: dict[str, Callable[[int], Value]] = {
        "estimated_value": lambda step: as_it_is(value.pence + step, value),
        "commenced_on": lambda step: _day(facts) + timedelta(days=step),
        "duration_months": lambda step: _months(facts, "duration_months") + step,
        "extension_months": lambda step: _months(facts, "extension_months") + step,
    }
    ranges: dict[str, Callable[[Value], bool]] = {
        "estimated_value": lambda one: isinstance(one, Money) and 100 <= one.pence <= 400,
        "commenced_on": lambda one: (
            isinstance(one, date) and max(first, date(2022, 4, 1)) <= one <= last
        ),
        "duration_months": lambda one: isinstance(one, int) and 0 <= one <= 70,
        "extension_months": lambda one: isinstance(one, int) and 0 <= one <= 70,
    }

    for point in tipping_points(known_facts(facts), stack):
        move, is_near = moved[point.fact], ranges[point.fact]
        for tip, sign in ((point.below, -1), (point.above, 1)):
            expected = tried(
                facts, stack, point.fact, _while(is_near, (move(sign * n) for n in count(1)))
            )
            found = told(tip)
            if found is not None and not is_near(found[0]):
                assert expected is None
            else:
                assert found == expected


def _while(is_near: Callable[[Value], bool], values: Iterator[Value]) -> Iterator[Value]:
    for value in values:
        if not is_near(value):
            return
        yield value


def _day(facts: dict[str, Value]) -> date:
    day = facts["commenced_on"]
    assert isinstance(day, date)
    return day


def _months(facts: dict[str, Value], name: str) -> int:
    months = facts[name]
    assert isinstance(months, int)
    return months


def test_a_threshold_is_met_to_the_penny_on_the_same_basis(stack: Stack) -> None:
    facts: dict[str, Value] = {"commenced_on": DAY, "estimated_value": value_of("£2.39")}

    point = point_of(facts, stack, "estimated_value")

    assert point.now == value_of("£2.39")
    assert told(point.above) == (value_of("£2.40"), ("coverage",))
    assert point.below is None
    assert point.above is not None
    (change,) = point.above.changes
    assert (change.before.value, change.after.value) == ("below_threshold", "above_threshold")


@pytest.mark.parametrize(
    ("rate", "expected", "conclusion"),
    [
        (2000, "£2.00", "coverage"),
        (500, "£2.29", "coverage"),
        (0, "£2.32", "notifiable"),
    ],
)
def test_a_threshold_on_the_other_basis_is_met_by_the_first_whole_penny(
    stack: Stack, rate: int, expected: str, conclusion: str
) -> None:
    value = value_of("£1.00", "excluded", rate)

    point = point_of({"commenced_on": DAY, "estimated_value": value}, stack, "estimated_value")

    assert told(point.above) == (value_of(expected, "excluded", rate), (conclusion,))


def test_a_sum_is_tipped_by_each_of_its_parts(stack: Stack) -> None:
    facts: dict[str, Value] = {"commenced_on": DAY, "duration_months": 15, "extension_months": 2}

    duration = point_of(facts, stack, "duration_months")
    extension = point_of(facts, stack, "extension_months")

    assert told(duration.above) == (18, ("kpis_minimum",))
    assert told(extension.above) == (5, ("kpis_minimum",))


def test_a_day_beyond_the_law_is_no_tipping_point(stack: Stack) -> None:
    point = point_of({"commenced_on": date(2022, 7, 1)}, stack, "commenced_on")

    assert point.above is None
    assert told(point.below) == (date(2022, 6, 10), ("threshold",))


def test_what_cannot_stand_beside_the_other_facts_is_not_gone_through(stack: Stack) -> None:
    facts: dict[str, Value] = {
        "commenced_on": date(2022, 5, 25),
        "framework": "call_off",
        "framework_commenced_on": date(2022, 5, 24),
    }

    point = point_of(facts, stack, "framework_commenced_on")

    assert told(point.below) == (date(2022, 5, 19), ("regime",))
    assert point.above is None


def test_what_can_no_longer_be_said_is_a_change_too(stack: Stack) -> None:
    facts: dict[str, Value] = {"commenced_on": DAY, "extension_months": 8}

    point = point_of(facts, stack, "extension_months")

    assert point.above is not None
    (change,) = point.above.changes
    assert point.above.value == 9
    assert (change.before.status, change.after.status) == (Status.ABSENT, Status.UNDETERMINED)


def test_only_numbers_and_dates_that_are_given_have_tipping_points(stack: Stack) -> None:
    facts = known_facts({"commenced_on": DAY, "nation": "wales", "duration_months": 3})

    assert [one.fact for one in tipping_points(facts, stack)] == [
        "commenced_on",
        "duration_months",
    ]


def test_a_fact_that_is_concluded_itself_tips_at_every_unit(tmp_path: Path) -> None:
    packs = law_stack(tmp_path, rules=rule("same", "kpis_minimum: duration_months"))

    point = point_of({"commenced_on": DAY, "duration_months": 5}, packs, "duration_months")

    assert (told(point.below), told(point.above)) == (
        (4, ("kpis_minimum",)),
        (6, ("kpis_minimum",)),
    )


def test_the_threshold_of_the_act_tips_as_it_is_published() -> None:
    facts = known_facts(
        {
            "authority_type": "local_authority",
            "nation": "england",
            "category": "services",
            "commenced_on": date(2026, 3, 2),
            "estimated_value": value_of("£360000.00"),
        }
    )

    point = point_of(facts, shipped_stack(None), "estimated_value")

    assert point.below is not None
    assert point.below.value == value_of("£207719.99")
    assert "coverage" in {change.conclusion for change in point.below.changes}
