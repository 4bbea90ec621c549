"""Forms as somebody filled them in, and what they say of it."""

from typing import TypeVar

from flask import Flask
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict

F = TypeVar("F", bound=FlaskForm)

_APP = Flask("forms")
_APP.config.update(SECRET_KEY="only for tests", WTF_CSRF_ENABLED=False)


def filled(form: type[F], *typed: tuple[str, str]) -> F:
    """Return a form that was sent with these answers and looked through."""
    with _APP.test_request_context(method="POST", data=MultiDict(typed)):
        sent: F = form()
        sent.validate_on_submit()
    return sent


def refused(form: type[FlaskForm], *typed: tuple[str, str]) -> dict[str, list[str]]:
    """Return what a form that was sent with these answers refuses, by field, in its words."""
    return {name: list(map(str, errors)) for name, errors in filled(form, *typed).errors.items()}


def day(name: str, written: str) -> tuple[tuple[str, str], ...]:
    """Return the three answers of a date; `written` is such as 3 2 2027."""
    parts = zip(("day", "month", "year"), written.split(), strict=True)
    return tuple((f"{name}-{part}", figure) for part, figure in parts)
