"""Section 7: how sure the first place is, and what it would take to change it."""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.numbers import plain as decimal
from evaluation.numbers import rounded
from evaluation.pending_words import pending_words
from evaluation.robustness.result import Flip, Flips, Robustness, WeightInterval
from evaluation.robustness.wording import Told
from evaluation.wording import exactly
from rules.wording import counted, listed
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
from webapp.documents.report.award import Award
from webapp.documents.report.draws import draws
from webapp.documents.report.words import cell, gap_words, line

MOST_FLIPS = 12
"""So many sets of changes are listed here; `podium evaluate` prints up to a thousand."""

_MOST_NAMED = 3
MOST_INTERVALS = 24

_UNKNOWN = "How sure the first place is was not worked out for this report."
_NO_WINNER = "No bid alone is first, so there is no first place to test."


def how_sure(award: Award) -> Lines:
    """Return how sure the first place is in a few sentences, for page one."""
    found = award.robustness
    if found is None:
        return (line(_UNKNOWN),)
    pending = pending_words(award.tender, found.pending)
    if award.evaluation.first is None:
        return (line(f"{pending} {_NO_WINNER}".lstrip()),)
    told = (
        pending,
        _closest_weight(award, found),
        _marks_needed(found.flips),
        _reversals(award, found),
        _rounding(found),
    )
    said = line(" ".join(sentence for sentence in told if sentence))
    return ((*said, Link("Section 7", "robustness")),)


def _closest_weight(award: Award, found: Robustness) -> str:
    if not found.weights:
        return ""
    criterion, closest = min(found.weights.items(), key=lambda item: _room(item[1]))
    return (
        f"Closest is the weight of ‘{award.criterion(criterion)}’: the same bid is first from "
        f"{closest.low} to {closest.high} per cent; it is {exactly(closest.weight)}."
    )


def _room(interval: WeightInterval) -> Fraction:
    """Return how far a weight is from the nearer end at which another bid draws level."""
    ends = (interval.lowest, interval.highest)
    inner = (abs(end - interval.weight) for end in ends if end not in {0, 100})
    return min(inner, default=Fraction(100))


def _marks_needed(flips: Flips) -> str:
    if not flips.listed:
        return _no_flips(flips)
    if flips.size == 1:
        return f"One mark moved by one step changes the winner ({counted(flips.total, 'way')})."
    return f"It takes {flips.size} marks, each moved one step, to change the winner."


def _reversals(award: Award, found: Robustness) -> str:
    if not found.rank_reversals:
        return _unmoved(award, found)
    without = listed((award.names[item.without] for item in found.rank_reversals), last="or")
    if len(found.rank_reversals) > _MOST_NAMED:
        without = f"any of {len(found.rank_reversals)} other bids"
    return f"Without {without} the first place would change."


def _unmoved(award: Award, found: Robustness) -> str:
    """Return that no other bid's absence changes the first place, and what lead is left."""
    least = found.smallest_lead
    kept = "Without any one other bid the first place stays"
    if least is None:
        return f"{kept}; the places behind may change."
    lead = "if only by the order of ties"
    if least.lead:
        gap = gap_words(least.lead, award.evaluation.method, award.evaluation.places)
        lead = f"by {gap} at least"
    return f"{kept}, {lead}; the places behind may change."


def _rounding(found: Robustness) -> str:
    if len(set(found.rounding.values())) <= 1:
        return "Rounding decides nothing."
    return "Rounding could decide the first place."


def _sentences(award: Award, found: Robustness) -> Iterator[str]:
    pending = pending_words(award.tender, found.pending)
    if pending:
        yield pending
    yield from Told(award.tender, award.evaluation, found).sentences()


def robustness(award: Award) -> Section:
    """Return what was found about how sure the first place is."""
    found = award.robustness
    title = "How sure the first place is"
    if found is None or award.evaluation.first is None:
        text = _UNKNOWN
        if found is not None:
            text = f"{pending_words(award.tender, found.pending)} {_NO_WINNER}".lstrip()
        return Section("robustness", "7", title, (Paragraph(line(text)),))
    blocks: list[Block] = [
        Paragraph(line(" ".join(_sentences(award, found)))),
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
    if not flips.listed:
        return (heading, Paragraph(line(_no_flips(flips))))
    said = (
        f"Each set holds {counted(flips.size or 0, 'mark')}, moved by one step; everything was "
        "evaluated again with it. No smaller set changes the winner."
    )
    if not flips.is_complete:
        said += " The search was cut short, so there may be more sets of this size."
    if flips.total > MOST_FLIPS:
        said += f" Of {flips.total:,} sets the first {MOST_FLIPS} are listed here."
    columns = (Column("Set"), Column("Marks changed"), Column("Then first"))
    rows = tuple(
        (cell(str(number)), _marks(award, flip), cell(_first(award, flip.winner)))
        for number, flip in enumerate(flips.listed[:MOST_FLIPS], start=1)
    )
    return (heading, Paragraph(line(said)), Table(heading.text, columns, rows))


def _no_flips(flips: Flips) -> str:
    if flips.is_complete:
        return "No set of up to three marks, each moved by one step, changes the winner."
    return f"The search was cut short at sets of {counted(flips.reached, 'mark')}; none was found."


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
        said = (
            "Leaving out any one of the other bids leaves the first place as it is; the places "
            f"behind it may change.{_smallest(award, found)}"
        )
        return (heading, Paragraph(line(said)))
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


def _smallest(award: Award, found: Robustness) -> str:
    least = found.smallest_lead
    if least is None:
        return ""
    without = award.names[least.without]
    if not least.lead:
        return f" Without {without} only the order of ties sets the first place apart."
    gap = gap_words(least.lead, award.evaluation.method, award.evaluation.places)
    return f" The lead is smallest without {without}: {gap}."


def _rounded(award: Award, found: Robustness) -> tuple[Block, ...]:
    heading = Heading(3, "Rounding", "rounding")
    by_winner: dict[str | None, list[str]] = {}
    for places, winner in sorted(found.rounding.items()):
        by_winner.setdefault(winner, []).append(str(places))
    told = "; ".join(
        f"to {listed(places)} decimal places, {_first(award, winner)}"
        for winner, places in by_winner.items()
    )
    return (heading, Paragraph(line(f"First if figures were rounded: {told}.")))
