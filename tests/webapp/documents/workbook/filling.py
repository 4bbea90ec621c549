"""Filling in a workbook as a spreadsheet would, and breaking exactly one thing in it."""

import re
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from zipfile import ZipFile

from evaluation.workbook import Workbook
from tests.forms.packing import packed
from webapp.documents.workbook import render_workbook

FULL: Mapping[str, str | int] = {
    "Answers!D6": "Yes",
    "Answers!D7": "Each site has a named crew.\nRain moves mowing by three days at most.",
    "Answers!D8": "Twelve people, all trained.",
    "Price!C6": "\x00125000.5",
    "Price!C7": 25000,
    "Commitments!E9": 40,
    "Commitments!F9": "\x000.5",
    "Commitments!G9": "Yes",
    "Commitments!H9": "No",
    "Commitments!I9": "Yes",
    "Commitments!J9": "Yes",
    "Commitments!K9": "Two apprentices from Coventry, twenty weeks each; agreements kept.",
    "Declarations!B5": "Yes",
    "Declarations!B6": "Yes",
    "Declarations!B7": "Yes",
    "Declarations!B8": "Yes",
    "Declarations!B9": "None",
    "Declarations!B10": "A. Bidder",
    "Declarations!B11": "Director",
    "Declarations!B12": "None",
}
"""Every needed cell; a text that begins with a null is a number in these very characters."""


def filled(issued: Workbook, values: Mapping[str, str | int] = FULL) -> bytes:
    """Return the issued file with these cells filled in."""

    def fill(parts: dict[str, str]) -> None:
        for place, value in values.items():
            name, _, at = place.partition("!")
            number = [sheet.name for sheet in issued.sheets].index(name) + 1
            part = f"xl/worksheets/sheet{number}.xml"
            parts[part], count = _put(parts[part], at, value)
            assert count == 1, place

    return changed(render_workbook(issued), fill)


def with_cells(**values: str | int) -> dict[str, str | int]:
    """Return the full answers with some others, a sheet's name and a cell parted by `_`."""
    return {**FULL, **{name.replace("_", "!"): value for name, value in values.items()}}


def without(*places: str) -> dict[str, str | int]:
    """Return the full answers without some."""
    return {place: value for place, value in FULL.items() if place not in places}


def changed(data: bytes, change: Callable[[dict[str, str]], None]) -> bytes:
    """Return a file whose parts were changed as texts."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    change(parts)
    return packed(parts)


def _put(xml: str, at: str, value: str | int) -> tuple[str, int]:
    if isinstance(value, int):
        inner, kind = f"<v>{value}</v>", ""
    elif value.startswith("\0"):
        inner, kind = f"<v>{value[1:]}</v>", ""
    elif value.startswith("="):
        inner, kind = f"<f>{escape(value[1:])}</f><v>7</v>", ""
    else:
        text = escape(value, quote=False)
        inner, kind = f'<is><t xml:space="preserve">{text}</t></is>', ' t="inlineStr"'
    cell = re.compile(rf'<c r="{at}"( s="\d+")/>')
    return cell.subn(lambda found: f'<c r="{at}"{found[1]}{kind}>{inner}</c>', xml)
