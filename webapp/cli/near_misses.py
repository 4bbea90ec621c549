"""What does not apply, and how far off it is: the nearest first."""

import re

from rich.console import Console

from rules.decision import Decision, FailedCondition, WhyNot
from rules.vocabulary import CONCLUSION_BY_NAME
from webapp.cli.output import INDENT, Words, print_entry, print_heading, print_text

NEAR_MISSES = 12
DAYS_OF_A_YEAR = 365
FAR = 1e9
"""Beyond any distance that has a figure: a condition that holds or does not, with no between."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def print_why_not(decision: Decision, out: Console) -> None:
    """Print the rules that missed by least, under the law that governs.

    Rules of another law stay out, because no answer of a buyer would make them apply.
    """
    print_heading(out, "What does not apply, and how far off it is")
    near = nearest(decision)
    for item in near[:NEAR_MISSES]:
        print_entry(out, item.title, [one for failed in item.failed for one in _said(failed)])
    if not near:
        print_text(out, "No rule under this law missed.", indent=INDENT)
    rest = len(decision.why_not) - len(near[:NEAR_MISSES])
    if rest:
        of_others = len(decision.why_not) - len(near)
        text = f"{rest} further rules do not apply"
        text += f", {of_others} of them because another law governs" if of_others else ""
        print_text(out, f"{text}: --why-not --format json lists them all.", "dim", indent=INDENT)


def nearest(decision: Decision) -> list[WhyNot]:
    """Return the rules that could apply under the law that governs, the nearest first."""
    law = CONCLUSION_BY_NAME["regime"].title
    could = [
        item
        for item in decision.why_not
        if item.failed and not any(one.condition.startswith(f"{law} ") for one in item.failed)
    ]
    return sorted(could, key=lambda item: (len(item.failed), sum(map(nearness, item.failed))))


def nearness(failed: FailedCondition) -> float:
    """Return how far off a condition is, as a part of the figure that it turns on.

    The distance of a day is a part of a year; what has no distance is far.

    >>> nearness(FailedCondition("Value is less than £200", "£250", "£50 above it"))
    0.25
    """
    if not failed.distance:
        return FAR
    off = _figures(failed.distance)
    if not off:
        return 0.0
    if re.search(r"\bdays? (before|after) it", failed.distance):
        return off[0] / DAYS_OF_A_YEAR
    turns_on = _figures(failed.condition)
    return off[0] / max(turns_on[-1], 1.0) if turns_on else off[0]


def _figures(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in _FIGURE.findall(text)]


def _said(failed: FailedCondition) -> list[Words]:
    off = f", {failed.distance}" if failed.distance else ""
    return [Words(f"Wants: {failed.condition}."), Words(f"Is: {failed.actual}{off}.", "bold")]
