"""Lines, rows and pages: nothing is lost, nothing is left alone."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.pdf import theme
from webapp.documents.pdf.grid import Cell, Frame, Grid, GridRow, Need, column_widths
from webapp.documents.pdf.headings import HeadingBox
from webapp.documents.pdf.lines import Look, Run, broken, look_of
from webapp.documents.pdf.pages import Box, PageBreak, paginated
from webapp.documents.pdf.tagging import Element
from webapp.documents.pdf.text import TextBox
from webapp.documents.pdf.typeface import regular

WORDS = st.lists(st.text("abcdefgh-/ £", min_size=1, max_size=40), max_size=30)
LOOK = Look(regular(), 10, theme.INK)


def paragraph(lines: int) -> TextBox:
    """Return a paragraph of a number of lines, one word each."""
    words = " ".join("x" * 60 for _ in range(lines))
    return TextBox([Run(words, look_of(theme.BODY))], theme.BODY, 330, Element("P"))


def heading() -> HeadingBox:
    """Return a heading."""
    return HeadingBox("Heading", theme.H2, Element("H2"), anchor="h", level=0)


def rows(number: int, lines: int = 1) -> Grid:
    """Return a table of rows of as many lines."""
    header = GridRow((Cell(0, (paragraph(1),)),))
    body = tuple(GridRow((Cell(0, (paragraph(lines),)),)) for _ in range(number))
    return Grid(330, (), header, body, Frame.RULED, 4, 0, 0)


def heights(boxes: list[Box | PageBreak], height: float = 300) -> list[list[float]]:
    """Return the heights of what stands on each page."""
    return [[placed.box.height for placed in page] for page in paginated(boxes, height)]


@given(WORDS, st.integers(20, 400))
def test_lines_fit_and_hold_every_character(words: list[str], width: int) -> None:
    text = " ".join(words)

    lines = broken([Run(text, LOOK)], width)

    drawn = "".join(piece.text for line in lines for piece in line)
    assert drawn.split() == text.split()
    assert all(line[-1].x + line[-1].width <= width + 0.02 for line in lines if line)


@given(st.lists(st.tuples(*[st.integers(1, 900)] * 3), min_size=1, max_size=6))
def test_columns_fill_the_width(needs: list[tuple[int, int, int]]) -> None:
    made = [Need(narrow, narrow + wide, bulk) for narrow, wide, bulk in needs]

    widths = column_widths(made, 470, 12)

    assert abs(sum(widths) + 12 * (len(widths) - 1) - 470) < 0.01
    assert min(widths) > 0


def test_a_column_is_no_wider_than_its_longest_line_while_another_needs_room() -> None:
    widths = column_widths([Need(40, 60, 600), Need(50, 2_000, 9_000)], 470, 10)

    assert round(widths[0], 2) == 60


def test_a_heading_goes_with_what_follows_it() -> None:
    room = 300 - theme.H2.leading - theme.H2.before - 5
    filler = paragraph(int(room / theme.BODY.leading))

    pages = paginated([filler, heading(), paragraph(4)], 300)

    assert [len(page) for page in pages] == [1, 2]


def test_a_heading_longer_than_a_page_begins_where_it_stands() -> None:
    words = "Maintenance " * 600
    long = HeadingBox(words, theme.H2, Element("H2"), anchor="h", level=0)

    pages = paginated([paragraph(2), long], 300)

    assert len(pages[0]) == 2
    assert [placed.box.anchor for page in pages for placed in page
            if isinstance(placed.box, HeadingBox)] == ["h", *[""] * (len(pages) - 1)]  # fmt: skip


def test_a_page_break_leaves_at_least_two_lines_on_each_side() -> None:
    leading = theme.BODY.leading

    assert heights([paragraph(11)], leading * 10) == [[leading * 9], [leading * 2]]
    assert heights([paragraph(8), paragraph(3)], leading * 9.9) == [[leading * 8], [leading * 3]]


def test_rows_are_parted_between_pages_and_the_header_stands_on_each() -> None:
    grid = rows(20)
    row = theme.BODY.leading + 8

    pages = paginated([grid], row * 8)

    assert [len(placed.box.rows) for page in pages for placed in page
            if isinstance(placed.box, Grid)] == [7, 7, 6]  # fmt: skip
    assert [placed.box.is_continued for page in pages for placed in page
            if isinstance(placed.box, Grid)] == [False, True, True]  # fmt: skip


def test_a_row_longer_than_a_page_is_parted_within() -> None:
    grid = rows(1, lines=100)

    pages = paginated([grid], 300)

    lines = [
        len(box.lines)
        for page in pages
        for placed in page
        if isinstance(placed.box, Grid)
        for row in placed.box.rows
        for cell in row.cells
        for box in cell.boxes
    ]
    assert sum(lines) == 100
    assert all(placed.offset + placed.box.height <= 300.01 for page in pages for placed in page)


def test_a_page_break_begins_a_page_but_never_an_empty_one() -> None:
    boxes: list[Box | PageBreak] = [PageBreak(), paragraph(1), PageBreak(), PageBreak()]

    assert [len(page) for page in paginated([*boxes, paragraph(1)], 300)] == [1, 1]


def test_a_break_after_one_page_leaves_a_second_page_to_what_follows() -> None:
    soft = PageBreak(is_after_one_page=True)
    short: list[Box | PageBreak] = [paragraph(1), soft, paragraph(1)]
    long: list[Box | PageBreak] = [*(paragraph(10) for _ in range(3)), soft, paragraph(1)]

    assert [len(page) for page in paginated(short, 300)] == [1, 1]
    assert [len(page) for page in paginated(long, 300)][-1] > 1
