"""`podium decide`: the decision for one procurement."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from forms.changes import with_changes
from rules.decide import decide as decide_case
from rules.decision import Decision
from rules.development import Development
from rules.errors import PodiumError
from rules.procurement import Procurement
from rules.serialisation import JsonObject, decision_json
from rules.stack import Stack
from rules.tipping_points import TippingPoint
from rules.tipping_points import tipping_points as find_tipping_points
from webapp.cli.arguments import (
    Day,
    case_from,
    format_option,
    packs_option,
    policy_option,
    stack_of,
)
from webapp.cli.comparisons import changed
from webapp.cli.near_misses import print_why_not
from webapp.cli.output import console, print_json, refuse_closed_output
from webapp.cli.printout import print_decision, print_summary
from webapp.cli.what_if_printout import (
    print_tipping_points,
    print_what_if,
    tipping_points_json,
    what_if_json,
)


class CannotBeTried(PodiumError):
    """Other facts are to be tried of what is no procurement."""


@click.command()
@click.argument("procurement")
@policy_option
@packs_option
@click.option("--on", type=Day(), help="Decide as if its day were another.")
@click.option("--why-not", is_flag=True, help="Print what does not apply, and how far off it is.")
@click.option(
    "--what-if",
    multiple=True,
    metavar="NAME=VALUE",
    help="Print what another fact of a procurement would change; repeatable. "
    "Of a planning application change a copy of the file.",
)
@click.option(
    "--tipping-points",
    is_flag=True,
    help="Print the nearest values at which a conclusion changes.",
)
@format_option
def decide(
    procurement: str,
    policy: str,
    folder: Path | None,
    on: date | None,
    why_not: bool,  # noqa: FBT001 - click passes flags so
    what_if: tuple[str, ...],
    tipping_points: bool,  # noqa: FBT001 - the same
    form: str,
) -> None:
    """Decide PROCUREMENT, a podium/procurement/1 file or - for standard input.

    A planning application, a podium/development/1 file, is decided too. Settings that an
    authority has adopted in an installation are not known here: its pages decide with them.
    """
    refuse_closed_output()
    packs = stack_of(policy, folder)
    read = case_from(procurement)
    changed_case = _with_changes(read, what_if, on)
    decision = decide_case(read, packs, on=on, why_not=why_not)
    other = None if changed_case is None else decide_case(changed_case, packs)
    points = find_tipping_points(decision.facts, packs) if tipping_points else None
    if form == "json":
        print_json(_json(decision, other, what_if, points, packs))
        return
    out = console()
    if not why_not and other is None and points is None:
        print_decision(decision, read.title, packs, out)
        return
    print_summary(decision, read.title, packs, out)
    if why_not:
        print_why_not(decision, out)
    if other is not None:
        print_what_if(decision, other, what_if, packs, out)
    if points is not None:
        print_tipping_points(points, decision, packs, out)


def _with_changes(
    read: Procurement | Development, what_if: tuple[str, ...], on: date | None
) -> Procurement | None:
    """Return the procurement with the facts to be tried, None where none are.

    Raises:
        CannotBeTried: a fact of a planning application is to be tried.
        InvalidInput: a fact is not one of a procurement, or has no such value.
    """
    if not what_if:
        return None
    if isinstance(read, Development):
        raise CannotBeTried(
            "--what-if",
            "it changes a procurement, and this is a planning application",
            "Change a copy of the file, and decide that",
        )
    return with_changes(replace(read, commenced_on=on) if on else read, what_if)


def _json(
    decision: Decision,
    other: Decision | None,
    what_if: tuple[str, ...],
    points: tuple[TippingPoint, ...] | None,
    packs: Stack,
) -> JsonObject:
    found = decision_json(decision, packs)
    if other is not None:
        found["what_if"] = {
            "changes": list(what_if),
            "conclusions": decision_json(other, packs)["conclusions"],
            "differs": [item.path for item in changed(decision, other)],
            "changed": what_if_json(decision, other),
        }
    if points is not None:
        found["tipping_points"] = tipping_points_json(points)
    return found
