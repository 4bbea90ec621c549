"""The words of the pages of moderation."""

from fractions import Fraction

from rules.wording import counted
from webapp.services.moderating.board import Board
from webapp.services.moderating.cells import Cell, State
from webapp.services.moderating.opening import Opened
from webapp.services.moderating.pace import Pace
from webapp.views.scoring.score_words import duration

STALE = (
    "Nothing was recorded: the moderation of this answer went on in another window, or by somebody "
    "else, after you opened it here. What stands now is shown below, with what you typed"
)
_SHADES = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
"""From which shares of the scale on a cell has the next darker shade; the figure says it too."""


def opened_words(outcome: Opened) -> str:
    """Return what came of opening answers.

    >>> opened_words(Opened(2)), opened_words(Opened(0))
    ('2 answers are open to the panel.', 'The answer was open already.')
    """
    if not outcome.count:
        return "The answer was open already."
    return f"{counted(outcome.count, 'answer is', 'answers are')} open to the panel."


def standing_words(board: Board) -> str:
    """Return in a sentence how far the moderation has come."""
    agreed = f"{board.count(State.AGREED):,} of {counted(board.asked, 'score')} agreed"
    parts = [f"{board.count(state):,} {said}" for state, said in _SAID if board.count(state)]
    return f"{', '.join((agreed, *parts))}."


_SAID = (
    (State.OPEN, "open"),
    (State.COMPLETE, "ready to be opened"),
    (State.WAITING, "not open"),
)


def pace_words(pace: Pace, left: int) -> str:
    """Return how long the panel has sat, and how long the rest takes at its pace.

    Nothing once no score is left: the panel sits no longer, though the clock goes on.
    """
    if pace.began_at is None or not left:
        return ""
    agreed = counted(pace.agreed, "score") if pace.agreed else "no score"
    told = f"{duration(pace.minutes)} so far today, {agreed} agreed."
    rest = pace.minutes_for(left)
    return told if rest is None else f"{told} At this pace the rest takes {duration(rest)}."


def shade(cell: Cell) -> int:
    """Return how dark a cell is: 0 where scores are not apart, up to 4."""
    if cell.spread is None or not cell.spread.is_apart:
        return 0
    share = cell.spread.share
    return 1 + sum(share >= one for one in _SHADES)


def figure(cell: Cell) -> str:
    """Return what stands in a cell."""
    match cell.state:
        case State.AGREED:
            return f"Agreed {cell.agreed}".rstrip()
        case State.WAITING if cell.asked:
            return f"{cell.given} of {cell.asked} in"
        case State.OPEN if cell.spread is not None:
            return cell.spread.figure or "No score"
        case _:
            return cell.state.value


def spread_said(cell: Cell) -> str:
    """Return for a screen reader what the figure of an open cell means."""
    if cell.state is not State.OPEN or cell.spread is None or not cell.spread.figure:
        return ""
    return "" if not cell.spread.figure[0].isdigit() else " apart"
