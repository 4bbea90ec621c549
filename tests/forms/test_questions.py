"""Pages of questions are made from the vocabulary, and say what to type."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from forms.questions import QuestionForm, form_data, form_of
from rules.money import Money, Pence, Percent, VatBasis
from rules.procurement import REQUIRED, Answers
from rules.vocabulary import FACT_BY_NAME, FACTS, Supply, Value
from rules.vocabulary.labels import label, topic_title
from tests.forms.pages import Page, topic_form

ASKED = [fact for fact in FACTS if fact.supply is Supply.ASKED]
TOPICS = list(dict.fromkeys(fact.topic for fact in ASKED))
VALUE = {
    "estimated_value": "£95,000",
    "estimated_value_vat": "excluded",
    "estimated_value_vat_rate": "20",
    "value_cannot_be_estimated": "no",
}
DAY = {"commenced_on-day": "2", "commenced_on-month": "3", "commenced_on-year": "2026"}
FORGED = "The CSRF token is missing."


def test_every_topic_and_every_choice_has_words_of_its_own() -> None:
    assert all(topic_title(topic) for topic in TOPICS)
    assert [
        (fact.name, value)
        for fact in FACTS
        for value in fact.values
        if label(fact.name, value) == value
    ] == []


def test_a_page_asks_what_it_is_told_to_in_that_order_whatever_the_topics() -> None:
    form = form_of(("uses_energy", "framework", "work_in_area"))

    assert [fact.name for fact in form.facts] == ["uses_energy", "framework", "work_in_area"]


def test_a_page_asks_nothing_that_the_vocabulary_has_not() -> None:
    with pytest.raises(KeyError):
        form_of(("no_such_fact",))


def test_a_form_is_made_once() -> None:
    assert form_of(("category",)) is form_of(("category",))


def test_typed_answers_become_typed_values(page: Page) -> None:
    form, may_be_saved = page.sent("value", VALUE)

    assert may_be_saved
    assert form.answered() == {
        "estimated_value": Money(Pence(95_000_00), VatBasis.EXCLUDED, Percent(2000)),
        "value_cannot_be_estimated": False,
    }


def test_not_known_yet_is_an_answer(page: Page) -> None:
    typed = {fact.name: "unknown" for fact in topic_form("subject").facts}

    form, may_be_saved = page.sent("subject", {**typed, "uses_energy": "yes"})

    assert may_be_saved
    assert form.answered() == {**dict.fromkeys(typed), "uses_energy": True}


def test_dates_and_months_left_empty_are_not_known_where_they_may_be(page: Page) -> None:
    form, may_be_saved = page.sent("time", {**DAY, "duration_months": "36"})

    assert may_be_saved
    assert form.answered() == {
        "commenced_on": date(2026, 3, 2),
        "duration_months": 36,
        "extension_months": None,
    }


def test_checkboxes_become_a_list_in_the_order_of_the_vocabulary(page: Page) -> None:
    typed = {"also_includes": ["works", "goods"], "separable_part_above_threshold": "unknown"}

    form, may_be_saved = page.sent("parts", typed, answers={"category": "services"})

    assert may_be_saved
    assert form.answered()["also_includes"] == ("goods", "works")


def test_what_else_is_included_does_not_offer_what_was_chosen(page: Page) -> None:
    def offered(answers: Answers) -> list[str]:
        return [value for value, *_ in page.shown("parts", answers)["also_includes"].iter_choices()]

    assert offered({"category": "services"}) == ["goods", "works"]
    assert offered({}) == ["goods", "services", "works"]
    forged = {"also_includes": ["services"], "separable_part_above_threshold": "no"}
    assert page.errors("parts", forged, answers={"category": "services"}) == {
        "also_includes": ["Select only answers that are on the list"]
    }


def test_no_vat_rate_is_taken_before_one_is_given(page: Page) -> None:
    form = page.shown("value", {})

    assert 'value=""' in form["estimated_value_vat_rate"]()
    assert "exempt" in form["estimated_value_vat_rate"].description
    assert page.errors("value", {**VALUE, "estimated_value_vat_rate": ""}) == {
        "estimated_value_vat_rate": ["Enter the VAT rate, or 0 where no VAT is charged"]
    }


def test_words_of_the_law_are_explained_where_they_are_chosen(page: Page) -> None:
    regimes = page.shown("purchase", {})["special_regime"].hints
    commences = page.shown("time", {})["commenced_on"].description

    assert set(regimes) == set(FACT_BY_NAME["special_regime"].values) - {"none"}
    assert "social care" in regimes["light_touch"]
    assert "tenders are invited" in commences


@pytest.mark.parametrize("topic", TOPICS)
def test_an_empty_page_asks_for_every_answer_that_is_needed(page: Page, topic: str) -> None:
    errors = page.errors(topic, {"nothing": "typed"})

    needed = {fact.name for fact in topic_form(topic).facts if fact.name in REQUIRED}
    assert needed <= set(errors)
    for messages in errors.values():
        assert all(message.startswith(("Select ", "Enter ")) for message in messages)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_forged_choice_is_no_answer(page: Page, topic: str) -> None:
    form = topic_form(topic)
    forged = {fact.name: "'; drop table" for fact in form.facts}

    _, may_be_saved = page.sent(topic, forged)

    assert not may_be_saved


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"estimated_value": ""},
            {"estimated_value": ["Enter the estimated value in pounds, such as 95,000"]},
        ),
        (
            {"estimated_value": "1e5"},
            {"estimated_value": ["Enter pounds in figures, such as 95,000 or 95,000.50"]},
        ),
        (
            {"estimated_value": "-5"},
            {"estimated_value": ["Enter an amount that is not below zero, such as 95,000"]},
        ),
        (
            {"estimated_value_vat": "perhaps", "estimated_value_vat_rate": "101 %"},
            {
                "estimated_value_vat": ["Select whether the estimated value includes VAT"],
                "estimated_value_vat_rate": ["Enter a percentage from 0 to 100, such as 20"],
            },
        ),
        (
            {"estimated_value": "0"},
            {
                "estimated_value": [
                    (
                        "The estimated value is zero. Give the most that could be paid, "
                        "or say that the value cannot be estimated."
                    )
                ]
            },
        ),
    ],
)
def test_a_wrong_amount_says_what_to_type(
    page: Page, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    assert page.errors("value", {**VALUE, **typed}) == errors


@pytest.mark.parametrize(
    ("typed", "message", "parts"),
    [
        (("", "", ""), "Enter the date for “Procurement commences” in figures", "day"),
        (("", "3", "2026"), "must include a day", "day"),
        (("2", "", ""), "must include a month and a year", "month"),
        (("2", "March", "2026"), "must be in figures: day, month and year", "month"),
        (("2", "3", "26"), "must be in figures: day, month and year", "year"),
        (("٢", "3", "2026"), "must be in figures: day, month and year", "day"),
        (("31", "2", "2026"), "must be a real date", "day"),
        (
            ("31", "12", "2011"),
            "must be a date from 1 January 2012 to 31 December 2027",
            "year",
        ),
    ],
)
def test_a_wrong_date_says_what_to_type_and_where(
    page: Page, typed: tuple[str, str, str], message: str, parts: str
) -> None:
    names = ("commenced_on-day", "commenced_on-month", "commenced_on-year")

    form, may_be_saved = page.sent("time", dict(zip(names, typed, strict=True)))

    (error,) = form["commenced_on"].errors
    assert not may_be_saved
    assert error.endswith(message)
    assert form["commenced_on"].error_id == f"commenced_on-{parts}"
    assert tuple(form["commenced_on"].typed.values()) == typed


def test_what_was_typed_is_shown_again(page: Page) -> None:
    form, _ = page.sent("value", {**VALUE, "estimated_value": "<b>95k"})

    assert 'value="&lt;b&gt;95k"' in form["estimated_value"]()


def test_answers_given_before_are_shown(page: Page) -> None:
    money = Money(Pence(95_000_50), VatBasis.EXCLUDED, Percent(500))

    form = page.shown("value", {"estimated_value": money, "value_cannot_be_estimated": True})

    assert 'value="95,000.50"' in form["estimated_value"]()
    assert form["estimated_value_vat"].data == "excluded"
    assert 'value="5"' in form["estimated_value_vat_rate"]()
    assert form["value_cannot_be_estimated"].data == "yes"
    assert form.answered() == {"estimated_value": money, "value_cannot_be_estimated": True}


def test_a_date_is_shown_in_its_three_inputs(page: Page) -> None:
    form = page.shown("time", {"commenced_on": date(2026, 3, 2)})

    assert form["commenced_on"].typed == {"day": "2", "month": "3", "year": "2026"}
    assert form["commenced_on"]().count("<input") == 3


def test_an_answer_of_not_known_is_shown_and_no_answer_is_not(page: Page) -> None:
    answered = page.shown("authority", {"nhs_body_kind": None})
    untouched = page.shown("authority", {})

    assert answered["nhs_body_kind"].data == "unknown"
    assert untouched["nhs_body_kind"].data is None


@pytest.mark.parametrize(
    "answers",
    [
        {"estimated_value": Money(Pence(1), VatBasis.INCLUDED), "value_cannot_be_estimated": False},
        {"also_includes": ("goods",), "separable_part_above_threshold": None},
        {"category": "works", "health_care_services": None},
        {"commenced_on": date(2012, 1, 1), "duration_months": 0, "extension_months": None},
    ],
)
def test_answers_survive_being_shown(page: Page, answers: dict[str, Value | None]) -> None:
    topic = FACT_BY_NAME[next(iter(answers))].topic

    form = page.shown(topic, answers)

    assert {name: form.answered()[name] for name in answers} == answers


def test_contradictions_within_a_page_stand_at_the_field(page: Page) -> None:
    typed = {"authority_type": "school", "nation": "england", "nhs_body_kind": "nhs_trust"}

    assert page.errors("authority", typed) == {
        "nhs_body_kind": [
            (
                "A kind of NHS body is given for an authority that is not one. "
                "Leave it out, or make the authority an NHS body."
            )
        ]
    }


def test_contradictions_with_another_page_stand_at_the_field_of_this_one(page: Page) -> None:
    elsewhere: dict[str, Value | None] = {
        "framework": "call_off",
        "framework_commenced_on": date(2027, 1, 1),
    }

    assert list(page.errors("time", DAY, answers=elsewhere)) == ["commenced_on"]


def test_contradictions_elsewhere_are_not_held_against_this_page(page: Page) -> None:
    elsewhere: dict[str, Value | None] = {"category": "goods", "special_regime": "light_touch"}

    assert page.errors("time", DAY, answers=elsewhere) == {}


def test_a_page_without_its_token_is_not_saved() -> None:
    app = Flask("forms")
    app.config["SECRET_KEY"] = "only for tests"
    with app.test_request_context("/", method="POST", data=DAY):
        form = topic_form("time")()

        assert not form.validate_on_submit()
        assert form.errors == {"csrf_token": [FORGED]}


def test_no_message_holds_a_sign_that_wtforms_would_fill_in() -> None:
    texts: list[Any] = [
        text
        for topic in TOPICS
        for name, field in vars(topic_form(topic)).items()
        if name in FACT_BY_NAME
        for text in (*field.args, *field.kwargs.values())
    ]

    assert [text for text in texts if isinstance(text, str) and "%" in text] == []


def test_data_is_given_for_nothing_that_was_not_answered() -> None:
    assert form_data(topic_form("subject").facts, {}) == {}
    assert issubclass(topic_form("subject"), QuestionForm)
