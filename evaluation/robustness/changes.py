"""The changes of single agreed scores that are possible, and what each comes to.

A change moves the agreed score, or the mean that stands for it, by exactly one step of its
scale; one that would leave the scale is none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import lcm

from evaluation.marks import mark_of
from evaluation.model import Model, Scale, ScoredCriterion
from evaluation.numbers import ZERO
from evaluation.robustness.result import ScoreChange
from evaluation.robustness.subsets import ChangeKey
from evaluation.robustness.what_if import Worth
from evaluation.tender import Tender

DOWN, UP = 0, 1


@dataclass(frozen=True, slots=True)
class Question:
    """A scored criterion: what one step of its scale is worth.

    `position` is its place in the tree, `percent` of the question's own maximum, `points` of
    the whole (0 without a weight), `ties` in each criterion of the model's `tie_break`.
    """

    id: str
    position: int
    scale: Scale
    percent: Fraction
    points: Fraction
    ties: tuple[Fraction, ...]


class Changes:
    """All changes of one step in a tender."""

    def __init__(self, tender: Tender) -> None:
        """Take a tender; what each step is worth is worked out once."""
        self.tender = tender
        self.questions = tuple(_questions(tender.model))
        self.by_position: Mapping[int, Question] = {each.position: each for each in self.questions}
        self._means: dict[tuple[int, int], Fraction | None] = {}
        self.bids: Mapping[str, int] = {bid.id: at for at, bid in enumerate(tender.bids)}

    @cached_property
    def by_points(self) -> tuple[Question, ...]:
        """The questions, those of which a step is worth most first."""
        return tuple(sorted(self.questions, key=lambda each: (-each.points, each.position)))

    @cached_property
    def denominator(self) -> int:
        """The common denominator of the points of all steps."""
        return lcm(*(each.points.denominator for each in self.questions))

    def mark(self, bid: int, question: Question) -> Fraction | None:
        """Return the mark of a bid for a question; None where it has none."""
        score = self.tender.bids[bid].scores.get(question.id)
        if score is None or score.agreed is not None:
            return None if score is None else mark_of(score)
        place = bid, question.position
        if place not in self._means:
            self._means[place] = mark_of(score)
        return self._means[place]

    def is_possible(self, bid: int, question: Question, direction: int) -> bool:
        """Return whether the mark can move one step down or up and stay within the scale."""
        mark = self.mark(bid, question)
        if mark is None:
            return False
        if direction == UP:
            return mark + question.scale.step <= question.scale.maximum
        return mark - question.scale.step >= question.scale.minimum

    def key(self, bid: int, question: Question, direction: int) -> ChangeKey:
        """Return the key by which changes are ordered."""
        return bid, question.position, direction

    def after(self, worth: Worth, keys: tuple[ChangeKey, ...], bid: int) -> Worth:
        """Return what a bid is worth after those of the changes that are its own."""
        steps = {
            position: Fraction(1 if direction == UP else -1)
            for whose, position, direction in keys
            if whose == bid
        }
        return self.moved(worth, steps)

    def moved(self, worth: Worth, steps: Mapping[int, Fraction]) -> Worth:
        """Return what a bid is worth after its marks moved by so many steps, by position."""
        points, ties = worth.points, worth.ties
        for position, count in steps.items():
            question = self.by_position[position]
            points += count * question.points
            ties = tuple(tie + count * each for tie, each in zip(ties, question.ties, strict=True))
        return replace(worth, points=points, ties=ties)

    def named(self, key: ChangeKey) -> ScoreChange:
        """Return a change as a result names it."""
        bid, position, direction = key
        question = self.by_position[position]
        old = self.mark(bid, question) or ZERO
        step = question.scale.step if direction == UP else -question.scale.step
        return ScoreChange(self.tender.bids[bid].id, question.id, old, old + step)


def _questions(model: Model) -> Iterator[Question]:
    weights = model.effective_weights
    for position, item in enumerate(model.walk):
        if not isinstance(item, ScoredCriterion):
            continue
        share = item.scale.step / item.scale.maximum
        points = weights.get(item.id, ZERO) * share
        ties = (_tie(name, item, model, points) for name in model.tie_break)
        yield Question(item.id, position, item.scale, 100 * share, points, tuple(ties))


def _tie(name: str, item: ScoredCriterion, model: Model, points: Fraction) -> Fraction:
    """Return what one step is worth in a criterion of `tie_break`."""
    if name not in model.paths[item.id]:
        return ZERO
    return points if name in model.effective_weights else item.scale.step
