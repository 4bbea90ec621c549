"""Criteria to start from."""

from dataclasses import replace
from fractions import Fraction

import pytest

from evaluation.outline.criteria import (
    Basis,
    Criteria,
    CriterionKind,
    Offered,
    problems_on,
    unquantified,
)
from evaluation.outline.criteria.climate import climate_weight_of
from evaluation.outline.criteria.problems import social_value_weight_of
from evaluation.outline.criteria.templates import TEMPLATES, Template, built_from, template_words
from evaluation.outline.criteria.tree import totals

OFFERED = (
    Offered("a", "Jobs", "people", "o1"),
    Offered("b", "Carbon saved", "tCO2e", "o2"),
    Offered("c", "Training", "weeks", "o1"),
)
BASIS = Basis(
    least=Fraction(5),
    recommended=Fraction("12.5"),
    most=Fraction(20),
    offered=OFFERED,
    outcomes={"o1": "Work", "o2": "Climate"},
)
BALANCED, *_, EMPTY = TEMPLATES


@pytest.mark.parametrize("template", TEMPLATES[:-1], ids=lambda one: one.id)
def test_a_template_has_the_recommended_weight_and_nothing_to_mend(template: Template) -> None:
    built = built_from(template, BASIS, counts_promises=False)

    assert problems_on(built, BASIS) == ()
    assert social_value_weight_of(built) == Fraction("12.5")
    assert set(totals(built).values()) == {Fraction(100)}


@pytest.mark.parametrize("template", TEMPLATES[:-1], ids=lambda one: one.id)
def test_the_weight_for_climate_stands_beside_social_value(template: Template) -> None:
    basis = replace(BASIS, climate=Fraction(10))

    built = built_from(template, basis, counts_promises=False)

    assert problems_on(built, basis) == ()
    assert climate_weight_of(built) == Fraction(10)
    assert social_value_weight_of(built) == Fraction("12.5")
    assert template_words(BALANCED, basis) == (
        "Price 40, quality 37.5, social value 12.5, climate 10"
    )


def test_questions_of_a_template_say_what_a_quantity_earns_where_it_is_asked() -> None:
    basis = replace(BASIS, asks_quantities=True)

    built = built_from(BALANCED, basis, counts_promises=False)

    assert unquantified(built, basis) == ()


def test_the_weight_of_the_proposal_goes_before_the_recommended_one() -> None:
    basis = Basis(recommended=Fraction(10), chosen=Fraction(15), offered=OFFERED)

    assert template_words(BALANCED, basis) == "Price 40, quality 45, social value 15"


def test_each_measure_is_a_question_on_its_outcome() -> None:
    built = built_from(BALANCED, BASIS, counts_promises=False)

    asked = [(one.indicators, one.outcome) for one in built.criteria if one.indicators]
    assert asked == [(("a",), "o1"), (("b",), "o2"), (("c",), "o1")]


def test_promises_want_the_value_of_each_measure() -> None:
    built = built_from(BALANCED, BASIS, counts_promises=True)

    (found,) = [one for one in built.criteria if one.kind is CriterionKind.COMMITMENTS]
    assert [one.id for one in found.measures] == ["a", "b", "c"]
    (problem,) = problems_on(built, BASIS)
    assert problem.problem == (
        "‘What is promised’ does not say what a unit of ‘Jobs’, ‘Carbon saved’ and ‘Training’ is "
        "worth"
    )


def test_without_measures_one_question_asks_about_social_value() -> None:
    built = built_from(BALANCED, Basis(), counts_promises=True)

    assert [one.title for one in built.criteria if one.within == "social-value"] == [
        "What the contract does for the area"
    ]


def test_where_all_measures_are_obligations_a_template_still_weighs_social_value() -> None:
    basis = replace(BASIS, offered=(), asks_quantities=False)

    for template in TEMPLATES[:-1]:
        built = built_from(template, basis, counts_promises=False)

        assert social_value_weight_of(built) == basis.weight
        assert [one.problem for one in problems_on(built, basis)] == []


def test_where_social_value_weighs_nothing_there_is_no_group_for_it() -> None:
    built = built_from(BALANCED, Basis(chosen=Fraction(0)), counts_promises=False)

    assert [one.id for one in built.criteria if not one.within] == ["price", "quality"]


def test_the_empty_template_is_empty() -> None:
    assert built_from(EMPTY, BASIS, counts_promises=False) == Criteria()
    assert template_words(EMPTY, BASIS) == "An empty list"
