"""What the pages of lots say of them: amounts, and what two people said side by side."""

from dataclasses import dataclass

from evaluation.outline.lots import Lot, Lots
from rules.money import Money, Pence, VatBasis
from rules.wording import NOT_KNOWN_YET
from webapp.services.preparing.procurements import Preparation
from webapp.views.revisions import Compared


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot in the table, its value in words."""

    lot: Lot
    value: str


def division_data(lots: Lots) -> dict[str, object]:
    """Return what was said of the division, as the data of its form."""
    return {
        "division": lots.division.value,
        "reasons": lots.reasons,
        "most_lots": lots.most_lots,
        "limit_reasons": lots.limit_reasons,
    }


def lot_value(preparation: Preparation, pence: int | None) -> str:
    """Return an amount on the basis of the estimated value."""
    if pence is None:
        return NOT_KNOWN_YET
    whole = preparation.journey.answers.get("estimated_value")
    basis = whole.vat if isinstance(whole, Money) else VatBasis.INCLUDED
    return str(Money(Pence(pence), basis))


def division_compared(theirs: Lots, mine: Lots) -> tuple[Compared, ...]:
    """Return what two people said of the division, side by side."""

    def limit(lots: Lots) -> str:
        return "" if lots.most_lots is None else str(lots.most_lots)

    return (
        Compared("Division", theirs.division.words, mine.division.words),
        Compared("Reasons", theirs.reasons, mine.reasons),
        Compared("Most lots for one bidder", limit(theirs), limit(mine)),
        Compared("Why this limit", theirs.limit_reasons, mine.limit_reasons),
    )


def lot_compared(preparation: Preparation, theirs: Lot | None, mine: Lot) -> tuple[Compared, ...]:
    """Return what two people said of a lot, side by side."""
    return (
        Compared("Title", theirs.title if theirs else "", mine.title),
        Compared("What belongs to it", theirs.description if theirs else "", mine.description),
        Compared(
            "Value",
            lot_value(preparation, theirs.value) if theirs else "",
            lot_value(preparation, mine.value),
        ),
    )
