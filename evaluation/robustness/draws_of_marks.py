"""How often each bid comes first if each answer had the mark of any one of its evaluators.

For every answer that several evaluators marked, one of their marks is drawn, each as likely (to
within 2⁻³²), independently of the other answers; other agreed scores stay. Minimums, prices and
commitments are judged again in every draw. Points and minimums are summed in whole units of a
common denominator, and so exactly; floats only sort the figures, and where the first two are too
close for them the draw is ranked in fractions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any, assert_never

import numpy as np
import numpy.typing as npt

from evaluation.marks import marks_of
from evaluation.model import Method
from evaluation.numbers import ZERO
from evaluation.robustness.changes import Changes, Question
from evaluation.robustness.draws import DRAWS, SEED, Floats
from evaluation.robustness.minimums import Minimums, Threshold
from evaluation.robustness.result import Chances
from evaluation.robustness.what_if import WhatIf, Worth

CHUNK = 8_000_000
MARKS = 32_000_000
CLOSE = Fraction(1, 10**9)
LARGEST_WORD = 1 << 62
ASSUMPTION = (
    "Each answer has the mark of any one of the evaluators who marked it, each as likely, "
    "independently of the other answers; minimums are judged again."
)

Whole = npt.NDArray[Any]  # of int64, or of Python's own int where that is too narrow
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that can be drawn: by how many steps each evaluator's mark is off what counts."""

    bid: int
    question: Question
    steps: tuple[Fraction, ...]


def chances_of_marks(what_if: WhatIf, draws: int | None = None, seed: int = SEED) -> Chances | None:
    """Return how often each bid is alone first; None where no evaluators differed.

    Unless told how many, 100,000 draws are made, and fewer of a tender with many answers.
    """
    drawing = Drawing(what_if)
    if not drawing.answers:
        return None
    draws = min(DRAWS, MARKS // len(drawing.answers)) if draws is None else draws
    alone = dict.fromkeys(drawing.bids, 0)
    checked = 0
    for indices in _indices(drawing.answers, draws, seed):
        winners, exact = drawing.winners(indices)
        checked += exact
        for bid, count in zip(drawing.bids, np.bincount(winners + 1)[1:].tolist(), strict=False):
            alone[bid] += count
    return Chances(ASSUMPTION, draws, seed, alone, draws - sum(alone.values()), checked)


class Drawing:
    """A tender made ready for drawing its marks."""

    def __init__(self, what_if: WhatIf) -> None:
        """Take the figures as they are."""
        self._what_if = what_if
        self._changes = Changes(what_if.tender)
        self._minimums = Minimums(what_if, self._changes)
        self.bids = tuple(bid.id for bid in what_if.tender.bids)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The answers whose evaluators' marks are not all what counts."""
        return tuple(self._answers())

    def _answers(self) -> Iterator[Answer]:
        for at, bid in enumerate(self._what_if.tender.bids):
            for question in self._changes.questions:
                score = bid.scores.get(question.id)
                mark = self._changes.mark(at, question)
                if score is None or mark is None:
                    continue
                marks = marks_of(score.individual)
                steps = tuple((each - mark) / question.scale.step for each in marks)
                if any(steps):
                    yield Answer(at, question, steps)

    def winners(self, indices: Indices) -> tuple[Indices, int]:
        """Return the winner's place in each draw, -1 for none; and how many were ranked exactly.

        `indices` has a row for each draw: which evaluator's mark each answer takes.
        """
        points = self._moved(indices, self._points, self._point_unit)
        stands = self._stands(indices)
        winners = np.full(len(indices), -1, np.int64)
        exact = 0
        patterns, members = np.unique(stands, axis=0, return_inverse=True)
        for number, pattern in enumerate(patterns):
            rows = np.flatnonzero(members.reshape(-1) == number)
            found, count = self._winners_among(pattern, rows, points, indices)
            winners[rows] = found
            exact += count
        return winners, exact

    def _winners_among(
        self, pattern: npt.NDArray[np.bool_], rows: Indices, points: Whole, indices: Indices
    ) -> tuple[Indices, int]:
        places = np.flatnonzero(pattern)
        if not len(places):
            return np.full(len(rows), -1, np.int64), 0
        worths = self._what_if.worths(frozenset(self.bids[place] for place in places))
        figures = np.column_stack(
            [self._figures(worths[self.bids[at]], points[at, rows]) for at in places]
        )
        winners = places[figures.argmax(axis=1)]
        if len(places) == 1 and self._what_if.model.method is not Method.PRICE_PER_QUALITY_POINT:
            return winners, 0
        best = np.partition(figures, -2, axis=1)[:, -2:] if len(places) > 1 else figures
        room = float(CLOSE) * np.maximum(1, np.abs(best).max(axis=1))
        is_close = ~(best[:, -1] - best[:, 0] > room)
        known: dict[bytes, int] = {}
        for row in np.flatnonzero(is_close):
            drawn = indices[rows[row]]
            key = drawn.tobytes()
            if key not in known:
                known[key] = self._exact_winner(worths, drawn)
            winners[row] = known[key]
        return winners, int(is_close.sum())

    def _figures(self, worth: Worth, moved: Whole) -> Floats:
        points = float(worth.points) + moved.astype(np.float64) / self._point_unit
        model = self._what_if.model
        match model.method:
            case Method.WEIGHTED_SUM:
                return points
            case Method.QUALITY_CREDIT:
                return float(model.credit_per_point or ZERO) * points - float(worth.price)
            case Method.PRICE_PER_QUALITY_POINT:
                has_points = points > float(CLOSE)
                safe = np.where(has_points, points, 1)
                return np.where(has_points, -float(worth.price) / safe, -np.finfo(np.float64).max)
            case _ as never:
                assert_never(never)

    def _exact_winner(self, worths: dict[str, Worth], drawn: Indices) -> int:
        after = dict(worths)
        for answer, index in zip(self.answers, drawn.tolist(), strict=True):
            bid, steps = self.bids[answer.bid], answer.steps[index]
            if bid in after and steps:
                before = after[bid]
                ties = zip(before.ties, answer.question.ties, strict=True)
                after[bid] = Worth(
                    before.points + steps * answer.question.points,
                    before.price,
                    tuple(tie + steps * each for tie, each in ties),
                )
        winner = self._what_if.winner(after)
        return -1 if winner is None else self.bids.index(winner)

    def _stands(self, indices: Indices) -> npt.NDArray[np.bool_]:
        stands = np.ones((len(indices), len(self.bids)), np.bool_)
        for at in range(len(self.bids)):
            stands[:, at] = not self._minimums.is_out_for_good(at)
        for threshold in self._minimums.thresholds:
            unit, table = self._table(self._effects(threshold))
            moved = self._moved(indices, table, unit)
            for at in range(len(self.bids)):
                over = self._minimums.over(at, threshold)
                if over is not None:
                    needed = -((over * unit).numerator // (over * unit).denominator)
                    stands[:, at] &= np.asarray(moved[at] >= needed, np.bool_)
        return stands

    def _effects(self, threshold: Threshold) -> list[Fraction]:
        return [
            Fraction(threshold.effects.get(answer.question.position, 0), threshold.denominator)
            for answer in self.answers
        ]

    @cached_property
    def _of_points(self) -> tuple[int, list[list[int]]]:
        return self._table([answer.question.points for answer in self.answers])

    @property
    def _point_unit(self) -> int:
        return self._of_points[0]

    @property
    def _points(self) -> list[list[int]]:
        return self._of_points[1]

    def _table(self, worth_of_step: list[Fraction]) -> tuple[int, list[list[int]]]:
        """Return what each answer's marks move, in whole units, and how many units are one."""
        moves = [
            [steps * worth for steps in answer.steps]
            for answer, worth in zip(self.answers, worth_of_step, strict=True)
        ]
        unit = lcm(*(move.denominator for row in moves for move in row))
        return unit, [[int(move * unit) for move in row] for row in moves]

    def _moved(self, indices: Indices, table: list[list[int]], unit: int) -> Whole:
        """Return by how many units each bid is moved in each draw, exactly: a row for each bid."""
        largest = unit + sum(max(map(abs, row)) for row in table)
        fits = largest < LARGEST_WORD
        moved: Whole = np.zeros((len(self.bids), len(indices)), np.int64 if fits else np.object_)
        for column, answer in enumerate(self.answers):
            if any(table[column]):
                moved[answer.bid] += np.array(table[column], moved.dtype)[indices[:, column]]
        return moved


def _indices(answers: tuple[Answer, ...], draws: int, seed: int) -> Iterator[Indices]:
    """Yield draws in parts that fit into memory; the parts do not change what is drawn."""
    generator = np.random.PCG64(seed)
    counts = np.array([len(answer.steps) for answer in answers], np.uint64)
    step = max(1, CHUNK // len(answers))
    for start in range(0, draws, step):
        rows = min(step, draws - start)
        raw = np.asarray(generator.random_raw(rows * len(answers)), np.uint64)
        high = raw.reshape(rows, len(answers)) >> np.uint64(32)
        yield np.asfortranarray(((high * counts) >> np.uint64(32)).astype(np.int64))
