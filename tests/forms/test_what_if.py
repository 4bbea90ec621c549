"""The form of "What if": filled with the answers, or with what was sent."""

from collections.abc import Iterator
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from forms.what_if import TRIED, is_sent, what_if_form
from rules.money import Money, Pence, Percent, VatBasis
from rules.vocabulary import Value
from tests.forms.pages import Page

ANSWERS: dict[str, Value | None] = {
    "category": "services",
    "special_regime": "light_touch",
    "estimated_value": Money(Pence(360_000_00), VatBasis.INCLUDED),
    "commenced_on": date(2026, 3, 2),
    "duration_months": 36,
}
SENT = {
    "estimated_value": "95,000",
    "estimated_value_vat": "excluded",
    "estimated_value_vat_rate": "5",
    "commenced_on-day": "1",
    "commenced_on-month": "4",
    "commenced_on-year": "2026",
    "category": "services",
    "duration_months": "",
}


@pytest.fixture(autouse=True)
def _request(page: Page) -> Iterator[None]:
    with page.app.test_request_context("/"):
        yield


def test_the_form_is_filled_with_the_answers_until_it_is_sent() -> None:
    form = what_if_form(ANSWERS, MultiDict())

    assert form.answered() == {name: ANSWERS[name] for name in TRIED}


def test_what_was_sent_is_read() -> None:
    form = what_if_form(ANSWERS, MultiDict(SENT))

    assert form.validate()
    assert form.answered() == {
        "estimated_value": Money(Pence(95_000_00), VatBasis.EXCLUDED, Percent(5_00)),
        "commenced_on": date(2026, 4, 1),
        "category": "services",
        "duration_months": None,
    }


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("estimated_value", "many", "estimated_value"),
        ("estimated_value", "-1", "estimated_value"),
        ("estimated_value", "", "estimated_value"),
        ("estimated_value", "0", "estimated_value"),
        ("estimated_value_vat", "perhaps", "estimated_value_vat"),
        ("estimated_value_vat_rate", "101", "estimated_value_vat_rate"),
        ("commenced_on-day", "31", "commenced_on"),
        ("commenced_on-year", "1999", "commenced_on"),
        ("category", "food", "category"),
        ("category", "goods", "category"),
        ("duration_months", "1.5", "duration_months"),
        ("duration_months", "9" * 40, "duration_months"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(name: str, text: str, wrong: str) -> None:
    form = what_if_form(ANSWERS, MultiDict({**SENT, name: text}))

    assert not form.validate()
    assert list(form.errors) == [wrong]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [({}, False), ({"page": "2"}, False), ({"category": ""}, True), (SENT, True)],
)
def test_it_is_sent_when_a_field_of_it_is(sent: dict[str, str], *, expected: bool) -> None:
    assert is_sent(sent) is expected
