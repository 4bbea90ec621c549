"""The sentences of what happens at meetings: called, agenda, attendance, minutes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from rules.wording import listed, moment_in_words
from webapp.services.record.telling import Change, Entry, Group, Named, Place, Tell, Told, id_in

_STEPS: Final = {
    "open-meeting": "opened",
    "close-meeting": "closed",
    "cancel-meeting": "cancelled",
}
_AGENDA: Final = {"put-on-agenda": ("put", "on"), "take-off-agenda": ("took", "off")}
_MINUTES: Final = {"save-minutes": "saved", "agree-minutes": "agreed"}


def _page(entry: Entry) -> Place:
    return Place("meetings.meeting", (("meeting_id", entry.subject_id),), "The meeting")


def _of(entry: Entry) -> str:
    return f"the meeting of {entry.text('meeting') or 'the panel'}"


def _call(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"called a meeting of {entry.text('body')} for {moment_told(entry.text('starts_at'))}, "
        f"{entry.text('place')}",
        place=_page(entry),
    )


def moment_told(text: str) -> str:
    """Return in words a moment that the log holds; what is none stays as it is."""
    try:
        return moment_in_words(datetime.fromisoformat(text))
    except ValueError:
        return text


def _step(entry: Entry, named: Named) -> Told:
    del named
    called_for = entry.text("before_its_day")
    early = f", which was called for {moment_told(called_for)}" if called_for else ""
    return Told(
        f"{_STEPS[entry.act]} {_of(entry)}{early}", why=entry.text("why"), place=_page(entry)
    )


def _agenda(entry: Entry, named: Named) -> Told:
    verb, word = _AGENDA[entry.act]
    procurement = named.procurement(id_in(entry.text("procurement")))
    return Told(
        f"{verb} version {entry.text('version')} of {procurement} {word} the agenda of "
        f"{_of(entry)}{_instead(entry)}",
        place=_page(entry),
    )


def _instead(entry: Entry) -> str:
    """Return whose place a version took when it was submitted anew."""
    earlier = entry.text("instead_of")
    return f", after version {earlier}, which stood there" if earlier else ""


def _order(entry: Entry, named: Named) -> Told:
    del named
    return Told(f"changed the order of the agenda of {_of(entry)}", place=_page(entry))


def _attendance(entry: Entry, named: Named) -> Told:
    present = listed(sorted(named.person(one) for one in entry.detail.get("present", ())))
    absent = listed(sorted(named.person(one) for one in entry.detail.get("apologies", ())))
    return Told(
        f"noted who came to {_of(entry)}",
        (Change("Present", "", present or "Nobody"), Change("Not present", "", absent or "Nobody")),
        place=_page(entry),
    )


def _minutes(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"{_MINUTES[entry.act]} the minutes of {_of(entry)} (revision {entry.text('revision')})",
        tuple(
            Change(one["heading"], one["was"], one["now"])
            for one in entry.detail.get("changed", ())
        ),
        place=_page(entry),
    )


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "call-meeting": (Group.MEETINGS, _call),
    **dict.fromkeys(_STEPS, (Group.MEETINGS, _step)),
    **dict.fromkeys(_AGENDA, (Group.MEETINGS, _agenda)),
    "order-agenda": (Group.MEETINGS, _order),
    "note-attendance": (Group.MEETINGS, _attendance),
    **dict.fromkeys(_MINUTES, (Group.MEETINGS, _minutes)),
}
