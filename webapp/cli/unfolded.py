"""Figures unfolded in a terminal: each line under what it is made for, down to what was given."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.console import Console

from evaluation.derivation import Figure, given
from evaluation.model import CommitmentsCriterion, Measure, Model
from evaluation.numbers import ZERO
from evaluation.result import BidResult, CommitmentFinding, Evaluation
from evaluation.tender import CommitmentVerdict, Tender
from evaluation.unfolding import UnfoldedLine, lines
from rules.errors import PodiumError
from webapp.cli.output import INDENT, print_heading, print_text

_STEP = 3
_DEEPEST_SHOWN = 14
"""Lines deeper than so many steps are indented no further, so that they keep their width."""


class UnknownFigure(PodiumError):
    """What is to be explained is no bid, or no criterion that it has points for."""


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


def explained(tender: Tender, evaluation: Evaluation, asked: str) -> tuple[Explained, ...]:
    """Return what was asked for: `BID.CRITERION`, `BID`, or every bid where it is empty.

    Raises:
        UnknownFigure: there is no such bid, or it has no result for the criterion.
    """
    model = tender.model
    if not asked:
        return tuple(one for bid in evaluation.bids for one in _of_bid(bid, model))
    if asked in evaluation.by_id:
        return tuple(_of_bid(evaluation.by_id[asked], model))
    for bid, criterion in _readings(asked):
        found = evaluation.by_id.get(bid)
        if found is not None and criterion in found.criteria:
            return (_of_criterion(found, criterion, model),)
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


def _of_bid(bid: BidResult, model: Model) -> Iterator[Explained]:
    """Yield what a bid is ranked by; of a disqualified one every figure that it has."""
    if bid.measured is not None:
        yield _told(bid, "", bid.measured, model)
        return
    for criterion in bid.criteria:
        yield _of_criterion(bid, criterion, model)


def _of_criterion(bid: BidResult, criterion: str, model: Model) -> Explained:
    return _told(bid, criterion, bid.criteria[criterion].points, model)


def _told(bid: BidResult, criterion: str, figure: Figure, model: Model) -> Explained:
    return Explained(bid.id, bid.bidder, criterion, tuple(_with_zeros(bid, figure, model)))


def _with_zeros(bid: BidResult, figure: Figure, model: Model) -> Iterator[UnfoldedLine]:
    """Yield the lines of a figure, and under a value of promises those that add nothing to it."""
    values = {
        id(bid.criteria[leaf.id].percent.inputs[0]): leaf
        for leaf in model.leaves
        if isinstance(leaf, CommitmentsCriterion) and leaf.id in bid.criteria
    }
    for line in lines(figure):
        yield line
        leaf = values.get(id(line.figure))
        for measure in leaf.measures if leaf else ():
            found = bid.commitments.get(measure.id)
            if found is not None and found.verdict is not CommitmentVerdict.COUNTED:
                nothing = given(f"bids[{bid.id}].commitments.{measure.id}", ZERO)
                yield UnfoldedLine(line.depth + 1, _adds_nothing(measure, found), nothing)


def _adds_nothing(measure: Measure, found: CommitmentFinding) -> str:
    verdict = found.verdict.replace("_", " ")
    by = found.rule
    if found.settled_by:
        by = f"settled by the {found.settled_by.replace('_', ' ')}"
    return f"‘{measure.title}’ adds 0: {verdict}{f' ({by})' if by else ''}. {found.because}"


def _unknown(evaluation: Evaluation, asked: str) -> UnknownFigure:
    for bid, _ in _readings(asked):
        if bid in evaluation.by_id:
            has = ", ".join(evaluation.by_id[bid].criteria) or "none"
            return UnknownFigure(
                "--explain",
                f"bid {bid} has no points for the criterion {asked[len(bid) + 1 :]!r}",
                f"Name one of: {has}",
            )
    names = ", ".join(evaluation.by_id)
    return UnknownFigure("--explain", f"there is no bid {asked!r}", f"Name one of: {names}")
