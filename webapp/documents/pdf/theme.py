"""The look of the PDF: page, colours and sizes, in points, in one place."""

from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN_LEFT = MARGIN_RIGHT = 62.0
MARGIN_TOP, MARGIN_BOTTOM = 74.0, 70.0
WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
HEIGHT = PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM

INK = (0.09, 0.11, 0.13)
MUTED = (0.29, 0.33, 0.37)
ACCENT = (0.0, 0.30, 0.36)
RULE = (0.76, 0.80, 0.82)
TINT = (0.93, 0.96, 0.96)
SECONDARY = (0.11, 0.29, 0.56)
UNVERIFIED = (0.56, 0.20, 0.05)
SETTING = (0.35, 0.20, 0.55)

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: face, size, distance of its lines, colour, space around it."""

    size: float
    leading: float
    strong: bool = False
    colour: Colour = INK
    before: float = 0.0
    after: float = 0.0
    right: bool = False


KIND = Style(11, 14, strong=True, colour=ACCENT, after=6)
TITLE = Style(28, 32, strong=True, after=14)
LONG_TITLE = Style(17, 21, strong=True, after=12)
LONGEST_TITLE = Style(11, 14, strong=True, after=10)
H2 = Style(18, 22, strong=True, colour=ACCENT, before=26, after=8)
H3 = Style(13, 17, strong=True, before=16, after=6)
H4 = Style(11, 14.5, strong=True, after=1)
H4_APART = Style(11, 14.5, strong=True, before=12, after=4)
BODY = Style(10.5, 14.5, after=8)
LEAD = Style(10.25, 14.25)
NOTICE_WORD = Style(10.75, 15, strong=True, colour=ACCENT)
CELL = Style(9.5, 12.75)
CELL_HEAD = Style(9, 12, strong=True, colour=ACCENT)
CELL_LABEL = Style(9.5, 12.75, strong=True)
CAPTION = Style(9, 12, colour=MUTED, after=4)
LABEL = Style(8.5, 11.5, colour=MUTED, after=1)
CONTENTS = Style(10.5, 16.5)
CONTENTS_SUB = Style(9.5, 14, colour=MUTED)
SMALL = 8.0
TAG_SIZE = 7.5
TAG_PADDING = 3.0
TAG_MARGIN = 1.2


def title_style(title: str) -> Style:
    """Return the style of a document's title, smaller the longer it is."""
    if len(title) <= 90:  # noqa: PLR2004 - three lines of the large size
        return TITLE
    return LONG_TITLE if len(title) <= 400 else LONGEST_TITLE  # noqa: PLR2004 - half a page
