"""What a panel talks about first: how far apart scores are, and whether it could matter.

An answer could change who is first if one score within the range of what its evaluators gave,
in place of their mean, makes another bid first, or none. The score that the range begins with and
the one it ends with tell: a bid only gains by a mark, so that nothing happens between them that
does not show at one of the two. Everything is judged again for each, exactly: minimums, who
stands, the prices and promises that bids are compared with.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import count

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.model import GateCriterion, Model, Question
from evaluation.numbers import Amount, Mark, plain
from evaluation.robustness.single_marks import SingleMarks
from evaluation.robustness.what_if import WhatIf
from evaluation.sums import mean
from evaluation.tender import Bid, GateScore, Score, Scored, Tender

MOST_TRIED = 10_000
"""So many answers are tried at most, which takes about a second: no page waits longer."""

Place = tuple[str, str]
"""A bid's id and a question's."""


@dataclass(frozen=True)
class Given:
    """One bid's answer to one question: what evaluators gave, and what they agreed, if they did."""

    bid: str
    criterion: str
    scores: tuple[Scored, ...]
    agreed: Scored | None = None

    @cached_property
    def marks(self) -> tuple[Fraction, ...]:
        """What evaluators gave on a scale; what they said of a gate is none."""
        return tuple(score for score in self.scores if isinstance(score, Fraction))

    @cached_property
    def ends(self) -> tuple[Fraction, Fraction] | None:
        """The lowest and the highest mark, None where there is none."""
        return (min(self.marks), max(self.marks)) if self.marks else None

    @property
    def is_apart(self) -> bool:
        """Whether evaluators gave different scores."""
        return len(set(self.scores)) > 1 if self.ends is None else self.ends[0] != self.ends[1]


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart scores are: the figure of it, and its share of the whole scale.

    The figure of a gate on which evaluators differ is a word; that of no score is empty.
    """

    figure: str
    share: Fraction

    @property
    def is_apart(self) -> bool:
        """Whether evaluators gave different scores."""
        return self.share > 0


@dataclass(frozen=True, slots=True)
class Untold:
    """That it can't be told yet what could change who is first, and why, as a clause."""

    because: str


SPLIT = "Split"


def spread_of(question: Question, given: Given) -> Spread:
    """Return how far apart the scores of an answer are.

    >>> from evaluation.model import Scale, ScoredCriterion
    >>> scale = Scale(Mark(Fraction(0)), Mark(Fraction(5)), Mark(Fraction(1)))
    >>> question = ScoredCriterion(id="q", title="Question", scale=scale)
    >>> spread_of(question, Given("A", "q", (Mark(Fraction(2)), Mark(Fraction(4)))))
    Spread(figure='2', share=Fraction(2, 5))
    """
    if not given.scores:
        return Spread("", Fraction(0))
    if isinstance(question, GateCriterion) or given.ends is None:
        return Spread(SPLIT if given.is_apart else "0", Fraction(given.is_apart))
    lowest, highest = given.ends
    apart = highest - lowest
    return Spread(plain(apart), apart / (question.scale.maximum - question.scale.minimum))


def could_change(
    model: Model, bids: Iterable[Bid], given: Iterable[Given]
) -> Mapping[Place, bool] | Untold:
    """Return of each answer that is not agreed yet whether its spread could change who is first.

    Args:
        model: The published model.
        bids: The bids that are not excluded, with price and promises; their scores are not used.
        given: What is known of the answers to questions with a scale and of gates.
    """
    known = {(one.bid, one.criterion): one for one in given if one.scores or one.agreed is not None}
    standing = tuple(bid for bid in bids if not _is_out(model, bid, known))
    lacking = _lacking(model, standing, known)
    if lacking is not None:
        return lacking
    tender = Tender("", model, tuple(_with_scores(model, bid, known) for bid in standing))
    evaluation = evaluate(tender, NO_FINDINGS)
    trial = _Trial(WhatIf(tender, NO_FINDINGS, evaluation), evaluation.first)
    found = {place: False for place, one in known.items() if one.agreed is None}
    tried = count()
    for place, one in known.items():
        if place in found and place[0] in tender.by_id and one.is_apart:
            if next(tried) == MOST_TRIED:
                return Untold("there are too many to try")
            found[place] = trial.changes(one)
    return found


def with_equal_prices(bids: Iterable[Bid]) -> tuple[Bid, ...]:
    """Return bids as they look to somebody who may not see their prices: all of one price."""
    return tuple(replace(bid, price=Amount(Fraction(1))) for bid in bids)


class _Trial:
    """Who is first if one answer had another score."""

    def __init__(self, what_if: WhatIf, winner: str | None) -> None:
        self._what_if = what_if
        self._single = SingleMarks(what_if)
        self._winner = winner

    def changes(self, one: Given) -> bool:
        """Return whether either end of what evaluators gave makes another bid first, or none."""
        if one.ends is not None:
            return any(
                self._single.winner_with(one.bid, one.criterion, mark) != self._winner
                for mark in one.ends
            )
        others = self._what_if.standing - {one.bid}
        return self._what_if.winner(self._what_if.worths(others)) != self._winner


def _is_out(model: Model, bid: Bid, known: Mapping[Place, Given]) -> bool:
    """Return whether a bid failed a gate: by what was agreed, or by what every evaluator says."""
    gates = (known.get((bid.id, leaf.id)) for leaf in model.leaves if _is_gate(leaf))
    return any(one is not None and _taken(one) is GateScore.FAILED for one in gates)


def _lacking(model: Model, bids: tuple[Bid, ...], known: Mapping[Place, Given]) -> Untold | None:
    if model.price is not None and any(bid.price is None for bid in bids):
        return Untold("a bid has no price that could be read")
    questions = [one.id for one in model.questions]
    missing = sum((bid.id, one) not in known for bid in bids for one in questions)
    if not missing:
        return None
    if missing == 1:
        return Untold("one answer is not open, or has no score")
    return Untold(f"{missing:,} answers are not open, or have no score")


def _with_scores(model: Model, bid: Bid, known: Mapping[Place, Given]) -> Bid:
    return replace(bid, scores=dict(_scores(model, bid, known)))


def _scores(model: Model, bid: Bid, known: Mapping[Place, Given]) -> Iterator[tuple[str, Score]]:
    for question in model.questions:
        yield question.id, Score(_taken(known[bid.id, question.id]))


def _taken(one: Given) -> Scored:
    """Return the score that an answer is taken to have: the agreed one, or the mean.

    A gate is taken as failed only where every evaluator says so.
    """
    if one.agreed is not None:
        return one.agreed
    if one.marks:
        return Mark(mean(one.marks))
    return GateScore.FAILED if set(one.scores) == {GateScore.FAILED} else GateScore.PASSED


def _is_gate(leaf: object) -> bool:
    return isinstance(leaf, GateCriterion)
