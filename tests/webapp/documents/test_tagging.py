"""The structure tree: every mark has its element, and elements stand as their types ask."""

from itertools import pairwise

import pytest

from tests.webapp.documents.builders import hand_made
from tests.webapp.documents.pdf_reading import Node, Reading, read
from tests.webapp.documents.test_html import Elements
from webapp.documents import render_html, render_pdf


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The hand-made outline, read back; reading checks marks against the parent tree."""
    return read(render_pdf(hand_made()))


def test_nothing_is_drawn_outside_an_element_or_an_artifact(reading: Reading) -> None:
    assert reading.untagged == []


def test_only_furniture_and_repeated_headers_are_artifacts(reading: Reading) -> None:
    words = {word for text in reading.artifacts if "·" not in text for word in text.split()}
    headers = {
        word
        for cell in reading.root.every("TH")
        if cell.scope == "Column"
        for word in cell.text().split()
    }
    furniture = "Procurement Outline Document: Grounds maintenance COV-2026-014 Page of"
    numbers = {str(number) for number in range(1, reading.pages + 1)}

    assert words <= {*furniture.split(), *numbers, *headers}
    assert {"Finding", "Outcome"} <= words


def test_headings_begin_at_one_and_leave_no_level_out(reading: Reading) -> None:
    levels = [int(node.tag[1]) for node in reading.root.every("H1", "H2", "H3", "H4")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_is_named_and_its_headers_say_what_they_head(reading: Reading) -> None:
    for table in reading.root.every("Table"):
        rows = list(table.every("TR"))
        headers = [cell.scope for cell in table.every("TH")]

        assert table.summary
        assert headers
        assert set(headers) <= {"Row", "Column"}
        assert len({len(row.kids) for row in rows}) == 1
        assert all(_kid(row, 0).tag == "TH" for row in rows)


def _kid(node: Node, index: int) -> Node:
    kid = node.kids[index]
    assert isinstance(kid, Node)
    return kid


def test_a_table_over_several_pages_is_one_table_with_one_header(reading: Reading) -> None:
    law = next(
        table
        for table in reading.root.every("Table")
        if table.summary == "What the law requires of this procurement"
    )

    assert [cell.text() for cell in law.every("TH") if cell.scope == "Column"] == [
        "What",
        "Finding",
        "Reason and source",
    ]
    assert len(list(law.every("TR"))) == 15


def test_lists_hold_labels_and_bodies(reading: Reading) -> None:
    items = list(reading.root.every("LI"))

    assert items
    assert all([_kid(item, i).tag for i in range(2)] == ["Lbl", "LBody"] for item in items)


def test_every_link_is_an_element_with_an_annotation_and_a_name(reading: Reading) -> None:
    links = list(reading.root.every("Link"))

    assert links
    assert all(link.alt and link.links and link.text() for link in links)


def test_figures_have_alternative_texts(reading: Reading) -> None:
    assert all(figure.alt for figure in reading.root.every("Figure"))


def test_the_contents_are_tagged_as_such(reading: Reading) -> None:
    toc = next(reading.root.every("TOC"))

    assert {kid.tag for kid in toc.kids if isinstance(kid, Node)} == {"TOCI"}


def test_html_and_pdf_say_the_same_words_in_the_same_order(reading: Reading) -> None:
    assert _pdf_words(reading.root) == _html_words(str(render_html(hand_made())))


def _pdf_words(root: Node) -> list[str]:
    sections = [sect for sect in root.every("Sect") if not list(sect.every("TOC"))]
    return [word for sect in sections for word in sect.text().split()]


BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "th", "td", "dt", "dd", "caption", "li", "div", "table", "tr"}
)


class Words(Elements):
    """Collects what a page shows of its document, without the contents and hidden captions."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        self.shown: list[str] = []
        super().__init__(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Part the words of two blocks."""
        super().handle_starttag(tag, attrs)
        if tag in BLOCKS:
            self.shown.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Part the words of two blocks."""
        super().handle_endtag(tag)
        if tag in BLOCKS:
            self.shown.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        open_elements = [self.found[index] for _, index in self.open]
        is_hidden = any(
            tag == "nav" or found.get("class") == "pod-hidden" for tag, found in open_elements
        )
        if not is_hidden and any(tag == "article" for tag, _ in open_elements):
            self.shown.append(data)


def _html_words(page: str) -> list[str]:
    return "".join(Words(page).shown).split()
