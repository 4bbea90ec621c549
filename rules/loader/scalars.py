"""Text of a pack, typed by the vocabulary: what `£5000000.00` or `2025-02-24` mean."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from typing import NoReturn

from rules.area import LARGEST_AREA, area_in_words, parse_written_area
from rules.loader.nodes import Node, Table, Text, as_text, refuse
from rules.loader.remedies import as_amount, day_remedy
from rules.money import Money, Percent, VatBasis, parse_percent, parse_pounds
from rules.pack import Citation, Confidence, Place
from rules.vocabulary import Kind, Value

FIRST_YEAR = 1900
LAST_YEAR = 2999
"""Days of packs lie in years between which days can be reckoned with."""

LARGEST_PERCENT = Percent(10_000)
"""A hundred per cent, in hundredths."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_INTEGER = re.compile(r"[0-9]{1,9}", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)

_MOST = area_in_words(LARGEST_AREA, "ha")

HOW_IT_IS_WRITTEN = {
    Kind.MONEY: "£ with digits and two decimals, such as £5000000.00",
    Kind.DATE: f"a date, such as 2025-02-24, of the years {FIRST_YEAR} to {LAST_YEAR}",
    Kind.INTEGER: "a whole number, such as 30",
    Kind.PERCENT: "a percentage, such as 10%, and 100% at most",
    Kind.AREA: f"an area, such as 1000 m2 or 0.5 ha, and {_MOST} at most",
    Kind.BOOLEAN: "true or false",
    Kind.ENUMERATION: "one of its values",
    Kind.IDS: "a list of ids",
}


def refuse_value(text: Text, kind: Kind, problem: str, choices: str = "") -> NoReturn:
    """Refuse a text that is no value of a kind, with the form that is wanted."""
    if kind is Kind.MONEY and (amount := as_amount(text.value)):
        has_comma = "no comma, " if "," in text.value else ""
        refuse(text.place, problem, f"Write {amount}: {has_comma}two decimals")
    if kind is Kind.DATE and (remedy := day_remedy(text.value)):
        refuse(text.place, f"«{text.value}» is no real day", remedy)
    refuse(text.place, problem, f"Write {HOW_IT_IS_WRITTEN[kind]}{choices}")


def nearest(name: str, *names: Iterable[str]) -> str:
    """Return as a remedy the known name that is nearest to one that is not known."""
    near = get_close_matches(name, [known for group in names for known in group], n=1)
    if near:
        return f"Write «{near[0]}», if that is meant"
    return "Write a name that rules/vocabulary declares"


def typed(text: str, kind: Kind, values: Sequence[str] = ()) -> Value | None:
    """Return the value that a text means for a kind, or None where it means none."""
    match kind:
        case Kind.MONEY:
            pence = parse_pounds(text)
            return None if pence is None else Money(pence)
        case Kind.DATE:
            return _date(text)
        case Kind.INTEGER:
            return int(text) if _INTEGER.fullmatch(text) else None
        case Kind.PERCENT:
            percent = parse_percent(text)
            return None if percent is None or percent > LARGEST_PERCENT else percent
        case Kind.AREA:
            area = parse_written_area(text)
            return None if area is None or area > LARGEST_AREA else area
        case Kind.BOOLEAN:
            return {"true": True, "false": False}.get(text)
        case Kind.ENUMERATION | Kind.IDS:
            return text if text in values else None


def _date(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def read_value(node: Node, kind: Kind, what: str, values: Sequence[str] = ()) -> Value:
    """Return the typed value of a text node, or refuse with the form that is wanted."""
    text = as_text(node, what)
    value = typed(text.value, kind, values)
    if value is None:
        choices = f": {', '.join(values)}" if values else ""
        refuse_value(text, kind, f"«{text.value}» is not a value of {what}", choices)
    return value


def read_date(table: Table, key: str) -> date:
    """Return the date under a key."""
    value = read_value(Text(table.text(key), table.place_of(key)), Kind.DATE, key)
    assert isinstance(value, date)  # noqa: S101 - narrows what typed() returns for dates
    return value


def read_integer(table: Table, key: str) -> int:
    """Return the whole number under a key."""
    value = read_value(Text(table.text(key), table.place_of(key)), Kind.INTEGER, key)
    assert isinstance(value, int)  # noqa: S101 - narrows what typed() returns for integers
    return value


def read_period(table: Table) -> tuple[date, date | None]:
    """Return the days under `from` and `until`, the last None where it is absent."""
    first = read_date(table, "from")
    if "until" not in table.entries:
        return first, None
    last = read_date(table, "until")
    if last < first:
        refuse(table.place_of("until"), "«until» lies before «from»", "Mend one of the dates")
    return first, last


def read_review(table: Table) -> date | None:
    """Return the day by which something is to be looked at again, None where none is set."""
    return read_date(table, "review_by") if "review_by" in table.entries else None


def read_id(table: Table) -> str:
    """Return the id of a table, which is kebab-case."""
    text = table.text("id")
    if not _ID.fullmatch(text):
        refuse(table.place_of("id"), f"«{text}» is not an id", "Write it in-kebab-case")
    return text


def read_choice(table: Table, key: str, choices: Sequence[str], default: str = "") -> str:
    """Return the text under a key, which is one of a closed list."""
    text = table.text(key, default or None)
    if text not in choices:
        refuse(
            table.place_of(key), f"«{text}» is not a {key}", f"Write one of: {', '.join(choices)}"
        )
    return text


def read_confidence(table: Table, key: str = "confidence", default: str = "") -> Confidence:
    """Return how sure a value is."""
    return Confidence(read_choice(table, key, [item.value for item in Confidence], default))


def read_citations(table: Table) -> tuple[Citation, ...]:
    """Return the citations under `cites`."""
    items = [as_text(item, "cites") for item in table.items("cites")]
    for before, item in pairwise(items):
        _refuse_parted_pinpoint(before, item)
    found = tuple(map(read_citation, items))
    if not found:
        refuse(table.place, "a citation is missing", "Add «cites: [source pinpoint]»")
    return found


def _refuse_parted_pinpoint(before: Text, text: Text) -> None:
    """Refuse what stands after a comma in a pinpoint, which YAML takes for a citation."""
    if _is_citation(before.value) and not _is_citation(text.value):
        refuse(
            text.place,
            f"«{text.value}» is not a citation",
            f'Quote a pinpoint that has a comma, such as "{before.value}, {text.value}", or begin '
            "with a source's id",
        )


def _is_citation(written: str) -> bool:
    source, _, pinpoint = written.partition(" ")
    return bool(pinpoint.strip()) and _ID.fullmatch(source) is not None


def read_citation(text: Text) -> Citation:
    """Return the source's id and the pinpoint that a citation names."""
    source, _, pinpoint = text.value.partition(" ")
    if not _is_citation(text.value):
        refuse(
            text.place,
            f"«{text.value}» is not a citation",
            "Write a source's id and the place in it, such as «pa-2023 s.52(1)»",
        )
    return Citation(source, pinpoint)


def read_money(node: Node, vat: str | None, place: Place) -> Money:
    """Return an amount with the VAT basis that a parameter states, if it states one."""
    value = read_value(node, Kind.MONEY, "money")
    assert isinstance(value, Money)  # noqa: S101 - narrows what typed() returns for money
    return value if vat is None else Money(value.pence, read_basis(vat, place))


def read_basis(text: str, place: Place) -> VatBasis:
    """Return the VAT basis that a text names."""
    if text not in {basis.value for basis in VatBasis}:
        refuse(place, f"«{text}» is not a VAT basis", "Write included or excluded")
    return VatBasis(text)
