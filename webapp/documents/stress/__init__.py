"""The stress test as a document: what the author of a model reads before it is published."""

from datetime import date

from evaluation.stress.result import StressTest
from evaluation.tender import Tender
from rules.decision import Decision
from rules.wording import date_in_words
from webapp.documents.content import Document, KeyFacts, Row, plain
from webapp.documents.report.words import METHODS, line
from webapp.documents.stress.curve import curve, curve_chart
from webapp.documents.stress.findings import findings
from webapp.documents.stress.reversal import reversal
from webapp.documents.stress.simulation import simulation
from webapp.documents.stress.summary import summary
from webapp.documents.stress.weights import weights

KIND = "Stress test before publication"

_PARTS = (summary, findings, weights, simulation, reversal, curve)


def stress_report(
    tender: Tender,
    test: StressTest,
    decision: Decision | None = None,
    *,
    issued_on: date,
    audit_head: str = "",
) -> Document:
    """Return the stress test of a tender's model as content, for the layouts to set.

    The same arguments give the same content, word for word; the date of issue is one of them,
    and no clock is read. What a person typed is made plain text of one line.

    Args:
        tender: whose model was tested.
        test: what was found of it.
        decision: what the rules decided of the procurement, None where there was none.
        issued_on: the day printed as the date of issue.
        audit_head: the head of the audit log's chain, empty where there is no log.
    """
    procurement = tender.procurement
    reference = plain(tender.reference)
    title = plain(procurement.title) if procurement else f"Tender {reference}"
    authority = plain(procurement.authority.name) if procurement else ""
    return Document(
        kind=KIND,
        title=title,
        reference=reference,
        authority=authority or "The contracting authority",
        issued_on=issued_on,
        audit_head=plain(audit_head),
        packs=decision.packs if decision else (),
        front=_front(tender, authority, issued_on),
        sections=tuple(part(test) for part in _PARTS),
    )


def _front(tender: Tender, authority: str, issued_on: date) -> KeyFacts:
    method = METHODS[tender.model.method]
    rows = (
        ("Reference", tender.reference),
        ("Authority", authority),
        ("Date of issue", date_in_words(issued_on)),
        ("Method", f"{method[:1].upper()}{method[1:]}"),
        ("Model, SHA-256", tender.model.sha256),
    )
    return KeyFacts("The document", tuple(Row(head, (line(text),)) for head, text in rows if text))


__all__ = ["KIND", "curve_chart", "stress_report"]
