"""Sentences of the pages, read as a person reads them."""

from datetime import date

import pytest

from rules.money import Money, Pence, VatBasis
from rules.procurement import Answers
from rules.vocabulary.labels import topic_title
from webapp.services.preparing.journey import PAGE_BY_SLUG, PAGES, OpenPage
from webapp.services.standing import Stage
from webapp.views.wording import (
    STAGES,
    answer_words,
    because_sentence,
    role_words,
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


def test_a_page_promises_no_other_and_a_later_one_says_which_it_is() -> None:
    pages = {
        slug: OpenPage(PAGE_BY_SLUG[slug], PAGE_BY_SLUG[slug].facts, ())
        for slug in ("value", "subject", "subject-2", "subject-3")
    }

    def titles(*slugs: str) -> list[str]:
        open_now = [pages[slug] for slug in slugs]
        return [title_of_page(one.page, open_now) for one in open_now]

    topic = "What the work touches"
    assert titles("value", "subject") == ["What it is worth", topic]
    assert titles("subject-2") == [topic]
    assert titles("subject", "subject-2", "subject-3") == [
        topic,
        f"{topic}, part 2",
        f"{topic}, part 3",
    ]


def test_every_topic_and_every_stage_has_its_words() -> None:
    titles = [topic_title(topic) for topic in dict.fromkeys(page.topic for page in PAGES)]

    assert len(set(titles)) == len(titles)
    assert all(titles)
    assert set(STAGES) == set(Stage)


def test_an_answer_begins_with_a_capital_and_none_is_not_known_yet() -> None:
    assert answer_words("category", "services") == "Services"
    assert answer_words("duration_months", 36) == "36 months"
    assert answer_words("also_includes", ()) == "Nothing else"
    assert answer_words("uses_energy", None) == "Not known yet"


def test_a_role_stands_in_a_sentence_and_what_is_none_is_left_out() -> None:
    assert (role_words("procurement_officer"), role_words("")) == ("procurement officer", "")
