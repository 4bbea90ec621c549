"""Checks of the marks: whether evaluators worked apart, and how the winner's marks stand out."""

from collections.abc import Iterator

from evaluation.marks import marks_of
from evaluation.model import ScoredCriterion
from evaluation.red_flags.finding import Check, Seen, named, not_applicable, not_raised, raised
from evaluation.result import Evaluation
from evaluation.tender import GateScore, Score, Tender

FEWEST_COMPARED = 4
"""So many questions marked by two evaluators or more, before equal marks everywhere mean much."""

FEWEST_QUESTIONS = 3
"""So many questions, before full marks for one bid on all of them stand out."""


def _marked(tender: Tender) -> Iterator[tuple[str, ScoredCriterion, Score]]:
    """Yield each score of a question, with its bid and criterion, in the order of the tender."""
    questions = [leaf for leaf in tender.model.leaves if isinstance(leaf, ScoredCriterion)]
    for bid in tender.bids:
        for question in questions:
            if question.id in bid.scores:
                yield bid.id, question, bid.scores[question.id]


def _identical_marks(tender: Tender, evaluation: Evaluation) -> Seen:
    del evaluation
    several = [
        {one.score for one in score.individual}
        for _, _, score in _marked(tender)
        if len(score.individual) > 1
    ]
    if len(several) < FEWEST_COMPARED:
        return not_applicable(
            f"Fewer than {FEWEST_COMPARED} scores have marks of two evaluators or more."
        )
    differing = sum(len(marks) > 1 for marks in several)
    if differing:
        return not_raised(f"Evaluators differ on {differing} of {len(several)} scores.")
    return raised(f"All evaluators gave the same mark on each of {len(several)} scores.", ())


def _agreed_beyond(tender: Tender, evaluation: Evaluation) -> Seen:
    del evaluation
    beyond: list[tuple[str, str]] = []
    compared = 0
    for bid, question, score in _marked(tender):
        marks = marks_of(score.individual)
        if not marks or score.agreed is None or isinstance(score.agreed, GateScore):
            continue
        compared += 1
        if not min(marks) <= score.agreed <= max(marks):
            beyond.append((bid, question.title))
    if not compared:
        return not_applicable("No score has both individual marks and an agreed one.")
    if not beyond:
        return not_raised("Each agreed mark lies within what evaluators gave.")
    said = "; ".join(f"{named(tender, (bid,))} on {title}" for bid, title in beyond)
    return raised(
        f"The agreed mark is above or below every evaluator’s own: {said}.",
        dict.fromkeys(bid for bid, _ in beyond),
    )


def _full_marks(tender: Tender, evaluation: Evaluation) -> Seen:
    winner = evaluation.winner
    questions = [leaf for leaf in tender.model.leaves if isinstance(leaf, ScoredCriterion)]
    if winner is None:
        return not_applicable("No bid alone is first.")
    if len(questions) < FEWEST_QUESTIONS or len(tender.bids) == 1:
        return not_applicable(f"There is one bid, or fewer than {FEWEST_QUESTIONS} questions.")
    full = {
        (bid, question.id)
        for bid, question, score in _marked(tender)
        if score.agreed == question.scale.maximum
    }
    if any((winner, question.id) not in full for question in questions):
        return not_raised("The winner does not have full marks on every question.")
    if any(bid != winner for bid, _ in full):
        return not_raised("Other bids have full marks on some questions too.")
    return raised(
        f"{named(tender, (winner,))} has full marks on all {len(questions)} questions, and no "
        "other bid has them on any.",
        (winner,),
    )


CHECKS = (
    Check(
        "identical-marks",
        "The same marks from every evaluator",
        "Did each evaluator mark alone, before the marks were talked about?",
        _identical_marks,
    ),
    Check(
        "agreed-beyond-evaluators",
        "An agreed mark outside the evaluators’ own",
        "Does the record of moderation say what moved the panel beyond its own marks?",
        _agreed_beyond,
    ),
    Check(
        "full-marks-for-the-winner-alone",
        "Full marks for the winner alone",
        "Does each full mark point at words of the tender that meet its descriptor?",
        _full_marks,
    ),
)
