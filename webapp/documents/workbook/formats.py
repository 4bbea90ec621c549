"""How the cells of a workbook look."""

from xlsxwriter import Workbook as ExcelFile
from xlsxwriter.format import Format

from evaluation.workbook import Computed, Input, InputKind, Locked, Look

FONT = {"font_name": "Arial", "font_size": 11, "font_scheme": False}

_INK, _LINE, _BAND, _TO_FILL, _MISSING = "#0b0c0c", "#b1b4b6", "#1d3557", "#fff9d6", "#ffd9b3"
_GRID = {"border": 1, "border_color": _LINE}
_LOOKS: dict[Look, dict[str, object]] = {
    Look.TITLE: {"bold": True, "font_size": 18},
    Look.HEADING: {"bold": True, "font_size": 14},
    Look.COLUMN: {
        "bold": True,
        "text_wrap": True,
        "font_color": "#ffffff",
        "bg_color": _BAND,
        **_GRID,
    },
    Look.LABEL: {"bold": True, "text_wrap": True, **_GRID},
    Look.TEXT: {"text_wrap": True, **_GRID},
    Look.NOTE: {},
    Look.COUNT: {"bold": True, "text_wrap": True, "align": "left", **_GRID},
    Look.AMOUNT: {"bold": True, "num_format": "#,##0.00", **_GRID},
}
_NUMBERS = {
    InputKind.TEXT: "@",
    InputKind.CHOICE: "@",
    InputKind.AMOUNT: "#,##0.00",
    InputKind.QUANTITY: "#,##0.######",
    InputKind.SHARE: "0.####%",
}


class Formats:
    """The formats of one file, each made once."""

    def __init__(self, file: ExcelFile) -> None:
        """Take the file that holds them."""
        self._file = file
        self._made: dict[str, Format] = {}
        self.missing = file.add_format({"bg_color": _MISSING})

    def of(self, cell: Locked | Computed | Input) -> Format:
        """Return how a cell looks."""
        if isinstance(cell, Input):
            look: dict[str, object] = {
                "locked": False,
                "text_wrap": True,
                "bg_color": _TO_FILL,
                "num_format": _NUMBERS[cell.kind],
                **_GRID,
            }
            return self._format(f"input {cell.kind}", look)
        return self._format(cell.look.value, _LOOKS[cell.look])

    def _format(self, name: str, look: dict[str, object]) -> Format:
        if name not in self._made:
            whole = {**FONT, "font_color": _INK, "valign": "top", **look}
            self._made[name] = self._file.add_format(whole)
        return self._made[name]
