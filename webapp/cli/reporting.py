"""`podium report`: the award report, and the letters that bidders are due."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console

from evaluation.lint import LintFinding, grouped
from evaluation.tender import Tender
from evaluation.wording import listed
from rules.wording import counted, date_in_words
from webapp.cli import ANSWER_IS_NO
from webapp.cli.arguments import day_or_today, issued_on_option
from webapp.cli.output import (
    INDENT,
    Words,
    console,
    print_entry,
    print_text,
    refuse_closed_output,
    shown,
)
from webapp.cli.steps import step
from webapp.cli.tenders import refusals_of, tender_from

if TYPE_CHECKING:
    from webapp.services.awards.reporting import Reported


@click.command()
@click.argument("tender")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False),
    callback=lambda _context, _option, value: _folder(value),
    help="The folder to write into; it is made if it is not there.",
)
@issued_on_option
def report(tender: str, output: Path, issued_on: date | None) -> int:
    """Write the award report of TENDER and an assessment summary for each bid."""
    from webapp.services.awards.evaluating import evaluate_tender
    from webapp.services.awards.reporting import letters_left_over, report_award, write_report

    refuse_closed_output()
    day = day_or_today(issued_on)
    read = tender_from(tender)
    with refusals_of(tender):
        with step("Evaluating the bids"):
            evaluated = evaluate_tender(read)
        with step("Putting the report and the letters into words"):
            reported = report_award(evaluated, issued_on=day)
        written = write_report(evaluated, reported, output, at_work=step)
    out = console()
    names = {path.stem: path for path in written if path.suffix == ".html"}
    print_text(out, f"Issued on {date_in_words(day)}, in {output}:")
    for named in reported.documents():
        stem = names[named.stem].stem
        what = named.document.kind
        if named.bid:
            what = f"{what}, to {read.by_id[named.bid].bidder}"
        print_entry(out, f"{stem}.html, .pdf", [Words(what)])
    print_entry(out, "evaluation.json", [Words("the evaluation in full")])
    _tell_what_comes_first(reported, read, out)
    _tell_what_is_left_over(letters_left_over(written, output))
    if not reported.is_withheld:
        return 0
    _tell_what_is_in_the_way(reported.because, reported.findings)
    return ANSWER_IS_NO if reported.findings else 0  # a tie is an answer, a finding is a fault


def _tell_what_comes_first(reported: "Reported", read: Tender, out: Console) -> None:
    """Print what has to be done before the summaries are sent."""
    if reported.open_prices:
        who = listed(tuple(read.by_id[price.bid].bidder for price in reported.open_prices))
        out.print()
        print_text(out, "Before sending:", "bold")
        print_text(out, _wait(who, len(reported.open_prices)), indent=INDENT)
    if reported.is_withheld:
        return
    blanks = tuple(_blanks_in_every_letter(read))
    if reported.warnings or blanks:
        many = counted(len(reported.warnings) + len(blanks), "blank")
        out.print()
        print_text(out, f"The letters hold {many} that the tender could fill in:", "bold")
        for told in (*blanks, *map(str, grouped(reported.warnings))):
            print_text(out, told, indent=INDENT)


def _blanks_in_every_letter(read: Tender) -> Iterator[str]:
    """Yield the keys of the tender that would fill in a blank of every letter."""
    if not read.contact:
        yield "Every letter: whom a bidder asks. Give it as `contact` of the tender."
    if not read.documents_at:
        yield (
            "Every letter: where the award criteria stand in full. Give it as `documents_at` of "
            "the tender."
        )
    if read.model.measures and read.policy is not None and not read.commitment_rules_at:
        yield (
            "Every letter: where the rules on promises were published. Give it as "
            "`commitment_rules_at` of the tender."
        )


def _tell_what_is_left_over(names: tuple[str, ...]) -> None:
    """Print on standard error which letters in the folder are none of this run's."""
    if names:
        click.echo("", err=True)
    for name in names:
        told = f"{name} is still here from an earlier run and does not match this tender. Move it."
        click.echo(shown(told), err=True)


def _wait(who: str, many: int) -> str:
    answer, tender = (
        ("its answer is", "that tender") if many == 1 else ("the answers are", "those tenders")
    )
    return (
        f"Send the notice of an abnormally low price to {who} first. The assessment summaries "
        f"wait until {answer} decided, and are drafts until then, since without {tender} the "
        "points of others can change. Then give abnormally_low of the bid, or an exclusion, and "
        "report again."
    )


def _folder(name: str) -> Path:
    """Return the folder that is named: an empty name is a variable that was not set."""
    if not name:
        message = "the name is empty. Name the folder, or write . for this one."
        raise click.BadParameter(message)
    return Path(name)


def _tell_what_is_in_the_way(because: str, findings: tuple[LintFinding, ...]) -> None:
    """Print on standard error why there are no assessment summaries."""
    click.echo("\nNo assessment summary was written; the award report was.", err=True)
    if because:
        click.echo(f"{because}.", err=True)
    for entry in grouped(findings):
        click.echo(shown(str(entry)), err=True)
    if findings:
        told = counted(len(findings), "finding")
        click.echo(f"{told}. Mend the tender and report again.", err=True)
