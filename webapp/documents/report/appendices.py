"""Appendix A, the model with the weight of everything, and appendix B, the packs."""

from typing import assert_never

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    GateCriterion,
    GroupCriterion,
    PriceCriterion,
    ScoredCriterion,
    WeightsAre,
)
from evaluation.wording import exactly, pounds, unit_words
from rules.wording import date_in_words
from webapp.documents.content import (
    Block,
    Column,
    Heading,
    KeyFacts,
    Lines,
    Paragraph,
    Row,
    Section,
    Table,
)
from webapp.documents.model_words import screen_words, ties_words
from webapp.documents.report.award import Award
from webapp.documents.report.price_curve import FORMULAS
from webapp.documents.report.standing import least
from webapp.documents.report.words import METHODS, cell, full_stop, line


def model(award: Award) -> Section:
    """Return the model as published, with the effective weight of every criterion."""
    made = award.tender.model
    total = "its parent’s weight" if made.weights is WeightsAre.OF_TOTAL else "100"
    rows = [
        ("Method", f"{METHODS[made.method][:1].upper()}{METHODS[made.method][1:]}"),
        ("Weights", f"Those of a group’s criteria total {total}"),
        ("Decimal places", str(made.places)),
        (
            "Agreed marks",
            "The mean of the evaluators’ marks where none was agreed"
            if made.agreed_by_mean
            else "As the panel agreed them",
        ),
        (
            "Credit per point",
            "" if made.credit_per_point is None else pounds(made.credit_per_point),
        ),
        ("Ties", ties_words(award.tender.model)),
        ("Abnormally low", screen_words(award.tender.model)),
        ("Model, SHA-256", made.sha256),
    ]
    facts = KeyFacts("The model", tuple(Row(head, (line(text),)) for head, text in rows if text))
    columns = (
        Column("Criterion"),
        Column("Id"),
        Column("Weight", numeric=True),
        Column("Of 100 points", numeric=True),
        Column("What earns points"),
    )
    heading = Heading(3, "Criteria", "criteria")
    blocks: list[Block] = [facts, heading, Table(heading.text, columns, tuple(_criteria(award)))]
    return Section(
        "model", "Appendix A", "The model", (*blocks, *_measures(award), *_levels(award))
    )


def _criteria(award: Award) -> list[tuple[Lines, ...]]:
    made = award.tender.model
    rows: list[tuple[Lines, ...]] = []
    pending = [(item, "") for item in reversed(made.criteria)]
    while pending:
        item, indent = pending.pop()
        effective = made.effective_weights.get(item.id)
        rows.append(
            (
                cell(f"{indent}{award.criterion(item.id)}"),
                cell(item.id),
                cell("" if item.weight is None else exactly(item.weight)),
                cell("" if effective is None else exactly(effective)),
                cell(_earns(item), _minimum(item)),
            )
        )
        if isinstance(item, GroupCriterion):
            pending.extend((child, f"{indent}– ") for child in reversed(item.criteria))
    return rows


def _minimum(item: Criterion) -> str:
    if item.minimum is None:
        return ""
    follows = "disqualifies" if item.minimum.disqualifies else "does not disqualify"
    return f"Minimum: {least(item.minimum)}; failing it {follows}."


def _earns(item: Criterion) -> str:
    match item:
        case GroupCriterion():
            return "Its criteria, added up."
        case PriceCriterion(formula=formula):
            if formula is None:
                return "The price, as the method uses it."
            return full_stop(f"The price, {FORMULAS[formula]}{_settings(item)}")
        case ScoredCriterion(scale=scale):
            step = "" if scale.step == 1 else f" in steps of {exactly(scale.step)}"
            return f"A mark from {exactly(scale.minimum)} to {exactly(scale.maximum)}{step}."
        case CommitmentsCriterion(target=target):
            if item.formula is CommitmentFormula.RELATIVE_TO_TARGET and target is not None:
                return f"The value of commitments, against a target of {pounds(target)}."
            return "The value of commitments, relative to the highest."
        case GateCriterion():
            return "Passed or failed."
        case _ as never:
            assert_never(never)


def _settings(item: PriceCriterion) -> str:
    if item.floor is not None and item.ceiling is not None:
        return f" from {pounds(item.floor)} to {pounds(item.ceiling)}"
    return "" if item.factor is None else f", no points from {exactly(item.factor)} times it on"


def _measures(award: Award) -> tuple[Block, ...]:
    measures = [measure for _, measure in award.tender.model.measures.values()]
    if not measures:
        return ()
    columns = (
        Column("Measure"),
        Column("Id"),
        Column("Unit"),
        Column("Value of one", numeric=True),
        Column("Most that counts", numeric=True),
    )
    rows = tuple(
        (
            cell(measure.title),
            cell(measure.id),
            cell(unit_words(measure.unit)),
            cell(pounds(measure.value)),
            cell("No cap" if measure.cap is None else exactly(measure.cap)),
        )
        for measure in measures
    )
    heading = Heading(3, "Measures", "measures")
    return (heading, Table(heading.text, columns, rows))


def _levels(award: Award) -> tuple[Block, ...]:
    """Return what each level of each scale means, as published."""
    alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for item in award.tender.model.walk:
        if item.descriptors:
            levels = tuple(item.descriptors.items())
            alike.setdefault(levels, []).append(award.criterion(item.id))
    rows = tuple(
        (cell(*titles), cell(*(f"{level}: {text}" for level, text in levels)))
        for levels, titles in alike.items()
    )
    heading = Heading(3, "What each level means", "levels")
    if not rows:
        return (heading, Paragraph(line("The model publishes no descriptors of its levels.")))
    return (heading, Table(heading.text, (Column("Criterion"), Column("Levels")), rows))


def packs(award: Award) -> Section:
    """Return the packs under which the procurement was decided, with their digests."""
    decision = award.decision
    title = "Rule packs"
    if decision is None:
        said = "No procurement was given, so no rule pack was asked."
        return Section("packs", "Appendix B", title, (Paragraph(line(said)),))
    columns = (Column("Pack"), Column("Version"), Column("SHA-256"))
    rows = tuple((cell(pack.id), cell(pack.version), cell(pack.sha256)) for pack in decision.packs)
    day = date_in_words(decision.decided_as_of)
    said = f"The procurement was decided as of {day}, the day it commenced, by these packs."
    return Section(
        "packs", "Appendix B", title, (Paragraph(line(said)), Table(title, columns, rows))
    )
