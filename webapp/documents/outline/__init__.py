"""The Procurement Outline Document: what goes to the panel that approves a procurement."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from rules.decision import Decision
from rules.procurement import Procurement
from rules.stack import Stack
from webapp.documents.content import Document, Section, plain
from webapp.documents.outline.appendices import packs, trace
from webapp.documents.outline.built.asking import asking
from webapp.documents.outline.built.attached import attached
from webapp.documents.outline.built.conflicts import conflicts
from webapp.documents.outline.built.judging import judging, stress_findings
from webapp.documents.outline.built.measures import screening
from webapp.documents.outline.built.parts import NOTHING_BUILT, Built
from webapp.documents.outline.built.story import story
from webapp.documents.outline.case import Case, case_of
from webapp.documents.outline.clauses import clauses
from webapp.documents.outline.gaps import footing, missing
from webapp.documents.outline.law import law
from webapp.documents.outline.numbering import numbered
from webapp.documents.outline.obligations import approvals, duties, duties_in_full
from webapp.documents.outline.purchase import purchase
from webapp.documents.outline.social_value import social_value
from webapp.documents.outline.summary import front, summary

Outline: TypeAlias = Document
"""An outline is a document like the others; the layouts know no difference."""


def outline(
    procurement: Procurement,
    decision: Decision,
    stack: Stack,
    *,
    issued_on: date,
    prepared_by: str = "",
    audit_head: str = "",
    built: Built = NOTHING_BUILT,
) -> Outline:
    """Return the outline of a procurement as content, for the layouts to set.

    The same arguments give the same content, word for word; the date of issue is one of them,
    and no clock is read. What a person typed is made plain text of one line.

    Args:
        procurement: what is to be bought.
        decision: what was decided of it under `stack`; with `why_not` it also shows how far
            off the nearest rules are that do not apply.
        stack: the packs of the decision, for titles, sources and clauses.
        issued_on: the day printed as the date of issue.
        prepared_by: who prepared it, empty to leave the line out.
        audit_head: the head of the audit log's chain, empty where there is no log.
        built: what the buyer built beside the answers.
    """
    said = _plain(procurement)
    by = plain(prepared_by)
    case = case_of(said, decision, stack, issued_on=issued_on, prepared_by=by, built=built)
    return Document(
        kind="Procurement Outline Document",
        title=case.procurement.title,
        reference=case.procurement.reference,
        authority=case.procurement.authority.name,
        issued_on=issued_on,
        audit_head=plain(audit_head),
        packs=decision.packs,
        front=front(case),
        sections=numbered(section for part in _parts(built) if (section := part(case))),
    )


BODY_OF_DECISION = (summary, purchase, law, social_value, duties, conflicts, approvals, missing)
BODY_OF_PROCUREMENT = (
    summary,
    story,
    purchase,
    law,
    social_value,
    judging,
    duties,
    conflicts,
    approvals,
    missing,
)
"""The sections that a panel reads: those of the answers alone, and those of what was built."""

APPENDICES_OF_DECISION = (clauses, duties_in_full, footing, packs, trace)
APPENDICES_OF_PROCUREMENT = (
    screening,
    asking,
    clauses,
    stress_findings,
    duties_in_full,
    footing,
    packs,
    attached,
    trace,
)
"""What stands behind them, to be looked up; how it was reached comes last, as the longest."""


def _parts(built: Built) -> tuple[Callable[[Case], Section | None], ...]:
    if built.is_nothing:
        return (*BODY_OF_DECISION, *APPENDICES_OF_DECISION)
    return (*BODY_OF_PROCUREMENT, *APPENDICES_OF_PROCUREMENT)


def _plain(procurement: Procurement) -> Procurement:
    authority = procurement.authority
    return replace(
        procurement,
        reference=plain(procurement.reference),
        title=plain(procurement.title),
        authority=replace(authority, name=plain(authority.name)),
        cpv=tuple(plain(code) for code in procurement.cpv),
    )
