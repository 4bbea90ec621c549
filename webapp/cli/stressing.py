"""`podium stress`: what a model would do to bids, before it is published."""

from datetime import date
from pathlib import Path

import click

from evaluation.stress import BIDS, RUNS, SEED, Draws
from evaluation.stress.draws import FEWEST_BIDS, LARGEST_SEED, MOST_BIDS, MOST_RUNS
from evaluation.stress.serialisation import stress_json
from webapp.cli import ANSWER_IS_NO
from webapp.cli.arguments import day_or_today, format_option, issued_on_option
from webapp.cli.output import console, print_json, refuse_closed_output
from webapp.cli.steps import step
from webapp.cli.stress_printout import print_stress_test
from webapp.cli.tenders import model_from, refusals_of
from webapp.services.awards.stressing import STRESS_KINDS, stress_tender, write_stress_test
from webapp.services.files import refuse_missing_folder


@click.command()
@click.argument("tender")
@click.option(
    "--runs",
    default=RUNS,
    show_default=True,
    type=click.IntRange(1, MOST_RUNS),
    help="How many competitions are simulated.",
)
@click.option(
    "--seed",
    default=SEED,
    show_default=True,
    type=click.IntRange(0, LARGEST_SEED),
    help="Where the draws begin.",
)
@click.option(
    "--bids",
    default=BIDS,
    show_default=True,
    type=click.IntRange(FEWEST_BIDS, MOST_BIDS),
    help="How many bids each has.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it to a file: .html or .pdf; the price formula alone as .svg.",
)
@issued_on_option
@format_option
def stress(
    tender: str,
    runs: int,
    seed: int,
    bids: int,
    output: Path | None,
    issued_on: date | None,
    form: str,
) -> int:
    """Test the model of TENDER before it is published; its bids are ignored."""
    refuse_closed_output()
    if output is not None:
        _refuse_other_kinds(output)
        refuse_missing_folder(output)
    read = model_from(tender)
    doing = "Simulating competitions, and looking for a bid that would flip two others"
    with refusals_of(tender), step(doing):
        stressed = stress_tender(read, Draws(bids=bids, runs=runs, seed=seed))
    if output is not None:
        write_stress_test(stressed, output, issued_on=day_or_today(issued_on))
    if form == "json":
        print_json(stress_json(stressed.test))
    else:
        print_stress_test(stressed, console())
        if output is not None:
            click.echo(f"\nWrote {output}")
    return ANSWER_IS_NO if stressed.test.has_errors else 0


def _refuse_other_kinds(output: Path) -> None:
    if output.suffix.lower() not in STRESS_KINDS:
        raise click.BadParameter(
            f"{output.name!r} is no stress test. Let the name end in {', '.join(STRESS_KINDS)}.",
            param_hint="-o",
        )
