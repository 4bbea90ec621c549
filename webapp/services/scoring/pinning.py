"""The digest by which the log pins a score of an evaluator's own, with all that it says."""

from collections.abc import Iterable

from evaluation.quotations import Quotation
from rules.canonical import canonical_text, sha256_of
from webapp.store.scoring_tables import EvaluatorMark


def digest_of_mark(mark: EvaluatorMark, quotations: Iterable[Quotation]) -> str:
    """Return the digest of a row of a mark; `quotations` are those that it holds."""
    held = {
        "bidder": str(mark.bidder_id),
        "criterion": mark.criterion,
        "evaluator": str(mark.user_id),
        "is_in": mark.is_in,
        "number": mark.number,
        "procurement": str(mark.procurement_id),
        "quotations": [[one.start, one.end, one.words] for one in quotations],
        "rationale": mark.rationale,
        "score": mark.score or "",
    }
    return sha256_of(canonical_text(held))
