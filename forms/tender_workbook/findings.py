"""What was found in a cell that can't stand as it is: where, what, what is expected, what to do."""

from dataclasses import dataclass
from enum import StrEnum

from forms.workbooks.table import in_sheet

_SHOWN = 60


class FindingKind(StrEnum):
    """What is wrong.

    `changed`: something that was issued is not as it was. `added`: something stands where nothing
    was issued. `missing`: what is needed is not filled in. `unreadable`: it is filled in with
    something else than was asked for. `too_long`: it has more words than were asked for, and was
    read whole.
    """

    CHANGED = "changed"
    ADDED = "added"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding; `cell` is empty where it is about the whole sheet."""

    kind: FindingKind
    sheet: str
    cell: str
    found: str
    expected: str
    remedy: str

    @property
    def place(self) -> str:
        """Where it is, as spreadsheets write it."""
        return in_sheet(self.sheet, self.cell) if self.cell else self.sheet

    def __str__(self) -> str:
        """Return the finding in one line."""
        return f"{self.place}: found {self.found}, and expected {self.expected}. {self.remedy}."


def quoted(text: str) -> str:
    r"""Return words of a file fit for a message: on one line, not endless, in quotation marks.

    >>> quoted("a\x07b"), quoted(" ")
    ('“a�b”', 'nothing')
    """
    shown = "".join(mark if mark.isprintable() else "�" for mark in " ".join(text.split()))
    if not shown:
        return "nothing"
    return f"“{shown}”" if len(shown) <= _SHOWN else f"“{shown[:_SHOWN]}…”"
