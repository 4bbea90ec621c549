"""Which styles of an Excel file show a number as a date or a time."""

import re

from forms.workbooks.parts import Ignoring

_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_LETTERS = frozenset("dmyhs")


def shows_dates(code: str) -> bool:
    r"""Say whether a format of numbers shows dates or times; literals and colours aside.

    >>> shows_dates("dd/mm/yyyy"), shows_dates('[$£-809]#,##0.00;[Red]"days" 0')
    (True, False)
    """
    return bool(_DATE_LETTERS & set(_LITERAL.sub("", code).lower()))


class StylesHandler(Ignoring):
    """Finds the numbers of the cell styles that show dates, as cells name them."""

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
    def dates(self) -> frozenset[int]:
        """The numbers of the styles that show dates."""
        return frozenset(number for number, id_ in enumerate(self._formats) if self._is_date(id_))

    def _is_date(self, id_: str) -> bool:
        if id_ in self._custom:
            return shows_dates(self._custom[id_])
        return id_.isdigit() and int(id_) in _BUILT_IN_DATES
