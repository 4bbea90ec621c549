"""What a stress test comes to: findings, weights, a simulation, a counter-example, a curve."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evaluation.faults import Severity
from evaluation.model import PriceFormula
from evaluation.numbers import Amount, Percentage, Points
from evaluation.tender import Bid


@dataclass(frozen=True, slots=True)
class StressFinding:
    """One thing that was found; `criterion` is empty where it concerns the whole model.

    An error is what `evaluate` refuses whatever is bid, or what the policy that governs the
    procurement does not allow: a model must not be published with it. A warning is lawful, a
    choice that should be made knowingly.
    """

    id: str
    severity: Severity
    criterion: str
    message: str


@dataclass(frozen=True, slots=True)
class Simulation:
    """What became of bids drawn at random under stated assumptions.

    `tie_rate` and `decided_by_price` are per cent of the runs: those in which the first place
    is shared, and those in which one bid alone is first and no other bid is cheaper; the
    latter is None where the model has no price. `by_chance` is what it would be if the price
    had no part in it. Same model, same seed, same figures, on every machine.
    """

    bids: int
    runs: int
    seed: int
    tie_rate: Percentage
    decided_by_price: Percentage | None
    by_chance: Percentage
    assumptions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reversal:
    """Bids of which a losing one, left out, changes who comes first.

    A winner is None where the first place is shared.
    """

    bids: tuple[Bid, ...]
    winner_with: str | None
    winner_without: str | None
    removed: str


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """What one price earns."""

    price: Amount
    percent: Percentage
    points: Points


@dataclass(frozen=True, slots=True)
class CurveSeries:
    """What prices earn while the other bids stand as `label` says."""

    label: str
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """How a price formula behaves over the prices that are expected.

    `expected` says where the range comes from. `budget` is the estimated value, None where
    no procurement was given; it may lie outside the range of a set range.
    """

    criterion: str
    formula: PriceFormula
    lowest: Amount
    highest: Amount
    budget: Amount | None
    expected: str
    series: tuple[CurveSeries, ...]

    @property
    def swing(self) -> Points:
        """The points between the cheapest and the dearest price of the first series."""
        earned = [point.points for point in self.series[0].points]
        return Points(max(earned) - min(earned))


@dataclass(frozen=True, slots=True)
class StressTest:
    """The stress test of a model before it is published.

    `effective_weights` and `largest_swing` hold a figure for each leaf with a weight, in the
    order of the tree; `titles` name its criteria and measures. `notes` say what was not tested,
    or was tested on a mended copy.
    """

    places: int
    findings: tuple[StressFinding, ...]
    titles: Mapping[str, str]
    effective_weights: Mapping[str, Points]
    largest_swing: Mapping[str, Points]
    simulation: Simulation | None
    reversal: Reversal | None
    curve: Curve | None
    notes: tuple[str, ...]

    @property
    def has_errors(self) -> bool:
        """Whether anything was found with which the model must not be published."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def percent_of(part: int, whole: int) -> Percentage:
    """Return a count as per cent of another.

    >>> percent_of(1, 8)
    Fraction(25, 2)
    """
    return Percentage(Fraction(100 * part, whole))
