"""The clauses: as the buyer settled them, or the drafts that the rules propose."""

from evaluation.outline.clauses import PLACEHOLDER
from rules.decision import Status
from rules.pack import Clause
from rules.wording import sentence
from webapp.documents.content import (
    Blank,
    Block,
    Card,
    Line,
    Paragraph,
    Row,
    Section,
    Span,
    Text,
)
from webapp.documents.outline.built.settled import settled, unsettled
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import APPENDIX
from webapp.documents.outline.words import words

_DRAFTS = (
    "Drafts, to be settled before tenders are invited. What stands in square brackets is "
    "still to be filled in. The question is for the tender; the rest is for the contract. "
    "The question on an obligation is asked for information, and the answer is not scored."
)


def clauses(case: Case) -> Section | None:
    """Return the appendix of clauses, None where there are none."""
    if not has_clauses(case):
        return None
    if case.built.proposal and case.built.clauses:
        blocks = settled(case, case.built.proposal, case.built.clauses)
        return Section("clauses", APPENDIX, "Clauses", blocks)
    return Section("clauses", APPENDIX, "Draft clauses", _proposed(case))


def has_clauses(case: Case) -> bool:
    """Return whether the appendix of clauses has any: without a tier there is none."""
    if case.decision.findings["social_value_tier"].status is Status.ABSENT:
        return False
    if case.built.proposal and case.built.clauses:
        return bool(settled(case, case.built.proposal, case.built.clauses))
    return bool(case.ids("clauses"))


def without_clauses(case: Case) -> tuple[Block, ...]:
    """Return the measures that were settled without a clause, each with its reason."""
    if case.built.proposal and case.built.clauses:
        return unsettled(case, case.built.proposal, case.built.clauses)
    return ()


def _proposed(case: Case) -> tuple[Block, ...]:
    proposed = (case.stack.clauses[identifier] for identifier in case.ids("clauses"))
    return (Paragraph(words(_DRAFTS)), *(_card(case, clause) for clause in proposed))


def used_as(case: Case, indicator: str) -> str:
    """Return what an indicator is proposed as: award criterion, obligation, both or neither."""
    is_award = indicator in case.ids("award_indicators")
    is_performance = indicator in case.ids("performance_indicators")
    match is_award, is_performance:
        case True, True:
            return "Award criterion and performance obligation"
        case True, False:
            return "Award criterion"
        case False, True:
            return "Performance obligation"
        case _:
            return "Not proposed"


def _card(case: Case, clause: Clause) -> Card:
    indicator = case.stack.indicators[clause.indicator]
    is_scored = indicator.id in case.ids("award_indicators")
    parts = (
        ("Question" if is_scored else "Question (not scored)", clause.question),
        ("Obligation", clause.obligation),
        ("Indicator", clause.kpi),
        ("Evidence", clause.evidence),
        ("If missed", clause.if_missed),
    )
    outcome = case.stack.outcomes[indicator.outcome]
    use = used_as(case, indicator.id)
    held = case.held(outcome.cites)
    rows = [Row("Serves", ((Text(f"{outcome.title}. {sentence(use)}"), *held),))]
    rows += [Row(title, (filled(case, text),)) for title, text in parts]
    label = f"Clause {clause.id}, version {clause.version}"
    return Card(f"clause-{clause.id}", label, indicator.title, tuple(rows))


def filled(case: Case, text: str) -> Line:
    """Return a clause's text with what is known put in and visible blanks for the rest."""
    known = {
        "authority": case.procurement.authority.name,
        "contract_title": case.procurement.title,
        "area": f"the area of {case.procurement.authority.name}",
    }
    spans: list[Span] = []
    written = ""
    for index, part in enumerate(PLACEHOLDER.split(text)):
        if index % 2 == 0:
            written += part
        elif part in known:
            written += known[part]
        else:
            spans += [Text(written.strip())] if written.strip() else []
            spans.append(Blank(part.replace("_", " ")))
            written = ""
    if written.strip():
        spans.append(Text(written.strip()))
    return tuple(spans)
