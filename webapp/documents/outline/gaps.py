"""What is still missing, and what rests on values that are not sure."""

from collections.abc import Iterator

from rules.decision import ParameterUse
from rules.pack import Confidence
from rules.vocabulary import CONCLUSIONS, FACT_BY_NAME
from rules.wording import CONFIDENCE_WORDS
from webapp.documents.content import (
    Block,
    Column,
    Heading,
    KeyFacts,
    Line,
    Lines,
    Paragraph,
    Row,
    Section,
    Table,
    Tag,
    Text,
)
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import APPENDIX, BODY
from webapp.documents.outline.words import (
    counted,
    listed,
    lower_first,
    parameter_words,
    sentence,
    tags,
    words,
)


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
    return (*_parameter_rows(case), *_rule_rows(case), *_source_rows(case))


_FOOTING = "What rests on values that are unverified or for the authority to set"


def _parameter_rows(case: Case) -> Iterator[tuple[Lines, ...]]:
    uses: dict[str, ParameterUse] = {}
    for entry in case.decision.trace:
        for used in entry.parameters:
            if used.confidence is not Confidence.SEEN:
                uses.setdefault(used.id, used)
    for used in uses.values():
        shown = parameter_words(used.id, used.value, case.stack)
        where = [
            entry.rule
            for entry in case.decision.trace
            if any(item.id == used.id for item in entry.parameters)
        ]
        name: Line = (Text(used.title, strong=True), Text(f": {shown}"))
        reason = case.stack.parameters[used.id].why
        lines: tuple[Line, ...] = (name, case.cites(used.cites))
        if reason:
            lines += (words(sentence(reason)),)
        yield (lines, (tags([used.confidence]),), (_where(case, where),))


def _rule_rows(case: Case) -> Iterator[tuple[Lines, ...]]:
    for entry in case.decision.trace:
        rule = case.stack.rules.get(entry.rule)
        if rule is None or rule.confidence is Confidence.SEEN:
            continue
        name: Line = (Text("Rule", strong=True), Text(f": {lower_first(entry.title)}"))
        lines = (name, case.cites(entry.cites))
        yield (lines, (tags([rule.confidence]),), (_where(case, [entry.rule]),))


def _source_rows(case: Case) -> Iterator[tuple[Lines, ...]]:
    for source in case.stack.sources.values():
        if source.confidence is Confidence.SEEN:
            continue
        where = [
            entry.rule
            for entry in case.decision.trace
            if any(cite.source == source.id for cite in entry.cites)
            or any(cite.source == source.id for use in entry.parameters for cite in use.cites)
        ]
        if where:
            name: Line = (Text("Source", strong=True), Text(f": {source.title}"))
            yield ((name,), (tags([source.confidence]),), (_where(case, where),))


_SHOWN = 8


def _where(case: Case, rules: list[str]) -> Line:
    """Return where something is used: the first few rules, and how many more there are."""
    links = tuple(case.link(rule) for rule in rules[:_SHOWN])
    rest = len(rules) - len(links)
    return (*links, Text(f"and {counted(rest, 'other rule')}")) if rest else links
