"""What the derivations of an evaluation cost, against the same sums without them.

The tender has 100 bids, 60 questions in six groups, and seven evaluators; once with agreed scores
beside the individual ones, once with their mean. The bare sums are the evaluation's own arithmetic
on the same fractions: what a mark earns is worked out once, sums are added the same quick way, and
the bids are ranked; no figure, no name, no reason, no result, no check.
"""

import random
import statistics
from collections.abc import Mapping
from fractions import Fraction

from evaluation.evaluate import evaluate
from evaluation.model import GroupCriterion, PriceCriterion, ScoredCriterion
from evaluation.sums import added
from evaluation.tender import Bid, Score, Tender
from tests.bench.measures import Measure, timed
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
        bare.append(timed(lambda: bare_ranking(offers), is_collected=True))
        whole.append(timed(lambda: evaluate(offers), is_collected=True))
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
    earned: dict[tuple[str, tuple[int, int]], Fraction] = {}
    totals = {bid.id: _total(bid, offers, weights, lowest, earned) for bid in offers.bids}
    return sorted(totals, key=lambda id_: -totals[id_])


def _total(
    bid: Bid,
    offers: Tender,
    weights: Mapping[str, Fraction],
    lowest: Fraction,
    earned: dict[tuple[str, tuple[int, int]], Fraction],
) -> Fraction:
    parts: list[Fraction] = []
    for item in offers.model.criteria:
        if isinstance(item, PriceCriterion) and bid.price is not None:
            parts.append(100 * lowest / bid.price * weights[item.id] / 100)
        if isinstance(item, GroupCriterion):
            points = []
            for question in item.criteria:
                if isinstance(question, ScoredCriterion):
                    mark = _mark(bid.scores[question.id])
                    key = question.id, mark.as_integer_ratio()
                    if key not in earned:
                        percent = 100 * mark / question.scale.maximum
                        earned[key] = percent * weights[question.id] / 100
                    points.append(earned[key])
            of_group = added(points)
            _ = 100 * of_group / weights[item.id]
            parts.append(of_group)
    return added(parts)


def _mark(score: Score) -> Fraction:
    if isinstance(score.agreed, Fraction):
        return score.agreed
    marks = [each.score for each in score.individual if isinstance(each.score, Fraction)]
    return added(marks) / len(marks)
