"""The award report: what goes to the panel that awards a contract, and into the file."""

from datetime import date

from rules.wording import date_in_words
from webapp.documents.content import Document, plain
from webapp.documents.report.appendices import model, packs
from webapp.documents.report.award import Award
from webapp.documents.report.checks import checks
from webapp.documents.report.commitments import commitments
from webapp.documents.report.derivation import derivation
from webapp.documents.report.low_prices import abnormally_low
from webapp.documents.report.moderation import moderation
from webapp.documents.report.ranking import ranking
from webapp.documents.report.robustness import robustness
from webapp.documents.report.standing import standing
from webapp.documents.report.summary import front, summary

KIND = "Award report"


def award_report(
    award: Award, *, issued_on: date, prepared_by: str = "", audit_head: str = ""
) -> Document:
    """Return the report on an award as content, for the layouts to set.

    The same arguments give the same content, word for word; the date of issue is one of them,
    and no clock is read. What a person typed is made plain text of one line.

    Args:
        award: the tender, its evaluation, and whatever else was computed of it.
        issued_on: the day printed as the date of issue.
        prepared_by: who prepared it, empty to leave the line out.
        audit_head: the head of the audit log's chain, empty where there is no log.
    """
    parts = (
        ranking, derivation, standing, commitments, abnormally_low, moderation, robustness,
        checks, model, packs,
    )  # fmt: skip
    procurement = award.tender.procurement
    reference = plain(award.tender.reference)
    title = award.title or (procurement.title if procurement else f"Tender {reference}")
    authority = award.authority or (procurement.authority.name if procurement else "")
    return Document(
        kind=KIND,
        title=plain(title),
        reference=reference,
        authority=plain(authority) or "The contracting authority",
        issued_on=issued_on,
        audit_head=plain(audit_head),
        packs=award.decision.packs if award.decision else (),
        front=front(award, issued_on=date_in_words(issued_on), prepared_by=prepared_by),
        sections=(summary(award), *(part(award) for part in parts)),
    )


__all__ = ["Award", "award_report"]
