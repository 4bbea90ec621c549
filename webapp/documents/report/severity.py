"""How severe each evaluator was, and whether one evaluator alone would decide the first place."""

from collections.abc import Iterator
from fractions import Fraction

from evaluation.moderation import Moderation, QuestionSpread, Severity
from evaluation.numbers import rounded
from rules.wording import counted
from webapp.documents.content import Block, Column, Heading, Items, Line, Paragraph, Table
from webapp.documents.report.award import Award
from webapp.documents.report.words import cell, line

PLACES = 2


def severity(award: Award) -> tuple[Block, ...]:
    """Return each evaluator's severity, and the winner by means without each of them."""
    found = award.moderation
    if found is None or not found.severities:
        return ()
    heading = Heading(3, "How severe each evaluator was", "severity")
    columns = (
        Column("Evaluator"),
        Column("Marks", numeric=True),
        Column("Against the others"),
        Column("First by means without this evaluator"),
    )
    without = {item.evaluator: item for item in found.without}
    rows = tuple(
        (
            cell(item.evaluator),
            cell(str(item.answers)),
            cell(_against(item)),
            cell(_first(award, without[item.evaluator].winner), *_changed(found, item)),
        )
        for item in found.severities
    )
    return (
        *_decisive(award, found),
        heading,
        Paragraph(line(_reading(award, found))),
        Table(heading.text, columns, rows),
    )


def _reading(award: Award, found: Moderation) -> str:
    first = _first(award, found.without[0].winner_by_means) if found.without else "nobody"
    prevail = " Agreed marks prevail, so this changes nothing." if found.agreed_prevail else ""
    return (
        "Severity is the mean of an evaluator’s own marks less those of the others on the same "
        "answers, in steps of the scale. If the means of the evaluators’ marks counted, the first "
        f"place would go to {first}.{prevail}"
    )


def _against(item: Severity) -> str:
    """Return a difference in words.

    >>> _against(Severity("A", 4, Fraction(-1, 3))), _against(Severity("A", 4, Fraction(0)))
    ('0.33 steps severer', 'Neither severer nor milder')
    """
    if item.difference is None:
        return "Nobody else marked the same answers"
    if not item.difference:
        return "Neither severer nor milder"
    way = "severer" if item.difference < 0 else "milder"
    return f"{_size(item.difference)} {way}"


def _size(value: Fraction) -> str:
    text = rounded(abs(value), PLACES)
    return "under 0.01 steps" if not Fraction(text) else f"{text} steps"


def _changed(found: Moderation, item: Severity) -> Iterator[str]:
    for without in found.without:
        if without.evaluator == item.evaluator and without.changes:
            yield "Another than with all evaluators"


def _first(award: Award, winner: str | None) -> str:
    return "Nobody alone" if winner is None else award.names[winner]


def _decisive(award: Award, found: Moderation) -> tuple[Block, ...]:
    """Return the questions on which one evaluator's own mark would change the first place."""
    heading = Heading(3, "Marks on which the first place hangs", "decisive")
    decisive = [item for item in found.questions if item.could_change]
    if not decisive:
        said = (
            "On no answer would one evaluator’s own mark, in place of what counts, change the "
            "first place."
        )
        return (heading, Paragraph(line(said)))
    said = (
        "On these questions one evaluator’s own mark, in place of what counts, would change the "
        "first place. The record of moderation should bear the agreed mark."
    )
    return (heading, Paragraph(line(said)), Items(tuple(_told(award, found, i) for i in decisive)))


def _told(award: Award, found: Moderation, item: QuestionSpread) -> Line:
    bids = dict.fromkeys(
        each.bid for each in found.answers if each.criterion == item.criterion and each.could_change
    )
    widest = rounded(item.widest, 0 if item.widest.denominator == 1 else PLACES)
    steps = counted(int(widest), "step") if "." not in widest else f"{widest} steps"
    return line(
        f"‘{award.criterion(item.criterion)}’, for {award.named(bids)}: evaluators were up to "
        f"{steps} apart."
    )
