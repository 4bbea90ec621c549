"""The look of the Word layout: styles that a council can change in one place of the file.

The typeface is Arial: it is on the machines of councils, and nothing need be embedded. Sizes are
half points, lengths twentieths of a point, as the format has them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import nsdecls

from rules.pack import Confidence
from webapp.documents.charts import shapes

FONT = "Arial"
LANGUAGE = "en-GB"

INK = shapes.INK[1:].upper()
MUTED = shapes.MUTED[1:].upper()
ACCENT = shapes.ACCENT[1:].upper()
RULE = shapes.GRID[1:].upper()
TINT = "EDF5F5"

TAG_STYLES = {
    Confidence.SECONDARY: ("TagSecondary", "Tag secondary", "1C4A8F"),
    Confidence.UNVERIFIED: ("TagUnverified", "Tag unverified", "8F330D"),
    Confidence.AUTHORITY_SETTING: ("TagSetting", "Tag authority setting", "59338C"),
}
"""The style of each tag: its id, its name and its colour."""

NUMBERING = (
    f"<w:numbering {nsdecls('w')}>"
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr>'
    f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/></w:rPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)

SETTINGS = (
    f"<w:settings {nsdecls('w')}>"
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
    'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    f'</w:compat><w:themeFontLang w:val="{LANGUAGE}"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: its id and name, and its properties in the order of the schema."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    following: str = "Normal"


def _type(size: int, colour: str = "", *, strong: bool = False) -> str:
    bold = "<w:b/><w:bCs/>" if strong else ""
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{bold}{ink}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _space(before: int, after: int, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _edge(side: str, size: int, colour: str, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _box(colour: str) -> str:
    return f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>'


_BAR = f"<w:pBdr>{_edge('left', 24, ACCENT, 10)}</w:pBdr>"
_TINTED = f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>'
_NOTICE_INDENT = '<w:ind w:left="260" w:right="60"/>'
_KEPT = "<w:keepNext/><w:keepLines/>"
_CARD_RULE = f"<w:pBdr>{_edge('top', 12, ACCENT, 6)}</w:pBdr>"


def _heading(level: int, properties: str, look: str) -> _Look:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _Look(f"Heading{level}", f"heading {level}", f"{_KEPT}{properties}{outline}", look)


def _card(level: int) -> _Look:
    """Return the heading of a card, which the list of contents leaves out."""
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    properties = f"{_KEPT}{_CARD_RULE}{_space(320, 40)}{outline}"
    look = _type(22, INK, strong=True)
    return _Look(f"CardHeading{level}", f"Card heading {level}", properties, look,
                 based_on=f"Heading{level}")  # fmt: skip


def _contents(level: int, size: int, colour: str, indent: int) -> _Look:
    properties = f'{_space(0, 60)}<w:ind w:left="{indent}"/>'
    return _Look(f"TOC{level}", f"toc {level}", properties, _type(size, colour))


_PARAGRAPHS = (
    _Look("Title", "Title", f"{_KEPT}{_space(0, 240, 264)}", _type(52, INK, strong=True)),
    _Look("DocumentKind", "Document kind", _space(0, 100), _type(22, ACCENT, strong=True)),
    _heading(1, _space(480, 140), _type(34, ACCENT, strong=True)),
    _heading(2, _space(320, 100), _type(25, INK, strong=True)),
    _heading(3, _space(260, 80), _type(22, INK, strong=True)),
    _heading(4, _space(220, 60), _type(21, INK, strong=True)),
    *(_card(level) for level in (2, 3, 4)),
    _Look("TOCHeading", "TOC Heading", f"{_KEPT}<w:pageBreakBefore/>{_space(0, 160)}",
          _type(34, ACCENT, strong=True)),
    _contents(1, 21, "", 0),
    _contents(2, 19, MUTED, 340),
    _Look("ListBullet", "List Bullet",
          f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>{_space(0, 80)}'
          '<w:ind w:left="340" w:hanging="340"/>', following="ListBullet"),
    _Look("Caption", "caption", f"<w:keepNext/>{_space(160, 80)}", _type(18, MUTED)),
    _Look("NoticeWord", "Notice word",
          f"{_KEPT}{_BAR}{_TINTED}{_space(240, 0)}{_NOTICE_INDENT}",
          _type(21, ACCENT, strong=True), following="Notice"),
    _Look("Notice", "Notice", f"<w:keepLines/>{_BAR}{_TINTED}{_space(0, 280)}{_NOTICE_INDENT}"),
    _Look("Figure", "Figure", f"<w:keepNext/>{_space(160, 40)}"),
    _Look("CardLabel", "Card label", f"<w:keepNext/>{_space(0, 100)}", _type(18, MUTED)),
    _Look("CardPart", "Card part",
          f'<w:tabs><w:tab w:val="left" w:pos="1960"/></w:tabs>{_space(0, 80)}'
          '<w:ind w:left="1960" w:hanging="1960"/>', _type(19)),
    _Look("TableText", "Table text", _space(0, 40, 254), _type(19)),
    _Look("TableFigure", "Table figure", '<w:jc w:val="right"/>', based_on="TableText"),
    _Look("TableLabel", "Table label", "", _type(19, strong=True), based_on="TableText"),
    _Look("TableHeading", "Table heading", "<w:keepNext/>", _type(18, ACCENT, strong=True),
          based_on="TableText"),
    _Look("TableFigureHeading", "Table figure heading", '<w:jc w:val="right"/>',
          based_on="TableHeading"),
    _Look("Header", "header",
          f"<w:pBdr>{_edge('bottom', 4, RULE, 5)}</w:pBdr>"
          '<w:tabs><w:tab w:val="right" w:pos="9420"/></w:tabs>' + _space(0, 0),
          _type(16, MUTED)),
    _Look("FirstHeader", "First header",
          f"<w:pBdr>{_edge('top', 72, ACCENT, 8)}</w:pBdr>{_space(0, 0)}<w:jc w:val=\"right\"/>",
          _type(16, MUTED)),
    _Look("Footer", "footer",
          f"<w:pBdr>{_edge('top', 4, RULE, 5)}</w:pBdr>"
          '<w:tabs><w:tab w:val="right" w:pos="9420"/></w:tabs>' + _space(0, 0)
          + '<w:ind w:right="0"/>',
          _type(16, MUTED)),
)  # fmt: skip

_CHARACTERS = (
    ("Strong", "Strong", "<w:b/><w:bCs/>"),
    ("Cited", "Cited source", f'<w:color w:val="{MUTED}"/>'),
    ("PlaceholderText", "Placeholder Text", f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>'),
    ("Hyperlink", "Hyperlink", f'<w:color w:val="{ACCENT}"/><w:u w:val="single"/>'),
    *(
        (id_, name, _type(16, colour, strong=True) + _box(colour))
        for id_, name, colour in TAG_STYLES.values()
    ),
)  # fmt: skip


def styles_xml() -> str:
    """Return the styles of the layout, whole: those of the library's template are replaced."""
    return f"<w:styles {nsdecls('w')}>{''.join(_styles())}</w:styles>"


def _styles() -> Iterator[str]:
    fonts = f'w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"'
    yield (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr>'
        f"</w:rPrDefault><w:pPrDefault><w:pPr>{_space(0, 140, 276)}</w:pPr></w:pPrDefault>"
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:uiPriority w:val="99"/></w:style>'
    )
    yield from (_paragraph(look) for look in _PARAGRAPHS)
    for id_, name, properties in _CHARACTERS:
        yield (
            f'<w:style w:type="character"{_ours(name)} w:styleId="{id_}"><w:name w:val="{name}"/>'
            '<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>'
            f"<w:rPr>{properties}</w:rPr></w:style>"
        )
    yield from _tables()


_BUILT_IN = frozenset(
    {"Title", "List Bullet", "caption", "header", "footer", "TOC Heading", "Strong",
     "Hyperlink", "Placeholder Text"}
    | {f"heading {level}" for level in range(1, 5)}
    | {f"toc {level}" for level in range(1, 3)}
)  # fmt: skip


def _ours(name: str) -> str:
    return "" if name in _BUILT_IN else ' w:customStyle="1"'


def _paragraph(look: _Look) -> str:
    return (
        f'<w:style w:type="paragraph"{_ours(look.name)} w:styleId="{look.id}">'
        f'<w:name w:val="{look.name}"/><w:basedOn w:val="{look.based_on}"/>'
        f'<w:next w:val="{look.following}"/><w:qFormat/>'
        f"<w:pPr>{look.paragraph}</w:pPr><w:rPr>{look.run}</w:rPr></w:style>"
    )


def _tables() -> Iterator[str]:
    """Yield the styles of tables: rules between the rows, none between the columns."""
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 70), ("left", 0), ("bottom", 30), ("right", 240))
    )
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" '
        f'w:type="dxa"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
    )
    borders = _edge("bottom", 4, RULE) + _edge("insideH", 4, RULE)
    firsts = (
        ("PodiumTable", "Podium table", "firstRow",
         f"<w:tcBorders>{_edge('bottom', 12, ACCENT)}</w:tcBorders>"),
        ("PodiumFacts", "Podium facts", "firstCol", ""),
    )  # fmt: skip
    for id_, name, first, cell in firsts:
        edge = _edge("top", 4, RULE) if first == "firstCol" else ""
        yield (
            f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_}">'
            f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{edge}{borders}</w:tblBorders></w:tblPr>"
            f'<w:tblStylePr w:type="{first}"><w:rPr><w:b/><w:bCs/></w:rPr>'
            f"<w:tcPr>{cell}</w:tcPr></w:tblStylePr></w:style>"
        )
