"""What a pack holds beside its rules: values, outcomes, clauses, duties, bodies, sources."""

from collections.abc import Iterable, Iterator
from datetime import date

from rules.condition import Literal, ParameterName
from rules.pack import (
    Clause,
    Coverage,
    Due,
    Duty,
    Indicator,
    Outcome,
    Pack,
    Parameter,
    ParameterValue,
    Source,
    Titled,
)
from rules.reading.conditions import Period, Speaker
from rules.reading.entries import Entry, Grid, Holding, Row
from rules.reading.phrases import Name, Phrase, Words, sentence, tags, weakest, words
from rules.reading.rulings import cited, confidence_of, in_force, names
from rules.stack import Stack
from rules.vocabulary.labels import event_words
from rules.wording import date_in_words, in_words, lower_first

_OPEN = Period(date.min)
_CLAUSE_PARTS = (
    ("question", "Question"),
    ("obligation", "Obligation"),
    ("kpi", "KPI"),
    ("evidence", "Evidence"),
    ("if_missed", "If missed"),
)


def value_entry(parameter: Parameter, stack: Stack) -> Entry:
    """Return a value with everything that it was and is, since when and on what grounds."""
    latest = parameter.values[-1]
    confidence = confidence_of(latest, stack)
    rows = [
        Row(
            in_force(item.from_on, item.until_on),
            ((Words(value_words(parameter, item)), Words("–"), *_grounds(item, stack)),),
        )
        for item in parameter.values
    ]
    rows += _if_any("Why", words(parameter.why))
    if parameter.set_by_authority:
        rows.append(Row("Who may set it", (words("The authority itself, from a day on."),)))
    rows += _if_any("To be reviewed", words(review_words(latest.review_by or parameter.review_by)))
    rows += _if_any("Used by", names(users_of(parameter.id, stack), stack))
    return Entry(
        id=parameter.id,
        holding=Holding.VALUE,
        title=parameter.title,
        says=((Words(f"{_latest_words(parameter)}."), *tags([confidence])),),
        rows=tuple(rows),
        confidence=confidence,
    )


def value_words(parameter: Parameter, item: ParameterValue) -> str:
    """Return one dated value as a person reads it."""
    return "repealed" if item.value is None else in_words(item.value, parameter.kind)


def _latest_words(parameter: Parameter) -> str:
    latest = parameter.values[-1]
    told = value_words(parameter, latest)
    if len(parameter.values) == 1:
        return told
    return f"{told}, {lower_first(in_force(latest.from_on, latest.until_on))}"


def review_words(day: date | None) -> str:
    """Return by when something is to be looked at again, empty where no day is set."""
    return f"By {date_in_words(day)}" if day else ""


def users_of(parameter_id: str, stack: Stack) -> Iterator[str]:
    """Yield the rules and duties that a value decides in."""
    yield from (rule.id for rule in stack.rules.values() if parameter_id in rule.parameters)
    for duty in stack.duties.values():
        if duty.parameter == parameter_id:
            yield duty.id


def values_grid(parameters: Iterable[Parameter], stack: Stack, on: date | None = None) -> Grid:
    """Return the latest of every value in one table; `on` is the one day that they are of."""
    return Grid(
        caption=f"Every value, as it stands {f'on {date_in_words(on)}' if on else 'last'}",
        columns=("Value", "Is", "In force", "How sure"),
        rows=tuple(
            (
                (Name(parameter.title, parameter.id),),
                words(value_words(parameter, parameter.values[-1])),
                words(in_force(parameter.values[-1].from_on, parameter.values[-1].until_on)),
                tags([confidence_of(parameter.values[-1], stack)]) or words("seen in its source"),
            )
            for parameter in parameters
        ),
    )


def _grounds(item: ParameterValue, stack: Stack) -> Phrase:
    return cited(item.cites, stack, item.confidence)


def outcome_entry(outcome: Outcome, stack: Stack) -> Entry:
    """Return an outcome with its indicators, and the rules that make it relevant."""
    held = [stack.indicators[id_] for id_ in outcome.indicators]
    rows = [Row("Pillar", ((Name(stack.pillars[outcome.theme].title, outcome.theme),),))]
    rows += _if_any("In the source", words(f"“{outcome.wording}”" if outcome.wording else ""))
    rows.append(Row("Measured by", tuple((Name(one.title, one.id),) for one in held)))
    rows += _if_any("Relevant by", names(_concluding(outcome.id, stack), stack))
    rows.append(Row("Source", (cited(outcome.cites, stack),)))
    return Entry(
        id=outcome.id,
        holding=Holding.OUTCOME,
        title=outcome.title,
        says=(),
        rows=tuple(rows),
        confidence=weakest(stack.sources[cite.source].confidence for cite in outcome.cites),
    )


def indicator_entry(indicator: Indicator, stack: Stack) -> Entry:
    """Return an indicator: what is counted, for which outcome, in which clauses."""
    serves = [one.id for one in stack.outcomes.values() if indicator.id in one.indicators]
    rows = [
        Row("Counted in", (words(indicator.unit.replace("_", " ")),)),
        Row("Measures", (names(serves, stack),)),
    ]
    if indicator.example:
        rows.append(Row("Example", (words("The source gives it as an example."),)))
    if indicator.because:
        rows.append(Row("No contract carries it", (words(indicator.because),)))
    clauses = [one.id for one in stack.clauses.values() if one.indicator == indicator.id]
    rows += _if_any("Model clause", names(clauses, stack))
    rows += _if_any("Proposed by", names(_concluding(indicator.id, stack), stack))
    return Entry(indicator.id, Holding.INDICATOR, indicator.title, (), tuple(rows))


def clause_entry(clause: Clause, stack: Stack) -> Entry:
    """Return a model clause with its parts, placeholders in square brackets."""
    rows = [
        Row(head, (words(_filled(str(getattr(clause, name)))),)) for name, head in _CLAUSE_PARTS
    ]
    indicator = stack.indicators[clause.indicator]
    title = f"{indicator.title}, version {clause.version}"
    rows.append(Row("Measured by", ((Name(indicator.title, indicator.id),),)))
    return Entry(clause.id, Holding.CLAUSE, title, (), tuple(rows))


def duty_entry(duty: Duty, stack: Stack) -> Entry:
    """Return a duty: what is to be done, by when, and which rules make it due."""
    rows = [Row("When", (due_phrase(duty.due, stack),))]
    rows += _if_any("Notice", words(duty.notice))
    rows += _if_any("Due by", names(_concluding(duty.id, stack), stack))
    rows.append(Row("Source", (cited(duty.cites, stack, duty.confidence),)))
    held = (stack.sources[cite.source].confidence for cite in duty.cites)
    return Entry(
        id=duty.id,
        holding=Holding.DUTY,
        title=duty.title,
        says=(words(duty.text),) if duty.text else (),
        rows=tuple(rows),
        confidence=weakest([duty.confidence, *held]),
    )


def due_phrase(due: Due | None, stack: Stack) -> Phrase:
    """Return when a duty falls due."""
    if due is None:
        return words("No fixed day.")
    event, side = event_words(due.event), "before" if due.is_before else "after"
    if due.days == 0:
        return words(f"{'Before' if due.is_before else 'Once'} {event}.")
    start = "At least" if due.is_before else "Within"
    if isinstance(due.days, ParameterName):
        days = Speaker(stack, _OPEN).parameter(due.days.id, is_named=False)
    else:
        days = words(str(due.days))
    unit = "day" if due.days == 1 else "days"
    if due.begins_with:
        end = f"{due.kind} {unit}, the first of them the day on which {event}."
        return (Words(start), *days, Words(end))
    return (Words(start), *days, Words(f"{due.kind} {unit} {side} {event}."))


def titled_entry(item: Titled, holding: Holding, stack: Stack) -> Entry:
    """Return a pillar or an approving body, with the rules that name it."""
    rows = _if_any("Named by", names(_concluding(item.id, stack), stack))
    if holding is Holding.PILLAR:
        outcomes = [one.id for one in stack.outcomes.values() if one.theme == item.id]
        rows += _if_any("Outcomes", names(outcomes, stack))
    return Entry(item.id, holding, item.title, (), tuple(rows))


def source_entry(source: Source, stack: Stack) -> Entry:
    """Return a source with each of its paragraphs: what carries it, or why nothing does."""
    rows = _if_any("Reference", words(source.reference))
    rows += _if_any("Seen as", words(source.seen_at))
    rows += _if_any("To be reviewed", words(review_words(source.review_by)))
    grid = Grid(
        caption=f"What became of each paragraph: {source.title}",
        columns=("Paragraph", "Carried by"),
        rows=tuple((words(item.at), _carried(item, stack)) for item in source.covers),
    )
    return Entry(
        id=source.id,
        holding=Holding.SOURCE,
        title=source.title,
        says=((Words(f"{source.kind.capitalize()}."), *tags([source.confidence])),),
        rows=tuple(rows),
        confidence=source.confidence,
        grid=grid if source.covers else None,
    )


def _carried(item: Coverage, stack: Stack) -> Phrase:
    if item.carried_by:
        return names(item.carried_by, stack)
    return sentence((Words("nothing:"), Words(item.because)))


def _concluding(id_: str, stack: Stack) -> Iterator[str]:
    """Yield the rules that conclude an id."""
    for rule in stack.rules.values():
        operands = (operand for _, operand in rule.then if isinstance(operand, Literal))
        if any(id_ in operand.values for operand in operands):
            yield rule.id


def _if_any(head: str, phrase: Phrase) -> list[Row]:
    return [Row(head, (phrase,))] if phrase else []


def _filled(text: str) -> str:
    return text.replace("{", "[").replace("}", "]").replace("_", " ")


def outcomes_and_indicators(pack: Pack, stack: Stack) -> Iterator[Entry]:
    """Yield each outcome with its own indicators after it."""
    indicators = {item.id: item for item in pack.indicators}
    for outcome in pack.outcomes:
        yield outcome_entry(outcome, stack)
        for id_ in outcome.indicators:
            if indicators[id_].outcome == outcome.id:
                yield indicator_entry(indicators[id_], stack)
