"""Evaluations as they were put on record: one that other hands changed is given to nobody."""

import hashlib

from webapp.store.award_tables import EvaluationRun
from webapp.store.errors import RunWasChanged


def intact(run: EvaluationRun) -> EvaluationRun:
    """Return an evaluation whose texts have the digests by which they were pinned.

    Whoever changed a digest as well is found by `podium audit verify`, since the log has it too.

    Raises:
        RunWasChanged: One of them has another digest.
    """
    pinned = {
        run.tender: run.tender_sha256,
        run.result: run.result_sha256,
        run.report: run.report_sha256,
    }
    if any(_sha256(text) != digest for text, digest in pinned.items()):
        raise RunWasChanged(
            f"evaluation {run.number}",
            f"Evaluation {run.number} is not what was put on record: other hands changed it",
            "Tell whoever runs this service: podium audit verify names what was changed, and a "
            "backup has it as it was",
        )
    return run


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
