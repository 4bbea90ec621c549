"""`podium evaluate`: who is first, with what points, why, and how sure that is."""

from typing import Any

import click

from webapp.cli.arguments import format_option
from webapp.cli.output import console, print_json, refuse_closed_output
from webapp.cli.steps import step
from webapp.cli.tenders import refusals_of, tender_from

EVERY_BID = ""


@click.command()
@click.argument("tender")
@click.option(
    "--explain",
    is_flag=False,
    flag_value=EVERY_BID,
    metavar="[BID[.CRITERION]]",
    help="Unfold figures down to what was given: every bid's, one bid's or one criterion's.",
)
@format_option
def evaluate(tender: str, explain: str | None, form: str) -> None:
    """Evaluate the bids of TENDER, a podium/tender/1 file or - for standard input."""
    from webapp.cli.award_printout import print_award
    from webapp.cli.unfolded import explained, print_explained
    from webapp.services.awards.evaluating import evaluate_tender, evaluated_json

    refuse_closed_output()
    read = tender_from(tender)
    with refusals_of(tender), step("Evaluating the bids, and how sure their order is"):
        evaluated = evaluate_tender(read)
    asked = () if explain is None else explained(read, evaluated.evaluation, explain)
    if form == "json":
        value: dict[str, Any] = evaluated_json(evaluated)
        if explain is not None:
            value["explained"] = [one.as_json() for one in asked]
        print_json(value)
        return
    out = console()
    if explain is None:
        print_award(evaluated, out)
    else:
        print_explained(asked, out)
