"""Excel files built part by part, so that each test can break exactly one thing."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape

from evaluation.workbook.places import column_letters
from tests.forms.packing import packed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEADER = ("Ref", "Measure", "Unit", "Value")

Content: TypeAlias = str | int | None


def raw(xml: str) -> str:
    """Return a cell's inner XML and attributes as they are: `t="b"><v>1</v>`."""
    return f"\0{xml}"


def sheet(rows: Sequence[Sequence[Content]], *, after: str = "", before: str = "") -> str:
    """Return a sheet's XML; texts stand inline, whole numbers as numbers."""
    lines = "".join(
        f'<row r="{number}">{"".join(_cells(number, row))}</row>'
        for number, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{lines}</sheetData>{after}</worksheet>'


def _cells(number: int, row: Sequence[Content]) -> list[str]:
    found = []
    for column, content in enumerate(row, start=1):
        reference = f"{column_letters(column)}{number}"
        if content is None:
            continue
        if isinstance(content, int):
            found.append(f'<c r="{reference}"><v>{content}</v></c>')
        elif content.startswith("\0"):
            found.append(f'<c r="{reference}" {content[1:]}</c>')
        else:
            text = escape(content)
            found.append(f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>')
    return found


def number(text: str, style: int = 0) -> str:
    """Return a number cell with these very characters."""
    return raw(f's="{style}"><v>{text}</v>')


def book(
    rows: Sequence[Sequence[Content]] = (),
    *,
    sheets: Mapping[str, str] | None = None,
    state: str = "",
    parts: Mapping[str, str | bytes] | None = None,
    without: Sequence[str] = (),
) -> bytes:
    """Return an .xlsx file with one sheet “Measures” of these rows, or with these sheets."""
    held = {"Measures": sheet(rows)} if sheets is None else dict(sheets)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" {state} r:id="rId{at}"/>'
        for at, name in enumerate(held, start=1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(held) + 1)
    )
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
            f'<Relationship Id="s" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="/xl/texts.xml"/>'
            "</Relationships>"
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="d mmm yy"/>'
            '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
            '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>'
            "</styleSheet>"
        ),
        "xl/texts.xml": f'<sst xmlns="{MAIN}"/>',
        **{f"xl/worksheets/s{at}.xml": xml for at, xml in enumerate(held.values(), start=1)},
        **(parts or {}),
    }
    return packed({name: text for name, text in found.items() if name not in without})
