"""Parameters, rules, duties and sources, read from their nodes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import NoReturn

from rules.condition import Condition, FactName, Literal, Operand, ParameterName, leaves
from rules.loader.conditions import Names, read_condition, read_operand
from rules.loader.nodes import Listing, Node, Table, as_table, as_text, refuse
from rules.loader.scalars import (
    nearest,
    read_choice,
    read_citations,
    read_confidence,
    read_id,
    read_integer,
    read_money,
    read_period,
    read_review,
    read_value,
)
from rules.money import Money
from rules.pack import Coverage, Due, Duty, Parameter, ParameterValue, Place, Rule, Source
from rules.vocabulary import CONCLUSION_BY_NAME, Conclusion, Kind, Value

PARAMETER_KINDS = (Kind.MONEY, Kind.INTEGER, Kind.PERCENT, Kind.DATE, Kind.AREA)
SOURCE_KINDS = ("statute", "regulations", "policy", "guidance", "secondary")
EVENTS = (
    "procurement_commenced",
    "tender_notice_published",
    "tenders_invited",
    "contract_award_notice_published",
    "assessment_summaries_sent",
    "contract_entered",
    "contract_ended",
    "contract_modified",
    "decision_not_to_award",
    "breach_established",
    "financial_year_ended",
    "contract_year_ended",
    "quarter_ended",
    "standstill_ended",
    "invoice_received",
    "planning_permission_granted",
    "development_commenced",
    "development_completed",
)


def read_parameter(node: Node) -> Parameter:
    """Return a parameter with its dated values."""
    table = as_table(node, "a parameter")
    table.allow("why", "set_by", "review_by", need=("id", "title", "type", "values"))
    kind = Kind(read_choice(table, "type", [kind.value for kind in PARAMETER_KINDS]))
    values = tuple(_parameter_value(item, kind) for item in table.items("values"))
    if not values:
        refuse(table.place, "the parameter has no value", "Add one under «values:»")
    _check_basis(values, table)
    for earlier, later, item in zip(values, values[1:], table.items("values")[1:], strict=False):
        end = later.from_on - timedelta(days=1)
        if later.from_on <= earlier.from_on or earlier.until_on not in {None, end}:
            _refuse_dates(earlier, later, item.place)
    return Parameter(
        id=read_id(table),
        title=table.text("title"),
        kind=kind,
        values=values,
        place=table.place,
        why=table.text("why", ""),
        set_by_authority="set_by" in table.entries
        and read_choice(table, "set_by", ["authority"]) == "authority",
        review_by=read_review(table),
    )


def _check_basis(values: Sequence[ParameterValue], table: Table) -> None:
    amounts = [value.value for value in values]
    stated = [money.vat is not None for money in amounts if isinstance(money, Money)]
    if any(stated) and not all(stated):
        refuse(
            table.place_of("values"),
            "some of the amounts state a VAT basis and others do not",
            "Write «vat:» on each, or on none",
        )


def _refuse_dates(earlier: ParameterValue, later: ParameterValue, place: Place) -> NoReturn:
    begins, ended = f"the value from {later.from_on}", earlier.until_on
    remedy = "Let each value begin on the day after the one before it ends"
    if later.from_on <= earlier.from_on:
        refuse(place, f"{begins} is not later than the one before it", "Order them by date")
    if ended is not None and ended >= later.from_on:
        refuse(place, f"{begins} begins before the one before it ends, on {ended}", remedy)
    refuse(place, f"{begins} leaves a gap after {ended}", remedy)


def _parameter_value(node: Node, kind: Kind) -> ParameterValue:
    table = as_table(node, "a parameter's value")
    table.allow("until", "vat", "review_by", need=("from", "is", "cites", "confidence"))
    if "vat" in table.entries and kind is not Kind.MONEY:
        refuse(table.place_of("vat"), "«vat» stands with a value that is not money", "Remove it")
    written = as_text(table.entries["is"], "is")
    value: Value | None = None
    if written.value != "repealed":
        if kind is Kind.MONEY:
            vat = table.text("vat") if "vat" in table.entries else None
            value = read_money(written, vat, table.place_of("vat"))
        else:
            value = read_value(written, kind, "is")
    first, last = read_period(table)
    cites, confidence = read_citations(table), read_confidence(table)
    return ParameterValue(
        first, last, value, cites, confidence, read_review(table), place=written.place
    )


def read_rule(node: Node, names: Names) -> Rule:
    """Return a rule: its stage is that of everything it concludes."""
    table = as_table(node, "a rule")
    table.allow(
        "until",
        "overrides",
        "confidence",
        "waivable_by",
        need=("id", "title", "from", "when", "then", "because", "cites"),
    )
    then = tuple(_conclusions(as_table(table.entries["then"], "«then»"), names))
    stages = {CONCLUSION_BY_NAME[name].stage for name, _ in then}
    if len(stages) != 1:
        refuse(
            table.place_of("then"),
            "a rule concludes something, and everything of one stage",
            "Split the rule: one for each stage",
        )
    first, last = read_period(table)
    when = read_condition(table.entries["when"], names)
    operands = [leaf.operand for leaf in leaves(when)] + [operand for _, operand in then]
    return Rule(
        id=read_id(table),
        title=table.text("title"),
        stage=stages.pop(),
        from_on=first,
        until_on=last,
        when=when,
        then=then,
        because=" ".join(table.text("because").split()),
        cites=read_citations(table),
        place=table.place,
        reads=tuple(dict.fromkeys(_names_read(when, then))),
        parameters=tuple(
            dict.fromkeys(one.id for one in operands if isinstance(one, ParameterName))
        ),
        overrides=table.texts("overrides"),
        confidence=read_confidence(table, default="seen"),
        waivable_by=table.text("waivable_by", ""),
    )


def _names_read(when: Condition, then: Iterable[tuple[str, Operand]]) -> Iterator[str]:
    for leaf in leaves(when):
        yield leaf.name
        if isinstance(leaf.operand, FactName):
            yield leaf.operand.name
    for _, operand in then:
        if isinstance(operand, FactName):
            yield operand.name


def _conclusions(table: Table, names: Names) -> Iterator[tuple[str, Operand]]:
    for name, node in table.entries.items():
        conclusion = CONCLUSION_BY_NAME.get(name)
        if conclusion is None:
            refuse(node.place, f"«{name}» is no conclusion", nearest(name, CONCLUSION_BY_NAME))
        if conclusion.kind is Kind.IDS:
            yield name, Literal(tuple(_ids(node, conclusion, names)))
        else:
            text = as_text(node, name)
            yield name, read_operand(text.value, conclusion, names, text.place)


def _ids(node: Node, conclusion: Conclusion, names: Names) -> Iterator[str]:
    if not isinstance(node, Listing) or not node.items:
        refuse(node.place, f"«{conclusion.name}» takes a list of ids", "Write [id, id]")
    known = names.ids.get(conclusion.refers_to, frozenset())
    seen: set[str] = set()
    for item in node.items:
        text = as_text(item, conclusion.name)
        if text.value in seen:
            refuse(text.place, f"«{text.value}» stands twice in «{conclusion.name}»", "Remove one")
        seen.add(text.value)
        if text.value not in known:
            refuse(
                text.place,
                f"no {conclusion.refers_to} is called «{text.value}»",
                "Declare it, or name one that the packs declare",
            )
        yield text.value


def read_duty(node: Node, parameters: dict[str, Parameter]) -> Duty:
    """Return a duty with its time limit."""
    table = as_table(node, "a duty")
    table.allow("text", "due", "notice", "confidence", need=("id", "title", "cites"))
    due = table.entries.get("due")
    return Duty(
        id=read_id(table),
        title=table.text("title"),
        text=table.text("text", ""),
        cites=read_citations(table),
        confidence=read_confidence(table, default="seen"),
        due=None if due is None else _due(as_table(due, "«due»"), parameters),
        notice=table.text("notice", ""),
    )


_SIDES = ("after", "before", "beginning_with")
"""How the days of a duty lie to its event; the last counts the day of the event as the first."""


def _due(table: Table, parameters: dict[str, Parameter]) -> Due:
    table.allow(*_SIDES, need=("days", "kind"))
    sides = [side for side in _SIDES if side in table.entries]
    if len(sides) != 1:
        refuse(table.place, "a due date is either after or before an event", "Write one of them")
    (side,) = sides
    is_before, begins_with = side == "before", side == "beginning_with"
    event = read_choice(table, side, EVENTS)
    kind = read_choice(table, "kind", ("calendar", "working"))
    days = table.text("days")
    if days in parameters:
        if parameters[days].kind is not Kind.INTEGER:
            refuse(table.place_of("days"), f"«{days}» is not a number of days", "Use an integer")
        return Due(ParameterName(days), kind, event, is_before, begins_with)
    return Due(read_integer(table, "days"), kind, event, is_before, begins_with)


def read_source(node: Node) -> Source:
    """Return a source, and what of it the pack carries."""
    table = as_table(node, "a source")
    table.allow(
        "seen_at",
        "covers",
        "reference",
        "review_by",
        need=("id", "title", "kind", "confidence"),
    )
    return Source(
        id=read_id(table),
        title=table.text("title"),
        kind=read_choice(table, "kind", SOURCE_KINDS),
        reference=table.text("reference", ""),
        confidence=read_confidence(table),
        seen_at=table.text("seen_at", ""),
        covers=tuple(_coverage(table.items("covers"))),
        review_by=read_review(table),
    )


def _coverage(items: Iterable[Node]) -> Iterator[Coverage]:
    for item in items:
        table = as_table(item, "a line of «covers»")
        table.allow("carried_by", "because", need=("at",))
        carried_by = table.texts("carried_by")
        because = table.text("because", "")
        if bool(carried_by) == bool(because):
            refuse(
                table.place,
                "a place in a source is carried by something, or there is a reason why not",
                "Write «carried_by: [ids]» or «because: reason»",
            )
        yield Coverage(table.text("at"), carried_by, because, table.place)
