"""Percentages and points of every criterion for one bid, each with its derivation.

A bid is scored twice: first on what needs no other bid, on which it stands or falls; then, if
it stands, on what is compared with the other bids that stand. Whatever all bids share (weights,
ends of scales, names of figures, the percentage that a mark earns) is made once, because a large
tender has a hundred thousand figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import overload

from evaluation.derivation import Figure, Step, given
from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    GroupCriterion,
    Model,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.numbers import HUNDRED, ZERO
from evaluation.offers import percent_of_commitments, value_figure
from evaluation.prices import (
    ReferencePrices,
    needs_no_other_bid,
    percent_of_price,
    price_figure,
)
from evaluation.result import CommitmentFinding, CriterionResult
from evaluation.sums import added, mean
from evaluation.tender import Bid, GateScore, IndividualScore, Score
from evaluation.weights import weight_figures


@dataclass(frozen=True, slots=True)
class Question:
    """A scored criterion, and what its figures share between bids.

    `weight` is None where it earns no points. `earned` remembers by a mark's numerator and
    denominator what it earns, `agreed` the same with the derivation where the mark is agreed.
    """

    criterion: ScoredCriterion
    weight: Figure | None
    maximum: Figure
    percent_name: str
    points_name: str
    earned: dict[tuple[int, int], tuple[Fraction, Fraction]] = field(default_factory=dict)
    agreed: dict[tuple[int, int], tuple[Figure, CriterionResult | None]] = field(
        default_factory=dict
    )

    def scored(self, score: Score) -> tuple[Figure, CriterionResult | None]:
        """Return the mark that counts, and what it earns: no points without a weight."""
        if not isinstance(score.agreed, Fraction):
            mark = mark_figure(self.criterion.id, score)
            return mark, self._result(mark)
        key = score.agreed.as_integer_ratio()
        found = self.agreed.get(key)
        if found is None:
            mark = mark_figure(self.criterion.id, score)
            found = self.agreed[key] = mark, self._result(mark)
        return found

    def _result(self, mark: Figure) -> CriterionResult | None:
        if self.weight is None:
            return None
        percent_value, points_value = self._percent_and_points(mark.value)
        inputs = (mark, self.maximum)
        percent = Figure(self.percent_name, percent_value, Step.PERCENT_OF_SCORE, inputs)
        weighed = (percent, self.weight)
        points = Figure(self.points_name, points_value, Step.POINTS_OF_LEAF, weighed)
        return CriterionResult(percent, points)

    def _percent_and_points(self, mark: Fraction) -> tuple[Fraction, Fraction]:
        """Return the percentage that a mark earns, and its points."""
        key = mark.as_integer_ratio()
        found = self.earned.get(key)
        if found is None:
            percent = HUNDRED * mark / self.maximum.value
            weight = ZERO if self.weight is None else self.weight.value
            found = self.earned[key] = percent, percent * weight / 100
        return found


@dataclass(frozen=True, slots=True)
class GroupSum:
    """A group, its weight, and those of its criteria that earn points."""

    criterion: GroupCriterion
    weight: Figure
    children: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BidScores:
    """What is known of one bid: its price, its marks, its offers and its results so far.

    `marks` holds each mark that was given or averaged, `offers` the value of commitments by
    criterion, `results` what could be computed of the criteria with a weight.
    """

    bid: Bid
    price: Figure | None
    marks: Mapping[str, Figure]
    offers: Mapping[str, Figure]
    results: dict[str, CriterionResult]


class Sheet:
    """A model made ready for scoring bids one after another."""

    def __init__(self, model: Model) -> None:
        """Make the figures that all bids share."""
        self.model = model
        self._weights = weight_figures(model)
        self._questions = tuple(
            Question(
                item,
                self._weights.get(item.id),
                given(f"model.criteria[{item.id}].scale.maximum", item.scale.maximum),
                f"percent of {item.id}",
                f"points of {item.id}",
            )
            for item in model.leaves
            if isinstance(item, ScoredCriterion)
        )
        self._offers = tuple(
            item for item in model.leaves if isinstance(item, CommitmentsCriterion)
        )
        self._groups = tuple(
            GroupSum(item, self._weights[item.id], self._earning(item.criteria))
            for item in reversed(model.walk)
            if isinstance(item, GroupCriterion) and item.id in self._weights
        )
        self._top = self._earning(model.criteria)

    def _earning(self, criteria: tuple[Criterion, ...]) -> tuple[str, ...]:
        return tuple(
            item.id
            for item in criteria
            if item.id in self._weights
            and not (isinstance(item, PriceCriterion) and item.formula is None)
        )

    def alone(self, bid: Bid, found: Mapping[str, CommitmentFinding]) -> BidScores:
        """Return what a bid earns that needs no other bid."""
        results: dict[str, CriterionResult] = {}
        marks = self._marks(bid, results)
        offers = {item.id: value_figure(bid, item, found) for item in self._offers}
        for item in self._offers:
            if item.formula is CommitmentFormula.RELATIVE_TO_TARGET:
                self._earn(results, item, percent_of_commitments(offers[item.id], item, None))
        price, criterion = price_figure(bid, self.model), self.model.price
        if price is not None and criterion is not None and needs_no_other_bid(price, criterion):
            self._earn(results, criterion, percent_of_price(price, criterion, None))
        self._add_up(results)
        return BidScores(bid, price, marks, offers, results)

    def complete(
        self,
        scores: BidScores,
        references: ReferencePrices | None,
        highest: Mapping[str, Figure],
    ) -> dict[str, CriterionResult]:
        """Return all that a standing bid earns, given what it is compared with."""
        results = dict(scores.results)
        for item in self._offers:
            if item.formula is CommitmentFormula.RELATIVE_TO_HIGHEST:
                value = scores.offers[item.id]
                self._earn(results, item, percent_of_commitments(value, item, highest[item.id]))
        criterion = self.model.price
        if scores.price is not None and criterion is not None and criterion.formula is not None:
            percent = percent_of_price(scores.price, criterion, references)
            self._earn(results, criterion, percent)
        self._add_up(results)
        return results

    def in_order(self, results: Mapping[str, CriterionResult]) -> dict[str, CriterionResult]:
        """Return results in the order of the tree."""
        return {id_: results[id_] for id_ in self.model.effective_weights if id_ in results}

    def total(self, results: Mapping[str, CriterionResult]) -> Figure:
        """Return the points of the criteria at the top, added up."""
        return _sum("total", tuple(results[id_].points for id_ in self._top))

    def _marks(self, bid: Bid, results: dict[str, CriterionResult]) -> dict[str, Figure]:
        marks: dict[str, Figure] = {}
        scores = bid.scores
        for question in self._questions:
            id_ = question.criterion.id
            score = scores.get(id_)
            if score is None:
                continue
            marks[id_], result = question.scored(score)
            if result is not None:
                results[id_] = result
        return marks

    def _earn(self, results: dict[str, CriterionResult], item: Criterion, percent: Figure) -> None:
        weight = self._weights.get(item.id)
        if weight is None:
            return
        points = Figure(
            f"points of {item.id}",
            percent.value * weight.value / 100,
            Step.POINTS_OF_LEAF,
            (percent, weight),
        )
        results[item.id] = CriterionResult(percent, points)

    def _add_up(self, results: dict[str, CriterionResult]) -> None:
        """Add the groups whose criteria all have results and which have none themselves."""
        for group in self._groups:
            id_ = group.criterion.id
            if id_ in results or not all(child in results for child in group.children):
                continue
            points = _sum(
                f"points of {id_}", tuple(results[child].points for child in group.children)
            )
            percent = Figure(
                f"percent of {id_}",
                100 * points.value / group.weight.value,
                Step.PERCENT_OF_GROUP,
                (points, group.weight),
            )
            results[id_] = CriterionResult(percent, points)


@dataclass(frozen=True, slots=True)
class IndividualMarks(Sequence[Figure]):
    """The individual scores that a mean is made of, as figures: made when they are asked for."""

    criterion: str
    individual: tuple[IndividualScore, ...]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.individual)

    @overload
    def __getitem__(self, place: int) -> Figure: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Figure, ...]: ...

    def __getitem__(self, place: int | slice) -> Figure | tuple[Figure, ...]:
        """Return one, or several in their order."""
        if isinstance(place, slice):
            return tuple(self)[place]
        each = self.individual[place]
        return given(f"scores.{self.criterion}.individual.{each.evaluator}", _mark_by(each))


def _mark_by(score: IndividualScore) -> Fraction:
    """Return the mark of one evaluator.

    Raises:
        TypeError: it is passed or failed, which has no mean.
    """
    if isinstance(score.score, GateScore):
        message = f"“{score.score}” is no mark"
        raise TypeError(message)
    return score.score


def mark_figure(criterion: str, score: Score) -> Figure:
    """Return the mark that counts: the agreed one, or else the mean of the individual ones."""
    if isinstance(score.agreed, Fraction):
        return given(f"scores.{criterion}.agreed", score.agreed)
    value = mean([_mark_by(each) for each in score.individual])
    inputs = IndividualMarks(criterion, score.individual)
    return Figure(f"mean of scores.{criterion}.individual", value, Step.MEAN, inputs)


def _sum(name: str, parts: tuple[Figure, ...]) -> Figure:
    return Figure(name, added([part.value for part in parts]), Step.SUM, parts)
