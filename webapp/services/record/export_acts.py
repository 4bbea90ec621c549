"""The sentences of taking the record along: who downloaded it, in which form, how much of it."""

from collections.abc import Mapping
from typing import Final

from webapp.services.record.telling import FINGERPRINT, Change, Entry, Group, Named, Tell, Told

_FORMS: Final = {
    "csv": "downloaded the record as a spreadsheet, with people’s names",
    "jsonl": "downloaded the whole chain, with people’s names",
}
_NARROWED: Final = {
    "person": "Whose acts",
    "kind": "Of which kind",
    "reference": "Of which procurement",
    "since": "From",
    "until": "To",
}


def _export(entry: Entry, named: Named) -> Told:
    asked = entry.detail.get("asked", {})
    return Told(
        _FORMS.get(entry.text("form"), "downloaded the record"),
        tuple(
            Change(title, "", named.person(asked[key]) if key == "person" else str(asked[key]))
            for key, title in _NARROWED.items()
            if asked.get(key)
        ),
    )


def _disclose(entry: Entry, named: Named) -> Told:
    del named
    whom = {
        "court": "a court, unredacted",
        "public": "a public request",
        "bidder": f"bidder {entry.text('bidder')}",
    }
    return Told(
        f"took along the file of the procurement for {whom.get(entry.text('for'), 'somebody')} "
        f"(fingerprint of its index {entry.text('index_sha256')[:FINGERPRINT]}…)"
    )


ACTS: Mapping[str, tuple[Group, Tell]] = {
    "export-record": (Group.EXPORTS, _export),
    "disclose": (Group.EXPORTS, _disclose),
}
