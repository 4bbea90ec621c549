"""Text of a pack, typed by the vocabulary: what `£5000000.00` or `2025-02-24` mean."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches

from rules.area import parse_written_area
from rules.loader.nodes import Node, Table, Text, as_text, refuse
from rules.money import Money, VatBasis, parse_percent, parse_pounds
from rules.pack import Citation, Confidence, Place
from rules.vocabulary import Kind, Value

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_INTEGER = re.compile(r"[0-9]{1,9}", re.ASCII)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)

HOW_IT_IS_WRITTEN = {
    Kind.MONEY: "£ with digits and two decimals, such as £5000000.00",
    Kind.DATE: "a date, such as 2025-02-24",
    Kind.INTEGER: "a whole number, such as 30",
    Kind.PERCENT: "a percentage, such as 10%",
    Kind.AREA: "an area, such as 1000 m2 or 0.5 ha",
    Kind.BOOLEAN: "true or false",
    Kind.ENUMERATION: "one of its values",
    Kind.IDS: "a list of ids",
}


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
            return parse_percent(text)
        case Kind.AREA:
            return parse_written_area(text)
        case Kind.BOOLEAN:
            return {"true": True, "false": False}.get(text)
        case Kind.ENUMERATION | Kind.IDS:
            return text if text in values else None


def _date(text: str) -> date | None:
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_value(node: Node, kind: Kind, what: str, values: Sequence[str] = ()) -> Value:
    """Return the typed value of a text node, or refuse with the form that is wanted."""
    text = as_text(node, what)
    value = typed(text.value, kind, values)
    if value is None:
        choices = f": {', '.join(values)}" if values else ""
        refuse(
            text.place,
            f"«{text.value}» is not a value of {what}",
            f"Write {HOW_IT_IS_WRITTEN[kind]}{choices}",
        )
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
    found = tuple(read_citation(as_text(item, "cites")) for item in table.items("cites"))
    if not found:
        refuse(table.place, "a citation is missing", "Add «cites: [source pinpoint]»")
    return found


def read_citation(text: Text) -> Citation:
    """Return the source's id and the pinpoint that a citation names."""
    source, _, pinpoint = text.value.partition(" ")
    if not pinpoint.strip() or not _ID.fullmatch(source):
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
