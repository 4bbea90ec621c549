"""The OCID and the basis of a price, as an officer enters them."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from forms.notice_making import AwardNoticeForm, TenderNoticeForm


@pytest.fixture(autouse=True)
def in_a_request() -> Iterator[None]:
    app = Flask("forms")
    app.config.update(SECRET_KEY="k", WTF_CSRF_ENABLED=False)
    with app.test_request_context():
        yield


def sent(**typed: str) -> TenderNoticeForm:
    return TenderNoticeForm(MultiDict(typed))


@pytest.mark.parametrize("typed", ["", "  ", "ocds-h6vhtk-0510f8", " ocds-h6vhtk-0510f8 "])
def test_an_ocid_of_the_platform_or_none_is_taken(typed: str) -> None:
    form = sent(ocid=typed)

    assert form.validate()
    assert form.ocid.data == typed.strip()


@pytest.mark.parametrize(
    "typed",
    ["0510f8", "ocds-b5fd17-0510f8", "ocds-h6vhtk-05", "ocds-h6vhtk-0510F8", "ocds-h6vhtk-<b>"],
)
def test_another_ocid_is_refused_with_what_it_looks_like(typed: str) -> None:
    form = sent(ocid=typed)

    assert not form.validate()
    assert "begins with ocds-h6vhtk-" in form.errors["ocid"][0]


def test_the_basis_of_the_price_is_asked_for() -> None:
    unanswered = AwardNoticeForm(MultiDict({"ocid": ""}))
    answered = AwardNoticeForm(MultiDict({"vat": "included"}))

    assert not unanswered.validate()
    assert "Select whether the price is with or without VAT" in unanswered.errors["vat"]
    assert answered.validate()


@pytest.mark.parametrize(
    ("typed", "read"), [("0", 0), ("12", 12), ("", -1), ("-1", -1), ("x", -1), ("99999", -1)]
)
def test_how_many_were_read_is_a_number_or_none(typed: str, read: int) -> None:
    assert sent(after=typed).after_read == read
