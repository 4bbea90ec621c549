"""The HTML layout: escaped, in order, complete by itself, and fit for a strict policy."""

from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.webapp.documents.builders import hand_made
from webapp.documents.html import STYLESHEET, render_html

VOID = frozenset({"meta", "link", "br", "img", "hr", "input"})


class Elements(HTMLParser):
    """Collects the elements of a page, and checks that each is closed where it should be."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[int, str] = {}
        self.open: list[tuple[str, int]] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append((tag, len(self.found) - 1))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Add text to every element that is open."""
        for _, index in self.open:
            self.texts[index] = self.texts.get(index, "") + data

    def every(self, *tags: str) -> Iterator[tuple[str, dict[str, str | None], str]]:
        """Yield the elements of some names, with attributes and text."""
        for index, (tag, attributes) in enumerate(self.found):
            if tag in tags:
                yield tag, attributes, self.texts.get(index, "")


def test_a_standalone_page_carries_language_title_style_and_skip_link() -> None:
    page = Elements(render_html(hand_made()))

    assert next(page.every("html"))[1] == {"lang": "en-GB"}
    assert next(page.every("title"))[2] == "Procurement Outline Document: Grounds maintenance"
    assert next(page.every("style"))[2] == STYLESHEET.read_text(encoding="utf-8")
    assert next(page.every("a"))[1] == {"class": "pod-skip", "href": "#main"}


def test_an_embedded_document_needs_nothing_that_a_strict_policy_refuses() -> None:
    page = Elements(render_html(hand_made(), standalone=False))

    tags = {tag for tag, _ in page.found}
    attributes = {name for _, found in page.found for name in found}

    assert page.found[0] == ("article", {"class": "pod", "lang": "en-GB"})
    assert tags.isdisjoint({"script", "style", "link", "img", "html", "body", "main"})
    assert not any(name == "style" or name.startswith("on") for name in attributes)


def test_headings_begin_at_one_and_leave_no_level_out() -> None:
    page = Elements(render_html(hand_made()))

    levels = [int(tag[1]) for tag, _, _ in page.every("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_leads_to_an_id_and_no_id_stands_twice() -> None:
    page = Elements(render_html(hand_made()))
    ids = [found["id"] for _, found in page.found if "id" in found]

    links = {str(found["href"]) for _, found, _ in page.every("a")}

    assert len(ids) == len(set(ids))
    assert links <= {f"#{identifier}" for identifier in ids}


def test_every_table_has_a_caption_and_every_header_a_scope() -> None:
    page = Elements(render_html(hand_made()))

    tables, captions = list(page.every("table")), list(page.every("caption"))

    assert len(tables) == len(captions)
    assert all(text for _, _, text in captions)
    assert {found.get("scope") for _, found, _ in page.every("th")} == {"row", "col"}


@pytest.mark.parametrize(
    "title",
    [
        '<img src="/etc/passwd">',
        "<script>alert(1)</script>",
        "</title></h1><b>",
        "a & b &lt; c",
        "{{ 7 * 7 }} {% raw %}",
        "100% of {x}",
        "שלום עליכם",
        "Grünflächen – “Pflege” 🌳",
    ],
)
def test_what_a_person_typed_is_text(title: str) -> None:
    page = Elements(render_html(hand_made(title=title)))

    assert next(page.every("h1"))[2] == title
    assert next(page.every("title"))[2] == f"Procurement Outline Document: {title}"
    assert {tag for tag, _ in page.found}.isdisjoint({"img", "script", "b"})


def test_the_same_content_gives_the_same_page() -> None:
    assert render_html(hand_made()) == render_html(hand_made())
