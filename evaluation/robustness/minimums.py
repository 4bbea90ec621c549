"""How few changes make a bid fall below a disqualifying minimum, or come up to all of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import ceil, floor, lcm

from evaluation.model import Criterion, GroupCriterion, ScoredCriterion
from evaluation.result import ReasonRule
from evaluation.robustness.budget import Budget
from evaluation.robustness.changes import DOWN, UP, Changes, Question
from evaluation.robustness.subsets import ChangeKey, Chosen, Item, by_size, most, reaching
from evaluation.robustness.what_if import WhatIf

MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Threshold:
    """A disqualifying minimum, in per cent of its criterion, and the questions that move it.

    `effects` are by a question's position in the tree: what one step moves, in whole units of
    which `denominator` are one per cent. `ordered` are these questions, largest effect first.
    """

    criterion: Criterion
    least: Fraction
    denominator: int
    effects: Mapping[int, int]
    ordered: tuple[Question, ...]


class Minimums:
    """The minimums of a model against the bids of a tender."""

    def __init__(self, what_if: WhatIf, changes: Changes) -> None:
        """Take the figures as they are, and the changes that are possible."""
        self._what_if = what_if
        self._changes = changes
        self._overs: dict[tuple[int, str], Fraction | None] = {}

    @cached_property
    def thresholds(self) -> tuple[Threshold, ...]:
        """The disqualifying minimums of the model."""
        return tuple(
            self._threshold(item)
            for item in self._what_if.model.walk
            if item.minimum is not None and item.minimum.disqualifies
        )

    def fewest_out(self, bid: int) -> int | None:
        """Return how few changes disqualify a standing bid; None where three do not."""
        found: list[int] = []
        for threshold in self.thresholds:
            over = self.over(bid, threshold)
            if over is None:
                continue
            items = self._largest(bid, threshold, DOWN)
            need = floor(over * threshold.denominator) + 1
            found += [
                count for count in range(1, len(items) + 1) if (most(items, count) or 0) >= need
            ]
        return min(found, default=None)

    def out(self, bid: int, count: int, budget: Budget) -> Iterator[Chosen]:
        """Yield each set of so many changes downwards that disqualifies a standing bid.

        Raises:
            BudgetIsSpent: while it went on.
        """
        seen: set[frozenset[ChangeKey]] = set()
        for threshold in self.thresholds:
            over = self.over(bid, threshold)
            if over is None:
                continue
            need = floor(over * threshold.denominator) + 1
            items = self._items(bid, threshold, DOWN, budget)
            for chosen in reaching(items, count, need, budget):
                keys = frozenset(item.key for item in chosen)
                if keys not in seen:
                    seen.add(keys)
                    yield chosen

    def fewest_in(self, bid: int, budget: Budget) -> int | None:
        """Return how few changes bring a disqualified bid in; None where three do not.

        Raises:
            BudgetIsSpent: while it went on.
        """
        missed = self._missed(bid)
        if not missed or self.is_out_for_good(bid):
            return None
        largest = [(self._largest(bid, threshold, UP), need) for threshold, need in missed]
        for count in range(1, MOST_CHANGES + 1):
            if any(sum(item.size for item in items[:count]) < need for items, need in largest):
                continue
            if len(missed) == 1 or next(self.brought_in(bid, count, budget), None) is not None:
                return count
        return None

    def brought_in(self, bid: int, count: int, budget: Budget) -> Iterator[Chosen]:
        """Yield each set of so many changes upwards after which a disqualified bid stands.

        Raises:
            BudgetIsSpent: while it went on.
        """
        (first, need), *others = self._missed(bid)
        for chosen in reaching(self._items(bid, first, UP, budget), count, need, budget):
            reached = all(
                sum(threshold.effects.get(item.key[1], 0) for item in chosen) >= still
                for threshold, still in others
            )
            if reached:
                yield chosen

    def stands_after(self, bid: int, keys: tuple[ChangeKey, ...]) -> bool:
        """Return whether a bid stands after changes of its own scores."""
        steps = {position: Fraction(1 if up else -1) for _, position, up in keys}
        return self.stands_moved(bid, steps)

    def stands_moved(self, bid: int, steps: Mapping[int, Fraction]) -> bool:
        """Return whether a bid stands after its marks moved by so many steps, by position."""
        if self.is_out_for_good(bid):
            return False
        for threshold in self.thresholds:
            over = self.over(bid, threshold)
            effects = threshold.effects
            moved = sum(count * effects.get(position, 0) for position, count in steps.items())
            if over is not None and over * threshold.denominator + moved < 0:
                return False
        return True

    def _missed(self, bid: int) -> list[tuple[Threshold, int]]:
        """Return the minimums that a bid is below, and by how many units."""
        overs = ((threshold, self.over(bid, threshold)) for threshold in self.thresholds)
        return [
            (threshold, ceil(-over * threshold.denominator))
            for threshold, over in overs
            if over is not None and over < 0
        ]

    def is_out_for_good(self, bid: int) -> bool:
        """Return whether something disqualifies a bid that no score can mend."""
        reasons = self._what_if.evaluation.bids[bid].reasons
        mendable = {ReasonRule.MINIMUM, ReasonRule.NO_QUALITY_POINTS}
        return any(reason.disqualifies and reason.rule not in mendable for reason in reasons)

    def over(self, bid: int, threshold: Threshold) -> Fraction | None:
        """Return by how much per cent a bid is above a minimum; None where it is not judged."""
        place = bid, threshold.criterion.id
        if place not in self._overs:
            reached = self._reached(bid, threshold)
            self._overs[place] = None if reached is None else reached - threshold.least
        return self._overs[place]

    def _reached(self, bid: int, threshold: Threshold) -> Fraction | None:
        item = threshold.criterion
        if isinstance(item, ScoredCriterion):
            mark = self._changes.mark(bid, threshold.ordered[0])
            return None if mark is None else 100 * mark / item.scale.maximum
        result = self._what_if.evaluation.bids[bid].criteria.get(item.id)
        return None if result is None else result.percent.value

    def _largest(self, bid: int, threshold: Threshold, direction: int) -> list[Item]:
        """Return the changes that move a minimum most, as many as ever are made."""
        found: list[Item] = []
        for question in threshold.ordered:
            if self._changes.is_possible(bid, question, direction):
                key = self._changes.key(bid, question, direction)
                found.append(Item(threshold.effects[question.position], key))
            if len(found) == MOST_CHANGES:
                break
        return found

    def _items(self, bid: int, threshold: Threshold, direction: int, budget: Budget) -> list[Item]:
        """Return all changes of a bid in one direction, by what they do to a minimum."""
        budget.spend(len(self._changes.questions))
        return by_size(
            [
                Item(
                    threshold.effects.get(question.position, 0),
                    self._changes.key(bid, question, direction),
                )
                for question in self._changes.questions
                if self._changes.is_possible(bid, question, direction)
            ]
        )

    def _threshold(self, item: Criterion) -> Threshold:
        minimum = item.minimum
        if minimum is not None and minimum.score is not None and isinstance(item, ScoredCriterion):
            least = 100 * minimum.score / item.scale.maximum
        else:
            least = Fraction(0 if minimum is None else minimum.percent or 0)
        effects = self._effects(item)
        denominator = lcm(*(effect.denominator for effect in effects.values()))
        ordered = sorted(effects, key=lambda position: (-effects[position], position))
        return Threshold(
            criterion=item,
            least=least,
            denominator=denominator,
            effects={position: int(effect * denominator) for position, effect in effects.items()},
            ordered=tuple(self._changes.by_position[position] for position in ordered),
        )

    def _effects(self, item: Criterion) -> dict[int, Fraction]:
        """Return by how much per cent of a criterion one step of each question moves it."""
        questions = {each.id: each for each in self._changes.questions}
        if isinstance(item, ScoredCriterion):
            question = questions[item.id]
            return {question.position: question.percent}
        weight = self._what_if.model.effective_weights.get(item.id)
        if not isinstance(item, GroupCriterion) or weight is None:
            return {}
        inside = [item]
        found: dict[int, Fraction] = {}
        while inside:
            for child in inside.pop().criteria:
                if isinstance(child, GroupCriterion):
                    inside.append(child)
                elif child.id in questions:
                    question = questions[child.id]
                    found[question.position] = 100 * question.points / weight
        return found
