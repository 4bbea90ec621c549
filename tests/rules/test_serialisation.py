"""A decision as JSON: names, order, texts for numbers, and what null means."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.library import stack as shipped_stack
from rules.serialisation import FORMAT, decision_json, json_value
from rules.stack import Stack
from rules.vocabulary import CONCLUSIONS, Kind, Value
from tests.rules.small_packs import (
    DAY,
    decided,
    explained,
    law_stack,
    parameter,
    policy_stack,
    rule,
    value_of,
)

PAPER = {"from_": "2021-01-01", "cites": "[paper p.1]"}
KEYS = (
    "format",
    "reference",
    "decided_as_of",
    "packs",
    "conclusions",
    "undetermined",
    "needs",
    "open",
    "unverified",
    "trace",
    "why_not",
)
LAWS_CONCLUSIONS = (
    "regime",
    "threshold",
    "coverage",
    "notifiable",
    "prequalification_allowed",
    "local_reservation_allowed",
    "social_value_act_duty",
    "consultation_to_be_considered",
    "kpis_minimum",
    "contract_copy_published",
    "standstill_working_days",
    "assessment_summaries_required",
)
SOCIAL_VALUE = (
    "tier",
    "minimum",
    "recommended",
    "maximum",
    "pillars",
    "outcomes",
    "measures_maximum",
    "delivery_plan",
)


def as_json(stack: Stack, **facts: Value) -> dict[str, Any]:
    """Decide, and return the decision as it is sent."""
    return decision_json(decided(stack, **facts), stack)


def conclusions(stack: Stack, **facts: Value) -> dict[str, Any]:
    """Decide, and return the conclusions as they are sent."""
    found: dict[str, Any] = as_json(stack, **facts)["conclusions"]
    return found


def in_order(keys: tuple[str, ...], found: dict[str, Any]) -> bool:
    """Return whether these keys are there, in this order; others may stand between them."""
    return [key for key in found if key in keys] == list(keys)


def test_the_keys_are_those_of_the_interfaces_in_their_order(tmp_path: Path) -> None:
    found = as_json(policy_stack(tmp_path, {}))

    assert in_order(KEYS, found)
    assert in_order(LAWS_CONCLUSIONS, found["conclusions"])
    assert in_order(("social_value", "clauses", "duties", "approvals"), found["conclusions"])
    assert set(SOCIAL_VALUE) <= found["conclusions"]["social_value"].keys()
    assert found["format"] == FORMAT == "podium/decision/1"


def test_the_head_of_a_decision(tmp_path: Path) -> None:
    stack = policy_stack(tmp_path, {})

    found = as_json(stack)

    assert (found["reference"], found["decided_as_of"]) == ("T-1", "2022-06-01")
    assert found["packs"] == [
        {"id": pack.id, "version": "1", "sha256": pack.sha256} for pack in stack.packs
    ]


def test_the_same_decision_is_the_same_text(tmp_path: Path) -> None:
    stack = policy_stack(tmp_path, {})

    texts = {
        json.dumps(as_json(Stack(stack.packs), nation="wales", category="goods")),
        json.dumps(as_json(stack, category="goods", nation="wales")),
    }

    assert len(texts) == 1


@pytest.mark.parametrize("policy", [None, "coventry"])
def test_a_decision_is_plain_json(policy: str | None) -> None:
    stack = shipped_stack(policy)
    facts: dict[str, Value] = {
        "authority_type": "local_authority",
        "nation": "england",
        "category": "services",
        "estimated_value": value_of("£360000.00"),
        "commenced_on": date(2026, 3, 2),
    }

    found = decision_json(explained(stack, **facts), stack)

    assert json.loads(json.dumps(found)) == found


AMOUNT = parameter("amount", "money", "from: 2020-01-01, is: £207720.00, vat: included")


def test_money_is_a_text_with_its_basis_and_a_percentage_a_text(tmp_path: Path) -> None:
    text = (
        rule("one", "threshold: amount", from_="2021-01-01")
        + rule("two", "social_value_minimum: 10%, social_value_maximum: 12.5%", **PAPER)
        + rule("three", "kpis_minimum: 0, notifiable: false", from_="2021-01-01")
    )

    found = conclusions(policy_stack(tmp_path, {}, rules=text, parameters=AMOUNT))

    assert found["threshold"] == {"amount": "207720.00", "vat": "included"}
    assert (found["social_value"]["minimum"], found["social_value"]["maximum"]) == ("10", "12.5")
    assert found["kpis_minimum"] == 0
    assert found["notifiable"] is False


def test_a_facts_money_is_given_back_as_it_came(tmp_path: Path) -> None:
    text = rule("one", "notifiable: true", "estimated_value is less than amount")
    stack = law_stack(tmp_path, rules=text, parameters=AMOUNT)

    (entry,) = as_json(stack, estimated_value=value_of("£5.10", "excluded"))["trace"]

    assert entry["facts"] == {"estimated_value": {"amount": "5.10", "vat": "excluded"}}


def test_an_entry_of_the_trace(tmp_path: Path) -> None:
    text = rule(
        "one",
        "notifiable: true, kpis_minimum: 3",
        "commenced_on is at least 2020-01-01",
        because="'It commenced on {commenced_on}.'",
    ) + rule("two", "kpis_minimum: 5", overrides="[one]", cites="[act s.1, act s.2]")

    first, second = as_json(law_stack(tmp_path, rules=text))["trace"]

    assert first == {
        "rule": "one",
        "because": "It commenced on 1 June 2022.",
        "cites": ["act s.1"],
        "facts": {"commenced_on": "2022-06-01"},
        "parameters": [],
        "concluded": {"notifiable": True, "kpis_minimum": 3},
        "displaced": [],
        "displaced_by": ["two"],
        "confidence": "seen",
    }
    assert (second["displaced"], second["cites"]) == (["one"], ["act s.1", "act s.2"])


def test_a_parameter_that_was_used_stands_in_the_trace(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=rule("one", "threshold: amount"), parameters=AMOUNT)

    (entry,) = as_json(stack)["trace"]

    assert entry["parameters"] == [
        {
            "id": "amount",
            "value": {"amount": "207720.00", "vat": "included"},
            "from": "2020-01-01",
            "cites": ["act s.2"],
            "confidence": "seen",
        }
    ]


def test_null_is_what_no_rule_reached_and_what_is_undetermined_is_named(tmp_path: Path) -> None:
    stack = law_stack(tmp_path, rules=rule("one", "notifiable: true", "nation is wales"))

    unknown, absent = as_json(stack), as_json(stack, nation="england")

    assert unknown["conclusions"]["notifiable"] is None
    assert absent["conclusions"]["notifiable"] is None
    assert (unknown["undetermined"], absent["undetermined"]) == (["notifiable"], [])
    assert (unknown["needs"], absent["needs"]) == (["nation"], [])


def test_what_is_undetermined_is_named_by_its_path(tmp_path: Path) -> None:
    text = rule("one", "social_value_tier: light", "nation is wales", **PAPER)

    found = as_json(policy_stack(tmp_path, {}, rules=text))

    assert found["undetermined"] == ["social_value.tier"]
    assert found["needs"] == ["nation"]


DUTIES = (
    "- {id: first-duty, title: First, cites: [act s.3], notice: UK6, "
    "due: {days: 30, kind: calendar, after: contract_entered}}\n"
    "- {id: second-duty, title: Second, cites: [act s.4, act s.5], "
    "due: {days: 0, kind: working, after: procurement_commenced}}\n"
    "- {id: third-duty, title: Third, cites: [act s.6], "
    "due: {days: 7, kind: calendar, before: tenders_invited}}\n"
    "- {id: fourth-duty, title: Fourth, cites: [act s.7]}\n"
)


def test_duties_are_sent_whole(tmp_path: Path) -> None:
    text = rule("one", "duties: [first-duty, second-duty, third-duty, fourth-duty]")

    found = conclusions(law_stack(tmp_path, rules=text, duties=DUTIES))["duties"]

    assert found == [
        {
            "id": "first-duty",
            "title": "First",
            "cites": ["act s.3"],
            "notice": "UK6",
            "due": {
                "days": 30,
                "kind": "calendar",
                "after": "contract_entered",
                "before": None,
                "on": None,
            },
        },
        {
            "id": "second-duty",
            "title": "Second",
            "cites": ["act s.4", "act s.5"],
            "notice": None,
            "due": {
                "days": 0,
                "kind": "working",
                "after": "procurement_commenced",
                "before": None,
                "on": "2022-06-01",
            },
        },
        {
            "id": "third-duty",
            "title": "Third",
            "cites": ["act s.6"],
            "notice": None,
            "due": {
                "days": 7,
                "kind": "calendar",
                "after": None,
                "before": "tenders_invited",
                "on": None,
            },
        },
        {"id": "fourth-duty", "title": "Fourth", "cites": ["act s.7"], "notice": None, "due": None},
    ]


def test_duties_that_are_undetermined_are_null_and_the_certain_ones_stand_apart(
    tmp_path: Path,
) -> None:
    text = rule("one", "duties: [first-duty]") + rule(
        "two", "duties: [second-duty]", "nation is wales"
    )

    found = as_json(law_stack(tmp_path, rules=text, duties=DUTIES))

    assert found["conclusions"]["duties"] is None
    assert found["undetermined"] == ["duties"]
    assert found["so_far"] == {"duties": ["first-duty"]}
    assert found["open"] == ["nation"]


def test_approvals_give_the_body_and_the_reason(tmp_path: Path) -> None:
    text = rule("one", "approvals: [board]", because="It is large.", **PAPER)

    assert conclusions(policy_stack(tmp_path, {}, rules=text))["approvals"] == [
        {"body": "The Board", "id": "board", "because": "It is large.", "cites": ["paper p.1"]}
    ]


def test_the_route_and_the_quorum_stand_together_and_panels_prevail(tmp_path: Path) -> None:
    text = (
        rule("one", "approval_route: delegated", **PAPER)
        + rule("two", "approval_route: by_panel, approval_quorum: 3", **PAPER)
        + rule("three", "approval_quorum: 5", **PAPER)
    )

    found = conclusions(policy_stack(tmp_path, {}, rules=text))

    assert found["routing"] == {"route": "by_panel", "quorum": 5}


def test_where_no_policy_is_in_force_nothing_is_routed(tmp_path: Path) -> None:
    packs = policy_stack(tmp_path, {})

    assert conclusions(packs)["routing"] == {"route": None, "quorum": None}
    assert conclusions(packs, commenced_on=date(2020, 12, 31))["routing"] is None
    assert conclusions(law_stack(tmp_path / "alone"))["routing"] is None


def test_under_the_law_alone_there_is_no_social_value(tmp_path: Path) -> None:
    assert conclusions(law_stack(tmp_path))["social_value"] is None


@pytest.mark.parametrize(
    ("day", "social_value"), [(date(2020, 12, 31), None), (date(2021, 1, 1), "light")]
)
def test_social_value_is_null_before_the_policys_first_day(
    day: date, social_value: str | None, tmp_path: Path
) -> None:
    found = conclusions(policy_stack(tmp_path, {}), commenced_on=day)["social_value"]

    assert (found and found["tier"]) == social_value


def test_outside_the_law_nothing_is_needed_and_there_is_no_social_value(tmp_path: Path) -> None:
    law_files = {
        "rules": rule("out", "regime: outside", "nation is scotland")
        + rule("kpis", "kpis_minimum: 3", "regime is not outside")
        + rule("more", "notifiable: true", "category is goods")
    }
    stack = policy_stack(tmp_path, law_files)

    found = as_json(stack, nation="scotland")

    assert found["conclusions"]["regime"] == "outside"
    assert found["conclusions"]["kpis_minimum"] is None
    assert found["conclusions"]["social_value"] is None
    assert found["needs"] == []


def test_the_shipped_law_concludes_nothing_but_the_regime_outside(tmp_path: Path) -> None:
    del tmp_path
    stack = shipped_stack("coventry")
    found = as_json(
        stack,
        authority_type="local_authority",
        nation="scotland",
        category="services",
        estimated_value=value_of("£360000.00"),
        commenced_on=date(2026, 3, 2),
    )

    law = {name: found["conclusions"][name] for name in LAWS_CONCLUSIONS}
    assert law == {**dict.fromkeys(LAWS_CONCLUSIONS), "regime": "outside"}
    assert (found["needs"], found["undetermined"]) == ([], [])
    assert found["conclusions"]["social_value"] is None
    assert any(
        entry["concluded"] == {"regime": "outside"} and entry["cites"] for entry in found["trace"]
    )


def test_why_not_gives_condition_fact_and_distance(tmp_path: Path) -> None:
    text = rule("one", "notifiable: true", "estimated_value is at least amount")
    stack = law_stack(tmp_path, rules=text, parameters=AMOUNT)

    found = decision_json(explained(stack, estimated_value=value_of("£207719.99")), stack)

    assert found["why_not"] == [
        {
            "rule": "one",
            "failed": [
                {
                    "condition": "Estimated value is at least £207,720 including VAT",
                    "actual": "£207,719.99 including VAT",
                    "distance": "£0.01 below it",
                }
            ],
        }
    ]
    assert as_json(stack)["why_not"] == []


def test_what_is_not_seen_is_named_with_how_sure_it_is(tmp_path: Path) -> None:
    doubtful = AMOUNT.replace("confidence: seen", "confidence: authority-setting")
    text = rule("one", "threshold: amount", confidence="unverified", **PAPER)

    found = as_json(
        policy_stack(
            tmp_path, {}, rules=text, parameters=doubtful.replace("2020-01-01", "2021-01-01")
        )
    )

    assert set(found["unverified"]) == {"one", "amount", "paper"}
    assert found["confidence"] == {
        "one": "unverified",
        "amount": "authority-setting",
        "paper": "secondary",
    }


@pytest.mark.parametrize(
    ("value", "kind", "json_"),
    [
        (None, Kind.MONEY, None),
        (value_of("£5.00"), Kind.MONEY, {"amount": "5.00", "vat": "included"}),
        (DAY, Kind.DATE, "2022-06-01"),
        (1250, Kind.PERCENT, "12.5"),
        (0, Kind.PERCENT, "0"),
        (3, Kind.INTEGER, 3),
        (False, Kind.BOOLEAN, False),
        ("light", Kind.ENUMERATION, "light"),
        (("a", "b"), Kind.IDS, ["a", "b"]),
        ((), Kind.IDS, []),
    ],
)
def test_a_value_in_json(value: Value | None, kind: Kind, json_: object) -> None:
    assert json_value(value, kind) == json_
    assert type(json_value(value, kind)) is type(json_)


def test_every_conclusion_has_a_path_of_its_own() -> None:
    paths = [item.path for item in CONCLUSIONS]

    assert len(set(paths)) == len(paths)
    assert all(path.count(".") <= 1 for path in paths)
