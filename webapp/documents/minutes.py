"""Minutes of a meeting as a document: the same content as HTML, as a PDF and in Word."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from rules.wording import date_in_words
from webapp.documents.content import (
    Block,
    Document,
    KeyFacts,
    Paragraph,
    Row,
    Section,
    Text,
    plain,
)

DRAFT: Final = ("Draft", "These minutes have not been agreed by the chair yet.")


def minutes_document(
    *,
    title: str,
    authority: str,
    held_on: date,
    facts: Sequence[tuple[str, str]],
    parts: Sequence[tuple[str, str]],
    is_agreed: bool,
    issued_on: date,
    audit_head: str,
) -> Document:
    """Return the minutes of a meeting as content, for the layouts to set.

    Args:
        title: The body that met.
        authority: The organisation.
        held_on: The day of the meeting.
        facts: What stands under the title beside the day, as pairs of name and words.
        parts: Each part's heading and text; a line of the text is a paragraph.
        is_agreed: Whether they were agreed; otherwise they say that they are a draft.
        issued_on: The day printed as the date of issue.
        audit_head: The head of the audit log's chain.
    """
    shown = facts if is_agreed else (DRAFT, *facts)
    return Document(
        kind="Minutes",
        title=f"{plain(title)}, {date_in_words(held_on)}",
        reference="",
        authority=plain(authority),
        issued_on=issued_on,
        audit_head=audit_head,
        packs=(),
        front=KeyFacts(
            "The meeting",
            tuple(Row(name, ((Text(plain(words)),),)) for name, words in shown if words),
        ),
        sections=_sections(parts),
    )


def _sections(parts: Sequence[tuple[str, str]]) -> tuple[Section, ...]:
    """Return the parts without numbers: those of the agenda stand in their headings."""
    return tuple(
        Section(f"part-{number}", "", plain(heading), _paragraphs(text))
        for number, (heading, text) in enumerate(parts, start=1)
    )


def _paragraphs(text: str) -> tuple[Block, ...]:
    lines = [plain(line) for line in text.splitlines()]
    return tuple(Paragraph((Text(line),)) for line in lines if line)
