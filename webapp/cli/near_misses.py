"""What does not apply, and how far off it is: the nearest first."""

import re

from rich.console import Console

from rules.decision import Decision, FailedCondition, WhyNot
from rules.near_misses import is_in_reach
from rules.vocabulary import CONCLUSION_BY_NAME
from webapp.cli.output import INDENT, Words, print_entry, print_heading, print_text
from webapp.documents.outline.words import counted

NEAR_MISSES = 12
DAYS_OF_A_YEAR = 365
FAR = 1e9
"""Beyond any distance that has a figure: a condition that holds or does not, with no between."""

_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def print_why_not(decision: Decision, out: Console) -> None:
    """Print the rules that missed by least, under the law that governs.

    Rules that no answer of a buyer would make apply stay out, those of another law among them.
    """
    print_heading(out, "What does not apply, and how far off it is")
    near = nearest(decision)
    for item in near[:NEAR_MISSES]:
        print_entry(out, item.title, [one for failed in item.failed for one in _said(failed)])
    if not near:
        print_text(out, "No rule under this law missed.", indent=INDENT)
    rest = len(decision.why_not) - len(near[:NEAR_MISSES])
    if rest:
        of_others = sum(map(_is_of_another_law, decision.why_not))
        text = f"{counted(rest, 'further rule')} {'does' if rest == 1 else 'do'} not apply"
        text += f", {of_others} of them because another law governs" if of_others else ""
        print_text(out, f"{text}: --why-not --format json lists them all.", "dim", indent=INDENT)


def nearest(decision: Decision) -> list[WhyNot]:
    """Return the rules that other answers would make apply, the nearest first."""
    could = filter(is_in_reach, decision.why_not)
    return sorted(could, key=lambda item: (len(item.failed), sum(map(nearness, item.failed))))


def _is_of_another_law(item: WhyNot) -> bool:
    law = CONCLUSION_BY_NAME["regime"].title
    return any(one.condition.startswith(f"{law} ") for one in item.failed)


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
