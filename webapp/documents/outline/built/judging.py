"""How bids will be judged: the tree of criteria with its weights, and what tested it."""

from evaluation.model import Criterion, Model, ScoredCriterion
from evaluation.numbers import rounded
from evaluation.outline.criteria import Criteria, model_of
from evaluation.outline.criteria.tree import effective_weights, walk
from evaluation.wording import exactly
from rules.wording import date_in_words, listed
from webapp.documents.content import (
    Block,
    Column,
    Heading,
    Items,
    KeyFacts,
    Lines,
    Link,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    plain,
)
from webapp.documents.model_words import screen_words, ties_words
from webapp.documents.outline.built.asking import where_asked
from webapp.documents.outline.built.parts import StressVerdict, written
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import APPENDIX, BODY
from webapp.documents.outline.words import words
from webapp.documents.summaries.methodology import how_assessed

TITLE = "How bids will be judged"
PLACES = 2
_FINDINGS = "What the stress test found"


def judging(case: Case) -> Section:
    """Return the section on the award criteria."""
    criteria = case.built.criteria
    if criteria is None or not criteria.criteria:
        text = "The award criteria are not set yet."
        return Section("judging", BODY, TITLE, (Paragraph(words(text)),))
    model = model_of(criteria)
    blocks = (
        _tree(criteria, model),
        Paragraph(words(f"{ties_words(model)}.")),
        *_screen(model),
        *where_asked(case),
        *_scales(model),
        Heading(3, "Stress test", "stress"),
        *_stress(case.built.stress),
        Paragraph(words(f"The model's SHA-256 digest is {model.sha256}.")),
    )
    return Section("judging", BODY, TITLE, blocks)


def _screen(model: Model) -> tuple[Block, ...]:
    told = screen_words(model)
    return (Paragraph(words(f"{told}.")),) if told else ()


def _tree(criteria: Criteria, model: Model) -> Table:
    columns = (
        Column("Criterion"),
        Column("Weight within its group", numeric=True),
        Column("Points of 100", numeric=True),
        Column("How it is assessed"),
    )
    effective = effective_weights(criteria)
    rows = []
    for placed in walk(criteria):
        item = model.by_id[placed.criterion.id]
        points = effective.get(item.id)
        name = "\N{EN DASH} " * (placed.level - 1) + plain(item.title)
        rows.append(
            (
                (words(name),),
                (words("\N{EN DASH}" if item.weight is None else f"{exactly(item.weight)}%"),),
                (words("\N{EN DASH}" if points is None else rounded(points, PLACES)),),
                _how(case_item=item),
            )
        )
    return Table("The award criteria and their weights", columns, tuple(rows))


def _how(case_item: Criterion) -> Lines:
    return tuple(words(text) for text in how_assessed(case_item))


def _scales(model: Model) -> tuple[Block, ...]:
    """Return what each mark means, once for all questions that share it."""
    shared: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for item in model.leaves:
        if item.descriptors and isinstance(item, ScoredCriterion):
            shared.setdefault(tuple(item.descriptors.items()), []).append(plain(item.title))
    if not shared:
        return ()
    blocks: list[Block] = [Heading(3, "What the marks mean", "marks")]
    for levels, titles in shared.items():
        of = listed(
            f"\N{LEFT SINGLE QUOTATION MARK}{title}\N{RIGHT SINGLE QUOTATION MARK}"
            for title in titles
        )
        rows = tuple(Row(f"Mark {level}", written(text)) for level, text in levels)
        blocks += [Paragraph(words(f"For {of}:")), KeyFacts(f"What the marks mean for {of}", rows)]
    return tuple(blocks)


def _stress(verdict: StressVerdict | None) -> tuple[Block, ...]:
    if verdict is None:
        text = "These criteria have not been stress-tested yet."
        return (Notice("Still to be done", words(text)),)
    told = Text(f"Tested on {date_in_words(verdict.tested_on)}: {plain(verdict.sentence)}")
    link = (Link(_FINDINGS, "stress-findings"),) if verdict.findings else ()
    return (Paragraph((told, *link)),)


def stress_findings(case: Case) -> Section | None:
    """Return the appendix on what the stress test found, None where it found nothing."""
    verdict = case.built.stress
    if verdict is None or not verdict.findings:
        return None
    found = Items(tuple(words(plain(text)) for text in verdict.findings))
    return Section("stress-findings", APPENDIX, _FINDINGS, (found,))
