"""`podium facts`: the vocabulary that files, changes and rules speak."""

from collections.abc import Iterable, Iterator

import click
from rich.console import Console

from rules.serialisation import JsonObject, json_value
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    OF_DEVELOPMENTS,
    OF_DEVELOPMENTS_ALONE,
    SHARED_FACTS,
    Conclusion,
    Fact,
    Kind,
    Stage,
    Supply,
)
from rules.vocabulary.labels import topic_title
from webapp.cli.arguments import format_option
from webapp.cli.output import (
    Words,
    console,
    print_entry,
    print_heading,
    print_json,
    print_text,
    refuse_closed_output,
)

_LONGEST = max(map(len, (*FACT_BY_NAME, *CONCLUSION_BY_NAME)))
PROCUREMENT, DEVELOPMENT, BID = "procurement", "development", "bid"
_GROUPS = {
    "commitment": "A commitment in a bid",
    "development": "A planning application",
}
_KINDS = {
    Kind.MONEY: "an amount",
    Kind.DATE: "a date",
    Kind.INTEGER: "a whole number",
    Kind.PERCENT: "a percentage",
    Kind.AREA: "an area",
    Kind.BOOLEAN: "true or false",
}


@click.command()
@format_option
def facts(form: str) -> None:
    """List every fact that a rule may read, and every conclusion that it may reach."""
    refuse_closed_output()
    if form == "json":
        print_json(_as_json())
        return
    out = console()
    print_text(out, "What a file tells, --what-if changes and the rules read, by these names.")
    for heading, group in _by_heading(FACT_BY_NAME.values()).items():
        print_heading(out, heading)
        for fact in group:
            _print_fact(fact, out)
    for stage in Stage:
        print_heading(out, f"Conclusions: {_stage_words(stage)}")
        for item in CONCLUSION_BY_NAME.values():
            if item.stage is stage:
                said = [Words(item.title), Words(_kind_words(item), "dim")]
                print_entry(out, item.name, said, label=_LONGEST)


def _by_heading(every: Iterable[Fact]) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in every:
        found.setdefault(_heading(fact), []).append(fact)
    return found


def _heading(fact: Fact) -> str:
    if fact.supply is Supply.DERIVED:
        return "Worked out from other facts"
    return _GROUPS.get(fact.topic) or topic_title(fact.topic)


def _print_fact(fact: Fact, out: Console) -> None:
    said = [Words(fact.question or fact.title), Words(_kind_words(fact), "dim")]
    if fact.inputs:
        said.append(Words(f"from {', '.join(fact.inputs)}", "dim"))
    print_entry(out, fact.name, said, label=_LONGEST)


def _kind_words(item: Fact | Conclusion) -> str:
    values = ", ".join(item.values)
    match item.kind:
        case Kind.ENUMERATION:
            return f"one of: {values}"
        case Kind.IDS:
            refers_to = item.refers_to if isinstance(item, Conclusion) else ""
            return f"a list of: {values}" if values else f"a list of ids of the kind {refers_to}"
        case kind:
            basis = " with its VAT basis" if item.has_basis else ""
            unit = f", {item.unit}" if item.unit else ""
            return f"{_KINDS[kind]}{basis}{unit}"


def _as_json() -> JsonObject:
    return {
        "format": "podium/facts/1",
        "facts": [_fact_json(fact) for fact in FACT_BY_NAME.values()],
        "conclusions": [_conclusion_json(item) for item in CONCLUSION_BY_NAME.values()],
    }


def _fact_json(fact: Fact) -> JsonObject:
    default = fact.default
    return {
        "name": fact.name,
        "of": list(_subjects(fact)),
        "topic": fact.topic or None,
        "title": fact.title,
        "question": fact.question or None,
        "why": fact.why or None,
        "kind": fact.kind.value,
        "values": list(fact.values),
        "unit": fact.unit or None,
        "vat_basis": fact.has_basis,
        "default": None if default is None else json_value(default, fact.kind, fact.unit),
        "derived_from": list(fact.inputs),
    }


def _subjects(fact: Fact) -> Iterator[str]:
    """Yield what a fact is told of."""
    if fact.supply is Supply.BID:
        yield BID
        return
    if fact.name not in OF_DEVELOPMENTS_ALONE:
        yield PROCUREMENT
    if fact.name in OF_DEVELOPMENTS_ALONE or fact.name in SHARED_FACTS:
        yield DEVELOPMENT


def _conclusion_json(item: Conclusion) -> JsonObject:
    return {
        "name": item.name,
        "of": [_subject_of(item.stage)],
        "stage": item.stage.name.lower(),
        "title": item.title,
        "kind": item.kind.value,
        "values": list(item.values),
        "unit": item.unit or None,
        "vat_basis": item.has_basis,
        "refers_to": item.refers_to or None,
        "path": item.path,
    }


def _subject_of(stage: Stage) -> str:
    if stage in OF_DEVELOPMENTS:
        return DEVELOPMENT
    return BID if stage is Stage.COMMITMENTS else PROCUREMENT


def _stage_words(stage: Stage) -> str:
    return f"{stage.name.lower().replace('_', ' ')} (of a {_subject_of(stage)})"
