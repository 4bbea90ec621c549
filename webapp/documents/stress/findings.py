"""Section 1: what was found, errors first."""

from collections import Counter

from evaluation.faults import Severity
from evaluation.stress.result import StressTest
from webapp.documents.content import Block, Column, Lines, Paragraph, Section, Table
from webapp.documents.report.words import cell, line

MOST_OF_ONE_KIND = 25
"""How many findings of one id are listed; of the others the table tells the number."""

_WHOLE = "The criteria as a whole"


def findings(test: StressTest) -> Section:
    """Return the table of findings."""
    blocks: tuple[Block, ...] = (Paragraph(line("Nothing was found.")),)
    if test.findings:
        said = (
            "An error is what no evaluation could be made with, or what the policy does not "
            "allow here. A warning is lawful; the limits from which Podium warns are its own."
        )
        columns = (Column("Where"), Column("How serious"), Column("What, and what to do"))
        table = Table("What was found", columns, _rows(test))
        blocks = (Paragraph(line(said)), table)
    return Section("findings", "1", "What was found", blocks)


def _rows(test: StressTest) -> tuple[tuple[Lines, ...], ...]:
    found = test.findings
    total = Counter((finding.id, finding.severity) for finding in found)
    listed: Counter[tuple[str, Severity]] = Counter()
    rows = []
    for finding in sorted(found, key=lambda each: each.severity is not Severity.ERROR):
        kind = finding.id, finding.severity
        listed[kind] += 1
        if listed[kind] <= MOST_OF_ONE_KIND:
            where = test.titles.get(finding.criterion, _WHOLE)
            rows.append((cell(where), cell(finding.severity.words), cell(finding.message)))
        elif listed[kind] == MOST_OF_ONE_KIND + 1:
            more = f"{total[kind] - MOST_OF_ONE_KIND:,} more of this kind are not listed."
            rows.append((cell(_WHOLE), cell(finding.severity.words), cell(more)))
    return tuple(rows)
