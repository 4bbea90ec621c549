"""The catalogue's files, read strictly: nodes become frozen values, or are refused in place."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from rules.catalogue.measure import CountingRule, Indicated, Measure, Theme, Unit
from rules.catalogue.series import (
    Amounts,
    Deflator,
    RateBand,
    Schedule,
    ValueSeries,
    ValueSource,
)
from rules.loader.nodes import Node, Table, Text, as_listing, as_table, as_text, refuse
from rules.loader.scalars import read_choice, read_confidence, read_id, read_integer
from rules.money import Pence, parse_percent, parse_pounds

_FRAMEWORK_CODE = re.compile(r"\b(NT|RE|FM)[0-9]+[a-z]?\b", re.IGNORECASE)
"""How licensed frameworks number their measures; nothing of theirs may stand here."""

_YEAR = re.compile(r"[12][0-9]{3}", re.ASCII)
_INDEX = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?", re.ASCII)


def read_sources(node: Node) -> Mapping[str, ValueSource]:
    """Return the sources of the values by their ids, each with its licence."""
    found: dict[str, ValueSource] = {}
    texts = ("title", "publisher", "address", "seen_at", "licence", "licence_address")
    for table in _tables(node, "a source"):
        table.allow(need=("id", *texts, "confidence", "licence_confidence", "licence_seen_at"))
        id_ = _new_id(table, found)
        found[id_] = ValueSource(
            id=id_,
            confidence=read_confidence(table),
            licence_confidence=read_confidence(table, "licence_confidence"),
            licence_seen_at=_line(table, "licence_seen_at"),
            **{key: _line(table, key) for key in texts},
        )
    return MappingProxyType(found)


def read_schedules(node: Node, sources: Mapping[str, ValueSource]) -> Mapping[str, Schedule]:
    """Return the rates of discounting by their ids; the bands of each follow each other from 1."""
    found: dict[str, Schedule] = {}
    for table in _tables(node, "a rate"):
        table.allow(need=("id", "title", "meaning", "source", "at", "bands"))
        id_ = _new_id(table, found)
        bands: list[RateBand] = []
        for item in table.items("bands"):
            band = as_table(item, "a band")
            band.allow(need=("from", "to", "rate"))
            first, last = read_integer(band, "from"), read_integer(band, "to")
            if first != (bands[-1].last + 1 if bands else 1) or last < first:
                refuse(band.place, "the band does not follow the one before", "Mend its years")
            bands.append(RateBand(first, last, _rate(band)))
        found[id_] = Schedule(
            id=id_,
            title=table.text("title"),
            meaning=_line(table, "meaning"),
            source=_source(table, sources),
            at=table.text("at"),
            bands=tuple(bands),
        )
    return MappingProxyType(found)


def _rate(band: Table) -> Fraction:
    percent = parse_percent(band.text("rate"))
    if percent is None:
        refuse(band.place_of("rate"), "this is no rate", "Write a percentage, such as 3.5%")
    return Fraction(percent, 100_00)


def read_deflator(node: Node, sources: Mapping[str, ValueSource]) -> Deflator:
    """Return the price index, a figure for each year."""
    table = as_table(node, "the deflator")
    table.allow(need=("title", "source", "at", "index"))
    index: dict[int, Fraction] = {}
    for year, item in as_table(table.entries["index"], "the index").entries.items():
        text = as_text(item, year)
        if not _INDEX.fullmatch(text.value) or Fraction(text.value) <= 0:
            refuse(text.place, f"«{text.value}» is no index", "Write a figure such as 90.5005")
        index[_year(year, text)] = Fraction(text.value)
    source = _source(table, sources)
    return Deflator(table.text("title"), source, table.text("at"), MappingProxyType(index))


def read_series(
    node: Node, sources: Mapping[str, ValueSource], schedules: Mapping[str, Schedule]
) -> Mapping[str, ValueSeries]:
    """Return the values of units by their ids."""
    found: dict[str, ValueSeries] = {}
    needed = ("id", "title", "unit", "price_year", "discounting", "source", "at", "meaning")
    for table in _tables(node, "a series of values"):
        table.allow("notes", "by_year", "always", need=needed)
        id_ = _new_id(table, found)
        if ("by_year" in table.entries) == ("always" in table.entries):
            refuse(table.place, "a series has «by_year» or «always»", "Write one of the two")
        found[id_] = ValueSeries(
            id=id_,
            title=table.text("title"),
            unit=read_choice(table, "unit", [unit.value for unit in Unit]),
            price_year=read_integer(table, "price_year"),
            schedule=read_choice(table, "discounting", sorted(schedules)),
            source=_source(table, sources),
            at=table.text("at"),
            meaning=_line(table, "meaning"),
            notes=tuple(" ".join(note.split()) for note in table.texts("notes")),
            by_year=MappingProxyType(_by_year(table)),
            always=_amounts(table.entries["always"]) if "always" in table.entries else None,
        )
    return MappingProxyType(found)


def _by_year(table: Table) -> dict[int, Amounts]:
    if "by_year" not in table.entries:
        return {}
    rows = as_table(table.entries["by_year"], "by_year").entries
    return {_year(year, item): _amounts(item) for year, item in rows.items()}


def _year(text: str, node: Node) -> int:
    if not _YEAR.fullmatch(text):
        refuse(node.place, f"«{text}» is no year", "Write four digits")
    return int(text)


def _amounts(node: Node) -> Amounts:
    table = as_table(node, "the values")
    table.allow("low", "high", need=("central",))
    if ("low" in table.entries) != ("high" in table.entries):
        refuse(table.place, "low and high stand together", "Write both, or neither")
    low, central, high = (_pence(table, key) for key in ("low", "central", "high"))
    assert central is not None  # noqa: S101 - allow() has seen that it is there
    if low is not None and high is not None and not low <= central <= high:
        refuse(table.place, "low, central and high are out of order", "Mend the figures")
    return Amounts(central, low, high)


def _pence(table: Table, key: str) -> Pence | None:
    if key not in table.entries:
        return None
    pence = parse_pounds(table.text(key))
    if pence is None:
        refuse(table.place_of(key), "this is no amount", "Write it as £253.19")
    return pence


def read_counting(node: Node) -> Mapping[str, CountingRule]:
    """Return the counting rules that several measures share, by their ids."""
    found: dict[str, CountingRule] = {}
    for table in _tables(node, "a counting rule"):
        table.allow("general", need=("id", "title", "rule", "because"))
        id_ = _new_id(table, found)
        found[id_] = CountingRule(
            id=id_,
            title=table.text("title"),
            rule=_line(table, "rule"),
            because=_line(table, "because"),
            is_general=read_choice(table, "general", ("true", "false"), "false") == "true",
        )
    return MappingProxyType(found)


def read_measures(
    files: Iterable[tuple[Theme, Node]],
    rules: Mapping[str, CountingRule],
    series: Mapping[str, ValueSeries],
) -> tuple[Measure, ...]:
    """Return the measures of each theme, in the order written."""
    found: dict[str, Measure] = {}
    for theme, node in files:
        for table in _tables(node, "a measure"):
            table.allow(
                *("deadweight", "serves", "value"),
                need=("id", "title", "unit", "definition", "counting", "evidence"),
            )
            id_ = _new_id(table, found)
            found[id_] = _measure(table, id_, theme, rules, series)
    return tuple(found.values())


def _measure(
    table: Table,
    id_: str,
    theme: Theme,
    rules: Mapping[str, CountingRule],
    series: Mapping[str, ValueSeries],
) -> Measure:
    title = table.text("title")
    for text in (id_, title):
        if _FRAMEWORK_CODE.search(text):
            refuse(table.place, f"«{text}» is numbered like a licensed framework", "Rename it")
    unit = Unit(read_choice(table, "unit", [one.value for one in Unit]))
    values = read_choice(table, "value", sorted(series)) if "value" in table.entries else None
    if values is not None and series[values].unit != unit:
        refuse(table.place_of("value"), f"«{values}» values another unit", "Mend unit or value")
    own = tuple(_counting(item, rules) for item in table.items("counting"))
    general = tuple(rule for rule in rules.values() if rule.is_general and rule not in own)
    return Measure(
        id=id_,
        title=title,
        theme=theme,
        unit=unit,
        definition=_line(table, "definition"),
        counting=(*own, *general),
        deadweight=_line(table, "deadweight") if "deadweight" in table.entries else "",
        evidence=_filled(table, "evidence"),
        serves=tuple(_indicated(as_text(item, "serves")) for item in table.items("serves")),
        series=values,
        place=table.place,
    )


def _counting(node: Node, rules: Mapping[str, CountingRule]) -> CountingRule:
    if isinstance(node, Text):
        if node.value not in rules:
            refuse(node.place, f"no counting rule is called «{node.value}»", "Declare it first")
        return rules[node.value]
    table = as_table(node, "a counting rule")
    table.allow(need=("rule", "because"))
    return CountingRule("", "", _line(table, "rule"), _line(table, "because"))


def _indicated(text: Text) -> Indicated:
    pack, _, indicator = text.value.partition(" ")
    if not pack or not indicator or " " in indicator:
        refuse(text.place, f"«{text.value}» names no indicator", "Write «pack indicator»")
    return Indicated(pack, indicator)


def _tables(node: Node, what: str) -> Iterable[Table]:
    return (as_table(item, what) for item in as_listing(node, "this file").items)


def _new_id(table: Table, taken: Mapping[str, object]) -> str:
    id_ = read_id(table)
    if id_ in taken:
        refuse(table.place, f"the id «{id_}» stands twice", "Rename one")
    return id_


def _source(table: Table, sources: Mapping[str, ValueSource]) -> ValueSource:
    return sources[read_choice(table, "source", sorted(sources))]


def _filled(table: Table, key: str) -> tuple[str, ...]:
    texts = tuple(" ".join(text.split()) for text in table.texts(key))
    if not texts:
        refuse(table.place_of(key), f"«{key}» is empty", "Write at least one line")
    return texts


def _line(table: Table, key: str) -> str:
    """Return a text of several lines as one."""
    return " ".join(table.text(key).split())
