"""What is odd about the words of an agreed score, and about the score beside what was given."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from evaluation.model import Question
from evaluation.own_scores import Doubt, OwnScore, doubts, scored
from evaluation.tender import Scored


def agreed_doubts(
    question: Question,
    bidder: str,
    own: OwnScore,
    others: Iterable[tuple[str, OwnScore]],
    given: Sequence[Scored],
) -> tuple[Doubt, ...]:
    """Return what is odd about an agreed score that lacks nothing.

    Args:
        question: What is scored.
        bidder: What the bidder is called on the page.
        own: The agreed score with its reasons.
        others: What is agreed of the other bidders' answers to this question.
        given: What evaluators gave this answer.
    """
    beside = _beside(scored(question, own.score), given)
    found = doubts(question, bidder, own, others)
    return found if beside is None else (beside, *found)


def _beside(agreed: Scored | None, given: Sequence[Scored]) -> Doubt | None:
    if agreed is None or not given:
        return None
    if not isinstance(agreed, Fraction):
        is_within = agreed in given
        than = "is not what any evaluator gave"
    else:
        marks = [one for one in given if isinstance(one, Fraction)]
        is_within = min(marks) <= agreed <= max(marks)
        than = (
            "is above every evaluator’s own score"
            if agreed > max(marks)
            else "is below every evaluator’s own score"
        )
    if is_within:
        return None
    return Doubt(
        f"The agreed score {than}.",
        "Say in the reasons which words of the answer the panel saw otherwise, and why.",
    )
