"""The answers that a panel moderates, in the order in which it talks about them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from evaluation.model import Question
from evaluation.moderating.order import Spread
from webapp.services.scoring.desks import CellId


class State(StrEnum):
    """How far the moderation of an answer has come."""

    WAITING = "Waiting for scores"
    COMPLETE = "Scores are in"
    OPEN = "Open"
    AGREED = "Agreed"
    NOT_NEEDED = "Not needed"


@dataclass(frozen=True, slots=True)
class Cell:
    """An answer in the table; `given` of `asked` own scores are in, both 0 where not to be known.

    `spread` is None where marks are not to be seen, or not open. `could_change` says whether the
    spread could change who is first, None where that can't be told, and to all but the chair.
    `agreed` is the agreed score, empty where it is not to be seen.
    """

    id: CellId
    called: str
    state: State
    spread: Spread | None
    could_change: bool | None
    agreed: str
    given: int
    asked: int


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its cells, one a bidder."""

    question: Question
    cells: tuple[Cell, ...]

    @property
    def urgency(self) -> tuple[bool, Fraction, Fraction]:
        """What lines are ordered by, the greatest first: what could change, then the spread."""
        shares = [one.spread.share for one in self.cells if _is_talked_about(one) and one.spread]
        could = any(one.could_change for one in self.cells if _is_talked_about(one))
        return could, max(shares, default=Fraction(-1)), sum(shares, Fraction(0))


def talk_of(lines: Iterable[Line]) -> tuple[Cell, ...]:
    """Return the open answers in the order in which the panel talks about them."""
    found = [cell for line in lines for cell in line.cells if _is_talked_about(cell)]
    return tuple(sorted(found, key=_first, reverse=True))


def without_why(line: Line) -> Line:
    """Return a line without what could change who is first: where it stands is all that tells."""
    return replace(line, cells=tuple(map(untold, line.cells)))


def untold(cell: Cell) -> Cell:
    """Return an answer without whether it could change who is first."""
    return replace(cell, could_change=None)


def _is_talked_about(cell: Cell) -> bool:
    return cell.state is State.OPEN


def _first(cell: Cell) -> tuple[bool, Fraction]:
    share = cell.spread.share if cell.spread else Fraction(0)
    return bool(cell.could_change), share
