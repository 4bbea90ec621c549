"""Sentences of the pages, read as a person reads them."""

from datetime import date

import pytest

from rules.money import Money, Pence, VatBasis
from rules.vocabulary import FACTS, Supply
from webapp.services.answers import Answers
from webapp.services.journey import PAGE_BY_SLUG, PAGES
from webapp.services.procurements import Stage
from webapp.views.wording import (
    STAGES,
    TOPICS,
    answer_words,
    because_sentence,
    title_of_page,
)

VALUE = Money(Pence(214_000_00), VatBasis.INCLUDED)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"estimated_value": VALUE},
            "Because the estimated value is now £214,000 including VAT",
        ),
        (
            {"commenced_on": date(2026, 3, 2)},
            "Because “Procurement commences” is now “2 March 2026”",
        ),
        ({"work_in_area": None}, "Because “Work in the area” is now “not known”"),
        (
            {"estimated_value": VALUE, "uses_energy": True},
            "Because of your answers on “Estimated value” and “Uses energy or water”",
        ),
    ],
)
def test_the_reason_names_what_is_new(answers: Answers, sentence: str) -> None:
    assert because_sentence(answers) == sentence


def test_a_page_that_is_one_of_several_says_which() -> None:
    assert title_of_page(PAGE_BY_SLUG["value"]) == "What it is worth"
    assert title_of_page(PAGE_BY_SLUG["subject-2"]) == "What the work touches (2 of 3)"


def test_every_topic_and_every_stage_has_its_words() -> None:
    assert {page.topic for page in PAGES} == set(TOPICS)
    assert {fact.topic for fact in FACTS if fact.supply is Supply.ASKED} == set(TOPICS)
    assert set(STAGES) == set(Stage)


def test_an_answer_begins_with_a_capital_and_none_is_not_known_yet() -> None:
    assert answer_words("category", "services") == "Services"
    assert answer_words("duration_months", 36) == "36 months"
    assert answer_words("also_includes", ()) == "Nothing else"
    assert answer_words("uses_energy", None) == "Not known yet"
