"""The first page: whether the model may be published, and what to look at."""

from evaluation.faults import Severity
from evaluation.numbers import rounded
from evaluation.stress.result import StressTest
from rules.wording import counted
from webapp.documents.content import Block, Items, KeyFacts, Notice, Row, Section
from webapp.documents.report.words import line


def summary(test: StressTest) -> Section:
    """Return the summary: a verdict in a sentence, the figures, and what was not tested."""
    blocks: list[Block] = [_verdict(test), KeyFacts("The test in brief", _brief(test))]
    if test.notes:
        blocks.append(Items(tuple(line(note) for note in test.notes)))
    return Section("summary", "", "Summary", tuple(blocks))


def _verdict(test: StressTest) -> Notice:
    errors = sum(finding.severity is Severity.ERROR for finding in test.findings)
    warnings = counted(len(test.findings) - errors, "warning")
    if errors:
        text = f"{counted(errors, 'error')} must be corrected first. There are {warnings} besides."
        return Notice("Do not publish yet", line(text))
    if test.findings:
        text = f"No error was found. There are {warnings}: choices that should be made knowingly."
        return Notice("May be published", line(text))
    return Notice("May be published", line("Nothing was found."))


def _brief(test: StressTest) -> tuple[Row, ...]:
    rows = []
    simulated = test.simulation
    if simulated is not None:
        share = f"{rounded(simulated.tie_rate, 1)} per cent of the simulated competitions"
        rows.append(Row("First place shared", (line(share),)))
        if simulated.decided_by_price is not None:
            share = (
                f"{rounded(simulated.decided_by_price, 1)} per cent, against "
                f"{rounded(simulated.by_chance, 1)} per cent if price had no part in it"
            )
            rows.append(Row("The cheapest bid won", (line(share),)))
    found = "An example was found" if test.reversal else "No example was found"
    rows.append(Row("A losing bid decides who wins", (line(found),)))
    return tuple(rows)
