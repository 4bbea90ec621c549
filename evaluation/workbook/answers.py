"""The sheet of answers: what has to be met, and the questions that are marked."""

from collections.abc import Iterator
from textwrap import wrap

from evaluation.model import GateCriterion, GroupCriterion, Model, ScoredCriterion
from evaluation.wording import exactly
from evaluation.workbook.layout import (
    NO,
    YES,
    Asked,
    Input,
    InputKind,
    Locked,
    Look,
    Part,
    Sheet,
)
from evaluation.workbook.tables import SheetBuilder

NAME = "Answers"
_WIDTHS = (10, 44, 18, 90)


_LONGEST_PIECE = 700
"""How much of a question stands in one row: spreadsheets make none higher than some thirty lines.
"""


def answers_sheet(model: Model) -> Sheet | None:
    """Return the sheet of answers, None where the model asks nothing in words.

    What is asked stands below the title of its question, and goes on in rows below a long one.
    """
    asked = _asked(model)
    if not asked:
        return None
    sheet = SheetBuilder(NAME, "Answers", _WIDTHS)
    sheet.notes(
        "One answer for each row, in the last column. Requirements come first: answer Yes or No.",
        "An answer may be long: the row can be made higher, and Alt + Enter begins a new line.",
    )
    sheet.columns("Id", "Question or requirement", "What it counts", "Your answer")
    for item in asked:
        first, *rest = tuple(_pieces(item.asked)) or ("",)
        sheet.add(
            Locked(item.id),
            Locked("\n".join(filter(None, (_named(model, item.id), first))), Look.LABEL),
            Locked(_counts(model, item)),
            _input(item),
        )
        for piece in rest:
            sheet.add(None, Locked(piece))
    return sheet.built()


def _asked(model: Model) -> tuple[GateCriterion | ScoredCriterion, ...]:
    gates = tuple(item for item in model.leaves if isinstance(item, GateCriterion))
    return gates + tuple(item for item in model.leaves if isinstance(item, ScoredCriterion))


def _named(model: Model, id_: str) -> str:
    """Return the title of a criterion after those of its groups."""
    return ": ".join(model.by_id[one].title for one in model.paths[id_])


def _counts(model: Model, item: GateCriterion | ScoredCriterion) -> str:
    if isinstance(item, GateCriterion):
        return "Pass or fail"
    weight = model.effective_weights.get(item.id)
    told = [f"{exactly(weight)} of 100 points" if weight is not None else "No points"]
    if _has_minimum(model, item.id):
        told.append("has a minimum")
    if item.most_words is not None:
        told.append(f"at most {item.most_words:,} words")
    return "; ".join(told)


def _has_minimum(model: Model, id_: str) -> bool:
    return any(
        item.minimum is not None
        for item in (model.by_id[one] for one in model.paths[id_])
        if isinstance(item, GroupCriterion | ScoredCriterion)
    )


def _input(item: GateCriterion | ScoredCriterion) -> Input:
    if isinstance(item, GateCriterion):
        return Input(
            asked=Asked(Part.GATE, item.id),
            kind=InputKind.CHOICE,
            label=f"whether you meet “{item.title}”",
            prompt="Choose Yes or No.",
            choices=(YES, NO),
        )
    return Input(
        asked=Asked(Part.ANSWER, item.id),
        kind=InputKind.TEXT,
        label=f"the answer to “{item.title}”",
        prompt=_PROMPT
        if item.most_words is None
        else f"{_PROMPT} At most {item.most_words:,} words.",
        most_words=item.most_words,
    )


_PROMPT = "Your answer to this question."


def _pieces(asked: str) -> Iterator[str]:
    """Yield a question in pieces that a row has room for, cut between lines or else words."""
    piece = ""
    for line in asked.splitlines():
        for part in wrap(line, _LONGEST_PIECE) or [""]:
            if piece and len(piece) + len(part) > _LONGEST_PIECE:
                yield piece.strip("\n")
                piece = ""
            piece = f"{piece}\n{part}" if piece else part
    if piece.strip():
        yield piece.strip("\n")
