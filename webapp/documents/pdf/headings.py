"""Headings, which bookmarks and links lead to, and the list of contents that leads to them."""

from webapp.documents.pdf import theme
from webapp.documents.pdf.lines import Run, look_of
from webapp.documents.pdf.tagging import Element, TaggedCanvas
from webapp.documents.pdf.text import TextBox
from webapp.documents.pdf.theme import Style
from webapp.documents.pdf.typeface import regular

_NUMBER_WIDTH = 30.0
_SUB_INDENT = 16.0


class _Place(TextBox):
    """Words that bookmarks and links lead to; a `level` of -1 has no bookmark."""

    text: str
    anchor: str
    level: int

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the words and make their place known."""
        if self.anchor:
            canvas.bookmarkPage(self.anchor, fit="XYZ", left=0, top=f"{top + 8:.2f}")
            if self.level >= 0:
                canvas.addOutlineEntry(self.text, self.anchor, self.level, closed=self.level > 0)
        super().draw(canvas, x, top)


class HeadingBox(_Place):
    """A heading over the whole width."""

    def __init__(self, text: str, style: Style, element: Element, anchor: str, level: int) -> None:
        """Set a heading."""
        super().__init__([Run(text, look_of(style))], style, theme.WIDTH, element)
        self.text, self.anchor, self.level = text, anchor, level
        self.keep_with_next = True

    def split(self, room: float) -> tuple[TextBox, TextBox] | None:
        """Return two parts of a long heading, of which only the first is its place."""
        parts = super().split(room)
        if parts is not None:
            vars(parts[1])["anchor"] = ""
        return parts


class CardBox(_Place):
    """The title of a clause or of a rule of the trace."""

    def __init__(
        self, text: str, element: Element, anchor: str, *, width: float, indent: float
    ) -> None:
        """Set a title inside the block that it names; `level` is that of its bookmark."""
        super().__init__([Run(text, look_of(theme.H4))], theme.H4, width, element)
        self.text, self.anchor = text, anchor
        self.indent = indent
        self.level = 2


class ContentsEntry:
    """A line of the contents: a link to a place, and the number of its page."""

    keep_with_next = False
    before = after = 0.0

    def __init__(self, text: str, anchor: str, toc: Element, *, is_sub: bool) -> None:
        """Set a line of the contents, whose page `page` is given before it is drawn."""
        self.style = theme.CONTENTS_SUB if is_sub else theme.CONTENTS
        self.indent = _SUB_INDENT if is_sub else 0.0
        self.anchor = anchor
        self.said = text
        self.page = 0
        self.element = toc.add("TOCI").add("Reference").add("Link", alt=text)
        width = theme.WIDTH - self.indent - _NUMBER_WIDTH
        self.text = TextBox([Run(text, look_of(self.style))], self.style, width, self.element)

    @property
    def height(self) -> float:
        """The height of the entry."""
        return self.text.height

    @property
    def least(self) -> float:
        """The same: an entry is not parted."""
        return self.text.height

    def split(self, room: float) -> None:
        """Return None, since an entry is not parted."""
        del room

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the entry and lay the link over it."""
        self.text.draw(canvas, x + self.indent, top)
        number = str(self.page)
        look = look_of(self.style)
        left = x + theme.WIDTH - regular().width(number, look.size)
        box = TextBox([Run(number, look)], self.style, _NUMBER_WIDTH, self.element)
        box.draw(canvas, left, top - self.height + self.style.leading)
        area = (x, top - self.height, x + theme.WIDTH, top)
        canvas.link_to(self.anchor, area, self.element, self.said)
