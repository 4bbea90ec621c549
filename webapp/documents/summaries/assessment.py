"""How one tender was assessed: its scores and sub-totals, and the explanation of each.

Regulation 31(2)(e): the score for each criterion, explained by what the tender says, the
sub-criteria likewise, the total and the sub-totals. Only agreed words are told: no individual
score, no dissent and nobody's name.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import assert_never

from evaluation.model import (
    CommitmentsCriterion,
    Criterion,
    GateCriterion,
    GroupCriterion,
    Leaf,
    Method,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.numbers import exact, is_number
from evaluation.numbers import plain as plain_number
from evaluation.result import BidResult, BidVerdict, CriterionResult
from evaluation.tender import Bid, GateScore, Score
from evaluation.wording import exactly
from webapp.documents.content import (
    Block,
    Card,
    Column,
    Line,
    Lines,
    Paragraph,
    Row,
    Table,
    Text,
    plain,
)
from webapp.documents.summaries.letter import (
    Case,
    indented,
    line,
    money,
    nested,
    out_of,
    quoted,
    row,
)
from webapp.documents.summaries.offers import commitment_rows, price_rows
from webapp.documents.summaries.withholding import explanation

_NOT_SCORED = "Not scored"


def assessed(case: Case, bid: Bid, *, prefix: str) -> tuple[Block, ...]:
    """Return the scores of a bid as a table, then each score with its explanation.

    Args:
        case: the letter that it stands in, which decides what may be told.
        bid: the reader's bid or the winner's; of no other bid is anything told.
        prefix: what the anchors begin with, because a letter may hold both.
    """
    result = case.evaluation.by_id[bid.id]
    tables = (_scores(case, bid, result),)
    cards = [
        _card(case, bid, result, item, prefix)
        for item in case.tender.model.leaves
        if _is_told(bid, result, item)
    ]
    text = (
        "The table gives the score for each criterion and sub-criterion, with sub-totals and "
        "total. After it each score is explained."
    )
    return (Paragraph(line(text)), *tables, *cards)


def mark_of(item: ScoredCriterion, found: CriterionResult) -> Fraction:
    """Return the mark that stands, which is the agreed one or the mean of the individual ones."""
    return found.percent.value * item.scale.maximum / 100


def _is_told(bid: Bid, result: BidResult, item: Leaf) -> bool:
    if isinstance(item, PriceCriterion):
        return bid.price is not None
    if isinstance(item, CommitmentsCriterion):
        return item.id in result.criteria or bool(bid.commitments)
    if isinstance(item, GateCriterion):
        return item.id in bid.scores
    return item.id in result.criteria


def _scores(case: Case, bid: Bid, result: BidResult) -> Table:
    columns = (
        Column("Criterion"),
        Column("Score", numeric=True),
        Column("Per cent", numeric=True),
        Column("Points", numeric=True),
        Column("Of", numeric=True),
    )
    rows = [
        _score_row(case, bid, result, item, depth)
        for depth, item in nested(case.tender.model.criteria)
    ]
    return Table("Scores, sub-totals and total", columns, (*rows, *_totals(case, result)))


def _score_row(
    case: Case, bid: Bid, result: BidResult, item: Criterion, depth: int
) -> tuple[Lines, ...]:
    title = indented(item.title, depth)
    available = case.tender.model.effective_weights.get(item.id)
    of = "–" if available is None else exactly(available)
    found = result.criteria.get(item.id)
    if found is not None:
        cells = (
            _score_cell(case, item, found),
            case.figure(found.percent.value),
            case.figure(found.points.value),
        )
    elif isinstance(item, GateCriterion):
        cells = (_gate_cell(bid, item), "–", "–")
    elif isinstance(item, PriceCriterion) and item.formula is None:
        cells = (money(bid.price), "–", "–")
    else:
        cells = ("No sub-total" if isinstance(item, GroupCriterion) else _NOT_SCORED, "–", "–")
    is_strong = isinstance(item, GroupCriterion)
    return tuple(((Text(text, strong=is_strong),),) for text in (title, *cells, of))


def _score_cell(case: Case, item: Criterion, found: CriterionResult) -> str:
    if isinstance(item, ScoredCriterion):
        return _marks(case, item, found)
    return "Sub-total" if isinstance(item, GroupCriterion) else "–"


def _marks(case: Case, item: ScoredCriterion, found: CriterionResult) -> str:
    mark = mark_of(item, found)
    has_end = "/" not in plain_number(mark)
    shown = plain_number(mark) if has_end else case.figure(mark)
    return f"{shown} of {exactly(item.scale.maximum)}"


def _gate_cell(bid: Bid, item: GateCriterion) -> str:
    score = bid.scores.get(item.id)
    if score is None:
        return _NOT_SCORED
    return "Failed" if score.agreed is GateScore.FAILED else "Passed"


def _totals(case: Case, result: BidResult) -> tuple[tuple[Lines, ...], ...]:
    if result.verdict is BidVerdict.DISQUALIFIED or result.measured is None:
        cells = ("No total: the tender was disqualified", "–", "–", "–", "–")
        return (tuple(((Text(text, strong=True),),) for text in cells),)
    points = points_of(case, result)
    rows = [("Total", "–", "–", case.figure(points), "100")]
    if case.evaluation.method is not Method.WEIGHTED_SUM:
        rows.append(
            (case.measure_name(), "–", "–", case.measure(result.measured.value), "–"),
        )
    return tuple(tuple(((Text(text, strong=True),),) for text in cells) for cells in rows)


def points_of(case: Case, result: BidResult) -> Fraction:
    """Return the points that a bid earned in all."""
    return sum(
        (
            result.criteria[item.id].points.value
            for item in case.tender.model.criteria
            if item.id in result.criteria
        ),
        Fraction(0),
    )


def _card(case: Case, bid: Bid, result: BidResult, item: Leaf, prefix: str) -> Card:
    found = result.criteria.get(item.id)
    parts: tuple[Row, ...]
    match item:
        case PriceCriterion():
            parts = price_rows(case, bid, item, found)
        case CommitmentsCriterion():
            parts = commitment_rows(case, bid, result, item)
        case ScoredCriterion():
            parts = _explained(case, bid, item, found)
        case GateCriterion():
            parts = _explained_gate(case, bid, item)
        case _:
            assert_never(item)
    parent = _parent(case, item)
    label = f"Sub-criterion of ‘{plain(parent.title)}’" if parent else "Criterion"
    if isinstance(item, GateCriterion):
        label = "Requirement"
    if found is not None:
        available = case.tender.model.effective_weights[item.id]
        label += f" · {out_of(found.points.value, available, case)}"
    return Card(f"{prefix}-{item.id}", label, plain(item.title), parts)


def _parent(case: Case, item: Criterion) -> GroupCriterion | None:
    groups = [each for each in case.tender.model.walk if isinstance(each, GroupCriterion)]
    return next((group for group in groups if item in group.criteria), None)


def _explained(
    case: Case, bid: Bid, item: ScoredCriterion, found: CriterionResult | None
) -> tuple[Row, ...]:
    score = bid.scores[item.id]
    rows: list[Row] = []
    if found is not None:
        rows.append(_score_part(case, item, found, is_mean=score.agreed is None))
    if score.rationale.strip():
        rows.append(explanation(case, bid, item, score.rationale))
    rows += _from_the_tender(case, bid, score)
    return tuple(rows)


def _from_the_tender(case: Case, bid: Bid, score: Score) -> list[Row]:
    """Return the words that a score rests on, to the reader whose words they are alone."""
    if bid.id != case.bid.id or not score.quotation.strip():
        return []
    return [row("From the tender", quoted(score.quotation))]


def _score_part(case: Case, item: ScoredCriterion, found: CriterionResult, *, is_mean: bool) -> Row:
    said: Line = (
        Text(_marks(case, item, found), strong=True),
        Text(f", which is {case.figure(found.percent.value)} per cent."),
    )
    lines: list[Line] = [said]
    if is_mean:
        lines.append(line("It is the mean of the evaluators’ scores, as published."))
    lines += _meant(item, mark_of(item, found))
    return Row("Score", tuple(lines))


def _meant(item: ScoredCriterion, mark: Fraction) -> Iterator[Line]:
    """Yield what a mark means: as its level is described, or by the levels next to it."""
    levels = sorted((exact(level), level) for level in item.descriptors if is_number(level))
    at = next((level for value, level in levels if value == mark), None)
    below = next((level for value, level in reversed(levels) if value < mark), None)
    above = next((level for value, level in levels if value > mark), None)
    if at is not None:
        yield line(item.descriptors[at])
    elif below is not None and above is not None:
        low, high = (item.descriptors[level].rstrip(".") for level in (below, above))
        yield line(
            f"The published scale describes no score between {below} (“{low}”) and {above} "
            f"(“{high}”): the answer was found to lie between the two."
        )


def _explained_gate(case: Case, bid: Bid, item: GateCriterion) -> tuple[Row, ...]:
    score = bid.scores[item.id]
    rows = [row("Result", f"{_gate_cell(bid, item)}.")]
    if score.rationale.strip():
        rows.append(explanation(case, bid, item, score.rationale))
    rows += _from_the_tender(case, bid, score)
    return tuple(rows)
