"""The sentences of what becomes of an outline: submitted, commented on, voted on, sealed."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from rules.wording import counted, date_in_words, listed
from webapp.services.record.meeting_acts import moment_told
from webapp.services.record.telling import (
    FINGERPRINT,
    Change,
    Entry,
    Group,
    Named,
    Place,
    Tell,
    Told,
)

_ISO_DAY = re.compile(r"(?<=, by )\d{4}-\d{2}-\d{2}(?=\)$)")
_CHOICES: Final = {
    "approve": "to approve",
    "approve_with_conditions": "to approve with conditions",
    "return": "to return",
    "reject": "to reject",
    "abstain": "to abstain on",
}
_HANDLINGS: Final = {
    "none": "no conflict of interest in",
    "managed": "a conflict of interest that is managed in",
    "recused": "a conflict of interest, and stepped aside from,",
}
_JUDGED: Final = {
    "accept-managed-conflict": "confirmed that a conflict of interest of {whose} can be managed",
    "refuse-managed-conflict": "did not accept that a conflict of interest of {whose} is managed",
}
_DECIDED: Final = {
    "return-outline": "returned",
    "reject-outline": "rejected",
    "approve-outline": "approved",
    "approve-outline-on-conditions": "approved, with conditions still to be met,",
}
_STEPPED: Final = {
    "withdraw-outline": "withdrew",
    "seal-outline": "sealed",
    "reopen-outline": "began a new version in place of",
    "supersede-outline": "superseded",
}
_CONDITIONS: Final = {
    "report-condition": "reported a condition of {version} as met",
    "confirm-condition": "confirmed that a condition of {version} is met",
    "refuse-condition": "did not accept that a condition of {version} is met",
}


def _version(entry: Entry) -> str:
    return f"version {entry.text('version')} of the outline"


def _page(entry: Entry) -> Place:
    return Place(
        "versions.version",
        (("procurement_id", entry.subject_id), ("number", entry.detail.get("version", 1))),
        f"Version {entry.text('version')} as it was submitted",
    )


def _route(entry: Entry, named: Named) -> tuple[tuple[str, str, str], ...]:
    version = entry.detail.get("version")
    if entry.subject_id is None or not isinstance(version, int):
        return ()
    return named.routes.get((entry.subject_id, version), ())


def _submit(entry: Entry, named: Named) -> Told:
    to = listed(entry.detail.get("to", ())) or "the panel"
    because = [f"{title}: {why}" for _, title, why in _route(entry, named)]
    return Told(
        f"submitted {_version(entry)} to {to} "
        f"(fingerprint {entry.text('content_sha256')[:FINGERPRINT]}…)",
        why=entry.text("why"),
        under=" ".join(because),
        place=_page(entry),
    )


def _decide(entry: Entry, named: Named) -> Told:
    because = [why for body, _, why in _route(entry, named) if body == entry.text("body")]
    votes = entry.detail.get("votes", {})
    counts = listed(
        f"{counted(many, 'vote')} {_CHOICES.get(choice, choice).removesuffix(' on')}"
        for choice, many in votes.items()
    )
    uncounted = entry.detail.get("uncounted", {}).items()
    kept_out = listed(f"{named.person(who)} {because}" for who, because in uncounted)
    return Told(
        f"recorded that {entry.text('title') or 'the body'} {_DECIDED[entry.act]} "
        f"{_version(entry)}{f', with {counts}' if counts else ''}{_outside(entry)}",
        (
            *(
                Change(f"Condition {number}", "", _ISO_DAY.sub(_day_words, text))
                for number, text in enumerate(entry.detail.get("conditions", ()), start=1)
            ),
            *((Change("Votes that did not count", "", kept_out),) if kept_out else ()),
        ),
        why=entry.text("why"),
        under=" ".join(because),
        place=_page(entry),
    )


def _outside(entry: Entry) -> str:
    """Return that a decision did not wait for the meeting on whose agenda it stood."""
    called_for = entry.text("outside_meeting_called_for")
    return f", outside the meeting called for {moment_told(called_for)}" if called_for else ""


def _day_words(found: re.Match[str]) -> str:
    """Return in words the day of a condition, which the log held as 2026-12-01 at first."""
    try:
        return date_in_words(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def _step(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"{_STEPPED[entry.act]} {_version(entry)}", why=entry.text("why"), place=_page(entry)
    )


def _comment(entry: Entry, named: Named) -> Told:
    del named
    title = entry.text("title") or entry.text("section").replace("-", " ")
    section = f"“{title}” of {_version(entry)}"
    is_settled = entry.act == "settle-comment"
    done = "settled a comment on" if is_settled else "commented on"
    said = entry.text("text")
    return Told(
        f"{done} the section {section}",
        (Change("Comment", "", said),) if said else (),
        place=_page(entry),
    )


def _conflict(entry: Entry, named: Named) -> Told:
    del named
    handling = _HANDLINGS.get(entry.text("handling"), "whether there is a conflict of interest in")
    return Told(
        f"declared {handling} {_version(entry)}", why=entry.text("detail"), place=_page(entry)
    )


def _judged(entry: Entry, named: Named) -> Told:
    whose = named.person(entry.text("user"))
    return Told(
        f"{_JUDGED[entry.act].format(whose=whose)} in {_version(entry)}",
        why=entry.text("why"),
        place=_page(entry),
    )


def _vote(entry: Entry, named: Named) -> Told:
    del named
    choice = _CHOICES.get(entry.text("choice"), "on")
    body = f", for {entry.text('body')}" if entry.text("body") else ""
    return Told(
        f"voted {choice} {_version(entry)}{body}", why=entry.text("reason"), place=_page(entry)
    )


def _condition(entry: Entry, named: Named) -> Told:
    del named
    title = f"Condition {entry.text('number')}, imposed by {entry.text('body')}"
    return Told(
        _CONDITIONS[entry.act].format(version=_version(entry)),
        (Change(title, "", entry.text("condition")),),
        why=entry.text("why"),
        place=_page(entry),
    )


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "submit-outline": (Group.OUTLINE, _submit),
    **dict.fromkeys(_DECIDED, (Group.OUTLINE, _decide)),
    **dict.fromkeys(_STEPPED, (Group.OUTLINE, _step)),
    "comment-outline": (Group.OUTLINE, _comment),
    "settle-comment": (Group.OUTLINE, _comment),
    "declare-conflict": (Group.OUTLINE, _conflict),
    **dict.fromkeys(_JUDGED, (Group.OUTLINE, _judged)),
    "vote": (Group.OUTLINE, _vote),
    **dict.fromkeys(_CONDITIONS, (Group.OUTLINE, _condition)),
}
