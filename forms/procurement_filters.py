"""What a list of procurements is narrowed to and sorted by, as the address of its page says it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from forms.characters import cleaned
from rules.money import LARGEST_AMOUNT

LONGEST_SEARCH: Final = 200
MOST_WORDS: Final = 12
_AMOUNT: Final = re.compile(r"([0-9]{1,13})(?:\.([0-9]{1,2}))?", re.ASCII)
_LIMITS: Final = {"least": "lowest value", "most": "highest value"}


@dataclass(frozen=True, slots=True)
class ProcurementFilter:
    """Which procurements are asked for, by the words, the choices and the range of values.

    `chosen` holds by the name of each choice what was chosen, empty for any; `least` and `most`
    are pence. `errors` are what could not be read, by the name of the field; it narrows nothing
    then. `typed` is what each field shows.
    """

    words: tuple[str, ...]
    chosen: Mapping[str, str]
    least: int | None
    most: int | None
    order: str
    typed: Mapping[str, str]
    errors: Mapping[str, str]

    @property
    def is_any(self) -> bool:
        """Whether it narrows anything."""
        limits = (self.least, self.most)
        return bool(self.words or any(self.chosen.values()) or limits != (None, None))

    @property
    def arguments(self) -> dict[str, str]:
        """What stands in the address of the next page."""
        return {name: text for name, text in self.typed.items() if text}


def words_sought(text: str) -> tuple[str, ...]:
    r"""Return the words of a search, at most twelve, each once.

    >>> words_sought(" Grounds\x00  grounds maintenance ")
    ('Grounds', 'grounds', 'maintenance')
    """
    return tuple(dict.fromkeys(cleaned(text[:LONGEST_SEARCH]).split()))[:MOST_WORDS]


def procurement_filter(
    given: Mapping[str, str], choices: Mapping[str, Collection[str]], orders: Collection[str]
) -> ProcurementFilter:
    """Read a filter from the address of a page; a choice or an order that is none is left out.

    Args:
        given: The arguments of the address.
        choices: By the name of each field that is chosen from, what may be chosen.
        orders: What the list can be sorted by.

    >>> procurement_filter({"least": "£1,000.50"}, {}, ()).least
    100050
    """
    errors: dict[str, str] = {}
    chosen = {
        name: given.get(name, "") if given.get(name, "") in allowed else ""
        for name, allowed in choices.items()
    }
    limits = {name: _pence(given.get(name, ""), name, errors) for name in _LIMITS}
    least, most = limits["least"], limits["most"]
    if least is not None and most is not None and most < least:
        errors["most"] = "The highest value is below the lowest: enter a higher one"
        most = None
    order = given.get("sort", "")
    sought = cleaned(given.get("q", "")[:LONGEST_SEARCH])
    limits_typed = {name: cleaned(given.get(name, "")[:LONGEST_SEARCH]) for name in _LIMITS}
    order = order if order in orders else ""
    return ProcurementFilter(
        words_sought(sought),
        chosen,
        least,
        most,
        order,
        {"q": sought, **chosen, **limits_typed, "sort": order},
        errors,
    )


def _pence(text: str, name: str, errors: dict[str, str]) -> int | None:
    plain = cleaned(text[:LONGEST_SEARCH]).replace(",", "").replace(" ", "").removeprefix("£")
    if not plain:
        return None
    found = _AMOUNT.fullmatch(plain)
    pence = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None
    if pence is None or pence > LARGEST_AMOUNT:
        errors[name] = f"Enter the {_LIMITS[name]} in pounds, such as 250,000"
        return None
    return pence
