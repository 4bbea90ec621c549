"""Days as a calendar file (RFC 5545), for whoever keeps dates elsewhere."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from webapp.services.timeline import Falling, Timeline

CALENDAR: Final = "text/calendar"
_LONGEST_LINE: Final = 75
_HOUR: Final = timedelta(hours=1)


def calendar_of(timeline: Timeline, *, now: datetime) -> bytes:
    """Return the days of a timeline that are still to be kept as a calendar file."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Podium//Timeline//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for one in timeline.dated:
        if not one.is_done:
            lines += _event(one, timeline, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(one: Falling, timeline: Timeline, now: datetime) -> Iterator[str]:
    of = f"{timeline.title} ({timeline.reference})"
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(timeline.procurement_id, one)}@podium"
    yield f"DTSTAMP:{_moment(now)}"
    yield from _span(one)
    yield f"SUMMARY:{_text(f'{one.title}: {of}')}"
    asked = (text for ask in one.asks for text in (ask.text, ask.cites))
    said = " ".join(part for part in (one.rule, one.text, *asked) if part)
    if said:
        yield f"DESCRIPTION:{_text(said)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _span(one: Falling) -> Iterable[str]:
    if one.at is not None:
        return (f"DTSTART:{_moment(one.at)}", f"DTEND:{_moment(one.at + _HOUR)}")
    day = one.on or date.min
    return (
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
    )


def _uid(procurement_id: UUID, one: Falling) -> UUID:
    """Return an id that stays when the file is made again, so that a day is moved, not doubled."""
    return uuid5(NAMESPACE_URL, f"{procurement_id}/{one.what}/{one.title}/{one.at or ''}")


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 bytes, none of which ends within a character."""
    part, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > _LONGEST_LINE:
            yield part
            part, size = " ", 1
        part, size = part + char, size + width
    yield part
