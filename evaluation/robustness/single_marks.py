"""Who would win if one answer had another mark: one answer at a time, everything judged again."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.robustness.changes import Changes
from evaluation.robustness.minimums import Minimums
from evaluation.robustness.what_if import RankKey, WhatIf, Worth, rank_key


@dataclass(frozen=True, slots=True)
class Order:
    """The bids that stand, what each is worth, and those with their keys, best first."""

    worths: Mapping[str, Worth]
    best_first: tuple[tuple[RankKey, str], ...]

    def best_without(self, bid: str) -> tuple[tuple[RankKey, str], ...]:
        """Return the first two of the bids but one: enough to see who is alone first."""
        others = (each for each in self.best_first[:3] if each[1] != bid)
        return tuple(others)[:2]


class SingleMarks:
    """A tender made ready for asking about one mark after another."""

    def __init__(self, what_if: WhatIf) -> None:
        """Take the figures as they are."""
        self._what_if = what_if
        self._changes = Changes(what_if.tender)
        self._minimums = Minimums(what_if, self._changes)
        self._questions = {each.id: each for each in self._changes.questions}
        self._orders: dict[frozenset[str], Order] = {}

    def winner_with(self, bid: str, criterion: str, mark: Fraction) -> str | None:
        """Return the bid that alone is first if this answer had this mark."""
        at, question = self._changes.bids[bid], self._questions[criterion]
        old = self._changes.mark(at, question)
        steps = Fraction(0) if old is None else (mark - old) / question.scale.step
        others = self._what_if.standing - {bid}
        if not self._minimums.stands_moved(at, {question.position: steps}):
            return _alone(self._order(others).best_first[:2])
        order = self._order(others | {bid})
        worth = self._changes.moved(order.worths[bid], {question.position: steps})
        key = rank_key(self._what_if.model, worth)
        best = list(order.best_without(bid))
        if key is not None:
            best.append((key, bid))
        return _alone(tuple(sorted(best, reverse=True)[:2]))

    def _order(self, standing: frozenset[str]) -> Order:
        if standing not in self._orders:
            worths = self._what_if.worths(standing)
            keys = ((rank_key(self._what_if.model, worth), bid) for bid, worth in worths.items())
            ranked = sorted(((key, bid) for key, bid in keys if key is not None), reverse=True)
            self._orders[standing] = Order(worths, tuple(ranked))
        return self._orders[standing]


def _alone(best: tuple[tuple[RankKey, str], ...]) -> str | None:
    """Return the first of the best two, if the second is not level with it."""
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]
