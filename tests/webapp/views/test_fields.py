"""Fields as macros: the right one, with its error on the control that takes the focus."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DecimalField, Form

from forms.entrance import SignInForm
from forms.questions import QuestionForm
from rules.money import Money, Pence, VatBasis
from rules.vocabulary import Value
from tests.forms.pages import topic_form
from tests.webapp.conftest import NOW
from webapp.views.fields import NoMacroForField, PageError, control, errors_of


def filled(
    app: Flask, topic: str, typed: dict[str, str] | None = None, **answers: Value
) -> QuestionForm:
    with app.test_request_context(method="POST"):
        form_class = topic_form(topic)
        sent = None if typed is None else MultiDict(typed)
        form = form_class(formdata=sent, answers=answers, meta={"csrf": False})
        if typed is not None:
            form.validate()
        return form


@pytest.mark.parametrize(
    ("topic", "name", "macro"),
    [
        ("authority", "nation", "radios"),
        ("parts", "also_includes", "checkboxes"),
        ("value", "estimated_value", "input"),
        ("value", "estimated_value_vat", "radios"),
        ("time", "commenced_on", "date-input"),
        ("time", "duration_months", "input"),
    ],
)
def test_each_field_has_its_macro(app: Flask, topic: str, name: str, macro: str) -> None:
    with app.app_context():
        assert control(filled(app, topic)[name]).macro == macro


def test_the_sign_in_has_an_email_and_a_hidden_password(app: Flask) -> None:
    with app.test_request_context():
        form = SignInForm(formdata=MultiDict({"password": "secret"}), meta={"csrf": False})
        email, password = control(form.email), control(form.password)

    assert (email.macro, email.params["type"]) == ("input", "email")
    assert (password.macro, password.params["value"]) == ("password-input", None)
    assert password.params["autocomplete"] == "current-password"


def test_a_field_without_a_macro_is_refused(app: Flask) -> None:
    class Strange(Form):
        amount = DecimalField()

    with app.test_request_context(), pytest.raises(NoMacroForField, match="DecimalField"):
        control(Strange().amount)


def test_an_answer_given_before_is_shown_again(app: Flask) -> None:
    value = Money(Pence(95_000_50), VatBasis.EXCLUDED)
    form = filled(app, "value", estimated_value=value, value_cannot_be_estimated=False)

    amount, basis = control(form.estimated_value), control(form.estimated_value_vat)

    assert amount.params["value"] == "95,000.50"
    assert amount.params["prefix"] == {"text": "£"}
    assert [item["value"] for item in basis.params["items"] if item["checked"]] == ["excluded"]


def test_a_date_has_three_parts_with_ids_of_their_own(app: Flask) -> None:
    field = filled(app, "time", commenced_on=date(2026, 3, 2)).commenced_on

    with app.app_context():
        params = control(field).params

    assert params["namePrefix"] == "commenced_on"
    assert [(item["id"], item["value"]) for item in params["items"]] == [
        ("commenced_on-day", "2"),
        ("commenced_on-month", "3"),
        ("commenced_on-year", "2026"),
    ]


def test_only_the_wrong_part_of_a_date_is_marked(app: Flask) -> None:
    form = filled(
        app,
        "time",
        {"commenced_on-day": "2", "commenced_on-month": "", "commenced_on-year": "2026"},
    )

    with app.app_context():
        params = control(form.commenced_on).params

    marked = [item["name"] for item in params["items"] if "error" in item["classes"]]
    assert marked == ["month"]
    assert "month" in params["errorMessage"]["text"]
    assert errors_of(form)[0].href == "#commenced_on-month"


def test_errors_stand_in_the_order_of_the_fields(app: Flask) -> None:
    form = filled(app, "authority", {})

    assert errors_of(form)[:2] == (
        PageError("Select one answer for “Kind of authority”", "#authority_type"),
        PageError("Select one answer for “Nation”", "#nation"),
    )


def test_no_hint_is_no_empty_hint(app: Flask) -> None:
    assert "hint" not in control(filled(app, "authority").nation, hint="").params


def test_a_choice_that_needs_explaining_has_its_hint_and_others_have_none(app: Flask) -> None:
    items = control(filled(app, "purchase").special_regime).params["items"]

    hints = {item["value"]: item.get("hint", {}).get("text", "") for item in items}
    assert hints["light_touch"].startswith("Services that the law lists")
    assert hints["none"] == ""


def test_a_date_says_what_is_asked_and_how_a_day_that_lies_ahead_is_written(app: Flask) -> None:
    field = filled(app, "time").commenced_on

    with app.app_context():
        hint = control(field, hint="The first day.").params["hint"]

    assert date(2026, 4, 27) > NOW.date()
    assert hint == {"text": "The first day. For example, 27 4 2026."}


def test_the_day_of_a_framework_has_an_example_that_lies_behind(app: Flask) -> None:
    field = filled(app, "framework").framework_commenced_on

    with app.app_context():
        hint = control(field, hint="").params["hint"]

    assert hint == {"text": "For example, 12 3 2024."}


def test_a_few_short_choices_stand_in_a_line_and_others_do_not(app: Flask) -> None:
    form = filled(app, "purchase")

    assert control(form.category).params["classes"] == "govuk-radios--inline"
    assert control(form.special_regime).params["classes"] == ""
