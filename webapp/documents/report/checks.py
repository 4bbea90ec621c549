"""Section 8: what was checked, what it asks, and what this report does not hold."""

from evaluation.red_flags import FlagVerdict, RedFlag
from webapp.documents.content import (
    Block,
    Card,
    Cited,
    Column,
    Heading,
    Items,
    Lines,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
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
    "answer it was given. Where the line between asking and not asking lies is this report’s "
    "choice, and no rule of law."
)


_FILE = (
    "The file needs more than this report. Where the Procurement Act 2023 applies to the award in "
    "full, keep beside it:"
)
_ACT = "Procurement Act 2023"
_BESIDE: Lines = (
    line("Who the evaluators are: this report names them only as the tender’s data do."),
    (
        Text(
            "The conflicts assessment, kept under review and revised as necessary, with what was "
            "done about the interests of each evaluator and of whoever decides."
        ),
        Cited(f"{_ACT}, s.81 to s.83"),
    ),
    (
        Text(
            "The checks whether a supplier, or a sub-contractor that it intends to use, is "
            "excluded or excludable. This report knows only the grounds that were declared to it."
        ),
        Cited(f"{_ACT}, s.26 and s.28"),
    ),
    (
        Text(
            "The tender notice and the associated tender documents as published: that the model "
            "here is the published one was not compared."
        ),
        Cited(f"{_ACT}, s.21 and s.23"),
    ),
    line("The decision itself, its reasons and its date, and the name and role of who signs it."),
    (
        Text(
            "The records that explain each material decision, and those of communications with "
            "suppliers before the contract is entered into, kept for three years beginning with "
            "the day on which it is entered into, or if it never is, awarded."
        ),
        Cited(f"{_ACT}, s.98(1), (3) and (4)"),
    ),
)
"""What an authority keeps beside the report: Procurement Act 2023, as its sections say."""


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
    blocks += [Paragraph(line(_FILE)), Items((*notes, *_BESIDE))]
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
