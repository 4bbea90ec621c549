"""The last appendices: the packs with their sources, and how the decision was reached."""

from collections.abc import Mapping

from rules.decision import ParameterUse, TraceEntry
from rules.pack import Source
from rules.vocabulary import CONCLUSION_BY_NAME, FACT_BY_NAME, Stage, Value
from rules.wording import date_in_words, sentence
from webapp.documents.content import (
    Block,
    Card,
    Column,
    Heading,
    Line,
    Lines,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from webapp.documents.outline.case import Case, rule_anchor
from webapp.documents.outline.numbering import APPENDIX
from webapp.documents.outline.words import (
    conclusion_words,
    fact_words,
    parameter_words,
    tags,
    words,
)

_STAGES = {
    Stage.REGIME: "Which law",
    Stage.THRESHOLD: "Threshold",
    Stage.COVERAGE: "Above or below the threshold",
    Stage.REQUIREMENTS: "What the law requires",
    Stage.PROPORTIONALITY: "How much social value is proportionate",
    Stage.PILLARS: "Pillars and measures",
    Stage.OUTCOMES: "Outcomes",
    Stage.WEIGHTING: "Weight",
    Stage.CLAUSES: "Indicators and clauses",
    Stage.DUTIES: "Duties and notices",
    Stage.GOVERNANCE: "Approvals",
}


LONGEST_LIST = 3
"""A list that a rule read is told in full up to here; longer ones stand in their section."""


def trace(case: Case) -> Section:
    """Return how it was reached: every rule that fired, in the order of being applied."""
    blocks: list[Block] = [
        Paragraph(
            words(
                "Every rule that applied, in order. Two evaluators that share no code applied "
                "them, and came to the same result: had they differed, nothing would be decided."
            )
        )
    ]
    stage: Stage | None = None
    for entry in case.decision.trace:
        reached = _stage(case, entry)
        if reached is not stage:
            stage = reached
            blocks.append(Heading(3, _STAGES[stage], f"trace-{stage.name.lower()}"))
        blocks.append(_entry(case, entry))
    return Section("trace", APPENDIX, "How it was reached: the full trace", tuple(blocks))


def _stage(case: Case, entry: TraceEntry) -> Stage:
    rule = case.stack.rules.get(entry.rule)
    if rule is not None:
        return rule.stage
    return max(CONCLUSION_BY_NAME[name].stage for name in entry.concluded)


def _entry(case: Case, entry: TraceEntry) -> Card:
    rows = [Row("Reason", (words(sentence(entry.because)),))]
    if facts := _facts(case, entry.facts):
        rows.append(Row("On these facts", facts))
    if entry.parameters:
        rows.append(Row("With these values", tuple(_used(case, use) for use in entry.parameters)))
    concluded = _values(case, entry.concluded) or ["Nothing"]
    rows.append(Row("It concludes", tuple(words(text) for text in concluded)))
    source = (*case.cites(entry.cites), *case.held(entry.cites, entry.confidence))
    rows.append(Row("Source", (source,)))
    if entry.displaced:
        rows.append(Row("It displaces", (_rules(case, entry.displaced),)))
    if entry.displaced_by:
        line = (*_rules(case, entry.displaced_by), Text("; so its conclusions do not stand."))
        rows.append(Row("Displaced by", (line,)))
    label = f"Rule {case.numbered(entry.rule)}, {entry.rule}"
    return Card(rule_anchor(entry.rule), label, entry.title, tuple(rows))


def _facts(case: Case, values: Mapping[str, Value]) -> Lines:
    """Return what a rule read: single values on one line, each list on one of its own."""
    single = {name: value for name, value in values.items() if not isinstance(value, tuple)}
    several = {name: value for name, value in values.items() if name not in single}
    line = "; ".join(_values(case, single))
    return tuple(words(text) for text in (line, *_values(case, several)) if text)


def _values(case: Case, values: Mapping[str, Value]) -> list[str]:
    texts = []
    for name, value in values.items():
        if name in CONCLUSION_BY_NAME:
            title = CONCLUSION_BY_NAME[name].title
            shown = conclusion_words(name, value, case.stack)
            if isinstance(value, tuple) and len(value) > LONGEST_LIST:
                shown = f"{len(value)}, listed in the section on social value"
        else:
            title, shown = FACT_BY_NAME[name].title, fact_words(name, value)
        texts.append(f"{title}: {shown}")
    return texts


def _used(case: Case, use: ParameterUse) -> Line:
    shown = parameter_words(use.id, use.value, case.stack)
    return (
        Text(f"{use.title}: {shown}, from {date_in_words(use.from_on)}."),
        *case.cites(use.cites),
        *case.held(use.cites, use.confidence),
    )


def _rules(case: Case, rules: tuple[str, ...]) -> Line:
    spans: list[Text] = []
    for rule in rules:
        number = f" ({case.numbered(rule)})" if rule in case.numbers else ""
        spans.append(Text(f"{case.stack.rules[rule].title}{number}"))
    return tuple(spans)


def packs(case: Case) -> Section:
    """Return the packs that decided, and every source that was cited."""
    titles = {pack.id: pack for pack in case.stack.packs}
    pack_rows = tuple(
        (
            (words(titles[pack.id].title if pack.id in titles else pack.id),),
            (words(pack.id),),
            (words(pack.version),),
            (words(pack.sha256),),
        )
        for pack in case.decision.packs
    )
    pack_columns = (Column("Pack"), Column("Id"), Column("Version"), Column("SHA-256"))
    blocks: list[Block] = [
        Paragraph(
            words(f"Decided as of {date_in_words(case.decision.decided_as_of)} by these packs.")
        ),
        Heading(3, "Packs", "packs-used"),
        Table("Packs that decided", pack_columns, pack_rows),
    ]
    sources = _sources(case)
    if sources:
        columns = (Column("Source"), Column("Reference"), Column("What was read"))
        rows = tuple(_source_row(source) for source in sources)
        blocks += [Heading(3, "Sources", "sources"), Table("Sources cited", columns, rows)]
    return Section("packs", APPENDIX, "Packs and sources", tuple(blocks))


def _sources(case: Case) -> tuple[Source, ...]:
    decision = case.decision
    citing = [entry.cites for entry in decision.trace]
    citing += [use.cites for entry in decision.trace for use in entry.parameters]
    citing += [duty.cites for duty in decision.duties]
    citing += [approval.cites for approval in decision.approvals]
    citing += [case.stack.outcomes[item].cites for item in case.ids("outcomes")]
    used = {cite.source for cites in citing for cite in cites}
    return tuple(source for source in case.stack.sources.values() if source.id in used)


def _source_row(source: Source) -> tuple[Lines, ...]:
    return (
        (words(source.title),),
        (words(source.reference or "No number"),),
        ((*words(source.seen_at or "Its text"), *tags([source.confidence])),),
    )
