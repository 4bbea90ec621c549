"""The form that asks what a quantity of a measure is worth over the years. It is sent by GET."""

from functools import partial
from typing import Any

from flask_wtf import FlaskForm

from evaluation.numbers import exact, is_number
from evaluation.valuation import MOST_YEARS
from forms.page_fields import TypedTextField
from forms.typed_text import LARGEST_QUANTITY, read_whole, ungrouped
from forms.years import read_year


def _quantity(text: str) -> object:
    """Return the exact quantity of a number with or without separators of thousands."""
    bare = ungrouped(text)
    if not is_number(bare) or not 0 <= exact(bare) <= LARGEST_QUANTITY:
        raise ValueError("Enter a number that is not below zero, such as 120 or 12.5")
    return exact(bare)


class ValueForm(FlaskForm):
    """A quantity a year, the first year, how many years, and the year of the prices."""

    class Meta:
        """Nothing is written by asking, so there is nothing to protect."""

        csrf = False

    quantity = TypedTextField("How much a year?", parse=_quantity)
    first_year = TypedTextField("First year", parse=read_year)
    years = TypedTextField(
        "Number of years", parse=partial(read_whole, least=1, most=MOST_YEARS, unit="years")
    )
    price_year = TypedTextField(
        "In prices of",
        parse=read_year,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Flask-WTF's own
        """Ask for everything but the year of the prices."""
        super().__init__(*args, **kwargs)
        self.quantity.missing = "Enter how much of the measure there is in a year"
        self.first_year.missing = "Enter the first year, such as 2026"
        self.years.missing = "Enter the number of years"
