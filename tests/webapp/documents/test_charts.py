"""Charts: the same figures as shapes, as SVG, as a PDF figure, and as the table beside them."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webapp.documents.pdf_reading import Node, read
from tests.webapp.documents.test_html import Elements
from webapp.documents import render_html, render_pdf
from webapp.documents.charts.axes import Scale, ticks
from webapp.documents.charts.bars import stacked
from webapp.documents.charts.plots import (
    Axis,
    Bar,
    Curve,
    Curves,
    Interval,
    Intervals,
    Mark,
    Plot,
    StackedBars,
)
from webapp.documents.charts.shapes import (
    FILLS,
    INK,
    WIDTH,
    Anchor,
    Block,
    Fill,
    Hatch,
    Stroke,
    Words,
    cut,
    filled,
    length,
)
from webapp.documents.charts.svg import chart_svg, picture
from webapp.documents.content import Chart, Document, KeyFacts, Row, Section, Table, Text
from webapp.documents.pdf import theme

SVG = "{http://www.w3.org/2000/svg}"
BARS = StackedBars(
    "Bidder",
    Axis("Points, of 100", "0", "100"),
    ("Price", "Quality"),
    (
        Bar("Arden & Sons <Ltd>", ("30.25", "50.00"), "80.25"),
        Bar("Bablake", ("40.00", "0.10"), "40.10"),
    ),
)
RANGES = Intervals(
    "Criterion",
    Axis("Weight", "0", "100", "%"),
    "As published",
    "The winner stays first",
    (Interval("Price", "31.4", "40", "58.2"), Interval("Quality", "0.0", "60", "100.0")),
)
LINES = Curves(
    Axis("Price", "80000", "160000", "£"),
    Axis("Points", "0", "40"),
    (
        Curve("Relative to lowest", (("80000", "40"), ("100000", "32"), ("160000", "20"))),
        Curve("Linear", (("80000", "40"), ("160000", "0"))),
    ),
    (Mark("Budget", "120000"), Mark("Lowest", "80000")),
)
PLOTS: dict[str, Plot] = {"bars": BARS, "ranges": RANGES, "lines": LINES}
CHARTS = {
    name: Chart(f"chart-{name}", f"The {name} & more", f"What the <{name}> show.", plot)
    for name, plot in PLOTS.items()
}


def document(*charts: Chart) -> Document:
    """Return a document of charts."""
    facts = KeyFacts("The document", (Row("Reference", ((Text("X-1"),),)),))
    return Document(
        kind="Stress test",
        title="Grounds",
        reference="X-1",
        authority="Coventry City Council",
        issued_on=date(2026, 3, 2),
        audit_head="",
        packs=(),
        front=facts,
        sections=(Section("summary", "", "Summary", ()), Section("s", "1", "Charts", charts)),
    )


def parsed(chart: Chart) -> ET.Element:
    """Return the elements of a chart's file."""
    return ET.fromstring(chart_svg(chart).encode())  # noqa: S314 - made here, of our own values


def texts(table: Table) -> list[list[str]]:
    """Return the cells of a table as they are shown."""
    return [["".join(span.text for span in line if isinstance(span, Text))
             for lines in row for line in lines] for row in table.rows]  # fmt: skip


def test_bars_come_with_their_figures() -> None:
    table = CHARTS["bars"].table()

    assert [column.title for column in table.columns] == ["Bidder", "Price", "Quality", "Total"]
    assert [column.numeric for column in table.columns] == [False, True, True, True]
    assert texts(table) == [
        ["Arden & Sons <Ltd>", "30.25", "50.00", "80.25"],
        ["Bablake", "40.00", "0.10", "40.10"],
    ]


def test_ranges_come_with_their_figures() -> None:
    table = CHARTS["ranges"].table()

    assert [column.title for column in table.columns] == ["Criterion", "From", "As published", "To"]
    assert texts(table) == [
        ["Price", "31.4%", "40%", "58.2%"],
        ["Quality", "0.0%", "60%", "100.0%"],
    ]


def test_lines_come_with_their_figures_and_the_marked_places_between_them() -> None:
    table = CHARTS["lines"].table()

    assert [column.title for column in table.columns] == [
        "Price", "Relative to lowest", "Linear", "Marked",
    ]  # fmt: skip
    assert [column.numeric for column in table.columns] == [False, True, True, False]
    assert texts(table) == [
        ["£80,000", "40", "40", "Lowest"],
        ["£100,000", "32", "", ""],
        ["£120,000", "", "", "Budget"],
        ["£160,000", "20", "0", ""],
    ]


def test_bars_begin_at_zero_and_are_as_long_as_their_figures() -> None:
    shapes = stacked(BARS).shapes
    labels = {shape.text: shape.x for shape in shapes if isinstance(shape, Words)}
    blocks = [shape for shape in shapes if isinstance(shape, Block) and shape.is_outlined]
    one = (labels["100"] - labels["0"]) / 100

    first, second = [block for block in blocks if block.y == blocks[2].y]

    assert first.x == labels["0"]
    assert second.x == pytest.approx(first.x + first.width)
    assert first.width == pytest.approx(30.25 * one)
    assert second.width == pytest.approx(50 * one)


def test_a_part_too_narrow_for_its_figure_leaves_it_to_the_table() -> None:
    told = [shape.text for shape in stacked(BARS).shapes if isinstance(shape, Words)]

    assert "50.00" in told
    assert "0.10" not in told
    assert "40.10" in told


@pytest.mark.parametrize("name", CHARTS)
def test_the_file_is_a_picture_with_a_title_and_a_description(name: str) -> None:
    chart = CHARTS[name]

    root = parsed(chart)

    found = {child.get("id"): child.text for child in root if child.get("id")}
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert [found[part] for part in str(root.get("aria-labelledby")).split()] == [
        chart.caption,
        chart.description,
    ]


@pytest.mark.parametrize("name", CHARTS)
def test_the_file_needs_nothing_that_a_strict_policy_refuses(name: str) -> None:
    root = parsed(CHARTS[name])

    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    names = {attribute for element in root.iter() for attribute in element.attrib}

    assert tags <= {"svg", "title", "desc", "rect", "polyline", "polygon", "text"}
    assert "style" not in names
    assert not any(attribute.startswith("on") or "href" in attribute for attribute in names)


def test_the_names_of_typefaces_are_quoted_where_they_have_several_words() -> None:
    families = str(parsed(CHARTS["bars"]).get("font-family")).split(", ")

    assert families[0] == "'Source Sans 3'"
    assert [name for name in families if " " in name and not name.startswith("'")] == []


@pytest.mark.parametrize("name", CHARTS)
def test_every_word_stands_within_the_picture(name: str) -> None:
    drawn = picture(PLOTS[name])

    for words in (shape for shape in drawn.shapes if isinstance(shape, Words)):
        wide = length(words.text, words.size) * 0.9
        start = {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[words.anchor]
        assert words.x - start >= -16
        assert words.x - start + wide <= WIDTH + 16
        assert 0 <= words.y <= drawn.height


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_figures_give_the_same_file(name: str) -> None:
    assert chart_svg(CHARTS[name]) == chart_svg(replace(CHARTS[name]))


def test_a_long_name_is_cut_and_stays_whole_in_the_table() -> None:
    long = "Bablake Grounds Maintenance and Arboriculture (Coventry and Warwickshire) Limited"
    plot = replace(BARS, bars=(Bar(long, ("1", "2"), "3"),))

    told = [shape.text for shape in stacked(plot).shapes if isinstance(shape, Words)]

    assert long not in told
    assert any(text.endswith("…") for text in told)
    assert plot.rows()[0][0] == long


def test_fills_are_told_apart_without_colour() -> None:
    looks = [(round(luminance(fill.colour), 1), fill.hatch) for fill in FILLS]

    assert len(set(looks)) == len(FILLS)
    assert all(
        one.hatch is not other.hatch or abs(luminance(one.colour) - luminance(other.colour)) > 0.15
        for one, other in pairwise(FILLS)
    )


@pytest.mark.parametrize("fill", FILLS)
def test_words_on_a_fill_can_be_read(fill: Fill) -> None:
    ground = fill.colour if fill.hatch is Hatch.NONE else "#ffffff"

    assert contrast(fill.ink, ground) >= 4.5


def test_hatching_stays_within_its_fill() -> None:
    for hatch in Hatch:
        for shape in filled(10, 20, 33, 19, Fill("#ffffff", INK, hatch)):
            if isinstance(shape, Stroke):
                assert all(10 <= x <= 43.001 and 20 <= y <= 39.001 for x, y in shape.points)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@given(
    least=st.integers(-10_000, 10**9),
    extent=st.fractions(min_value=Fraction(1, 1000), max_value=10**9),
)
def test_ticks_are_few_and_lie_within_their_axis(least: int, extent: Fraction) -> None:
    scale = Scale(Fraction(least), least + extent, 0, 1)

    found = [Fraction(tick) for tick in ticks(scale)]

    assert 1 <= len(found) <= 6
    assert all(scale.least <= tick <= scale.most for tick in found)


@given(text=st.text(max_size=60), room=st.floats(5, 200))
def test_a_text_is_cut_to_its_room(text: str, room: float) -> None:
    assert length(cut(text, room)) <= max(room, length("…"))


def figures() -> list[Node]:
    """Return the figures of the document of all charts, read back from its PDF."""
    reading = read(render_pdf(document(*CHARTS.values())))
    assert reading.untagged == []
    return list(reading.root.every("Figure"))


def test_a_figure_of_the_pdf_has_its_words_and_its_place() -> None:
    with pikepdf.open(BytesIO(render_pdf(document(*CHARTS.values())))) as pdf:
        found = [
            (str(made.Alt), [float(value) for value in made.A.BBox])
            for made in pdf.objects
            if isinstance(made, pikepdf.Dictionary) and made.get("/S") == "/Figure"
        ]

    assert sorted(alt for alt, _ in found) == sorted(chart.description for chart in CHARTS.values())
    for _, (left, bottom, right, top) in found:
        assert 0 < left < right < theme.PAGE_WIDTH
        assert 0 < bottom < top < theme.PAGE_HEIGHT


def test_a_figure_of_the_pdf_holds_what_it_shows() -> None:
    bars, ranges, lines = (figure.text() for figure in figures())

    assert "30.25" in bars
    assert "58.2%" in ranges
    assert "Budget: £120,000" in lines


def test_the_table_stands_beside_the_figure_in_both_layouts() -> None:
    made = document(*CHARTS.values())
    page = Elements(render_html(made))
    tables = [table.summary for table in read(render_pdf(made)).root.every("Table")]

    captions = [text for _, _, text in page.every("caption")]

    for chart in CHARTS.values():
        assert chart.caption in captions
        assert chart.caption in tables


def test_a_page_with_charts_has_no_id_twice_and_no_inline_style() -> None:
    page = Elements(render_html(document(*CHARTS.values()), standalone=False))
    ids = [str(found["id"]) for _, found in page.found if "id" in found]

    assert len(ids) == len(set(ids))
    assert not any("style" in found for _, found in page.found)
    assert [found["aria-labelledby"] for _, found, _ in page.every("svg")] == [
        f"{chart.anchor}-title {chart.anchor}-said" for chart in CHARTS.values()
    ]


def test_charts_keep_their_place_in_the_digest() -> None:
    moved = replace(BARS, bars=BARS.bars[::-1])

    assert document(CHARTS["bars"]).sha256() == document(CHARTS["bars"]).sha256()
    assert (
        document(CHARTS["bars"]).sha256() != document(replace(CHARTS["bars"], plot=moved)).sha256()
    )


def test_a_tall_chart_is_drawn_smaller_so_that_it_fits_a_page() -> None:
    many = tuple(Bar(f"Bid {number}", ("1", "2"), "3") for number in range(60))

    reading = read(render_pdf(document(replace(CHARTS["bars"], plot=replace(BARS, bars=many)))))

    assert reading.untagged == []
    assert len(list(reading.root.every("Figure"))) == 1
