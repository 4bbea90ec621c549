"""Section 8: what was checked, what it asks, and what this report does not hold."""

from evaluation.red_flags import FlagVerdict, RedFlag
from webapp.documents.content import (
    Block,
    Card,
    Column,
    Heading,
    Items,
    Paragraph,
    Row,
    Section,
    Table,
)
from webapp.documents.report.award import Award
from webapp.documents.report.words import cell, full_stop, line

_WORDS = {
    FlagVerdict.RAISED: "Asks",
    FlagVerdict.NOT_RAISED: "Nothing to ask",
    FlagVerdict.NOT_APPLICABLE: "Not applicable",
}
_READING = (
    "A check that asks accuses nobody: an innocent answer is common, and the panel records the "
    "answer it was given. Where the line between asking and not asking lies is this report's "
    "choice, and no rule of law."
)


def checks(award: Award) -> Section:
    """Return the questions first, then every check with what it saw, then the notes."""
    blocks: list[Block] = [Paragraph(line(_READING))]
    if award.raised:
        blocks.append(Heading(3, "Questions for the panel", "questions"))
        blocks += [_question(flag) for flag in award.raised]
    rows = tuple(
        (cell(flag.title), cell(_WORDS[flag.verdict]), cell(full_stop(flag.because)))
        for flag in award.red_flags
    )
    if rows:
        columns = (Column("Check"), Column("Result"), Column("What was seen"))
        heading = Heading(3, "Every check", "every-check")
        blocks += [heading, Table(heading.text, columns, rows)]
    blocks.append(Heading(3, "What this report does not hold", "notes"))
    notes = tuple(line(full_stop(note)) for note in _notes(award))
    blocks.append(Items(notes) if notes else Paragraph(line("Nothing of note.")))
    return Section("checks", "8", "Checks and red flags", tuple(blocks))


def _notes(award: Award) -> tuple[str, ...]:
    own = () if award.chances else ("No weights or marks were drawn at random for this report",)
    return (*award.evaluation.notes, *own)


def _question(flag: RedFlag) -> Card:
    parts = (
        Row("Seen", (line(full_stop(flag.because)),)),
        Row("Question", (line(flag.asks),)),
    )
    return Card(f"flag-{flag.id}", f"Check {flag.id}", flag.title, parts)
