"""The route of an outline: by the rules where they speak, by Podium's default where not."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.decision import Decision
from rules.library import stack
from rules.money import Money, Pence, VatBasis
from rules.pack import Citation
from rules.stack import Stack
from rules.vocabulary import Value
from tests.rules.small_packs import decided, policy_stack, rule, value_of
from webapp.roles import Role
from webapp.services.approval.routing import OWN_PANEL, BodyRoute, Routing, routing_of

PAPER = {"cites": "[paper p.1]", "from_": "2021-01-01"}
RISK = "procurement_risk"


def coventry(pounds: str, **facts: Value) -> Routing:
    """Return the route under Coventry's policy of services of this value."""
    given: dict[str, Value] = {
        "authority_type": "local_authority",
        "nation": "england",
        "category": "services",
        "special_regime": "none",
        "framework": "none",
        "commenced_on": date(2026, 3, 2),
        "estimated_value": value_of(pounds),
    }
    packs = stack("coventry")
    return routing_of(decided(packs, **{**given, **facts}), packs)


def routed(packs: Stack, **facts: Value) -> Routing:
    """Return the route of what a small policy decides."""
    return routing_of(decided(packs, **facts), packs)


def test_above_the_threshold_it_goes_to_the_panel_with_the_policys_quorum() -> None:
    found = coventry("£360000.00")

    (panel,) = found.bodies
    assert (panel.id, panel.title, panel.quorum) == ("procurement-panel", "Procurement Panel", 3)
    assert "of whom at least 3 members decide" in panel.because
    assert Citation("coventry-settings", "approvals") in panel.cites
    assert (found.because, found.cites) == (panel.because, panel.cites)
    assert (found.is_delegated, found.delegate_role, found.is_by_rule) == (False, None, True)
    assert found.hangs_on == ()


def test_the_largest_goes_to_both_bodies_with_the_boards_quorum() -> None:
    found = coventry("£5000000.00")

    assert [(body.id, body.quorum) for body in found.bodies] == [
        ("procurement-panel", 5),
        ("procurement-board", 5),
    ]


def test_what_is_small_and_of_low_risk_is_delegated_with_its_reason() -> None:
    found = coventry("£95000.00", procurement_risk="low_risk")

    assert found.bodies == ()
    assert (found.is_delegated, found.delegate_role) == (True, Role.PROCUREMENT_OFFICER)
    assert "an officer who did not write the outline decides" in found.because
    assert found.cites == (Citation("coventry-settings", "approvals"),)
    assert found.is_by_rule


def test_a_high_risk_goes_to_the_panel_though_it_is_small() -> None:
    found = coventry("£95000.00", procurement_risk="high_risk")

    assert [body.id for body in found.bodies] == ["procurement-panel"]
    assert found.because.startswith("The risk is high")
    assert found.hangs_on == ()


def test_an_unknown_risk_is_taken_as_high_and_says_so() -> None:
    found, high = coventry("£95000.00"), coventry("£95000.00", procurement_risk="high_risk")

    because = f"The risk was not stated, and is taken as high. {high.because}"
    assert found == replace(high, because=because, hangs_on=(RISK,))


def test_what_is_below_every_limit_hangs_on_no_risk() -> None:
    assert coventry("£20000.00").is_delegated
    assert coventry("£20000.00").hangs_on == ()


@pytest.mark.parametrize("policy", [None, "bradford", "coventry"])
def test_without_a_rule_it_goes_to_the_organisations_own_panel(policy: str | None) -> None:
    packs = stack(policy)
    decision = decided(
        packs,
        authority_type="local_authority",
        nation="england",
        category="services",
        commenced_on=date(2013, 6, 3),
        estimated_value=Money(Pence(300_000_00), VatBasis.EXCLUDED),
    )

    found = routing_of(decision, packs)

    (panel,) = found.bodies
    assert (panel.id, panel.quorum, panel.cites) == (OWN_PANEL, None, ())
    assert not found.is_by_rule
    assert found.because == (
        "No rule of United Kingdom procurement law says who approves. Podium's default stands: the "
        "organisation's own panel decides, if a majority of those who hold a panel role, and at "
        "least two, take part."
    )


@pytest.mark.parametrize(
    ("members", "needed"), [(0, 2), (1, 2), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (9, 5)]
)
def test_where_no_rule_gives_a_quorum_a_majority_takes_part_and_never_one_alone(
    members: int, needed: int
) -> None:
    assert BodyRoute(OWN_PANEL, "Panel", None, "").members_needed(members) == needed


@pytest.mark.parametrize(("quorum", "needed"), [(3, 3), (1, 1), (0, 1)])
def test_a_quorum_of_the_rules_stands_whoever_there_is(quorum: int, needed: int) -> None:
    assert BodyRoute("board", "Board", quorum, "").members_needed(12) == needed


def test_bodies_without_a_quorum_keep_their_names_and_take_the_default(tmp_path: Path) -> None:
    packs = policy_stack(tmp_path, {}, rules=rule("one", "approvals: [board]", **PAPER))

    found = routed(packs)

    assert [(body.id, body.quorum) for body in found.bodies] == [("board", None)]
    assert found.is_by_rule


def test_a_body_prevails_over_a_delegation(tmp_path: Path) -> None:
    text = rule("one", "approvals: [board]", **PAPER) + rule(
        "two", "approval_route: delegated", **PAPER
    )

    found = routed(policy_stack(tmp_path, {}, rules=text))

    assert [body.id for body in found.bodies] == ["board"]
    assert not found.is_delegated


def test_what_hangs_on_another_fact_than_the_risk_takes_the_default_and_names_it(
    tmp_path: Path,
) -> None:
    text = rule("one", "approvals: [board]", "nation is wales", **PAPER)
    packs = policy_stack(tmp_path, {}, rules=text)

    found = routed(packs)

    assert [body.id for body in found.bodies] == [OWN_PANEL]
    assert found.because.startswith("Who approves can't be said yet. Podium's default stands:")
    assert found.hangs_on == ("nation",)


def test_a_risk_that_is_unknown_among_others_is_taken_as_high_and_all_are_named(
    tmp_path: Path,
) -> None:
    text = rule("one", "approvals: [board]", f"{RISK} is high_risk", **PAPER) + rule(
        "two", "approval_quorum: 4", "nation is wales", **PAPER
    )

    found = routed(policy_stack(tmp_path, {}, rules=text))

    assert [(body.id, body.quorum) for body in found.bodies] == [("board", None)]
    assert set(found.hangs_on) == {RISK, "nation"}


def test_the_decision_that_was_made_is_left_as_it_is() -> None:
    packs = stack("coventry")
    facts: dict[str, Value] = {
        "authority_type": "local_authority",
        "nation": "england",
        "category": "services",
        "commenced_on": date(2026, 3, 2),
        "estimated_value": value_of("£95000.00"),
    }
    decision: Decision = decided(packs, **facts)

    routing_of(decision, packs)

    assert RISK not in decision.facts
    assert RISK in decision.open
    assert RISK not in decision.needs
