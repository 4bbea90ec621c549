"""The files that go with the outline, each with the digest by which it is known."""

from webapp.documents.content import Column, Paragraph, Section, Table, plain
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import APPENDIX
from webapp.documents.outline.words import words

TITLE = "Attachments"
_KILOBYTE = 1000


def attached(case: Case) -> Section:
    """Return the appendix of attachments."""
    files = case.built.attached
    if not files:
        return Section("attached", APPENDIX, TITLE, (Paragraph(words("None.")),))
    columns = (
        Column("File"),
        Column("What it is"),
        Column("Size", numeric=True),
        Column("SHA-256"),
    )
    rows = tuple(
        (
            (words(plain(file.name)),),
            (words(plain(file.description)),),
            (words(f"{max(1, round(file.size / _KILOBYTE)):,} kB"),),
            (words(file.sha256),),
        )
        for file in files
    )
    return Section("attached", APPENDIX, TITLE, (Table(TITLE, columns, rows),))
