"""How sure an award is, in sentences that a panel can read out."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import assert_never

from evaluation.model import Method
from evaluation.numbers import plain, rounded
from evaluation.passed_over import OF_THE_FIRST_PLACE
from evaluation.result import Evaluation
from evaluation.robustness.result import Flip, Flips, Robustness, ScoreChange, WeightInterval
from evaluation.robustness.serialisation import mark_text
from evaluation.robustness.weights import weights_at_the_top
from evaluation.tender import Tender
from evaluation.wording import grouped, listed

_LEAST, _MOST = "0.0", "100.0"
_NUMBERS = {1: "one", 2: "two", 3: "three"}
_FIGURES = {0: "whole numbers", 1: "one place", 2: "two places"}


def in_plain_words(tender: Tender, evaluation: Evaluation, robustness: Robustness) -> str:
    """Return how sure an award is as one paragraph."""
    return " ".join(Told(tender, evaluation, robustness).sentences())


class Told:
    """An evaluation and its robustness, told sentence by sentence."""

    def __init__(self, tender: Tender, evaluation: Evaluation, robustness: Robustness) -> None:
        """Take what is told."""
        self._tender = tender
        self._evaluation = evaluation
        self._robustness = robustness
        self._name = tender.name_of

    def sentences(self) -> Iterator[str]:
        """Yield the sentences in the order in which they are read."""
        if self._evaluation.passed_above:
            yield OF_THE_FIRST_PLACE
        winner = self._evaluation.first
        if winner is None:
            yield self._without_winner()
            return
        yield self._first(winner)
        yield from self._weights(winner, self._robustness.weights)
        yield self._flips(winner, self._robustness.flips)
        if len(self._ranked()) > 1:
            yield self._reversals(winner)
            yield self._rounding(winner)

    def _title(self, criterion: str) -> str:
        return f"‘{self._tender.model.by_id[criterion].title}’"

    def _ranked(self) -> list[str]:
        return [bid for place in self._evaluation.ranking for bid in place]

    def _without_winner(self) -> str:
        if not self._evaluation.ranking:
            return "No bid is ranked, so there is no winner."
        first = self._evaluation.ranking[0]
        names = listed(tuple(self._name(bid) for bid in first))
        shared = f"{names} share the first place with {self._figure(first[0])}, "
        if self._evaluation.passed_above:
            return f"{shared}so there is no lead that could be tested."
        return f"{shared}so there is no winner whose lead could be tested."

    def _figure(self, bid: str) -> str:
        value = grouped(rounded(self._evaluation.measured(bid), self._evaluation.places))
        match self._evaluation.method:
            case Method.WEIGHTED_SUM:
                return f"{value} points"
            case Method.PRICE_PER_QUALITY_POINT:
                return f"a price of £{value} for each quality point"
            case Method.QUALITY_CREDIT:
                return f"a price less credit for quality of £{value}".replace("£-", "-£")
            case _ as never:
                assert_never(never)

    def _first(self, winner: str) -> str:
        ranked = self._ranked()
        name, figure = self._name(winner), self._figure(winner)
        if len(ranked) == 1:
            return f"{name} is the only bid that is ranked, with {figure}."
        second = self._evaluation.ranking[1]
        names = listed(tuple(self._name(bid) for bid in second))
        lead = abs(self._evaluation.measured(winner) - self._evaluation.measured(second[0]))
        if not lead:
            return (
                f"{name} and {names} are level with {figure}; "
                f"{name} is first by the published order of ties."
            )
        return f"{name} is first with {figure}, {self._lead(lead)} ahead of {names}."

    def _lead(self, lead: Fraction) -> str:
        places = self._evaluation.places
        sign = "" if self._evaluation.method is Method.WEIGHTED_SUM else "£"
        text = rounded(lead, places)
        if Fraction(text):
            return f"{sign}{grouped(text)}"
        return f"less than {sign}{plain(Fraction(1, 10**places))}"

    def _weights(self, winner: str, weights: Mapping[str, WeightInterval]) -> Iterator[str]:
        name = self._name(winner)
        always = [each for each, found in weights.items() if _is_all(found)]
        if weights and len(always) == len(weights_at_the_top(self._tender.model)):
            yield f"{name} stays first whatever any one criterion weighs."
            return
        if always:
            titles = listed(tuple(self._title(each) for each in always))
            weigh = "weighs" if len(always) == 1 else "each weigh"
            yield f"{name} stays first whatever {titles} {weigh}."
        bounded = tuple(
            f"of {self._title(criterion)} {_range(found)}"
            for criterion, found in weights.items()
            if criterion not in always
        )
        if bounded:
            yield f"{name} stays first for any weight {listed(bounded)}."

    def _flips(self, winner: str, found: Flips) -> str:
        name = self._name(winner)
        if not found.listed:
            if not found.is_complete:
                return _cut_off(found.reached)
            return (
                f"{name} would still be first had any one, two or three marks been one step "
                "higher or lower."
            )
        size = found.size or 1
        example = self._example(found.listed[0])
        if size == 1:
            others = _others(found, "change of one mark", "changes of one mark")
            return f"One step of one mark would change that: {example}{others}."
        others = _others(found, f"set of {_NUMBERS[size]} marks", f"sets of {_NUMBERS[size]} marks")
        fewer = "No one mark" if size == 2 else "No one or two marks"  # noqa: PLR2004 - a pair
        return (
            f"{fewer} moved by one step would change that; {_NUMBERS[size]} together would: "
            f"{example}{others}."
        )

    def _example(self, flip: Flip) -> str:
        moved = listed(tuple(self._moved(change) for change in flip.changes))
        if flip.winner is None:
            return f"{moved} would leave no bid alone in first place"
        return f"{moved} would make {self._name(flip.winner)} first"

    def _moved(self, change: ScoreChange) -> str:
        return (
            f"{mark_text(change.new)} in place of {mark_text(change.old)} for "
            f"{self._name(change.bid)} on {self._title(change.criterion)}"
        )

    def _reversals(self, winner: str) -> str:
        found = self._robustness.rank_reversals
        if not found:
            return (
                "Leaving out any one of the other bids leaves the first place as it is; the places "
                f"behind it may change.{self._smallest_lead(winner)}"
            )
        parts = []
        for each in found:
            without = self._name(each.without)
            if each.winner is None:
                parts.append(f"without {without} the first place would be shared")
            else:
                parts.append(f"without {without} the first would be {self._name(each.winner)}")
        told = "; ".join(parts)
        return f"{self._name(winner)} owes the first place to which bids were made: {told}."

    def _smallest_lead(self, winner: str) -> str:
        found = self._robustness.smallest_lead
        if found is None:
            return ""
        without, name = self._name(found.without), self._name(winner)
        if not found.lead:
            return f" Without {without} {name} is first by the published order of ties alone."
        return f" The lead is smallest without {without}: {self._lead(found.lead)}."

    def _rounding(self, winner: str) -> str:
        changed = {
            places: first for places, first in self._robustness.rounding.items() if first != winner
        }
        if not changed:
            return "Rounding decides nothing."
        parts = []
        for places, first in changed.items():
            then = "the first place would be shared"
            if first is not None:
                then = f"{self._name(first)} would be first"
            parts.append(f"with figures rounded to {_FIGURES[places]} {then}")
        text = "; ".join(parts)
        return f"{text[0].upper()}{text[1:]}."


def _is_all(found: WeightInterval) -> bool:
    return found.low == _LEAST and found.high == _MOST


def _range(found: WeightInterval) -> str:
    if found.low == _LEAST:
        return f"up to {found.high} per cent"
    if found.high == _MOST:
        return f"from {found.low} per cent upwards"
    if found.low == found.high:
        return f"of {found.low} per cent, and perhaps no other"
    return f"between {found.low} and {found.high} per cent"


def _others(found: Flips, one: str, many: str) -> str:
    """Return how many sets there are besides the example."""
    others = found.total - 1
    least = "" if found.is_complete else "at least "
    if not others:
        return "" if found.is_complete else "; the search for others was cut off"
    return f", and so would {least}{others:,} other {one if others == 1 else many}"


def _cut_off(reached: int) -> str:
    cut = f"Whether {_NUMBERS[reached]} together would was not searched to its end."
    if reached == 1:
        return "Whether one step of one mark would change that was not searched to its end."
    fewer = "No one mark" if reached == 2 else "No one or two marks"  # noqa: PLR2004 - a pair
    return f"{fewer} moved by one step would change that. {cut}"
