"""What stands on each page: the digests first, since what comes last may be cut off."""

from dataclasses import replace

from tests.webapp.documents.builders import hand_made
from webapp.documents.marks import marks, running


def test_the_digest_and_the_audit_head_come_first() -> None:
    document = hand_made()

    assert marks(document) == (
        f"content {document.sha256()[:12]}",
        "audit abababababab",
        "COV-2026-014",
        "uk 1 (1f1f1f1f)",
        "coventry 2 (c0c0c0c0)",
    )


def test_without_an_audit_log_there_is_no_head() -> None:
    document = replace(hand_made(), audit_head="", reference="")

    assert marks(document)[1] == "uk 1 (1f1f1f1f)"


def test_a_page_is_headed_by_what_the_document_is() -> None:
    assert running(hand_made()) == "Procurement Outline Document: Grounds maintenance"
