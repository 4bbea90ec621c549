"""The hand-made outline reads as it did when its golden files were written."""

import json

from tests.webapp.documents.golden import ARTICLE, RECORD, article, record, versions

REMEDY = "read the difference; if it is meant, run: python -m tests.webapp.documents.golden"


def test_the_outline_reads_as_its_golden_file() -> None:
    assert article() == ARTICLE.read_text(encoding="utf-8"), REMEDY


def test_the_pdf_has_its_golden_bytes_under_the_versions_recorded() -> None:
    golden = json.loads(RECORD.read_text(encoding="utf-8"))
    found = record()

    if versions() != golden["versions"]:
        found["pdf"], found["versions"] = golden["pdf"], golden["versions"]

    assert found == golden, REMEDY
