"""The notices to bidders whose tenders nobody assessed: those that were late, or not readable."""

from evaluation.letters.issuing import LateTender
from evaluation.tender import Tender, UnreadTender
from rules.decision import Decision
from webapp.documents.content import Document, KeyFacts, Section, plain
from webapp.documents.summaries.issue import Issue, authority_of, restated
from webapp.documents.summaries.late import late_sections
from webapp.documents.summaries.unread import unread_sections


def late_notice(
    tender: Tender, decision: Decision | None, late: LateTender, *, issue: Issue
) -> Document:
    """Return the notice that a tender came in late and was not admitted: it was not assessed."""
    front, sections = late_sections(
        tender, decision, late, authority=authority_of(tender, issue), issued_on=issue.on
    )
    kind = "Notice that a late tender was not admitted"
    return _notice(kind, tender, decision, front, sections, issue=issue)


def unread_notice(
    tender: Tender, decision: Decision | None, unread: UnreadTender, *, issue: Issue
) -> Document:
    """Return the notice that a tender was to be assessed and could not be read."""
    front, sections = unread_sections(
        tender, decision, unread, authority=authority_of(tender, issue), issued_on=issue.on
    )
    kind = "Notice that a tender could not be read"
    return _notice(kind, tender, decision, front, sections, issue=issue)


def _notice(
    kind: str,
    tender: Tender,
    decision: Decision | None,
    front: KeyFacts,
    sections: tuple[Section, ...],
    *,
    issue: Issue,
) -> Document:
    return Document(
        kind=kind,
        title=plain(tender.procurement.title if tender.procurement else tender.reference),
        reference=plain(tender.reference),
        authority=authority_of(tender, issue),
        issued_on=issue.on,
        audit_head=plain(issue.audit_head),
        packs=decision.packs if decision else (),
        front=restated(front, issue),
        sections=sections,
    )
