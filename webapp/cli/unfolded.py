"""Figures unfolded in a terminal: each line under what it is made for, down to what was given."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.console import Console

from evaluation.derivation import Figure
from evaluation.result import BidResult, Evaluation
from evaluation.unfolding import UnfoldedLine, lines
from rules.errors import PodiumError
from webapp.cli.output import INDENT, print_heading, print_text

_STEP = 3
_DEEPEST_SHOWN = 14
"""Lines deeper than so many steps are indented no further, so that they keep their width."""


class Explained(NamedTuple):
    """A figure of a bid with its lines; `criterion` is empty for what the bid is ranked by."""

    bid: str
    bidder: str
    criterion: str
    lines: tuple[UnfoldedLine, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "bid": self.bid,
            "criterion": self.criterion or None,
            "lines": [{"depth": line.depth, "words": line.words} for line in self.lines],
        }


def explained(evaluation: Evaluation, asked: str) -> tuple[Explained, ...]:
    """Return what was asked for: `BID.CRITERION`, `BID`, or every bid where it is empty.

    Raises:
        PodiumError: there is no such bid, or it has no result for the criterion.
    """
    if not asked:
        return tuple(one for bid in evaluation.bids for one in _of_bid(bid))
    if asked in evaluation.by_id:
        return tuple(_of_bid(evaluation.by_id[asked]))
    for bid, criterion in _readings(asked):
        found = evaluation.by_id.get(bid)
        if found is not None and criterion in found.criteria:
            return (_of_criterion(found, criterion),)
    raise _unknown(evaluation, asked)


def print_explained(asked: tuple[Explained, ...], out: Console) -> None:
    """Print each figure with its lines."""
    for one in asked:
        of_what = f", {one.criterion}" if one.criterion else ""
        print_heading(out, f"{one.bidder} ({one.bid}){of_what}")
        for line in one.lines:
            indent = INDENT + _STEP * min(line.depth, _DEEPEST_SHOWN)
            print_text(out, line.words, "" if line.depth else "bold", indent=indent)


def _readings(asked: str) -> Iterator[tuple[str, str]]:
    """Yield how a name may be parted into a bid and a criterion: ids may hold dots themselves."""
    parts = asked.split(".")
    for place in range(1, len(parts)):
        yield ".".join(parts[:place]), ".".join(parts[place:])


def _of_bid(bid: BidResult) -> Iterator[Explained]:
    """Yield what a bid is ranked by; of a disqualified one every figure that it has."""
    if bid.measured is not None:
        yield _told(bid, "", bid.measured)
        return
    for criterion in bid.criteria:
        yield _of_criterion(bid, criterion)


def _of_criterion(bid: BidResult, criterion: str) -> Explained:
    return _told(bid, criterion, bid.criteria[criterion].points)


def _told(bid: BidResult, criterion: str, figure: Figure) -> Explained:
    return Explained(bid.id, bid.bidder, criterion, lines(figure))


def _unknown(evaluation: Evaluation, asked: str) -> PodiumError:
    for bid, _ in _readings(asked):
        if bid in evaluation.by_id:
            has = ", ".join(evaluation.by_id[bid].criteria) or "none"
            return PodiumError(
                "--explain",
                f"bid {bid} has no points for the criterion {asked[len(bid) + 1 :]!r}",
                f"Name one of: {has}",
            )
    names = ", ".join(evaluation.by_id)
    return PodiumError("--explain", f"there is no bid {asked!r}", f"Name one of: {names}")
