"""The hand-made outline reads as it did when its golden files were written."""

import json

from tests.webapp.documents.golden import ARTICLE, RECORD, WORD, article, record, versions, word

REMEDY = "read the difference; if it is meant, run: python -m tests.webapp.documents.golden"


def test_the_outline_reads_as_its_golden_file() -> None:
    assert article() == ARTICLE.read_text(encoding="utf-8"), REMEDY


def test_the_word_file_reads_as_its_golden_file() -> None:
    assert word() == WORD.read_text(encoding="utf-8"), REMEDY


def test_the_files_have_their_golden_bytes_under_the_versions_recorded() -> None:
    golden = json.loads(RECORD.read_text(encoding="utf-8"))
    found = record()

    if versions() != golden["versions"]:
        found |= {name: golden[name] for name in ("pdf", "word", "versions")}

    assert found == golden, REMEDY
