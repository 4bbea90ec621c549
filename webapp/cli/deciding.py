"""`podium decide`: the decision for one procurement."""

from dataclasses import replace
from datetime import date

import click

from forms.changes import with_changes
from rules.decide import decide as decide_procurement
from rules.decision import Decision
from rules.library import stack
from rules.serialisation import JsonObject, decision_json
from rules.stack import Stack
from webapp.cli.arguments import Day, format_option, policy_of, policy_option, procurement_from
from webapp.cli.comparisons import changed, print_what_if
from webapp.cli.near_misses import print_why_not
from webapp.cli.output import console, print_json, refuse_closed_output
from webapp.cli.printout import print_decision, print_summary


@click.command()
@click.argument("procurement")
@policy_option
@click.option("--on", type=Day(), help="Decide as if it commenced on another day.")
@click.option("--why-not", is_flag=True, help="Print what does not apply, and how far off it is.")
@click.option(
    "--what-if",
    multiple=True,
    metavar="NAME=VALUE",
    help="Print what another fact would change; repeatable.",
)
@format_option
def decide(
    procurement: str,
    policy: str,
    on: date | None,
    why_not: bool,  # noqa: FBT001 - click passes flags so
    what_if: tuple[str, ...],
    form: str,
) -> None:
    """Decide PROCUREMENT, a podium/procurement/1 file or - for standard input."""
    refuse_closed_output()
    packs = stack(policy_of(policy))
    read = procurement_from(procurement)
    decision = decide_procurement(read, packs, on=on, why_not=why_not)
    other = None
    if what_if:
        given = replace(read, commenced_on=on) if on else read
        other = decide_procurement(with_changes(given, what_if), packs)
    if form == "json":
        print_json(_json(decision, other, what_if, packs))
        return
    out = console()
    if not why_not and other is None:
        print_decision(decision, read.title, packs, out)
        return
    print_summary(decision, read.title, out)
    if why_not:
        print_why_not(decision, out)
    if other is not None:
        print_what_if(decision, other, what_if, packs, out)


def _json(
    decision: Decision, other: Decision | None, what_if: tuple[str, ...], packs: Stack
) -> JsonObject:
    found = decision_json(decision, packs)
    if other is not None:
        found["what_if"] = {
            "changes": list(what_if),
            "conclusions": decision_json(other, packs)["conclusions"],
            "differs": [item.path for item in changed(decision, other)],
        }
    return found
