"""The cells of a workbook: locked words, cells to fill in, and sums that check as one types."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias


class Look(StrEnum):
    """How locked words are set."""

    TITLE = "title"
    HEADING = "heading"
    COLUMN = "column"
    LABEL = "label"
    TEXT = "text"
    NOTE = "note"
    COUNT = "count"
    AMOUNT = "amount"


class InputKind(StrEnum):
    """What a cell to fill in takes."""

    TEXT = "text"
    AMOUNT = "amount"
    QUANTITY = "quantity"
    SHARE = "share"
    CHOICE = "choice"


class Part(StrEnum):
    """The part of a bid that a cell belongs to."""

    ANSWER = "answer"
    GATE = "gate"
    PRICE = "price"
    COMMITMENT = "commitment"
    DECLARATION = "declaration"


class Need(StrEnum):
    """When a cell has to be filled in; `if_promised`: where its measure has a quantity."""

    ALWAYS = "always"
    IF_PROMISED = "if_promised"
    NEVER = "never"


YES, NO = "Yes", "No"
QUANTITY, ATTRIBUTION, BECAUSE = "quantity", "attribution", "because"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cell answers: the id of a criterion, a measure, a line or a declaration.

    `field` tells apart what is asked of a measure: its quantity, its attribution, a fact by its
    name, and what shows it.
    """

    part: Part
    id: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Locked:
    """Words that stay as they were issued.

    `varies` is true of words that each publication has its own of, though it asks the same, such
    as the deadline; what comes back is not compared in them.
    """

    text: str
    look: Look = Look.TEXT
    varies: bool = False


@dataclass(frozen=True, slots=True)
class Computed:
    """A sum that the spreadsheet works out: a help to whoever fills it in, and never trusted.

    `formula` is in the spreadsheet's own notation, without the sign of equality. `at_first` is
    what it comes to while nothing is filled in.
    """

    formula: str
    at_first: str | int
    look: Look = Look.COUNT


@dataclass(frozen=True, slots=True)
class Input:
    """A cell to fill in. `label` names it in messages, `prompt` helps where it is typed.

    An amount is in pounds, a share in per cent of 100; `least` and `most` are exact decimals, both
    allowed, and `places` the most decimals that a number may have. `longest` counts characters, and
    `most_words` words, None where they have no limit: more of them are read, and told.
    """

    asked: Asked
    kind: InputKind
    label: str
    prompt: str
    need: Need = Need.ALWAYS
    unit: str = ""
    least: str = "0"
    most: str = "1000000000000"
    places: int = 2
    longest: int = 20_000
    most_words: int | None = None
    choices: tuple[str, ...] = ()


Cell: TypeAlias = Locked | Computed | Input


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its place; row and column count from 1."""

    row: int
    column: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. `widths` are those of its columns in characters, from the first.

    `headed_at` is the row of the column titles, 0 where the sheet is no table; `last_row` is the
    last that anything stands in.
    """

    name: str
    title: str
    widths: tuple[int, ...]
    placed: tuple[Placed, ...]
    headed_at: int = 0

    @property
    def last_row(self) -> int:
        """The last row in which something stands."""
        return max(one.row for one in self.placed)

    def inputs(self) -> Iterator[tuple[Placed, Input]]:
        """Yield the cells to fill in, with where each stands."""
        for one in self.placed:
            if isinstance(one.cell, Input):
                yield one, one.cell


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as it is issued.

    `edition` says of which publication it is, and stands in the cell `edition_at` of the first
    sheet, as row and column; `issued_on` is the day of that publication. `model` is the beginning
    of the model's digest, which the edition names: what is asked is the same where it is the same.
    `earlier` are those that were issued before it and asked something else, the last one first.
    """

    title: str
    reference: str
    authority: str
    edition: str
    model: str
    edition_at: tuple[int, int]
    issued_on: date
    sheets: tuple[Sheet, ...]
    earlier: tuple["Workbook", ...] = ()
