"""The sentences of notices for the central platform."""

from collections.abc import Mapping

from webapp.documents.notices import NoticeKind
from webapp.services.record.telling import FINGERPRINT, Change, Entry, Group, Named, Tell, Told


def _make(entry: Entry, named: Named) -> Told:
    del named
    kind, number = entry.text("kind"), entry.text("number")
    known = NoticeKind(kind).words.lower() if kind in set(NoticeKind) else "notice"
    times = f", number {number}," if number not in {"", "1"} else ""
    digest = entry.text("sha256")[:FINGERPRINT]
    ocid = entry.text("ocid")
    return Told(
        f"made the {known} ({entry.text('notice')}){times} for the central platform "
        f"(fingerprint {digest}…)",
        (Change("OCID of the contracting process", "", ocid),) if ocid else (),
    )


ACTS: Mapping[str, tuple[Group, Tell]] = {"make-notice": (Group.BIDS, _make)}
