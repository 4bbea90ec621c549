"""Whole numbers that a request carries: what counts as one, and what is no page of a list."""

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from webapp.views.numbers_sent import page_number, read_sent, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("007", 7),
        ("2147483647", 2**31 - 1),
        ("9999999999", 2**31 - 1),
        ("99999999999", 0),
        ("-1", 0),
        ("1.5", 0),
        ("²", 0),
        ("", 0),
    ],
)
def test_a_number_is_one_that_the_store_can_hold_and_anything_else_is_none(
    text: str, number: int
) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(("query", "number"), [("", 1), ("?page=3", 3), ("?page=999999", 999_999)])
def test_the_page_asked_for_is_the_first_unless_another_is(query: str, number: int) -> None:
    with Flask(__name__).test_request_context(f"/{query}"):
        assert page_number() == number


@pytest.mark.parametrize("text", ["0", "-1", "two", "", "1000000", "²"])
def test_what_is_no_page_is_not_found(text: str) -> None:
    asked = Flask(__name__).test_request_context("/", query_string={"page": text})

    with asked, pytest.raises(NotFound):
        page_number()


@pytest.mark.parametrize(("sent", "number"), [({"read": "3"}, 3), ({"read": "x"}, 0), ({}, 0)])
def test_a_form_that_does_not_say_what_it_was_read_at_was_read_at_nothing(
    sent: dict[str, str], number: int
) -> None:
    with Flask(__name__).test_request_context("/", method="POST", data=sent):
        assert read_sent() == number
