"""The appendix on what bidders are asked: each question and requirement in its own words."""

from evaluation.model import Question, ScoredCriterion
from evaluation.outline.criteria import model_of
from rules.wording import counted
from webapp.documents.content import KeyFacts, Line, Link, Paragraph, Row, Section, Text, plain
from webapp.documents.outline.built.parts import written
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import APPENDIX
from webapp.documents.outline.words import words

ANCHOR = "what-is-asked"
TITLE = "What bidders are asked"


def asking(case: Case) -> Section | None:
    """Return the appendix, None where no question has words beyond its title yet."""
    rows = tuple(_row(item) for item in _asked(case))
    if not rows:
        return None
    told = "The questions and requirements of the award criteria, as bidders are to answer them."
    return Section(ANCHOR, APPENDIX, TITLE, (Paragraph(words(told)), KeyFacts(TITLE, rows)))


def where_asked(case: Case) -> tuple[Paragraph, ...]:
    """Return where the appendix stands, nothing without one."""
    if not _asked(case):
        return ()
    line: Line = (Text("Every question in full stands in an appendix:"), Link(TITLE, ANCHOR))
    return (Paragraph(line),)


def _asked(case: Case) -> tuple[Question, ...]:
    criteria = case.built.criteria
    return () if criteria is None else tuple(i for i in model_of(criteria).questions if i.asked)


def _row(item: Question) -> Row:
    lines = written(item.asked)
    if isinstance(item, ScoredCriterion) and item.most_words is not None:
        lines = (*lines, words(f"At most {counted(item.most_words, 'word')}."))
    return Row(plain(item.title), lines)
