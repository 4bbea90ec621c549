"""A decision: dated by the day of commencement, exact on both VAT bases, whole or honest."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.decide import decide, decide_facts, rate_of
from rules.decision import Approval, Decision, DutyDue, PackReference
from rules.errors import EngineFailed, OutsidePeriod
from rules.money import Money, Pence, Percent, VatBasis
from rules.pack import Citation, Confidence
from rules.procurement import Authority, Procurement
from rules.stack import Stack
from tests.rules.small_packs import (
    DAY,
    LAW,
    POLICY,
    decided,
    law_stack,
    parameter,
    policy_stack,
    rule,
    value_of,
)

PAPER = {"from_": "2021-01-01", "cites": "[paper p.1]"}


def fired(decision: Decision) -> list[str]:
    """Return the rules that fired."""
    return [entry.rule for entry in decision.trace]


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (date(2022, 2, 28), ["old"]),
        (date(2022, 3, 1), ["old", "middle"]),
        (date(2022, 3, 31), ["old", "middle"]),
        (date(2022, 4, 1), ["old"]),
        (date(2022, 4, 30), ["old"]),
        (date(2022, 5, 1), ["new"]),
    ],
)
def test_a_rule_is_in_force_from_its_first_day_to_its_last(
    day: date, rules: list[str], tmp_path: Path
) -> None:
    text = (
        rule("old", "kpis_minimum: 1", until="2022-04-30")
        + rule("middle", "kpis_minimum: 2", from_="2022-03-01", until="2022-03-31")
        + rule("new", "kpis_minimum: 3", from_="2022-05-01")
    )

    assert fired(decided(law_stack(tmp_path, rules=text), commenced_on=day)) == rules


@pytest.mark.parametrize(
    ("day", "limit"), [(date(2022, 5, 31), 5), (date(2022, 6, 1), 6), (date(2030, 1, 1), 6)]
)
def test_a_parameter_has_the_value_of_the_day(day: date, limit: int, tmp_path: Path) -> None:
    limits = parameter("limit", "integer", "from: 2020-01-01, is: 5", "from: 2022-06-01, is: 6")
    text = rule("one", "notifiable: true", "duration_months is at least limit", because="'{limit}'")
    stack = law_stack(tmp_path, rules=text, parameters=limits)

    below = decided(stack, commenced_on=day, duration_months=limit - 1)
    reached = decided(stack, commenced_on=day, duration_months=limit)

    assert fired(below) == []
    assert fired(reached) == ["one"]
    assert [(use.value, use.id) for use in reached.trace[0].parameters] == [(limit, "limit")]
    assert reached.trace[0].because == str(limit)


THRESHOLDS = parameter(
    "the-threshold",
    "money",
    "from: 2020-01-01, is: £1000.00, vat: excluded",
    "from: 2022-01-01, is: £1200.00, vat: included",
)
BEFORE, AFTER = date(2021, 12, 31), date(2022, 1, 1)


@pytest.mark.parametrize(
    ("day", "pounds", "vat", "rate", "reaches"),
    [
        (BEFORE, "£1000.00", "excluded", 2000, True),
        (BEFORE, "£999.99", "excluded", 2000, False),
        (BEFORE, "£1200.00", "included", 2000, True),
        (BEFORE, "£1199.99", "included", 2000, False),
        (BEFORE, "£1050.00", "included", 500, True),
        (BEFORE, "£1049.99", "included", 500, False),
        (BEFORE, "£1000.00", "included", 0, True),
        (BEFORE, "£999.99", "included", 0, False),
        (AFTER, "£1200.00", "included", 2000, True),
        (AFTER, "£1199.99", "included", 2000, False),
        (AFTER, "£1000.00", "excluded", 2000, True),
        (AFTER, "£999.99", "excluded", 2000, False),
        (AFTER, "£1200.00", "excluded", 0, True),
        (AFTER, "£1142.86", "excluded", 500, True),
        (AFTER, "£1142.85", "excluded", 500, False),
    ],
)
def test_a_value_is_compared_on_the_basis_of_the_day_exactly(
    day: date, pounds: str, vat: str, rate: int, *, reaches: bool, tmp_path: Path
) -> None:
    text = (
        rule("is-threshold", "threshold: the-threshold")
        + rule("above", "coverage: above_threshold", "estimated_value is at least threshold")
        + rule("below", "coverage: below_threshold", "estimated_value is less than threshold")
        + rule("direct", "notifiable: true", "estimated_value is at least the-threshold")
    )
    stack = law_stack(tmp_path, rules=text, parameters=THRESHOLDS)

    decision = decided(stack, commenced_on=day, estimated_value=value_of(pounds, vat, rate))

    expected = ["is-threshold", "above", "direct"] if reaches else ["is-threshold", "below"]
    assert fired(decision) == expected


def test_a_value_equal_to_its_threshold_on_another_basis_and_rate_is_equal(tmp_path: Path) -> None:
    text = rule("one", "notifiable: true", "estimated_value is the-threshold") + rule(
        "two", "kpis_minimum: 1", "estimated_value is not the-threshold"
    )
    stack = law_stack(tmp_path, rules=text, parameters=THRESHOLDS)

    for pounds, vat, rate in (("£1000.00", "excluded", 2000), ("£1200.00", "included", 500)):
        assert fired(decided(stack, estimated_value=value_of(pounds, vat, rate))) == ["one"]
    assert fired(decided(stack, estimated_value=value_of("£1000.00", "excluded", 500))) == ["two"]


def test_an_amount_too_large_for_the_engine_is_refused_and_named(tmp_path: Path) -> None:
    text = rule("one", "notifiable: true", "estimated_value is the-threshold")
    stack = law_stack(tmp_path, rules=text, parameters=THRESHOLDS)
    value = Money(Pence(10**15), VatBasis.EXCLUDED)

    with pytest.raises(EngineFailed) as refused:
        decided(stack, estimated_value=value)

    assert str(refused.value) == (
        "amount: £10,000,000,000,000 excluding VAT is too large for the rules engine. "
        "Give a smaller amount."
    )


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (
            date(2019, 12, 31),
            (
                "commenced_on: 31 December 2019 lies outside the period of the pack «law». "
                "Give a day from 1 January 2020 to 31 December 2024."
            ),
        ),
        (
            date(2025, 1, 1),
            (
                "commenced_on: 1 January 2025 lies outside the period of the pack «law». "
                "Give a day from 1 January 2020 to 31 December 2024."
            ),
        ),
    ],
)
def test_a_day_outside_the_laws_period_is_refused(day: date, words: str, tmp_path: Path) -> None:
    stack = law_stack(tmp_path, pack=f"{LAW}until: 2024-12-31\n")

    with pytest.raises(OutsidePeriod) as refused:
        decided(stack, commenced_on=day)

    assert str(refused.value) == words


@pytest.mark.parametrize("day", [date(2020, 1, 1), date(2024, 12, 31)])
def test_the_first_and_the_last_day_of_the_law_are_decided(day: date, tmp_path: Path) -> None:
    stack = law_stack(tmp_path, pack=f"{LAW}until: 2024-12-31\n")

    assert decided(stack, commenced_on=day).decided_as_of == day


PROCUREMENT = Procurement(
    reference="COV-1",
    title="Grounds maintenance",
    authority=Authority("Smallbury Council", "local_authority", "england"),
    category="services",
    estimated_value=value_of("£100.00", "included", 500),
    commenced_on=DAY,
)


def test_a_procurement_is_decided_as_of_its_commencement_or_of_another_day(tmp_path: Path) -> None:
    text = rule("new", "notifiable: true", from_="2023-01-01", because="'{commenced_on}'").replace(
        "when: always", "when: commenced_on is at least 2020-01-01"
    )
    stack = law_stack(tmp_path, rules=text)

    then, later = decide(PROCUREMENT, stack), decide(PROCUREMENT, stack, on=date(2023, 1, 1))

    assert (then.reference, then.decided_as_of, fired(then)) == ("COV-1", DAY, [])
    assert (later.decided_as_of, fired(later)) == (date(2023, 1, 1), ["new"])
    assert later.trace[0].because == "1 January 2023"
    assert PROCUREMENT.commenced_on == DAY


def test_a_decision_says_under_which_packs_it_was_made(tmp_path: Path) -> None:
    stack = policy_stack(tmp_path, {})

    decision = decide(PROCUREMENT, stack)

    assert decision.packs == tuple(PackReference(pack.id, "1", pack.sha256) for pack in stack.packs)
    assert [pack.id for pack in decision.packs] == ["law", "policy"]
    assert (decision.policy, decision.vat_rate) == ("policy", 500)


def test_why_not_is_given_when_it_is_asked_for(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=rule("one", "notifiable: true", "nation is wales"))

    assert decide(PROCUREMENT, stack).why_not == ()
    assert [item.rule for item in decide(PROCUREMENT, stack, why_not=True).why_not] == ["one"]


def test_the_rate_of_a_procurement_is_its_estimated_values() -> None:
    assert rate_of({"estimated_value": value_of("£1.00", "included", 500)}) == Percent(500)
    assert rate_of({}) == Percent(2000)


def test_the_day_of_commencement_must_be_known(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        decide_facts({}, law_stack(tmp_path))


POLICY_RULES = rule("tier", "social_value_tier: light", "nation is wales", **PAPER)


@pytest.mark.parametrize(
    ("day", "in_force", "needs"),
    [(date(2020, 12, 31), False, ()), (date(2021, 1, 1), True, ("nation",))],
)
def test_a_policys_conclusions_are_required_from_its_first_day(
    day: date, *, in_force: bool, needs: tuple[str, ...], tmp_path: Path
) -> None:
    decision = decided(policy_stack(tmp_path, {}, rules=POLICY_RULES), commenced_on=day)

    assert (decision.policy_in_force, decision.needs) == (in_force, needs)


@pytest.mark.parametrize(
    ("day", "in_force"), [(date(2022, 12, 31), True), (date(2023, 1, 1), False)]
)
def test_a_policy_that_has_ended_is_not_in_force(
    day: date, *, in_force: bool, tmp_path: Path
) -> None:
    ended = rule("tier", "social_value_tier: light", "nation is wales", until="2022-12-31", **PAPER)
    stack = policy_stack(tmp_path, {}, rules=ended, pack=f"{POLICY}until: 2022-12-31\n")

    assert decided(stack, commenced_on=day).policy_in_force is in_force


def test_outside_the_law_nothing_is_needed(tmp_path: Path) -> None:
    text = rule("out", "regime: outside", "nation is scotland") + rule(
        "kpis", "kpis_minimum: 3", "duration_months is at least 12"
    )
    stack = law_stack(tmp_path, rules=text)

    assert decided(stack, nation="scotland").needs == ()
    assert decided(stack, nation="england").needs == ("duration_months",)
    assert decided(stack).needs == ("nation", "duration_months")


def test_needs_and_open_come_in_the_order_of_the_vocabulary(tmp_path: Path) -> None:
    text = rule("one", "notifiable: true", "duration_months is at least 12") + rule(
        "two", "kpis_minimum: 3", "nation is wales"
    )

    assert decided(law_stack(tmp_path, rules=text)).needs == ("nation", "duration_months")


DUTIES = (
    "- {id: publish-it, title: Publish it, text: Do so., cites: [act s.3], notice: UK6, "
    "confidence: secondary, due: {days: days-after, kind: working, after: contract_entered}}\n"
    "- {id: begin-it, title: Begin it, cites: [act s.4], "
    "due: {days: 0, kind: calendar, after: procurement_commenced}}\n"
    "- {id: think-of-it, title: Think of it, cites: [act s.5]}\n"
    "- {id: before-it, title: Before it, cites: [act s.6], "
    "due: {days: 7, kind: calendar, before: tenders_invited}}\n"
)
DAYS = parameter("days-after", "integer", "from: 2020-01-01, is: 30", "from: 2022-06-01, is: 20")


def test_duties_fall_due_by_the_parameters_of_the_day(tmp_path: Path) -> None:
    text = rule("one", "duties: [think-of-it, publish-it, before-it, begin-it]")
    stack = law_stack(tmp_path, rules=text, duties=DUTIES, parameters=DAYS)

    duties = decided(stack).duties

    assert duties == (
        DutyDue(
            "publish-it",
            "Publish it",
            "Do so.",
            (Citation("act", "s.3"),),
            Confidence.SECONDARY,
            days=20,
            kind="working",
            event="contract_entered",
            notice="UK6",
        ),
        DutyDue(
            "begin-it",
            "Begin it",
            "",
            (Citation("act", "s.4"),),
            Confidence.SEEN,
            days=0,
            kind="calendar",
            event="procurement_commenced",
            on=DAY,
        ),
        DutyDue("think-of-it", "Think of it", "", (Citation("act", "s.5"),), Confidence.SEEN),
        DutyDue(
            "before-it",
            "Before it",
            "",
            (Citation("act", "s.6"),),
            Confidence.SEEN,
            days=7,
            kind="calendar",
            event="tenders_invited",
            is_before=True,
        ),
    )
    assert decided(stack, commenced_on=date(2022, 5, 31)).duties[0].days == 30


def test_an_approval_gives_the_reasons_of_all_rules_that_ask_for_it(tmp_path: Path) -> None:
    text = (
        rule("one", "approvals: [board]", because="It is new.", **PAPER)
        + rule("two", "approvals: [board]", because="It is large.", **PAPER)
        + rule("three", "approvals: [panel]", "nation is wales", **PAPER)
    )
    bodies = POLICY.replace("  - {id: board,", "  - {id: panel, title: The Panel}\n  - {id: board,")

    decision = decided(policy_stack(tmp_path, {}, rules=text, pack=bodies), nation="england")

    assert decision.approvals == (
        Approval("board", "The Board", "It is new. It is large.", (Citation("paper", "p.1"),)),
    )


def test_a_displaced_rules_reason_is_no_reason_for_an_approval(tmp_path: Path) -> None:
    text = rule("one", "approvals: [board]", because="It is new.", **PAPER) + rule(
        "two", "approvals: [board]", because="It is large.", overrides="[one]", **PAPER
    )

    (approval,) = decided(policy_stack(tmp_path, {}, rules=text)).approvals

    assert approval.because == "It is large."


def test_what_was_used_and_not_seen_is_named(tmp_path: Path) -> None:
    doubtful = parameter("limit", "integer", "from: 2020-01-01, is: 5").replace(
        "confidence: seen", "confidence: authority-setting"
    )
    unused = doubtful.replace("id: limit", "id: unused")
    text = (
        rule("one", "kpis_minimum: limit", **PAPER)
        + rule("two", "notifiable: true", confidence="unverified")
        + rule("three", "contract_copy_published: true", "nation is wales", confidence="unverified")
    )

    decision = decided(
        policy_stack(
            tmp_path,
            {},
            rules=text.replace("from: 2020", "from: 2021"),
            parameters=doubtful + unused,
        ),
        nation="england",
    )

    assert decision.unverified == ("limit", "paper", "two")


def test_the_days_of_a_duty_are_named_when_they_were_not_seen(tmp_path: Path) -> None:
    doubtful = DAYS.replace("confidence: seen", "confidence: unverified")
    stack = law_stack(
        tmp_path,
        rules=rule("one", "duties: [publish-it]"),
        duties=DUTIES,
        parameters=doubtful,
    )

    assert decided(stack).unverified == ("days-after",)


def test_a_decision_is_the_same_whenever_it_is_made_again(tmp_path: Path) -> None:
    stack = policy_stack(tmp_path, {}, rules=POLICY_RULES)

    assert decide(PROCUREMENT, stack, why_not=True) == decide(
        replace(PROCUREMENT), Stack(stack.packs), why_not=True
    )
