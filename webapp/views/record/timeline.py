"""The timeline of a procurement: what falls when, and what hangs on days not known yet."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from rules.uk_time import day_of
from rules.vocabulary.labels import event_words
from rules.wording import counted, date_in_words
from webapp.installation import installation
from webapp.services.timeline import (
    Falling,
    Timeline,
    What,
    coming,
    holidays_named,
    how_far,
    timeline_of,
)
from webapp.views.access import access
from webapp.views.fields import PageError
from webapp.views.files import sent
from webapp.views.pages import page
from webapp.views.preparing.certainty import tag_of
from webapp.views.reaches import READING
from webapp.views.record.calendars import CALENDAR, calendar_of

blueprint = Blueprint("timeline", __name__, url_prefix="/procurements/<uuid:procurement_id>")

KINDS: Final = {
    What.NOTICE: "Notice",
    What.DUTY: "Duty",
    What.MEETING: "Meeting",
    What.CONDITION: "Condition",
    What.STEP: "Outline",
}


@blueprint.get("/timeline")
@access(READING)
def timeline(procurement_id: UUID) -> Response:
    """Show what falls when; days can be supposed for the events that others hang on."""
    now = day_of(installation().now)
    found, errors = _timeline(procurement_id)
    return page(
        "timeline/timeline.html",
        status=400 if errors else 200,
        timeline=found,
        kinds=KINDS,
        how_far={one: how_far(one, now) for one in found.dated},
        today=now,
        coming=_coming(found, now),
        address_of=lambda one: _address(one, procurement_id),
        tag_of=lambda ask: tag_of([ask.confidence]),
        event_words=event_words,
        holidays=holidays_named(now, found.dated),
        typed=_typed(),
        errors=[PageError(text, f"#{event}") for event, text in errors.items()],
        error_of=errors,
    )


@blueprint.get("/timeline.ics")
@access(READING)
def calendar(procurement_id: UUID) -> Response:
    """Send the days that are still to be kept as a calendar file."""
    found, _ = _timeline(procurement_id)
    name = f"{found.reference} timeline.ics"
    return sent(calendar_of(found, now=installation().now), CALENDAR, name)


def _timeline(procurement_id: UUID) -> tuple[Timeline, Mapping[str, str]]:
    supposed, errors = _supposed()
    found = timeline_of(installation().store, procurement_id, supposed=supposed)
    if found is None:
        raise NotFound
    return found, errors


def _typed() -> dict[str, str]:
    """Return the days that the address supposes, as they were typed."""
    return {name: text.strip()[:40] for name, text in request.args.items() if text.strip()}


def _supposed() -> tuple[dict[str, date], dict[str, str]]:
    days: dict[str, date] = {}
    errors: dict[str, str] = {}
    for event, text in _typed().items():
        try:
            day = date.fromisoformat(text)
        except ValueError:
            errors[event] = "Enter a date, such as 2026-09-14"
            continue
        if abs(day.year - day_of(installation().now).year) > 20:  # noqa: PLR2004 - a contract's life
            errors[event] = "Enter a day within twenty years of today"
        else:
            days[event] = day
    return days, errors


def _coming(found: Timeline, now: date) -> str:
    """Return in a sentence what comes next."""
    ahead = coming(found.dated, now)
    if not ahead or (day := ahead[0].on) is None:
        return "Nothing that has a day is still to come."
    others = len(ahead) - 1
    more = f", and {counted(others, 'other thing')}" if others else ""
    when = "Today" if day == now else f"Next, on {date_in_words(day)}"
    return f"{when}: {ahead[0].title}{more}."


def _address(one: Falling, procurement_id: UUID) -> str:
    if one.place is None:
        return ""
    endpoint, name, value = one.place
    arguments: dict[str, Any] = {name: value}
    if endpoint == "versions.version":
        arguments["procurement_id"] = procurement_id
    return url_for(endpoint, **arguments)
