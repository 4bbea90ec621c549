"""Section 7: how sure the first place is, and what it would take to change it."""

from fractions import Fraction

from evaluation.numbers import plain as decimal
from evaluation.numbers import rounded
from evaluation.robustness.result import Flip, Robustness, WeightInterval
from evaluation.wording import exactly, listed
from webapp.documents.charts.plots import Axis, Interval, Intervals
from webapp.documents.content import (
    Block,
    Chart,
    Column,
    Heading,
    Lines,
    Link,
    Paragraph,
    Section,
    Table,
)
from webapp.documents.outline.words import counted
from webapp.documents.report.award import Award
from webapp.documents.report.draws import draws
from webapp.documents.report.words import cell, line

MOST_FLIPS = 40
"""So many sets of changes are listed here; `podium evaluate` prints up to a thousand."""

MOST_INTERVALS = 24

_UNKNOWN = "How sure the first place is was not worked out for this report."
_NO_WINNER = "No bid alone is first, so there is no first place to test."


def how_sure(award: Award) -> Lines:
    """Return how sure the first place is in a few sentences, for page one."""
    found = award.robustness
    if found is None:
        return (line(_UNKNOWN),)
    if award.evaluation.winner is None:
        return (line(_NO_WINNER),)
    sentences = (_weights(award, found), _flips(found), _reversals(award, found), _rounding(found))
    text = " ".join(sentence for sentence in sentences if sentence)
    return ((*line(text), Link("More in section 7", "robustness")),)


def _weights(award: Award, found: Robustness) -> str:
    if not found.weights:
        return ""
    criterion, closest = min(found.weights.items(), key=lambda item: _room(item[1]))
    return (
        f"The closest weight is that of ‘{award.criterion(criterion)}’: with the others in "
        f"proportion, the same bid stays first from {closest.low} to {closest.high} per cent; "
        f"it is {exactly(closest.weight)}."
    )


def _room(interval: WeightInterval) -> Fraction:
    """Return how far a weight is from the nearer end at which another bid draws level."""
    ends = [
        abs(end - interval.weight)
        for end in (interval.lowest, interval.highest)
        if end not in {0, 100}
    ]
    return min(ends, default=Fraction(100))


def _flips(found: Robustness) -> str:
    flips = found.flips
    if flips.size is None:
        if not flips.is_complete:
            return "The search for mark changes that alter the winner was cut short."
        return "No change of three marks or fewer, each by one step, changes the winner."
    if flips.size == 1:
        return (
            "One mark moved by one step is enough to change the winner "
            f"({counted(flips.total, 'such change')})."
        )
    return (
        f"It takes {flips.size} marks, each moved by one step, to change the winner; fewer do not."
    )


def _reversals(award: Award, found: Robustness) -> str:
    if not found.rank_reversals:
        return "Leaving out any one losing bid changes nothing about the first place."
    without = award.named(item.without for item in found.rank_reversals[:3])
    more = " or others" if len(found.rank_reversals) > 3 else ""  # noqa: PLR2004 - three are named
    return f"Leaving out {without.replace(' and ', ' or ')}{more} would change the first place."


def _rounding(found: Robustness) -> str:
    if len(set(found.rounding.values())) <= 1:
        return "Rounding decides nothing."
    return "Rounding could decide: see section 7."


def robustness(award: Award) -> Section:
    """Return what was found about how sure the first place is."""
    found = award.robustness
    title = "How sure the first place is"
    if found is None or award.evaluation.winner is None:
        text = _UNKNOWN if found is None else _NO_WINNER
        return Section("robustness", "7", title, (Paragraph(line(text)),))
    blocks: list[Block] = [
        *_intervals(award, found),
        *_changes(award, found),
        *_without(award, found),
        *_rounded(award, found),
        *draws(award),
    ]
    return Section("robustness", "7", title, tuple(blocks))


def _intervals(award: Award, found: Robustness) -> tuple[Block, ...]:
    heading = Heading(3, "The weights", "weights")
    if not found.weights:
        return (heading, Paragraph(line("There is only one weight at the top of the model.")))
    shown = list(found.weights.items())[:MOST_INTERVALS]
    intervals = tuple(
        Interval(award.criterion(id_), item.low, _now(item.weight), item.high)
        for id_, item in shown
    )
    plot = Intervals(
        "Criterion",
        Axis("Weight, per cent of the whole", "0", "100", "%"),
        "Weight as published",
        "Weights at which the same bid stays first",
        intervals,
    )
    caption = "The weights between which the same bid stays first"
    ranges = "; ".join(
        f"{item.label} from {item.low} to {item.high} per cent, published at {item.present}"
        for item in intervals
    )
    said = (
        "Each weight is moved alone and the others scaled in proportion to fill 100. Ends are "
        "printed to one decimal, rounded inwards. Minimums are not judged again."
    )
    chart = Chart("chart-weights", caption, f"Range chart. {caption}: {ranges}.", plot)
    return (heading, Paragraph(line(said)), chart)


def _now(weight: Fraction) -> str:
    text = decimal(weight)
    return rounded(weight, 2) if "/" in text else text


def _changes(award: Award, found: Robustness) -> tuple[Block, ...]:
    heading = Heading(3, "The fewest marks that change the winner", "flips")
    flips = found.flips
    said = _flips(found)
    if flips.size is not None and not flips.is_complete:
        said += " The search was cut short, so there may be fewer or more such sets."
    if not flips.listed:
        return (heading, Paragraph(line(said)))
    if flips.total > MOST_FLIPS:
        said += f" Of {flips.total:,} such sets the first {MOST_FLIPS} are listed."
    columns = (Column("Set"), Column("Marks changed"), Column("Then first"))
    rows = tuple(
        (cell(str(number)), _marks(award, flip), cell(_first(award, flip.winner)))
        for number, flip in enumerate(flips.listed[:MOST_FLIPS], start=1)
    )
    return (heading, Paragraph(line(said)), Table(heading.text, columns, rows))


def _marks(award: Award, flip: Flip) -> Lines:
    return cell(
        *(
            f"{award.names[change.bid]}, ‘{award.criterion(change.criterion)}’: "
            f"{exactly(change.old)} to {exactly(change.new)}"
            for change in flip.changes
        )
    )


def _first(award: Award, winner: str | None) -> str:
    return award.names[winner] if winner is not None else "Nobody alone"


def _without(award: Award, found: Robustness) -> tuple[Block, ...]:
    heading = Heading(3, "Without one of the bids", "reversals")
    if not found.rank_reversals:
        return (heading, Paragraph(line(_reversals(award, found))))
    said = (
        "Each bid but the winner was left out in turn and everything evaluated again. A price or "
        "a commitment that others are compared with then falls away."
    )
    columns = (Column("Without"), Column("Then first"))
    rows = tuple(
        (cell(award.names[item.without]), cell(_first(award, item.winner)))
        for item in found.rank_reversals
    )
    return (heading, Paragraph(line(said)), Table(heading.text, columns, rows))


def _rounded(award: Award, found: Robustness) -> tuple[Block, ...]:
    heading = Heading(3, "Rounding", "rounding")
    by_winner: dict[str | None, list[str]] = {}
    for places, winner in sorted(found.rounding.items()):
        by_winner.setdefault(winner, []).append(str(places))
    told = "; ".join(
        f"to {listed(tuple(places))} decimal places, {_first(award, winner)}"
        for winner, places in by_winner.items()
    )
    return (heading, Paragraph(line(f"First if figures were rounded: {told}.")))
