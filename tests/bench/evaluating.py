"""What the derivations of an evaluation cost, against the same sums without them.

The tender has 100 bids, 60 questions in six groups, and seven evaluators; once with agreed scores
beside the individual ones, once with their mean. The bare sums are the evaluation's formulas on
the same fractions, as one would write them without keeping anything: each percentage, product,
group and total is worked out for every bid, and the bids are ranked; no figure, no name, no
reason, no result. They neither check nor remember anything.
"""

import gc
import random
import statistics
from collections.abc import Callable
from fractions import Fraction
from time import process_time

from evaluation.evaluate import evaluate
from evaluation.model import GroupCriterion, PriceCriterion, ScoredCriterion
from evaluation.tender import Score, Tender
from tests.bench.measures import Measure
from tests.evaluation.builders import bid, group, model, panel, price, scored, tender

BIDS, GROUPS, QUESTIONS, EVALUATORS = 100, 6, 10, 7
RATIO_OF_DERIVATIONS = 3.0


def derivations(rounds: int) -> tuple[Measure, ...]:
    """Time evaluations with all derivations against the bare sums, in turn."""
    return tuple(_measured(rounds, by_mean=by_mean) for by_mean in (False, True))


def _measured(rounds: int, *, by_mean: bool) -> Measure:
    offers = large_tender(by_mean=by_mean)
    if [id_ for place in evaluate(offers).ranking for id_ in place] != bare_ranking(offers):
        message = "the bare sums rank the bids otherwise, so they are not the same sums"
        raise ValueError(message)
    bare: list[float] = []
    whole: list[float] = []
    for _ in range(rounds):
        bare.append(_timed(lambda: bare_ranking(offers)))
        whole.append(_timed(lambda: evaluate(offers)))
    ratios = [one / other for one, other in zip(whole, bare, strict=True)]
    scores = "the mean of seven scores" if by_mean else "agreed scores"
    low, high = min(ratios), max(ratios)
    return Measure(
        f"An evaluation of {BIDS} bids × {GROUPS * QUESTIONS} questions with all derivations, "
        f"{scores} ÷ the same sums without",
        f"{statistics.median(ratios):.2f} ×",
        f"{low:.2f} to {high:.2f}; {1000 * statistics.median(whole):.0f} ms against "
        f"{1000 * statistics.median(bare):.0f} ms",
        f"≤ {RATIO_OF_DERIVATIONS:.0f}",
    )


def large_tender(*, by_mean: bool) -> Tender:
    """Return the tender that is measured, made from a seed."""
    chance = random.Random(7)  # noqa: S311 - a repeatable tender, not a secret
    questions = [f"q{part}.{number}" for part in range(GROUPS) for number in range(QUESTIONS)]
    made = model(
        price("40"),
        *(
            group(
                f"g{part}",
                "10",
                *(scored(f"q{part}.{number}", "10") for number in range(QUESTIONS)),
            )
            for part in range(GROUPS)
        ),
        agreed_by_mean=by_mean,
    )

    def score() -> Score:
        marks = [str(chance.randrange(6)) for _ in range(EVALUATORS)]
        return panel(*marks, agreed=None if by_mean else chance.choice(marks))

    bids = [
        bid(
            f"B{number}",
            str(100_000 + chance.randrange(50_000)),
            {question: score() for question in questions},
        )
        for number in range(BIDS)
    ]
    return tender(made, *bids)


def bare_ranking(offers: Tender) -> list[str]:
    """Return the order of the bids by the same sums on the same fractions, keeping nothing."""
    weights = offers.model.effective_weights
    lowest = min(bid.price for bid in offers.bids if bid.price is not None)
    totals: dict[str, Fraction] = {}
    for each in offers.bids:
        total = Fraction(0)
        for item in offers.model.criteria:
            if isinstance(item, PriceCriterion) and each.price is not None:
                total += 100 * lowest / each.price * weights[item.id] / 100
            if isinstance(item, GroupCriterion):
                points = Fraction(0)
                for question in item.criteria:
                    if isinstance(question, ScoredCriterion):
                        percent = 100 * _mark(each.scores[question.id]) / question.scale.maximum
                        points += percent * weights[question.id] / 100
                _ = 100 * points / weights[item.id]
                total += points
        totals[each.id] = total
    return sorted(totals, key=lambda id_: -totals[id_])


def _mark(score: Score) -> Fraction:
    if isinstance(score.agreed, Fraction):
        return score.agreed
    marks = [each.score for each in score.individual if isinstance(each.score, Fraction)]
    return sum(marks, Fraction(0)) / len(marks)


def _timed(call: Callable[[], object]) -> float:
    gc.collect()
    start = process_time()
    call()
    return process_time() - start
