"""Which styles of an Excel file show a number as a date, a time or a percentage."""

import re

from forms.workbooks.parts import Ignoring
from forms.workbooks.table import CellKind

_BUILT_IN_DATES = frozenset(
    map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
)
_BUILT_IN_PERCENTAGES = frozenset({"9", "10"})
_LONGEST_CODE = 255
"""How many characters Excel itself lets a format have; what is longer is looked at no further."""

_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_LETTERS = frozenset("dmyhs")


def shows_dates(code: str) -> bool:
    r"""Say whether a format of numbers shows dates or times; literals and colours aside.

    >>> shows_dates("dd/mm/yyyy"), shows_dates('[$£-809]#,##0.00;[Red]"days" 0')
    (True, False)
    """
    return bool(_DATE_LETTERS & _marks(code))


def shows_percentages(code: str) -> bool:
    r"""Say whether a format of numbers shows a hundred times the number, and a per cent sign.

    >>> shows_percentages("0.00%"), shows_percentages('0.0" % of it"')
    (True, False)
    """
    return "%" in _marks(code)


def _marks(code: str) -> set[str]:
    return set(_LITERAL.sub("", code[:_LONGEST_CODE]).lower())


class StylesHandler(Ignoring):
    """Finds the cell styles that show a number as something else, as cells name them."""

    def __init__(self) -> None:
        self._custom: dict[str, str] = {}
        self._formats: list[str] = []
        self._is_inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        if name == "numFmt":
            self._custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._is_inside = True
        elif name == "xf" and self._is_inside:
            self._formats.append(attributes.get("numFmtId", "0"))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name == "cellXfs":
            self._is_inside = False

    @property
    def kinds(self) -> dict[int, CellKind]:
        """What the styles show a number as that is none, by their numbers."""
        found = ((number, self._kind(id_)) for number, id_ in enumerate(self._formats))
        return {number: kind for number, kind in found if kind is not CellKind.NUMBER}

    def _kind(self, id_: str) -> CellKind:
        code = self._custom.get(id_, "")
        if shows_dates(code) or (not code and id_ in _BUILT_IN_DATES):
            return CellKind.DATE
        if shows_percentages(code) or (not code and id_ in _BUILT_IN_PERCENTAGES):
            return CellKind.PERCENTAGE
        return CellKind.NUMBER
