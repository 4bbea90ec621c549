"""Moderation as values: what evaluators gave, how far apart, how severe each is, and what if.

Nothing here is ever applied. What an evaluation would come to without one evaluator is told, so
that a chair can ask about it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import isqrt

from evaluation.evaluate import evaluate
from evaluation.marks import mark_of, marks_of
from evaluation.model import ScoredCriterion
from evaluation.numbers import Mark
from evaluation.result import CommitmentFindings, Evaluation
from evaluation.robustness.single_marks import SingleMarks
from evaluation.robustness.what_if import WhatIf
from evaluation.sums import mean
from evaluation.tender import Bid, IndividualScore, Score, Tender


@dataclass(frozen=True)
class ModeratedAnswer:
    """One bid's answer to one question as the panel marked it.

    `counts` is the mark that the evaluation uses: the agreed one, or the mean. `could_change` says
    whether some evaluator's own mark in its place would make another bid the winner, or none.
    """

    bid: str
    criterion: str
    individual: tuple[IndividualScore, ...]
    counts: Fraction
    agreed: Fraction | None
    rationale: str
    quotation: str
    dissent: str
    could_change: bool

    @cached_property
    def marks(self) -> tuple[Fraction, ...]:
        """The marks that evaluators gave."""
        return marks_of(self.individual)

    @property
    def mean(self) -> Fraction:
        """The mean of the individual marks."""
        return mean(self.marks)

    @property
    def spread(self) -> Fraction:
        """The range: the highest individual mark less the lowest."""
        return max(self.marks) - min(self.marks)

    @property
    def variance(self) -> Fraction:
        """The mean of the squared differences from the mean, of all who marked: no sample."""
        return mean([(mark - self.mean) ** 2 for mark in self.marks])

    def standard_deviation(self, places: int) -> str:
        """Return the square root of the variance, rounded half up from its exact value."""
        return rounded_root(self.variance, places)


@dataclass(frozen=True, slots=True)
class Severity:
    """How an evaluator marks against the others, on the answers that others marked too.

    `difference` is the mean of own mark less the mean of the others', in steps of each scale:
    below zero is severer than the others. None where nobody else marked the same answers.
    """

    evaluator: str
    answers: int
    difference: Fraction | None


@dataclass(frozen=True, slots=True)
class QuestionSpread:
    """How far evaluators were apart on one question, over all bids.

    `widest` is the widest range in steps of the scale, `mean` the mean range; `could_change`
    says whether one evaluator's mark in place of what counts could change the winner.
    """

    criterion: str
    answers: int
    widest: Fraction
    mean: Fraction
    could_change: bool


@dataclass(frozen=True, slots=True)
class WithoutEvaluator:
    """The winner by means of individual marks, with all evaluators and without one.

    Answers that nobody else marked keep what counts.
    """

    evaluator: str
    winner_by_means: str | None
    winner: str | None

    @property
    def changes(self) -> bool:
        """Whether the winner would be another."""
        return self.winner != self.winner_by_means


@dataclass(frozen=True, slots=True)
class Moderation:
    """All that is known of how a panel came to its scores.

    `questions` come with those first whose spread could change the winner, the widest first.
    `agreed_prevail` says whether agreed scores stand: then the winners by means are only what
    would have been, had no score been agreed.
    """

    answers: tuple[ModeratedAnswer, ...]
    questions: tuple[QuestionSpread, ...]
    severities: tuple[Severity, ...]
    without: tuple[WithoutEvaluator, ...]
    agreed_prevail: bool


def moderation(tender: Tender, findings: CommitmentFindings, evaluation: Evaluation) -> Moderation:
    """Return how a panel came to its scores, and what hangs on each evaluator."""
    single = SingleMarks(WhatIf(tender, findings, evaluation))
    answers = tuple(_answers(tender, single, evaluation.first))
    steps = {
        item.id: item.scale.step
        for item in tender.model.leaves
        if isinstance(item, ScoredCriterion)
    }
    evaluators = tuple(dict.fromkeys(one.evaluator for each in answers for one in each.individual))
    by_means = evaluate(by_mean(tender), findings).first if evaluators else None
    return Moderation(
        answers=answers,
        questions=_questions(answers, steps),
        severities=tuple(_severity(name, answers, steps) for name in evaluators),
        without=tuple(
            WithoutEvaluator(name, by_means, evaluate(by_mean(tender, name), findings).first)
            for name in evaluators
        ),
        agreed_prevail=any(answer.agreed is not None for answer in answers),
    )


def by_mean(tender: Tender, without: str | None = None) -> Tender:
    """Return a tender whose moderated marks are the means of all evaluators but one.

    An answer that only this one marked keeps what counts, as does one that nobody marked.
    """
    return replace(tender, bids=tuple(_with_means(bid, without) for bid in tender.bids))


def rounded_root(value: Fraction, places: int) -> str:
    """Return the square root of a number that is not negative, rounded half up exactly.

    The root to the nearest unit u of the last place is the whole part of √(4v/u²) halved after
    adding one: no digit of an approximation decides it.

    >>> rounded_root(Fraction(2), 3), rounded_root(Fraction(1, 4), 0), rounded_root(Fraction(0), 1)
    ('1.414', '1', '0.0')
    """
    scaled = 4 * value * 100**places
    whole = (isqrt(scaled.numerator // scaled.denominator) + 1) // 2
    if not places:
        return str(whole)
    return f"{whole // 10**places}.{whole % 10**places:0{places}}"


def _with_means(bid: Bid, without: str | None) -> Bid:
    scores = {
        name: score if value is None else replace(score, agreed=Mark(value))
        for name, score in bid.scores.items()
        for value in (_mean_without(score, without),)
    }
    return replace(bid, scores=scores)


def _mean_without(score: Score, without: str | None) -> Fraction | None:
    marks = marks_of(each for each in score.individual if each.evaluator != without)
    return mean(marks) if marks else None


def _answers(tender: Tender, single: SingleMarks, winner: str | None) -> Iterator[ModeratedAnswer]:
    for bid in tender.bids:
        for item in tender.model.leaves:
            score = bid.scores.get(item.id)
            counts = None if score is None else mark_of(score)
            marks = () if score is None else marks_of(score.individual)
            if score is None or counts is None or not marks:
                continue
            extremes = {min(marks), max(marks)} - {counts}
            yield ModeratedAnswer(
                bid=bid.id,
                criterion=item.id,
                individual=score.individual,
                counts=counts,
                agreed=None if score.agreed is None else counts,
                rationale=score.rationale,
                quotation=score.quotation,
                dissent=score.dissent,
                could_change=any(
                    single.winner_with(bid.id, item.id, mark) != winner for mark in extremes
                ),
            )


def _questions(
    answers: tuple[ModeratedAnswer, ...], steps: Mapping[str, Fraction]
) -> tuple[QuestionSpread, ...]:
    found = []
    for criterion in dict.fromkeys(answer.criterion for answer in answers):
        own = [answer for answer in answers if answer.criterion == criterion]
        spreads = [answer.spread / steps[criterion] for answer in own]
        found.append(
            QuestionSpread(
                criterion=criterion,
                answers=len(own),
                widest=max(spreads),
                mean=mean(spreads),
                could_change=any(answer.could_change for answer in own),
            )
        )
    return tuple(sorted(found, key=lambda each: (not each.could_change, -each.widest, -each.mean)))


def _severity(
    evaluator: str, answers: tuple[ModeratedAnswer, ...], steps: Mapping[str, Fraction]
) -> Severity:
    differences = []
    for answer in answers:
        own = marks_of(each for each in answer.individual if each.evaluator == evaluator)
        others = marks_of(each for each in answer.individual if each.evaluator != evaluator)
        if own and others:
            differences.append((own[0] - mean(others)) / steps[answer.criterion])
    return Severity(evaluator, len(differences), mean(differences) if differences else None)
