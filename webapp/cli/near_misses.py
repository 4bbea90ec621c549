"""What does not apply, and how far off it is: the nearest first."""

from fractions import Fraction

from rich.console import Console

from rules.decision import Decision, FailedCondition, WhyNot
from rules.near_misses import is_in_reach
from rules.vocabulary import LAWS
from rules.wording import counted
from webapp.cli.output import INDENT, Words, print_entry, print_heading, print_text

NEAR_MISSES = 12
"""So many rules are printed, the nearest; JSON has them all."""


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
    return sorted(filter(is_in_reach, decision.why_not), key=_remoteness)


def _remoteness(item: WhyNot) -> tuple[int, int, Fraction]:
    """Return how many conditions fail, how many of them without measure, how far the others."""
    measured = [one.off for one in item.failed if one.off is not None]
    return len(item.failed), len(item.failed) - len(measured), sum(measured, Fraction(0))


def _is_of_another_law(item: WhyNot) -> bool:
    return any(one.name in LAWS for one in item.failed)


def _said(failed: FailedCondition) -> list[Words]:
    off = f", {failed.distance}" if failed.distance else ""
    return [Words(f"Wants: {failed.condition}."), Words(f"Is: {failed.actual}{off}.", "bold")]
