"""What a cell to fill in holds: a text, a number or a choice, or why it is none."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from evaluation.workbook import Input, InputKind
from forms.characters import is_invisible, is_refused, refused_character
from forms.tender_workbook.findings import quoted
from forms.typed_text import ungrouped
from forms.workbooks.cells import as_typed
from forms.workbooks.table import Cell, CellKind
from rules.wording import counted

_NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?", re.ASCII)
_PARTED_BY_POINTS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+", re.ASCII)
"""Words such as 125.000: to some a hundred and twenty-five thousand, to others a thousandth."""
_STORED = re.compile(r"-?[0-9]{1,400}(\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read: `text` is a number as exact decimal text, a choice or words.

    `text` is empty where nothing is there or nothing can be made of it; `wrong` then says what was
    found, and `remedy` what to do, unless the cell is merely empty. Words from which something had
    to be left out have both, and so have words that are too many, where `is_long`: nothing of them
    is left out.
    """

    text: str = ""
    wrong: str = ""
    remedy: str = ""
    is_long: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not self.text and not self.wrong


EMPTY = Taken()


def taken(cell: Cell | None, asked: Input) -> Taken:
    """Return what a cell holds of what is asked for; the formulas of others are not read."""
    if cell is None:
        return EMPTY
    if cell.kind is CellKind.FORMULA:
        return Taken(wrong=f"the formula {quoted('=' + cell.formula)}", remedy=_AS_VALUE)
    if cell.kind is CellKind.TEXT and is_invisible(cell.text):
        return EMPTY
    match asked.kind:
        case InputKind.TEXT:
            return _words(cell, asked)
        case InputKind.CHOICE:
            return _choice(cell, asked)
        case InputKind.SHARE:
            return _share(cell, asked)
        case InputKind.AMOUNT | InputKind.QUANTITY:
            return _number(cell, asked)
        case _:
            assert_never(asked.kind)


_AS_VALUE = "Copy the cell and paste it as a value"
_WITHOUT_POINTS = "Type it without a point between thousands, such as 12500 or 12.5"


def expected(asked: Input) -> str:
    """Return what a cell takes, in words."""
    match asked.kind:
        case InputKind.TEXT:
            most = f"{asked.longest:,} characters"
            if asked.most_words is not None:
                most = counted(asked.most_words, "word")
            return f"{asked.label} in words, at most {most}"
        case InputKind.CHOICE:
            return f"{asked.label}: {' or '.join(asked.choices)}"
        case InputKind.SHARE:
            return f"{asked.label}, from {asked.least}% to {asked.most}%"
        case InputKind.AMOUNT:
            return f"{asked.label} in pounds, with at most {asked.places} decimals"
        case InputKind.QUANTITY:
            return f"{asked.label} as a number of {asked.unit} that is not below zero"
        case _:
            assert_never(asked.kind)


def _words(cell: Cell, asked: Input) -> Taken:
    if cell.kind is CellKind.ERROR:
        return Taken(wrong=f"the error {quoted(cell.text)}", remedy="Type your words anew")
    text = _BREAKS.sub("\n", cell.text).replace("\t", " ").strip()
    bare = text.replace("\n", " ")
    if len(text) > asked.longest:
        wrong = f"{len(text):,} characters"
        return Taken(text[: asked.longest], wrong, f"Shorten it to {asked.longest:,} characters")
    if (mark := refused_character(bare)) is not None:
        kept = "".join(" " if one != "\n" and is_refused(one) else one for one in text)
        remedy = "Type these words anew: the character was left out"
        return Taken(kept, f"the character {mark}, which can't be shown", remedy)
    words = len(text.split())
    if asked.most_words is not None and words > asked.most_words:
        over = counted(words - asked.most_words, "word")
        remedy = f"Shorten it by {over}: it was read whole, and is marked as too long"
        return Taken(text, counted(words, "word"), remedy, is_long=True)
    return Taken(text)


def _choice(cell: Cell, asked: Input) -> Taken:
    typed = cell.text.strip().casefold()
    chosen = next((one for one in asked.choices if one.casefold() == typed), "")
    if cell.kind is CellKind.TEXT and chosen:
        return Taken(chosen)
    return Taken(wrong=_what(cell), remedy=f"Choose {' or '.join(asked.choices)} from the list")


def _share(cell: Cell, asked: Input) -> Taken:
    """Read a share: a cell that shows per cent, or words such as `50%`.

    A bare number is not taken: 0.5 could be half of it, or half a per cent.
    """
    if cell.kind is CellKind.PERCENTAGE and _STORED.fullmatch(cell.text):
        return _bounded(as_typed(cell.text) * _HUNDRED, cell, asked)
    text = cell.text.strip()
    if cell.kind is CellKind.TEXT and text.endswith("%"):
        bare = text.removesuffix("%").strip()
        if _NUMBER.fullmatch(bare):
            return _bounded(Decimal(bare), cell, asked)
    return Taken(wrong=_what(cell), remedy="Type it with its sign, such as 50%")


def _number(cell: Cell, asked: Input) -> Taken:
    example = "125000.50" if asked.kind is InputKind.AMOUNT else "12.5"
    remedy = f"Type a number such as {example}"
    if cell.kind is CellKind.NUMBER and _STORED.fullmatch(cell.text):
        return _bounded(as_typed(cell.text), cell, asked)
    bare = ungrouped(cell.text.strip().removeprefix("£").strip())
    if cell.kind is CellKind.TEXT and _PARTED_BY_POINTS.fullmatch(bare):
        return Taken(wrong=_what(cell), remedy=_WITHOUT_POINTS)
    if cell.kind is CellKind.TEXT and _NUMBER.fullmatch(bare):
        return _bounded(Decimal(bare), cell, asked)
    return Taken(wrong=_what(cell), remedy=remedy)


def _bounded(number: Decimal, cell: Cell, asked: Input) -> Taken:
    if number < Decimal(asked.least):
        return Taken(wrong=_what(cell), remedy=f"Give at least {asked.least}")
    if number > Decimal(asked.most):
        return Taken(wrong=_what(cell), remedy=f"Give at most {asked.most}; check the zeros")
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    places = len(text.partition(".")[2])
    if places > asked.places:
        remedy = f"Round it to at most {asked.places} decimals, and type it as a number"
        return Taken(wrong=f"{_what(cell)}, which has {places} decimals", remedy=remedy)
    return Taken(text)


def _what(cell: Cell) -> str:
    return f"the {cell.kind.value} {quoted(cell.text)}"
