"""What is still missing, and what rests on values that are not sure."""

from collections.abc import Callable, Collection

from rules.decision import TraceEntry
from rules.pack import Confidence, Source
from rules.vocabulary import CONCLUSIONS, FACT_BY_NAME
from rules.wording import CONFIDENCE_WORDS, counted, listed, lower_first, sentence
from webapp.documents.content import (
    Block,
    Column,
    Heading,
    KeyFacts,
    Line,
    Lines,
    Link,
    Paragraph,
    Row,
    Section,
    Table,
    Tag,
    Text,
)
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import APPENDIX, BODY
from webapp.documents.outline.words import parameter_words, tags, words


def missing(case: Case) -> Section:
    """Return the section on missing answers: first those that required conclusions hang on."""
    blocks: list[Block] = []
    groups = (
        (case.decision.needs, "Answers that a required conclusion hangs on", "missing-needed"),
        (case.decision.open, "Answers that other conclusions hang on", "missing-open"),
    )
    for names, title, anchor in groups:
        if names:
            columns = (Column("Question"), Column("Why it is asked"), Column("What hangs on it"))
            rows = tuple(_question_row(case, name) for name in names)
            blocks += [Heading(3, title, anchor), Table(title, columns, rows)]
    if not blocks:
        text = "Nothing: no answer that is still missing could change a conclusion."
        blocks.append(Paragraph(words(text)))
    return Section("missing", BODY, "What is still missing", tuple(blocks))


def _question_row(case: Case, name: str) -> tuple[Lines, ...]:
    fact = FACT_BY_NAME[name]
    hanging = [
        lower_first(conclusion.title)
        for conclusion in CONCLUSIONS
        if name in case.decision.findings[conclusion.name].hangs_on
    ]
    what_hangs = sentence(listed(hanging)) if hanging else "A conclusion of a later stage."
    return ((words(fact.question or fact.title),), (words(fact.why),), (words(what_hangs),))


def footing(case: Case) -> Section:
    """Return the section on what rests on unverified or authority-set values."""
    rows = _unsure(case)
    if not rows:
        text = "Nothing: every rule and value that was used was seen in its source."
        return Section("footing", APPENDIX, _FOOTING, (Paragraph(words(text)),))
    used = {
        span.confidence
        for row in rows
        for lines in row
        for line in lines
        for span in line
        if isinstance(span, Tag)
    }
    meanings = tuple(
        Row(word.capitalize(), (words(meaning),))
        for confidence, (word, meaning) in CONFIDENCE_WORDS.items()
        if confidence in used
    )
    columns = (Column("Value, rule or source"), Column("How sure"), Column("Where it is used"))
    text = (
        "What stands below was used, and was not read in the law's or the policy's own published "
        "text. A panel that relies on it should know."
    )
    blocks = (
        Paragraph(words(text)),
        KeyFacts("What the tags mean", meanings),
        Table(_FOOTING, columns, rows),
    )
    return Section("footing", APPENDIX, _FOOTING, blocks)


def how_much_is_unsure(case: Case) -> int:
    """Return how many rules, values and sources were used without being seen in their source."""
    return len(_unsure(case))


def _unsure(case: Case) -> tuple[tuple[Lines, ...], ...]:
    """Return a row for each that the decision names: the values, then the rules, the sources."""
    unsure, parameters = case.decision.unverified, case.stack.parameters
    return (
        *(_parameter_row(case, id_) for id_ in unsure if id_ in parameters),
        *(_rule_row(case, entry) for entry in case.decision.trace if entry.rule in unsure),
        *(
            _source_row(case, source)
            for source in case.stack.sources.values()
            if source.id in unsure
        ),
    )


_FOOTING = "What rests on values that are unverified or for the authority to set"


def _parameter_row(case: Case, id_: str) -> tuple[Lines, ...]:
    parameter = case.stack.parameters[id_]
    dated = parameter.on(case.decision.decided_as_of)
    value, cites = (dated.value, dated.cites) if dated else (None, ())
    confidence = dated.confidence if dated else Confidence.UNVERIFIED
    shown = parameter_words(id_, value, case.stack)
    name: Line = (Text(parameter.title, strong=True), Text(f": {shown}"))
    lines: tuple[Line, ...] = (name, case.cites(cites))
    if parameter.why:
        lines += (words(sentence(parameter.why)),)
    where = _where(case, lambda entry: any(used.id == id_ for used in entry.parameters), {id_})
    return (lines, (tags([confidence]),), (where,))


def _rule_row(case: Case, entry: TraceEntry) -> tuple[Lines, ...]:
    name: Line = (Text("Rule", strong=True), Text(f": {lower_first(entry.title)}"))
    confidence = case.stack.rules[entry.rule].confidence
    return ((name, case.cites(entry.cites)), (tags([confidence]),), ((case.link(entry.rule),),))


def _source_row(case: Case, source: Source) -> tuple[Lines, ...]:
    day = case.decision.decided_as_of
    resting = {
        id_
        for id_, parameter in case.stack.parameters.items()
        if (dated := parameter.on(day)) and any(cite.source == source.id for cite in dated.cites)
    }
    where = _where(
        case,
        lambda entry: (
            any(cite.source == source.id for cite in entry.cites)
            or any(used.id in resting for used in entry.parameters)
        ),
        resting,
    )
    name: Line = (Text("Source", strong=True), Text(f": {source.title}"))
    return ((name,), (tags([source.confidence]),), (where,))


_SHOWN = 8


def _where(case: Case, is_used: Callable[[TraceEntry], bool], limits: Collection[str]) -> Line:
    """Return where something is used: the first few rules, and how many more there are.

    Of what no rule uses it is the duties that have one of the `limits` as their time limit.
    """
    rules = [entry.rule for entry in case.decision.trace if is_used(entry)]
    links = tuple(case.link(rule) for rule in rules[:_SHOWN])
    rest = len(rules) - len(links)
    if links:
        return (*links, Text(f"and {counted(rest, 'other rule')}")) if rest else links
    return tuple(
        Link(f"Duty: {lower_first(due.title)}", "duties-in-full")
        for due in case.decision.duties
        if (duty := case.stack.duties.get(due.id)) and duty.parameter in limits
    )
