"""Section 6: how evaluators marked, how far apart they were, and what the panel agreed and why."""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.marks import marks_of
from evaluation.model import GateCriterion, Leaf, ScoredCriterion
from evaluation.result import BidResult
from evaluation.tender import GateScore, IndividualScore, Score, Scored
from evaluation.wording import exactly
from rules.wording import counted
from webapp.documents.content import Block, Column, Heading, Lines, Paragraph, Section, Table
from webapp.documents.report.award import Award
from webapp.documents.report.extent import HELD_IN_TENDER, how_many_fit, left_out
from webapp.documents.report.severity import severity
from webapp.documents.report.words import cell, full_stop, line
from webapp.documents.summaries.letter import quoted

MOST_COLUMNS = 6
"""So many bids stand side by side in the table of spreads."""

WIDE = Fraction(1, 2)
"""Marks that lie at least this share of the scale apart are called far apart: our word."""

_READING = (
    "Each evaluator marks alone; the panel then agrees a mark and records why. The agreed mark "
    "alone earns points. No mark was changed by Podium."
)
_NONE = "No evaluator’s own marks were given: only what the panel agreed."


def moderation(award: Award) -> Section:
    """Return the spread of the marks, each evaluator's severity, and the record of each score."""
    blocks: list[Block] = [Paragraph(line(_READING))]
    if any(score.individual for bid in award.tender.bids for score in bid.scores.values()):
        blocks += [*_spreads(award), *severity(award)]
    else:
        blocks.append(Paragraph(line(_NONE)))
    blocks += _records(award)
    return Section("moderation", "6", "Marks and moderation", tuple(blocks))


def _records(award: Award) -> Iterator[Block]:
    sizes = [len(award.tender.by_id[bid.id].scores) for bid in award.in_order]
    told = how_many_fit(sizes)
    if told < len(sizes):
        yield left_out(told, len(sizes), sum(sizes), HELD_IN_TENDER, of="records")
    for number, bid in enumerate(award.in_order[:told], start=1):
        heading = f"The record of {award.names[bid.id]}"
        rows = tuple(_record(award, bid))
        if rows:
            columns = (
                Column("Question"),
                Column("Evaluators"),
                Column("Agreed"),
                Column("What is recorded"),
            )
            yield Heading(3, heading, f"record-{number}")
            yield Table(heading, columns, rows)


def _spreads(award: Award) -> tuple[Block, ...]:
    """Return tables of the distance between the highest and the lowest mark of each score."""
    questions = [item for item in award.tender.model.leaves if isinstance(item, ScoredCriterion)]
    bids = [bid for bid in award.in_order if _has_marks(award, bid)]
    heading = Heading(3, "How far apart the evaluators were", "spread")
    said = (
        "The lowest and the highest mark of each answer, and the standard deviation of all who "
        "marked it. Marks at least half a scale apart are called far apart: this report’s word."
    )
    blocks: list[Block] = [heading, Paragraph(line(said))]
    starts = range(0, len(bids), MOST_COLUMNS)
    sizes = [len(questions)] * len(starts)
    told = how_many_fit(sizes)
    if told < len(starts):
        blocks.append(left_out(starts[told], len(bids), sum(sizes), HELD_IN_TENDER))
    for start in starts[:told]:
        part = bids[start : start + MOST_COLUMNS]
        columns = (Column("Question"), *(Column(award.names[bid.id]) for bid in part))
        rows = tuple(
            (
                cell(award.criterion(item.id)),
                *(cell(*_spread(award, bid.id, item)) for bid in part),
            )
            for item in questions
        )
        first, last = start + 1, start + len(part)
        caption = heading.text if len(bids) <= MOST_COLUMNS else f"Bids {first} to {last}"
        blocks.append(Table(caption, columns, rows))
    return tuple(blocks)


def _has_marks(award: Award, bid: BidResult) -> bool:
    return any(score.individual for score in award.tender.by_id[bid.id].scores.values())


def _spread(award: Award, bid: str, question: ScoredCriterion) -> tuple[str, ...]:
    """Return a spread in words, so that it needs no colour."""
    score = award.tender.by_id[bid].scores.get(question.id)
    marks = () if score is None else marks_of(score.individual)
    if len(marks) < 2:  # noqa: PLR2004 - two marks are the first that can differ
        return ("One mark" if marks else "No marks",)
    low, high = min(marks), max(marks)
    if low == high:
        return (f"Equal: {exactly(low)}",)
    steps = int((high - low) / question.scale.step)
    is_wide = high - low >= WIDE * (question.scale.maximum - question.scale.minimum)
    apart = f"{counted(steps, 'step')} apart"
    answer = award.answers.get((bid, question.id))
    return (
        f"{exactly(low)} to {exactly(high)}",
        f"Far apart: {apart}" if is_wide else apart,
        f"Deviation {answer.standard_deviation(2)}" if answer else "",
    )


def _record(award: Award, bid: BidResult) -> Iterator[tuple[Lines, ...]]:
    scores = award.tender.by_id[bid.id].scores
    for item in award.tender.model.leaves:
        score = scores.get(item.id)
        if score is not None and _is_recorded(item, score):
            own = [f"{one.evaluator}: {_mark(one.score)}" for one in score.individual]
            yield (
                cell(award.criterion(item.id)),
                cell(*(own or ["No marks"])),
                cell("Mean" if score.agreed is None else _mark(score.agreed)),
                cell(*_said(score)),
            )


def _is_recorded(item: Leaf, score: Score) -> bool:
    """Return whether a score belongs here: a gate that was passed without a word does not."""
    if isinstance(item, GateCriterion):
        return score.agreed is GateScore.FAILED or bool(score.rationale or score.individual)
    return isinstance(item, ScoredCriterion)


def _mark(mark: Scored) -> str:
    return mark.value.capitalize() if isinstance(mark, GateScore) else exactly(mark)


def _said(score: Score) -> Iterator[str]:
    if score.rationale:
        yield f"Panel: {full_stop(score.rationale)}"
    if score.quotation:
        yield f"Quoted: {quoted(score.quotation)}"
    if score.dissent:
        yield f"Dissent: {full_stop(score.dissent)}"
    for one in score.individual:
        yield from _individual(one)
    if not score.rationale and not any(one.rationale for one in score.individual):
        yield "No reason is recorded."


def _individual(one: IndividualScore) -> Iterator[str]:
    said = [full_stop(one.rationale)] if one.rationale else []
    if one.quotation:
        said.append(f"Quoted: {quoted(one.quotation)}")
    if said:
        yield f"{one.evaluator}: {' '.join(said)}"
