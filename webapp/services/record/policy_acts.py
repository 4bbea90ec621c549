"""The sentences of what an authority sets for itself: its settings, its own licensed measures."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Final

from rules.wording import counted, date_in_words
from webapp.services.record.telling import Change, Entry, Group, Named, Place, Tell, Told, id_in

_STEPS: Final = {
    "propose-draft": "proposed {draft} for approval",
    "return-draft": "returned {draft}",
    "withdraw-draft": "withdrew {draft}",
    "approve-draft": "approved {draft}: its values are settings now",
}


def _draft(entry: Entry, named: Named) -> str:
    name = named.drafts.get(entry.subject_id, "") if entry.subject_id else ""
    return f"the draft “{name}”" if name else "a draft of settings"


def _page(entry: Entry) -> Place:
    return Place("drafts.draft", (("draft_id", entry.subject_id),), "The draft")


def _start(entry: Entry, named: Named) -> Told:
    del named
    return Told(
        f"began the draft “{entry.text('name')}” of settings under the policy "
        f"{entry.text('policy')}",
        place=_page(entry),
    )


def _enter(entry: Entry, named: Named) -> Told:
    replaced = " in place of an approved one" if entry.text("replaces") else ""
    return Told(
        f"entered a value in {_draft(entry, named)}{replaced}",
        (
            Change(
                f"{entry.text('parameter')} from {_day(entry.text('from'))}",
                "",
                _value(entry.text("is")),
            ),
        ),
        place=_page(entry),
    )


def _remove(entry: Entry, named: Named) -> Told:
    value_id = id_in(entry.text("value"))
    found = named.settings.get(value_id) if value_id else None
    return Told(
        f"took a value out of {_draft(entry, named)}",
        (Change(found[0], _value(found[1]), ""),) if found else (),
        place=_page(entry),
    )


def _step(entry: Entry, named: Named) -> Told:
    return Told(
        _STEPS[entry.act].format(draft=_draft(entry, named)),
        tuple(Change("Setting", "", text) for text in entry.detail.get("settings", ())),
        why=entry.text("why"),
        place=_page(entry),
    )


def _measures(entry: Entry, named: Named) -> Told:
    del named
    many = counted(int(entry.detail.get("measures", 0)), "measure")
    return Told(
        f"imported {many} from “{entry.text('file')}” as {entry.text('collection')}, "
        f"valid from {_day(entry.text('valid_from'))} (revision {entry.text('revision')})",
        (
            Change(
                "Licence", "", f"{entry.text('licence')}, held by {entry.text('licence_holder')}"
            ),
        ),
        why=entry.text("why"),
        place=Place("measure_imports.imported", (("import_id", entry.subject_id),), "The import"),
    )


def _day(text: str) -> str:
    try:
        return date_in_words(date.fromisoformat(text))
    except ValueError:
        return text


def _value(text: str) -> str:
    """Return a value that is kept as JSON without its quotation marks and braces."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    if isinstance(found, dict):
        return ", ".join(f"{key} {value}" for key, value in found.items())
    if isinstance(found, list):
        return ", ".join(str(item) for item in found)
    return str(found)


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "start-draft": (Group.SETTINGS, _start),
    "enter-setting": (Group.SETTINGS, _enter),
    "remove-setting": (Group.SETTINGS, _remove),
    **dict.fromkeys(_STEPS, (Group.SETTINGS, _step)),
    "import-measures": (Group.MEASURES, _measures),
}
