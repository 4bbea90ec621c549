"""A pack as a person reads it: its values with their dates, its rules in sentences, its texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.condition import AllOf, Comparison, Condition, FactName, Literal, Operand, ParameterName
from rules.pack import Citation, Confidence, Pack, Parameter, Rule
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Kind, Stage
from rules.wording import date_in_words, in_words, subject_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule, value, outcome, clause or source: its id, its title and lines of text."""

    id: str
    title: str
    lines: tuple[str, ...]
    confidence: Confidence = Confidence.SEEN


@dataclass(frozen=True, slots=True)
class Part:
    """Entries under one heading."""

    title: str
    entries: tuple[Entry, ...]


def parts_of(pack: Pack, stack: Stack) -> tuple[Part, ...]:
    """Return a pack as headed parts, in the order in which a reader wants them."""
    parts = [
        Part("Values", tuple(_parameter(item) for item in pack.parameters)),
        *(
            Part(f"Rules: {stage.name.lower()}", tuple(_rules(pack, stage, stack)))
            for stage in Stage
        ),
        Part("Outcomes and indicators", tuple(_outcomes(pack))),
        Part("Model clauses", tuple(_clauses(pack))),
        Part("Duties", tuple(_duties(pack))),
        Part("Sources", tuple(_sources(pack))),
    ]
    return tuple(part for part in parts if part.entries)


def pack_text(pack: Pack, stack: Stack) -> str:
    """Return a pack as plain text."""
    lines = [pack.title, "=" * len(pack.title), ""]
    lines.append(f"{pack.id}, version {pack.version}, from {date_in_words(pack.from_on)}")
    lines.append(f"sha256 {pack.sha256}")
    for part in parts_of(pack, stack):
        lines.extend(["", part.title, "-" * len(part.title)])
        for entry in part.entries:
            tag = "" if entry.confidence is Confidence.SEEN else f" [{entry.confidence}]"
            lines.extend(["", f"{entry.title} ({entry.id}){tag}"])
            lines.extend(f"  {line}" for line in entry.lines)
    return "\n".join(lines)


def _parameter(parameter: Parameter) -> Entry:
    lines = []
    for item in parameter.values:
        value = "repealed" if item.value is None else in_words(item.value, parameter.kind)
        period = _period(item.from_on, item.until_on)
        lines.append(f"{period}: {value} ({_cited(item.cites)}; {item.confidence})")
    if parameter.why:
        lines.append(parameter.why)
    if parameter.set_by_authority:
        lines.append("The authority may set this value itself.")
    weakest = max((item.confidence for item in parameter.values), key=list(Confidence).index)
    return Entry(parameter.id, parameter.title, tuple(lines), weakest)


def _rules(pack: Pack, stage: Stage, stack: Stack) -> Iterator[Entry]:
    for rule in pack.rules:
        if rule.stage is stage:
            yield Entry(rule.id, rule.title, tuple(_rule(rule, stack)), rule.confidence)


def _rule(rule: Rule, stack: Stack) -> Iterator[str]:
    yield _period(rule.from_on, rule.until_on)
    if rule.when == AllOf(()):
        yield "Always"
    else:
        yield from condition_lines(rule.when, stack)
    for name, operand in rule.then:
        conclusion = CONCLUSION_BY_NAME[name]
        value = operand_words(operand, name, conclusion.kind, stack)
        yield f"Then {conclusion.title.lower()}: {value}"
    yield f"Because: {rule.because}"
    if rule.waivable_by:
        yield f"May be set aside, with a reason, by: {rule.waivable_by}"
    if rule.overrides:
        yield f"Goes before: {', '.join(rule.overrides)}"
    yield f"Source: {_cited(rule.cites)}"


def condition_lines(condition: Condition, stack: Stack, depth: int = 0) -> Iterator[str]:
    """Yield a condition as indented sentences."""
    start = "  " * depth if depth else "When "
    if isinstance(condition, Comparison):
        subject = subject_of(condition.name)
        operand = operand_words(condition.operand, condition.name, condition.kind, stack)
        yield f"{start}{subject.title} {condition.operator} {operand}"
        return
    joint = "all of these hold" if isinstance(condition, AllOf) else "any of these holds"
    yield f"{start}{joint}:"
    for part in condition.parts:
        yield from condition_lines(part, stack, depth + 1)


def operand_words(operand: Operand, name: str, kind: Kind, stack: Stack) -> str:
    """Return an operand in words: a value, a parameter's title, or another fact's."""
    match operand:
        case Literal(values):
            return ", ".join(in_words(value, kind, name) for value in values)
        case ParameterName(id_):
            return f"«{stack.parameters[id_].title}»"
        case FactName(other):
            return f"the {subject_of(other).title.lower()}"


def _outcomes(pack: Pack) -> Iterator[Entry]:
    indicators = {item.id: item for item in pack.indicators}
    for outcome in pack.outcomes:
        lines = [f"Theme: {outcome.theme}"]
        if outcome.wording:
            lines.append(f"In the source: “{outcome.wording}”")
        for id_ in outcome.indicators:
            indicator = indicators[id_]
            why = f" No contract carries it: {indicator.because}" if indicator.because else ""
            example = " The source gives it as an example." if indicator.example else ""
            unit = indicator.unit.replace("_", " ")
            lines.append(f"- {indicator.title}, in {unit}.{example}{why}")
        lines.append(f"Source: {_cited(outcome.cites)}")
        yield Entry(outcome.id, outcome.title, tuple(lines))


def _clauses(pack: Pack) -> Iterator[Entry]:
    indicators = {item.id: item for item in pack.indicators}
    for clause in pack.clauses:
        lines = (
            f"Question: {clause.question}",
            f"Obligation: {clause.obligation}",
            f"KPI: {clause.kpi}",
            f"Evidence: {clause.evidence}",
            f"If missed: {clause.if_missed}",
        )
        title = f"{indicators[clause.indicator].title}, version {clause.version}"
        yield Entry(clause.id, title, lines)


def _duties(pack: Pack) -> Iterator[Entry]:
    for duty in pack.duties:
        lines = [duty.text] if duty.text else []
        if duty.due is not None:
            days = duty.due.days
            shown = days.id if isinstance(days, ParameterName) else str(days)
            side = "before" if duty.due.is_before else "after"
            lines.append(f"Due {shown} {duty.due.kind} days {side} {duty.due.event}")
        lines.append(f"Source: {_cited(duty.cites)}")
        yield Entry(duty.id, duty.title, tuple(lines), duty.confidence)


def _sources(pack: Pack) -> Iterator[Entry]:
    for source in pack.sources:
        lines = [line for line in (source.reference, source.seen_at) if line]
        for item in source.covers:
            carried = f"carried by {', '.join(item.carried_by)}"
            lines.append(f"{item.at}: {carried if item.carried_by else item.because}")
        yield Entry(source.id, source.title, tuple(lines), source.confidence)


def _period(first: date, last: date | None) -> str:
    return f"From {date_in_words(first)}" + (f" to {date_in_words(last)}" if last else "")


def _cited(cites: Iterable[Citation]) -> str:
    return "; ".join(str(cite) for cite in cites)
