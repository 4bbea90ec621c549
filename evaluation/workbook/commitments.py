"""The sheet of commitments: a row for each measure, and how it counts in plain words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from evaluation.model import CommitmentFormula, CommitmentsCriterion, Measure, Model
from evaluation.wording import exactly, pounds, unit_words
from evaluation.workbook.layout import (
    ATTRIBUTION,
    BECAUSE,
    NO,
    QUANTITY,
    YES,
    Asked,
    Input,
    InputKind,
    Locked,
    Look,
    Need,
    Part,
    Sheet,
)
from evaluation.workbook.tables import SheetBuilder
from rules.vocabulary import BID_FACTS, Fact

NAME = "Commitments"
QUANTITY_COLUMN = 5
FACTS = tuple(fact for fact in BID_FACTS if fact.question)
LAST_COLUMN = QUANTITY_COLUMN + 1 + len(FACTS) + 1
_WIDTHS = (10, 34, 14, 38, 14, 16, *(20 for _ in FACTS), 44)


def commitments_sheet(
    model: Model, meanings: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> Sheet | None:
    """Return the sheet of commitments, None where the model asks for none.

    `meanings` are the lines that say what counts of each measure, by its id, as the guide for
    bidders has them. They are the publication's, not the model's, so that they are not compared.
    """
    if not model.measures:
        return None
    sheet = SheetBuilder(NAME, "Commitments", _WIDTHS)
    sheet.notes(
        "Promise only what you will deliver: what you promise becomes part of the contract.",
        "A measure that you promise nothing of stays empty. Where you give a quantity, fill in the "
        "rest of its row.",
        "What counts of a measure: the quantity up to its cap × the value of a unit × the share "
        "that this contract brings about.",
    )
    for item in model.leaves:
        if isinstance(item, CommitmentsCriterion):
            sheet.add(_compared(item))
    sheet.columns(
        "Id",
        "Measure",
        "Unit",
        "How it counts",
        "Quantity you promise",
        "Share that this contract brings about",
        *(fact.question for fact in FACTS),
        "What shows it: who does what by when, and the evidence",
    )
    for _, measure in model.measures.values():
        sheet.add(
            Locked(measure.id),
            Locked(measure.title, Look.LABEL),
            Locked(unit_words(measure.unit)),
            Locked(_told(measure, meanings.get(measure.id, ())), varies=True),
            *_inputs(measure),
        )
    return sheet.built()


def counting(measure: Measure) -> str:
    """Return how a measure counts, in plain words."""
    worth = f"Each unit is worth {pounds(measure.value)} in the comparison."
    if measure.cap is None:
        return f"{worth} There is no cap."
    cap = f"{exactly(measure.cap)} ({unit_words(measure.unit)})"
    return f"{worth} Counted up to {cap}: what you promise above it earns nothing."


def _told(measure: Measure, meaning: tuple[str, ...]) -> str:
    what = (f"What counts: {meaning[0]}", *meaning[1:]) if meaning else ()
    return "\n".join((*what, counting(measure)))


def _compared(item: CommitmentsCriterion) -> Locked:
    """Return how the promises of a criterion are compared.

    A workbook that an earlier release issued says it otherwise, and is no less as it was issued.
    """
    words = f"“{item.title}”: the value of all that you promise is compared {_with(item)}."
    return Locked(words, Look.NOTE, varies=True)


def _with(item: CommitmentsCriterion) -> str:
    match item.formula:
        case CommitmentFormula.RELATIVE_TO_HIGHEST:
            return "with the highest value of any bid that stands"
        case CommitmentFormula.RELATIVE_TO_TARGET:
            target = f" of {pounds(item.target)}" if item.target is not None else ""
            return f"with the target{target}; more than that earns nothing more"
        case _:
            assert_never(item.formula)


def _inputs(measure: Measure) -> tuple[Input, ...]:
    of, unit = f"“{measure.title}”", unit_words(measure.unit)
    return (
        Input(
            asked=Asked(Part.COMMITMENT, measure.id, QUANTITY),
            kind=InputKind.QUANTITY,
            label=f"the quantity of {of}",
            prompt=f"A number in this unit: {unit}. Leave it empty to promise nothing. "
            "The guide for bidders says what counts.",
            need=Need.NEVER,
            unit=measure.unit,
            places=6,
        ),
        Input(
            asked=Asked(Part.COMMITMENT, measure.id, ATTRIBUTION),
            kind=InputKind.SHARE,
            label=f"the share of {of} that this contract brings about",
            prompt="100% if all of it happens because of this contract, less if it is shared.",
            need=Need.IF_PROMISED,
            most="100",
            places=4,
        ),
        *(_answer(measure, fact) for fact in FACTS),
        Input(
            asked=Asked(Part.COMMITMENT, measure.id, BECAUSE),
            kind=InputKind.TEXT,
            label=f"what shows {of}",
            prompt="Who does what by when, and how it can be checked.",
            need=Need.IF_PROMISED,
            longest=4_000,
        ),
    )


def _answer(measure: Measure, fact: Fact) -> Input:
    return Input(
        asked=Asked(Part.COMMITMENT, measure.id, fact.name),
        kind=InputKind.CHOICE,
        label=f"the answer to “{fact.question}” for “{measure.title}”",
        prompt=f"Choose Yes or No. {fact.why}",
        need=Need.IF_PROMISED,
        choices=(YES, NO),
    )
