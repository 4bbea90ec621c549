"""`podium stress`: what a model would do to bids, before it is published."""

from datetime import date
from pathlib import Path

import click

from webapp.cli.arguments import format_option
from webapp.cli.output import console, print_json, refuse_closed_output
from webapp.cli.steps import step
from webapp.cli.tenders import day_of_issue, issued_on_option, model_from

ANSWER_IS_NO = 1
MOST_RUNS, MOST_BIDS, LARGEST_SEED = 1_000_000, 50, 2**63 - 1


@click.command()
@click.argument("tender")
@click.option(
    "--runs", type=click.IntRange(1, MOST_RUNS), help="How many competitions are simulated."
)
@click.option("--seed", type=click.IntRange(0, LARGEST_SEED), help="Where the draws begin.")
@click.option("--bids", type=click.IntRange(2, MOST_BIDS), help="How many bids each has.")
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
    runs: int | None,
    seed: int | None,
    bids: int | None,
    output: Path | None,
    issued_on: date | None,
    form: str,
) -> int:
    """Test the model of TENDER before it is published; its bids are ignored."""
    from evaluation.stress.serialisation import stress_json
    from webapp.cli.stress_printout import print_stress_test
    from webapp.services.files import refuse_missing_folder
    from webapp.services.stressing import (
        STRESS_KINDS,
        Draws,
        stress_tender,
        write_stress_test,
    )

    refuse_closed_output()
    if output is not None:
        _refuse_other_kinds(output, STRESS_KINDS)
        refuse_missing_folder(output)
    read = model_from(tender)
    usual = Draws()
    draws = Draws(
        bids=usual.bids if bids is None else bids,
        runs=usual.runs if runs is None else runs,
        seed=usual.seed if seed is None else seed,
    )
    with step("Simulating competitions, and looking for a bid that would flip two others"):
        stressed = stress_tender(read, draws)
    if output is not None:
        write_stress_test(stressed, output, issued_on=day_of_issue(issued_on))
    if form == "json":
        print_json(stress_json(stressed.test))
    else:
        out = console()
        print_stress_test(stressed, out)
        if output is not None:
            out.print()
            click.echo(f"Wrote {output}")
    return ANSWER_IS_NO if stressed.test.has_errors else 0


def _refuse_other_kinds(output: Path, kinds: tuple[str, ...]) -> None:
    if output.suffix.lower() not in kinds:
        raise click.BadParameter(
            f"{output.name!r} is no stress test. Let the name end in {', '.join(kinds)}.",
            param_hint="-o",
        )
