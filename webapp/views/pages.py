"""What every template can use: words for values, addresses of assets, and who is signed in."""

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path

from flask import Flask, render_template, request, url_for
from werkzeug.wrappers import Response

from rules.reading.phrases import spaced
from rules.uk_time import UK
from rules.wording import counted, date_in_words, lower_first, moment_in_words, upper_first
from webapp.services.bids.moments import by_the_minute, exact
from webapp.views.access import reads_result_of, signed_in_person
from webapp.views.fields import control, errors_of
from webapp.views.menu import menu_of, reads_procurements
from webapp.views.preparing.looks_asked import look_asked
from webapp.views.rendered_once import once, once_each
from webapp.views.terms import FirstUses, term_of
from webapp.views.wording import role_words

STATIC = Path(__file__).parents[1] / "static"


def page(template: str, *, status: int = 200, **values: object) -> Response:
    """Return a rendered page."""
    return Response(render_template(template, **values), status=status, mimetype="text/html")


def clock_in_words(moment: datetime) -> str:
    """Return the time of day of a moment in the United Kingdom, such as `10:14`."""
    return f"{moment.astimezone(UK):%H:%M}"


def prepare(app: Flask) -> None:
    """Give the templates their filters and globals."""
    environment = app.jinja_env
    environment.filters["day"] = date_in_words
    environment.filters["moment"] = moment_in_words
    environment.filters["clock"] = clock_in_words
    environment.filters["exact"] = exact
    environment.filters["by_the_minute"] = by_the_minute
    environment.filters["control"] = control
    environment.filters["counted"] = counted
    environment.filters["capitalize_first"] = upper_first
    environment.filters["lower_first"] = lower_first
    environment.filters["role"] = role_words
    environment.filters["spaced"] = spaced
    environment.globals["asset"] = _asset
    environment.globals["errors_of"] = errors_of
    environment.globals["once"] = once
    environment.globals["reads_result_of"] = reads_result_of
    environment.globals["once_each"] = once_each
    environment.globals["first_uses"] = FirstUses
    environment.globals["term_of"] = term_of
    environment.globals["look_asked"] = look_asked
    app.context_processor(_surroundings)


def _surroundings() -> dict[str, object]:
    """Return what the layout shows around every page."""
    person = signed_in_person() if request.endpoint != "static" else None
    return {
        "person": person,
        "menu": menu_of(person) if person else None,
        "reads_procurements": bool(person and reads_procurements(person)),
    }


def _asset(name: str) -> str:
    """Return the address of a static file, which changes when its content does."""
    return url_for("static", filename=name, v=_digest(name))


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:16]
