"""The sheet of the price: one cell, or lines that add up to it."""

from evaluation.model import PriceCriterion
from evaluation.workbook.layout import (
    Asked,
    Computed,
    Input,
    InputKind,
    Locked,
    Look,
    Part,
    Sheet,
)
from evaluation.workbook.places import cells_between
from evaluation.workbook.tables import SheetBuilder

NAME = "Price"
PRICE_COLUMN = 3
WHOLE = ""
"""The id of a price that has no lines."""

_WIDTHS = (10, 60, 24)


def price_sheet(price: PriceCriterion | None, lines: tuple[str, ...], basis: str) -> Sheet | None:
    """Return the sheet of the price, None where the model has none.

    `lines` are what the price is made of, none where it is one amount; `basis` says for what and
    on which basis it is asked, such as that it is without VAT.
    """
    if price is None:
        return None
    sheet = SheetBuilder(NAME, price.title, _WIDTHS)
    sheet.notes(*([basis] if basis else []), "Pounds and pence, as numbers: 125000 or 125000.50.")
    sheet.columns("Line", "What it is for", "Your price in pounds")
    if not lines:
        sheet.add(Locked("1"), Locked(price.title, Look.LABEL), _input(WHOLE, price.title))
        return sheet.built()
    first = sheet.row
    for number, line in enumerate(lines, start=1):
        sheet.add(Locked(str(number)), Locked(line, Look.LABEL), _input(str(number), line))
    total = f"SUM({cells_between((first, sheet.row - 1), (PRICE_COLUMN, PRICE_COLUMN))})"
    sheet.add(
        None, Locked("Total: this is your price", Look.LABEL), Computed(total, 0, Look.AMOUNT)
    )
    return sheet.built()


def _input(id_: str, title: str) -> Input:
    return Input(
        asked=Asked(Part.PRICE, id_),
        kind=InputKind.AMOUNT,
        label=f"the price of “{title}”",
        prompt="Pounds and pence, as a number, such as 125000.50.",
        unit="£",
    )
