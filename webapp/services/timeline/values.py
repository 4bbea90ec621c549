"""What a timeline is made of: what falls on a day, or hangs on an event."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from rules.pack import Confidence


class What(StrEnum):
    """What falls on a day."""

    NOTICE = "notice"
    DUTY = "duty"
    MEETING = "meeting"
    CONDITION = "condition"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a law or a policy asks by a day, with where it says so and how sure that is."""

    text: str
    cites: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Falling:
    """Something that falls on a day, or hangs on an event whose day is not known.

    `rule` says how its day is counted, `at` the time of day where it has one, `is_done` that
    nothing is left to do; `asks` holds what each law and policy that has the duty asks, and
    `place` is the page of it, as an endpoint and its argument.
    """

    what: What
    title: str
    on: date | None
    rule: str = ""
    text: str = ""
    event: str = ""
    at: datetime | None = None
    is_done: bool = False
    asks: tuple[Ask, ...] = ()
    place: tuple[str, str, object] | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """What falls when, the first first; `waiting` hangs on events whose days are not known.

    `events` are those that anything hangs on, with the days that were supposed for them.
    """

    procurement_id: UUID
    organisation_id: UUID
    reference: str
    title: str
    dated: tuple[Falling, ...]
    waiting: tuple[Falling, ...]
    undated: tuple[Falling, ...]
    events: tuple[tuple[str, date | None], ...]
