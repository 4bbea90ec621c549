"""Making a notice, in words."""

from datetime import UTC, datetime
from uuid import UUID

from webapp.services.record.sentences import told
from webapp.services.record.telling import Change, Entry, Named

SUBJECT = UUID("11111111-1111-4111-8111-111111111111")
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NOBODY = Named(people={}, procurements={})


def entry(**detail: object) -> Entry:
    return Entry(7, AT, SUBJECT, "make-notice", f"procurement/{SUBJECT}", detail)


def test_a_notice_is_told_by_its_name_its_number_and_its_fingerprint() -> None:
    found = told(entry(kind="award", notice="UK6", number=1, sha256="ab" * 32, ocid=""), NOBODY)

    assert found.what == (
        "made the contract award notice (UK6) for the central platform (fingerprint abababababab…)"
    )
    assert found.changes == ()


def test_a_later_one_says_so_and_its_ocid_is_told() -> None:
    ocid = "ocds-h6vhtk-0510f8"

    found = told(entry(kind="tender", notice="UK4", number=2, sha256="cd" * 32, ocid=ocid), NOBODY)

    assert "made the tender notice (UK4), number 2, for the central platform" in found.what
    assert found.changes == (Change("OCID of the contracting process", "", ocid),)
