"""Evaluations and awards of lots as they were put on record: one changed is given to nobody."""

from collections.abc import Iterable

from rules.canonical import sha256_of
from webapp.store.award_tables import EvaluationRun
from webapp.store.errors import LotAwardWasChanged, RunWasChanged
from webapp.store.lot_tables import LotAward

_REMEDY = (
    "Tell whoever runs this service: podium audit verify names what was changed, and a backup has "
    "it as it was"
)


def intact(run: EvaluationRun) -> EvaluationRun:
    """Return an evaluation whose texts have the digests by which they were pinned.

    Whoever changed a digest as well is found by `podium audit verify`, since the log has it too.

    Raises:
        RunWasChanged: One of them has another digest.
    """
    pinned = (
        (run.tender, run.tender_sha256),
        (run.result, run.result_sha256),
        (run.report, run.report_sha256),
    )
    if _are_changed(pinned):
        raise RunWasChanged(
            f"evaluation {run.number}",
            f"Evaluation {run.number} is not what was put on record: other hands changed it",
            _REMEDY,
        )
    return run


def intact_award(award: LotAward) -> LotAward:
    """Return an award of lots whose texts have the digests by which they were pinned.

    Raises:
        LotAwardWasChanged: One of them has another digest.
    """
    if _are_changed(((award.input, award.input_sha256), (award.result, award.result_sha256))):
        raise LotAwardWasChanged(
            f"award of lots {award.number}",
            f"Award of lots {award.number} is not what was put on record: other hands changed it",
            _REMEDY,
        )
    return award


def _are_changed(pinned: Iterable[tuple[str, str]]) -> bool:
    return any(sha256_of(text) != digest for text, digest in pinned)
