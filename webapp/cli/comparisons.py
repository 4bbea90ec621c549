"""Two decisions side by side, as of two days."""

from collections.abc import Iterable

from rich.console import Console

from rules.decision import Decision, Status
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, CONCLUSIONS, Conclusion, Kind
from rules.wording import date_in_words
from webapp.cli.output import (
    INDENT,
    Words,
    print_columns,
    print_text,
    widths_of,
)
from webapp.cli.reasons import answer
from webapp.documents.changes import changes_of

_COLUMNS = (7, 6, 6)
_ALWAYS_SHOWN = ("regime", "coverage", "social_value_tier")
_MOST_LISTED = 3


def changed(before: Decision, after: Decision) -> list[Conclusion]:
    """Return the conclusions that differ between two decisions."""
    return [CONCLUSION_BY_NAME[one.conclusion] for one in changes_of(before, after)]


def print_side_by_side(left: Decision, right: Decision, stack: Stack, out: Console) -> None:
    """Print what differs between the decisions of two days, and what everything hangs on."""
    days = date_in_words(left.decided_as_of), date_in_words(right.decided_as_of)
    differing = changed(left, right)
    rows = [item for item in CONCLUSIONS if item in differing or item.name in _ALWAYS_SHOWN]
    _print_rows(rows, (left, right), days, stack, out)
    alike = sum(left.findings[item.name].status is not Status.ABSENT for item in CONCLUSIONS)
    alike -= sum(left.findings[item.name].status is not Status.ABSENT for item in rows)
    text = f"The other {alike} conclusions are the same on both days."
    print_text(out, text, "dim", indent=INDENT)


def _print_rows(
    rows: Iterable[Conclusion],
    decisions: tuple[Decision, Decision],
    headings: tuple[str, str],
    stack: Stack,
    out: Console,
) -> None:
    widths = widths_of(out, _COLUMNS)
    print_columns(out, [[Words(text, "dim")] for text in ("", *headings)], widths, indent=INDENT)
    for conclusion in rows:
        cells = [[Words(_brief(conclusion, one, stack), "bold")] for one in decisions]
        print_columns(out, [[Words(conclusion.title)], *cells], widths, indent=INDENT)


def _brief(conclusion: Conclusion, decision: Decision, stack: Stack) -> str:
    """Return an answer that takes a line or two: a long list is its number."""
    finding = decision.findings[conclusion.name]
    if conclusion.kind is Kind.IDS and len(finding.ids()) > _MOST_LISTED:
        more = " or more" if finding.status is Status.UNDETERMINED else ""
        return f"{len(finding.ids())}{more}"
    return answer(CONCLUSION_BY_NAME[conclusion.name], finding, stack)
