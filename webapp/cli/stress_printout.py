"""A stress test in a terminal: what forbids publishing, and what to choose knowingly."""

from rich.console import Console

from evaluation.faults import Severity
from evaluation.numbers import rounded
from evaluation.stress.result import Simulation, StressFinding, StressTest
from evaluation.wording import per_cent
from rules.wording import counted
from webapp.cli.output import (
    INDENT,
    Words,
    print_columns,
    print_entry,
    print_heading,
    print_text,
    widths_of,
)
from webapp.services.awards.stressing import Stressed

MOST_WEIGHTS = 40
_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def print_stress_test(stressed: Stressed, out: Console) -> None:
    """Print a stress test whole, its curve aside, which is for the eye."""
    test = stressed.test
    procurement = stressed.tender.procurement
    title = procurement.title if procurement else ""
    print_text(out, f"{stressed.tender.reference}  {title}".strip(), "bold")
    print_text(out, "The published model alone; bids are not looked at", "dim")
    out.print()
    print_text(out, _sentence(test))
    for note in test.notes:
        print_text(out, note)
    if test.findings:
        print_heading(out, "Findings")
        for finding in test.findings:
            _print_finding(finding, test, out)
    _print_weights(test, out)
    if test.simulation is not None:
        _print_simulation(test.simulation, out)


def _sentence(test: StressTest) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in test.findings)
    warnings = len(test.findings) - errors
    if errors:
        told = f"Do not publish this model yet: {counted(errors, 'error')}"
        return f"{told} and {counted(warnings, 'warning')}." if warnings else f"{told}."
    if warnings:
        told = counted(warnings, "warning").capitalize()
        return f"Nothing forbids this model. {told} to weigh before publication."
    return "Nothing was found against this model."


def _print_finding(finding: StressFinding, test: StressTest, out: Console) -> None:
    where = test.titles.get(finding.criterion, finding.criterion)
    said = [Words(finding.message)]
    if where:
        said.insert(0, Words(where, "bold"))
    said.append(Words(finding.id, "dim"))
    print_columns(
        out,
        [[Words(finding.severity.words, _STYLES[finding.severity])], said],
        widths_of(out, (1, 9)),
        indent=INDENT,
    )


def _print_weights(test: StressTest, out: Console) -> None:
    print_heading(out, "What each question weighs, and the most points between two bids on it")
    widths = widths_of(out, (8, 3, 3))
    titles = ("", "Weight of 100", "Largest swing")
    print_columns(out, [[Words(text, "dim")] for text in titles], widths, indent=INDENT)
    for id_, weight in list(test.effective_weights.items())[:MOST_WEIGHTS]:
        swing = test.largest_swing.get(id_)
        cells = (
            test.titles.get(id_, id_),
            rounded(weight, test.places),
            "" if swing is None else rounded(swing, test.places),
        )
        print_columns(out, [[Words(text)] for text in cells], widths, indent=INDENT)
    rest = len(test.effective_weights) - MOST_WEIGHTS
    if rest > 0:
        print_text(out, f"The other {rest}: podium stress --format json", "dim", indent=INDENT)


def _print_simulation(simulation: Simulation, out: Console) -> None:
    print_heading(out, "Bids drawn at random")
    print_text(out, "What is assumed:", indent=INDENT)
    for assumption in simulation.assumptions:
        print_text(out, f"• {assumption}", "dim", indent=INDENT * 2)
    print_entry(out, "First place shared", [Words(f"{per_cent(simulation.tie_rate)} of the runs")])
    if simulation.decided_by_price is not None:
        chance = per_cent(simulation.by_chance)
        told = f"{per_cent(simulation.decided_by_price)} of the runs ({chance} by chance alone)"
        print_entry(out, "Cheapest bid won", [Words(told)])
