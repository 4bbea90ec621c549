"""What sends a form of the criteria as a browser does."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from flask import Flask
from flask_wtf import FlaskForm

from tests.forms.pages import Page

Sent = Callable[[Callable[[], FlaskForm], Mapping[str, str | Sequence[str]]], Any]


@pytest.fixture
def sent(page: Page) -> Sent:
    """Return what sends a form: its errors by field, or the form itself where it has none."""
    app: Flask = page.app

    def send(make: Callable[[], FlaskForm], typed: Mapping[str, str | Sequence[str]]) -> object:
        with app.test_request_context("/", method="POST", data=dict(typed)):
            form = make()
            if form.validate_on_submit():
                return form
            return {name: list(errors) for name, errors in form.errors.items()}

    return send
