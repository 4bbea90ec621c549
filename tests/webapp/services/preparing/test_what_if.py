"""What if: decided with other answers, and refused with the remedy."""

from datetime import date

import pytest

from rules.money import Money, Pence, VatBasis
from rules.procurement import Procurement
from rules.stack import Stack
from tests.webapp.samples import BASIC
from webapp.services.decisions.decisions import decided, stack_of
from webapp.services.preparing.answers import procurement_of
from webapp.services.preparing.what_if import NotDecided, Tried, tips_of, try_answers


@pytest.fixture
def stack() -> Stack:
    return stack_of("coventry")


@pytest.fixture
def procurement() -> Procurement:
    found = procurement_of(BASIC, reference="COV-1", title="Grounds", authority="Coventry")
    assert found is not None
    return found


def test_other_answers_are_decided_under_the_same_packs(
    procurement: Procurement, stack: Stack
) -> None:
    value = Money(Pence(95_000_00), VatBasis.INCLUDED)

    tried = try_answers(procurement, {**BASIC, "estimated_value": value}, stack)

    assert isinstance(tried, Tried)
    assert tried.decision.value("coverage") == "below_threshold"
    assert tried.decision.reference == "COV-1"
    assert tried.decision.packs == decided(procurement, stack).packs


def test_a_day_that_the_packs_do_not_know_is_not_decided(
    procurement: Procurement, stack: Stack
) -> None:
    tried = try_answers(procurement, {**BASIC, "commenced_on": date(2031, 1, 1)}, stack)

    assert isinstance(tried, NotDecided)
    assert "lies outside the period of the pack «uk»" in tried.problem
    assert tried.remedy.startswith("Give a day from 1 January 2012")


def test_without_an_answer_that_the_rules_need_nothing_is_decided(
    procurement: Procurement, stack: Stack
) -> None:
    tried = try_answers(procurement, {**BASIC, "category": None}, stack)

    assert tried == NotDecided("an answer is missing that the rules need", "Fill in every field")


def test_tipping_points_are_looked_for_once(procurement: Procurement, stack: Stack) -> None:
    first, second = tips_of(procurement, stack), tips_of(procurement, stack)

    assert first is second
    assert [point.fact for point in first] == [
        "estimated_value",
        "commenced_on",
        "duration_months",
        "extension_months",
    ]
