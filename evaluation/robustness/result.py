"""What is known of how sure an award is: intervals, fewest changes, reversals, rounding."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.pending import NOTHING_PENDING, Pending


@dataclass(frozen=True, slots=True)
class WeightInterval:
    """The weights of one top-level criterion between which the winner alone stays first.

    `lowest` and `highest` are the exact ends; `has_lowest` and `has_highest` say whether the
    winner is still alone first on them. `low` and `high` are the ends as printed: to one
    decimal, rounded inwards but never past the present weight.
    """

    weight: Fraction
    lowest: Fraction
    highest: Fraction
    has_lowest: bool
    has_highest: bool
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """One agreed score, moved by one step of its scale."""

    bid: str
    criterion: str
    old: Fraction
    new: Fraction


@dataclass(frozen=True, slots=True)
class Flip:
    """Changes that together make another bid the winner, or (`winner` None) none."""

    changes: tuple[ScoreChange, ...]
    winner: str | None


@dataclass(frozen=True, slots=True)
class Flips:
    """The sets of the least number of changes that alter the winner.

    `listed` are the first of `total`. `size` is how many changes each has; None where there is
    none of up to three, or no winner. While `is_complete`, no smaller set does it, and `total`
    counts all of this size; otherwise the search was cut off by its budget while it looked at
    sets of `size` changes, or of `reached` where it had found none.
    """

    listed: tuple[Flip, ...]
    total: int
    is_complete: bool
    size: int | None
    reached: int


@dataclass(frozen=True, slots=True)
class RankReversal:
    """What the first place comes to without one of the bids; `winner` None where shared."""

    without: str
    winner: str | None


@dataclass(frozen=True, slots=True)
class SmallestLead:
    """The least by which the winner leads without one of the bids: which bid, and how much.

    `lead` is in what bids are ranked by, points or pounds, and never below zero.
    """

    without: str
    lead: Fraction


@dataclass(frozen=True, slots=True)
class Robustness:
    """How sure an award is. `rounding` is the winner under totals of so many places.

    The winner here and in its parts is the bid alone first in the ranking, whoever is passed over.

    `smallest_lead` is None where a left-out bid changes the first place, or none could. `pending`
    tells what the commitments that need review could do to the first place.
    """

    weights: Mapping[str, WeightInterval]
    flips: Flips
    rank_reversals: tuple[RankReversal, ...]
    rounding: Mapping[int, str | None]
    smallest_lead: SmallestLead | None = None
    pending: Pending = NOTHING_PENDING


@dataclass(frozen=True, slots=True)
class Chances:
    """How often each bid came first. `assumption` says in a sentence what was drawn.

    `alone` counts, by bid, the draws in which it alone was first; `shared` those in which the
    first place was shared or empty. `checked` of the draws were too close for floats.
    """

    assumption: str
    draws: int
    seed: int
    alone: Mapping[str, int]
    shared: int
    checked: int
