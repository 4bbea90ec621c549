"""Signing in, and starting a procurement."""

from collections.abc import Mapping

import pytest
from flask_wtf import FlaskForm

from forms.entrance import SignInForm, StartForm
from tests.forms.pages import Page

ID = (
    "Enter at most 100 letters, digits, dots, hyphens and underscores, "
    "beginning with a letter or digit"
)


def errors_of(page: Page, form: type[FlaskForm], typed: Mapping[str, str]) -> dict[str, list[str]]:
    with page.app.test_request_context("/", method="POST", data=dict(typed)):
        sent = form()
        sent.validate_on_submit()
        return dict(sent.errors)


def test_an_address_and_a_password_are_taken(page: Page) -> None:
    assert errors_of(page, SignInForm, {"email": " a@b.example ", "password": " p "}) == {}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"x": ""},
            {"email": ["Enter your e-mail address"], "password": ["Enter your password"]},
        ),
        (
            {"email": "buyer", "password": "p"},
            {"email": ["Enter an e-mail address such as name@example.gov.uk"]},
        ),
        (
            {"email": "a\x00@b.example", "password": "p"},
            {"email": ["Enter an e-mail address such as name@example.gov.uk"]},
        ),
        (
            {"email": f"{'a' * 254}@b.example", "password": "p" * 1001},
            {
                "email": ["Enter an e-mail address such as name@example.gov.uk"],
                "password": ["Enter a password of at most 1000 characters"],
            },
        ),
    ],
)
def test_what_cannot_sign_in_says_what_to_enter(
    page: Page, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    assert errors_of(page, SignInForm, typed) == errors


def test_a_title_and_a_reference_start_a_procurement(page: Page) -> None:
    typed = {"title": "Grounds maintenance", "reference": "COV-2026-014"}

    assert errors_of(page, StartForm, typed) == {}


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (
            {"title": " ", "reference": ""},
            {
                "title": ["Enter what is being bought"],
                "reference": ["Enter a reference, such as COV-2026-014"],
            },
        ),
        (
            {"title": "a" * 301, "reference": "a/b"},
            {"title": ["Enter at most 300 characters"], "reference": [ID]},
        ),
        (
            {"title": "\u200b\u2066\u3164", "reference": "A-1"},
            {"title": ["Enter what is being bought in characters that can be seen"]},
        ),
        (
            {"title": "a\u202eb", "reference": "a" * 101},
            {
                "title": [
                    (
                        "Take the character U+202E out of what is being bought: "
                        "it cannot be shown. It stands after “a”"
                    )
                ],
                "reference": [ID],
            },
        ),
    ],
)
def test_what_cannot_start_one_says_what_to_enter(
    page: Page, typed: dict[str, str], errors: dict[str, list[str]]
) -> None:
    assert errors_of(page, StartForm, typed) == errors
