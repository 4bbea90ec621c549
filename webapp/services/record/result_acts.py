"""The sentences of the result: the bids were evaluated, and why again."""

from collections.abc import Mapping

from webapp.services.record.telling import FINGERPRINT, Entry, Group, Named, Tell, Told


def _evaluate(entry: Entry, named: Named) -> Told:
    del named
    again = " again" if entry.text("number") not in {"", "1"} else ""
    prints = " and ".join(
        f"{what} {entry.text(key)[:FINGERPRINT]}…"
        for what, key in (("tender", "tender_sha256"), ("result", "result_sha256"))
    )
    what = f"had the bids evaluated{again}, evaluation {entry.text('number')}"
    return Told(f"{what} (fingerprints: {prints})", why=entry.text("why"))


ACTS: Mapping[str, tuple[Group, Tell]] = {"evaluate-bids": (Group.EVALUATION, _evaluate)}
