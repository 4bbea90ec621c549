"""Section 1: what was found, errors first."""

from collections import Counter

from evaluation.faults import Severity
from evaluation.stress.result import StressFinding, StressTest
from webapp.documents.content import Block, Column, Lines, Paragraph, Section, Table
from webapp.documents.report.words import cell, line

MOST_OF_ONE_KIND = 25
"""How many findings of one id are listed; of the others the table tells the number."""


def findings(test: StressTest) -> Section:
    """Return the table of findings."""
    blocks: tuple[Block, ...] = (Paragraph(line("Nothing was found.")),)
    if test.findings:
        said = (
            "An error is what no evaluation could be made with, or what the policy does not "
            "allow here. A warning is lawful; the limits from which Podium warns are its own."
        )
        columns = (Column("Finding"), Column("Severity"), Column("What, and what to do"))
        table = Table("What was found", columns, _rows(test.findings))
        blocks = (Paragraph(line(said)), table)
    return Section("findings", "1", "What was found", blocks)


def _rows(found: tuple[StressFinding, ...]) -> tuple[tuple[Lines, ...], ...]:
    total = Counter((finding.id, finding.severity) for finding in found)
    listed: Counter[tuple[str, Severity]] = Counter()
    rows = []
    for finding in sorted(found, key=lambda each: each.severity is not Severity.ERROR):
        kind = finding.id, finding.severity
        listed[kind] += 1
        if listed[kind] <= MOST_OF_ONE_KIND:
            rows.append((cell(finding.id), cell(finding.severity.words), cell(finding.message)))
        elif listed[kind] == MOST_OF_ONE_KIND + 1:
            more = f"{total[kind] - MOST_OF_ONE_KIND:,} more of this kind are not listed."
            rows.append((cell(finding.id), cell(finding.severity.words), cell(more)))
    return tuple(rows)
