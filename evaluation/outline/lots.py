"""Whether a procurement is divided into lots, which ones, and the reasons.

Before the tender notice an authority considers whether what it buys could reasonably be supplied
under more than one contract, and such contracts be awarded by lots. If so, it uses lots or gives
reasons for not doing so (Procurement Act 2023 s.18).
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from rules.money import Money, Pence, pounds

CITES = (("pa-2023", "s.18(1)"), ("pa-2023", "s.18(2)"))
CITES_LIMIT = (("pa-2023", "s.23(4)"),)
MOST_LOTS = 100
_OTHER_ANSWER = (
    "The rules were told otherwise of lots. Change the answer to “Divided into lots”, or what is "
    "said here."
)


class Division(StrEnum):
    """What came of considering lots."""

    NOT_CONSIDERED = "not_considered"
    DIVIDED = "divided"
    WHOLE = "whole"

    @property
    def words(self) -> str:
        """What came of it as people read it."""
        return _DIVISION_WORDS[self]


_DIVISION_WORDS = {
    Division.NOT_CONSIDERED: "Not said yet",
    Division.DIVIDED: "Divided into lots",
    Division.WHOLE: "One contract, without lots",
}


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot; `value` is in whole pence on the basis of the estimated value, None if not known."""

    number: int
    title: str
    description: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Lots:
    """What was decided about lots.

    `reasons` say why there are none where there could be, or how they were drawn. `most_lots`
    is how many one bidder may win, None for any number, and `limit_reasons` why, and how it is
    decided which they get.
    """

    division: Division = Division.NOT_CONSIDERED
    reasons: str = ""
    lots: tuple[Lot, ...] = ()
    most_lots: int | None = None
    limit_reasons: str = ""

    @property
    def total(self) -> Pence:
        """What the lots that have a value come to."""
        return Pence(sum(lot.value or 0 for lot in self.lots))

    @property
    def next_number(self) -> int:
        """The number of a lot that is added."""
        return max((lot.number for lot in self.lots), default=0) + 1

    def lot(self, number: int) -> Lot | None:
        """Return a lot by its number, None if there is none such."""
        return next((lot for lot in self.lots if lot.number == number), None)

    def with_lot(self, lot: Lot) -> "Lots":
        """Return the lots with one added, or in the place of that of the same number."""
        kept = tuple(one for one in self.lots if one.number != lot.number)
        return self._with(tuple(sorted((*kept, lot), key=lambda one: one.number)))

    def with_new(self, lot: Lot) -> "Lots":
        """Return the lots with one added, unless the last is the same save for its number."""
        if self.lots and replace(self.lots[-1], number=lot.number) == lot:
            return self
        return self.with_lot(lot)

    def without(self, number: int) -> "Lots":
        """Return the lots without one; the others keep their numbers."""
        return self._with(tuple(lot for lot in self.lots if lot.number != number))

    def _with(self, lots: tuple[Lot, ...]) -> "Lots":
        return replace(self, lots=lots)


def problems(
    lots: Lots, estimated: Money | None, *, is_divided: bool | None = None
) -> tuple[str, ...]:
    """Return what has to be mended, each as a sentence with its remedy.

    Args:
        lots: What was decided.
        estimated: The estimated value of the whole, None while it is not known.
        is_divided: What the rules were told of lots, None where they were told nothing.
    """
    if lots.division is Division.NOT_CONSIDERED:
        return ("Say whether what is bought is divided into lots.",)
    is_agreed = is_divided is None or is_divided is (lots.division is Division.DIVIDED)
    answer = () if is_agreed else (_OTHER_ANSWER,)
    if lots.division is Division.WHOLE:
        return (*(() if lots.reasons else ("Give the reasons for not using lots.",)), *answer)
    return (*_too_few(lots), *_of_values(lots, estimated), *_of_limit(lots), *answer)


def _too_few(lots: Lots) -> tuple[str, ...]:
    least = 2
    if len(lots.lots) >= least:
        return ()
    return ("A division has at least two lots. Add another, or say that there are none.",)


def _of_values(lots: Lots, estimated: Money | None) -> tuple[str, ...]:
    if estimated is None or lots.total <= estimated.pence:
        return ()
    total = str(Money(lots.total, estimated.vat, estimated.rate))
    over = pounds(lots.total - estimated.pence)
    said = (
        f"The lots come to {total}, which is {over} more than the estimated value of the whole, "
        f"{estimated}. Lower the value of a lot, or raise the estimated value."
    )
    return (said,)


def _of_limit(lots: Lots) -> tuple[str, ...]:
    if lots.most_lots is None:
        return ()
    if lots.most_lots >= len(lots.lots) > 0:
        said = (
            f"A bidder may win {lots.most_lots} of {len(lots.lots)} lots, which limits nobody. "
            "Enter fewer, or leave the limit empty."
        )
        return (said,)
    if not lots.limit_reasons:
        return ("Say why bidders are limited, and how it is decided which lots they get.",)
    return ()
