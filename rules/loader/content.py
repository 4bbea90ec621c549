"""Outcomes, indicators and model clauses, read from their nodes."""

import re
from collections.abc import Iterable

from rules.loader.nodes import Node, Table, as_table, refuse
from rules.loader.scalars import read_choice, read_citations, read_id, read_integer
from rules.pack import Clause, Indicator, Outcome

PLACEHOLDERS = (
    "quantity",
    "area",
    "due",
    "contract_title",
    "authority",
    "supplier",
    "percent",
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def read_outcomes(
    items: Iterable[Node], pillars: frozenset[str]
) -> tuple[tuple[Outcome, ...], tuple[Indicator, ...]]:
    """Return outcomes and the indicators that they declare, both in the order written."""
    outcomes: list[Outcome] = []
    indicators: dict[str, Indicator] = {}
    for item in items:
        table = as_table(item, "an outcome")
        table.allow("wording", need=("id", "theme", "title", "indicators", "cites"))
        id_ = read_id(table)
        held = tuple(_indicator(node, id_, indicators) for node in table.items("indicators"))
        outcomes.append(
            Outcome(
                id=id_,
                theme=read_choice(table, "theme", sorted(pillars)),
                title=table.text("title"),
                wording=table.text("wording", ""),
                indicators=held,
                cites=read_citations(table),
            )
        )
    return tuple(outcomes), tuple(indicators.values())


def _indicator(node: Node, outcome: str, indicators: dict[str, Indicator]) -> str:
    table = as_table(node, "an indicator")
    if "same_as" in table.entries:
        table.allow("same_as")
        same = table.text("same_as")
        if same not in indicators:
            refuse(table.place, f"no indicator above is called «{same}»", "Declare it first")
        return same
    table.allow("carried_by", "because", "example", need=("id", "title", "unit"))
    id_ = read_id(table)
    if id_ in indicators:
        refuse(table.place, f"the indicator «{id_}» stands twice", "Write {same_as: id} here")
    carried_by = read_choice(table, "carried_by", ("contract", "authority"), "contract")
    because = table.text("because", "")
    if (carried_by == "authority") != bool(because):
        refuse(
            table.place,
            "an indicator that no contract can carry says why, and no other does",
            "Add or remove «because:»",
        )
    indicators[id_] = Indicator(
        id=id_,
        title=table.text("title"),
        unit=table.text("unit"),
        outcome=outcome,
        carried_by=carried_by,
        because=because,
        example=read_choice(table, "example", ("true", "false"), "false") == "true",
    )
    return id_


def read_clause(node: Node, indicators: frozenset[str]) -> Clause:
    """Return a model clause; its texts hold placeholders of the closed list only."""
    table = as_table(node, "a clause")
    texts = ("question", "obligation", "kpi", "evidence", "if_missed")
    table.allow(need=("id", "version", "indicator", *texts))
    indicator = table.text("indicator")
    if indicator not in indicators:
        refuse(
            table.place_of("indicator"),
            f"no indicator is called «{indicator}»",
            "Declare it in outcomes.yaml",
        )
    wording = {key: _wording(table, key) for key in texts}
    return Clause(
        id=read_id(table),
        version=read_integer(table, "version"),
        indicator=indicator,
        **wording,
    )


def _wording(table: Table, key: str) -> str:
    text = " ".join(table.text(key).split())
    if set("{}") & set(_PLACEHOLDER.sub("", text)):
        refuse(table.place_of(key), "a brace stands alone", "Close the placeholder")
    for name in _PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            refuse(
                table.place_of(key),
                f"«{{{name}}}» is not a placeholder",
                f"Write one of: {', '.join(PLACEHOLDERS)}",
            )
    return text
