"""Section 2: every figure of every bid, and how it was made from what was given."""

from collections.abc import Iterator
from typing import assert_never

from evaluation.derivation import Figure, Step
from evaluation.model import (
    CommitmentsCriterion,
    Criterion,
    GateCriterion,
    GroupCriterion,
    PriceCriterion,
    ScoredCriterion,
)
from evaluation.prices import MEAN_PRICE
from evaluation.result import BidResult, CriterionResult
from evaluation.unfolding import words
from evaluation.wording import exactly
from webapp.documents.content import Block, Column, Heading, Lines, Paragraph, Section, Table
from webapp.documents.report.award import Award
from webapp.documents.report.extent import HELD_IN_JSON, how_many_fit, left_out
from webapp.documents.report.price_curve import price_curve
from webapp.documents.report.words import MEASURES, cell, line

_UNTOLD = frozenset({Step.GIVEN, Step.EFFECTIVE_WEIGHT})
_LABELS = {
    Step.POINTS_OF_LEAF: "Points",
    Step.SUM: "Points",
    Step.PERCENT_OF_SCORE: "Percent",
    Step.PERCENT_OF_PRICE: "Percent",
    Step.PERCENT_OF_COMMITMENTS: "Percent",
    Step.PERCENT_OF_GROUP: "Percent",
}
_COLUMNS = (
    Column("Criterion"),
    Column("Weight", numeric=True),
    Column("Percent", numeric=True),
    Column("Points", numeric=True),
    Column("How it was made"),
)
_READING = (
    "A weight is the share of the 100 points that a criterion can earn; appendix A shows how it "
    "follows from the published weights. Percent and points are rounded in their columns and "
    "exact beside them. Of a disqualified bid only what needs no other bid is worked out."
)


def derivation(award: Award) -> Section:
    """Return the derivation of every figure, bid by bid, the best first."""
    blocks: list[Block] = [Paragraph(line(_READING))]
    if (chart := price_curve(award)) is not None:
        blocks += [Heading(3, "What a price earns", "price-curve"), chart]
    sizes = [len(award.tender.model.effective_weights) + 1] * len(award.in_order)
    told = how_many_fit(sizes)
    if told < len(sizes):
        held = f"{HELD_IN_JSON} podium evaluate with --explain says how any one of them was made."
        blocks.append(left_out(told, len(sizes), sum(sizes), held))
    for number, bid in enumerate(award.in_order[:told], start=1):
        heading = f"{award.names[bid.id]}, bid {bid.id}"
        blocks.append(Heading(3, heading, f"figures-{number}"))
        if bid.criteria:
            blocks.append(_table(award, bid, heading))
        else:
            blocks.append(Paragraph(line("Nothing could be worked out without other bids.")))
    return Section("figures", "2", "How each figure was made", tuple(blocks))


def _table(award: Award, bid: BidResult, caption: str) -> Table:
    paths = award.tender.model.paths
    rows = [
        _row(award, item, "– " * (len(paths[item.id]) - 1), bid.criteria[item.id])
        if item.id in bid.criteria
        else _without_points(award, item, "– " * (len(paths[item.id]) - 1))
        for item in award.tender.model.walk
        if item.id in award.tender.model.effective_weights
    ]
    if bid.measured is not None:
        rows.append(
            (
                cell(MEASURES[award.evaluation.method]),
                cell(""),
                cell(""),
                cell(award.measured(bid)),
                _measured(bid.measured),
            )
        )
    return Table(caption, _COLUMNS, tuple(rows))


def _row(award: Award, item: Criterion, indent: str, result: CriterionResult) -> tuple[Lines, ...]:
    weight = award.tender.model.effective_weights[item.id]
    return (
        cell(f"{indent}{award.criterion(item.id)}"),
        cell(exactly(weight)),
        cell(award.points(result.percent.value)),
        cell(award.points(result.points.value)),
        cell(*_how(item, result)),
    )


def _without_points(award: Award, item: Criterion, indent: str) -> tuple[Lines, ...]:
    """Return the row of a criterion for which a disqualified bid has no points, and why."""
    match item:
        case PriceCriterion():
            why = "Not worked out: it compares prices of ranked bids, and this bid is disqualified."
        case CommitmentsCriterion():
            why = "Not worked out: it compares the offers of ranked bids, and this is none."
        case GroupCriterion():
            why = "Not added up: one of its criteria has no points."
        case ScoredCriterion() | GateCriterion():
            why = "Not scored: the bid is disqualified."
        case _:
            assert_never(item)
    return (
        cell(f"{indent}{award.criterion(item.id)}"),
        cell(exactly(award.tender.model.effective_weights[item.id])),
        cell("None"),
        cell("None"),
        cell(why),
    )


def _how(item: Criterion, result: CriterionResult) -> tuple[str, ...]:
    """Return how a criterion's points were made; a group's parts have rows of their own."""
    if isinstance(item, GroupCriterion):
        return (_told(result.points), _told(result.percent))
    return tuple(dict.fromkeys(_unfolded(result.points)))


def _unfolded(figure: Figure) -> Iterator[str]:
    """Yield a figure and what it is made of; what another bid promises has lines of its own."""
    yield _told(figure)
    for number, part in enumerate(figure.inputs):
        if part.step in _UNTOLD:
            continue
        if figure.step is Step.PERCENT_OF_COMMITMENTS and number:
            if part.name != figure.inputs[0].name:
                yield f"Compared with the {part.name}: {exactly(part.value)}"
        else:
            yield from _unfolded(part)


def _told(figure: Figure) -> str:
    """Return a figure in words, under the name that its row gives it."""
    said = words(figure).removeprefix(f"{figure.name} is ")
    if figure.step is Step.MEAN and figure.name != MEAN_PRICE:
        return f"Mean of the evaluators’ marks: {said}"
    label = _LABELS.get(figure.step) or f"{figure.name[:1].upper()}{figure.name[1:]}"
    return f"{label} {said}" if figure.step in _LABELS else f"{label}: {said}"


def _measured(figure: Figure) -> Lines:
    return cell(*_measured_lines(figure))


def _measured_lines(figure: Figure) -> Iterator[str]:
    yield words(figure).removeprefix(f"{figure.name} is ")
    for part in figure.inputs:
        if figure.step is not Step.SUM and part.step is Step.SUM:
            yield _told(part)
