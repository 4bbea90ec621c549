"""The forms of drafts: what a person typed becomes a setting, or an error that helps."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from forms.settings import OWN, DraftForm, SettingForm, StepForm, example_form, setting_form
from rules.library import stack
from rules.money import Money, Pence, VatBasis
from rules.pack import Citation, Confidence, Parameter, ParameterValue, Place
from rules.settings import OwnSource, Setting
from rules.vocabulary import Kind, Value

TYPED = {
    "value": "8",
    "from_on-day": "1",
    "from_on-month": "4",
    "from_on-year": "2026",
    "why": "More\r\n is  bought",
    "source": OWN,
    "own_title": "Cabinet",
    "own_reference": "12",
    "pinpoint": "minute 3",
}


@pytest.fixture
def app() -> Flask:
    fresh = Flask("forms")
    fresh.config.update(SECRET_KEY="k" * 32)
    return fresh


def filled(app: Flask, parameter: str | Parameter, **typed: str) -> SettingForm:
    packs = stack("coventry")
    found = packs.parameters[parameter] if isinstance(parameter, str) else parameter
    form_class = setting_form(found, tuple(packs.sources.values()))
    with app.test_request_context(method="POST"):
        form = form_class(formdata=MultiDict({**TYPED, **typed}), meta={"csrf": False})
        form.validate()
        return form


def of_kind(kind: Kind, value: Value) -> Parameter:
    dated = ParameterValue(date(2020, 1, 1), None, value, (), Confidence.SEEN)
    return Parameter("a-value", "A value", kind, (dated,), Place("p.yaml", 1))


def test_a_source_of_ones_own_is_cited_and_declared(app: Flask) -> None:
    form = filled(app, "cov-measures-standard")

    own = OwnSource("Cabinet", "12")
    assert form.errors == {}
    assert form.setting() == Setting(
        "cov-measures-standard",
        date(2026, 4, 1),
        8,
        "More is bought",
        Citation(own.id, "minute 3"),
        own,
    )
    assert not form.corrects


def test_a_source_of_the_packs_is_cited_by_its_id(app: Flask) -> None:
    form = filled(app, "cov-measures-standard", source="coventry-settings", own_title="")

    assert form.errors == {}
    assert form.setting().citation == Citation("coventry-settings", "minute 3")
    assert form.setting().own_source is None


@pytest.mark.parametrize(
    ("parameter", "typed", "value"),
    [
        ("cov-measures-standard", {"value": "8"}, 8),
        ("cov-weight-maximum-light", {"value": "12.5%"}, 1250),
        (
            "cov-standard-value-services",
            {"value": "£95,000", "vat": "excluded"},
            Money(Pence(95_000_00), VatBasis.EXCLUDED),
        ),
        (of_kind(Kind.MONEY, Money(Pence(1))), {"value": "95,000.50"}, Money(Pence(95_000_50))),
        (of_kind(Kind.AREA, 1), {"value": "0.5 ha"}, 50_000_000),
        (
            of_kind(Kind.DATE, date(2020, 1, 1)),
            {"value-day": "31", "value-month": "3", "value-year": "2027"},
            date(2027, 3, 31),
        ),
    ],
)
def test_a_value_is_typed_as_its_parameter_wants_it(
    app: Flask, parameter: str | Parameter, typed: dict[str, str], value: Value
) -> None:
    form = filled(app, parameter, **typed)

    assert form.errors == {}
    assert form.setting().value == value


@pytest.mark.parametrize(
    ("parameter", "typed", "field", "message"),
    [
        ("cov-measures-standard", {"value": "8.5"}, "value", "Enter a whole number"),
        ("cov-weight-maximum-light", {"value": "101"}, "value", "Enter a percentage from 0 to 100"),
        (
            "cov-standard-value-services",
            {"value": "-1", "vat": "included"},
            "value",
            "not below zero",
        ),
        ("cov-standard-value-services", {"value": "1"}, "vat", "whether the amount includes VAT"),
        (of_kind(Kind.AREA, 1), {"value": "large"}, "value", "such as 1000 m2 or 0.5 ha"),
        ("cov-measures-standard", {"why": "\u200b"}, "why", "in characters that can be seen"),
        ("cov-measures-standard", {"why": "x" * 2_001}, "why", "at most 2,000 characters"),
        ("cov-measures-standard", {"source": "elsewhere"}, "source", "Select where"),
        ("cov-measures-standard", {"own_title": "a\x00b"}, "own_title", "U+0000"),
    ],
)
def test_what_can_not_be_read_is_refused_with_what_to_type(
    app: Flask, parameter: str | Parameter, typed: dict[str, str], field: str, message: str
) -> None:
    form = filled(app, parameter, **typed)

    assert list(form.errors) == [field]
    assert message in str(form.errors[field])


def test_a_name_and_a_reason_are_needed(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        forms = [
            form(formdata=MultiDict({"name": " ", "why": " "}), meta={"csrf": False})
            for form in (DraftForm, StepForm)
        ]
        found = [form.validate() for form in forms]

    assert found == [False, False]


def test_an_example_asks_for_what_is_required_and_the_duration(app: Flask) -> None:
    with app.test_request_context():
        asked = [fact.name for fact in example_form()(meta={"csrf": False}).facts]

    assert asked == [
        "authority_type",
        "nation",
        "category",
        "estimated_value",
        "commenced_on",
        "duration_months",
    ]
