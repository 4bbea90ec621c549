"""The sentences of own scores: one was handed in or taken back, and nothing of what it says."""

from collections.abc import Mapping
from typing import Final

from webapp.services.record.telling import FINGERPRINT, Entry, Group, Named, Tell, Told

_VERBS: Final = {"hand-in-score": "handed in", "take-back-score": "took back"}


def _score(entry: Entry, named: Named) -> Told:
    del named
    meant = ", having confirmed its words" if entry.detail.get("meant") else ""
    return Told(
        f"{_VERBS[entry.act]} a score of {entry.bidder} on “{entry.text('title')}”, row "
        f"{entry.text('row')} (fingerprint {entry.text('sha256')[:FINGERPRINT]}…){meant}"
    )


ACTS: Mapping[str, tuple[Group, Tell]] = dict.fromkeys(_VERBS, (Group.EVALUATION, _score))
