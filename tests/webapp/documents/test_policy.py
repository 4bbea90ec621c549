"""A pack as a document: everything that the pack says can be read in it, in both layouts."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from rules.library import shipped
from rules.pack import Confidence
from tests.rules.reading.samples import small_policy
from tests.rules.reading.test_policy import everything_in, loaded
from tests.webapp.documents.pdf_reading import Reading, read
from tests.webapp.documents.test_html import Elements
from webapp.documents import render_pdf
from webapp.documents.content import Card, Document, Link, Section, Table, Tag
from webapp.documents.policy import policy, render_policy

HEADINGS = ("h1", "h2", "h3", "h4")


def cards(document: Document) -> Iterator[Card]:
    for section in document.sections:
        yield from (block for block in section.blocks if isinstance(block, Card))


def links(section: Section) -> Iterator[Link]:
    for block in section.blocks:
        lines: list[tuple[object, ...]] = []
        if isinstance(block, Card):
            lines = [line for row in block.parts for line in row.lines]
        elif isinstance(block, Table):
            lines = [line for row in block.rows for cell in row for line in cell]
        yield from (span for line in lines for span in line if isinstance(span, Link))


def pdf_of(pack_id: str) -> Reading:
    pack, stack = loaded(pack_id)
    return read(render_pdf(policy(pack, stack)))


@pytest.mark.slow
@pytest.mark.parametrize("pack_id", shipped().ids())
def test_everything_that_a_pack_holds_is_on_its_page(pack_id: str) -> None:
    pack, stack = loaded(pack_id)

    page = Elements(render_policy(pack, stack))

    ids = {found.get("id") for _, found in page.found}
    assert set(everything_in(pack)) <= ids
    texts = " ".join(text for _, _, text in page.every("th", "td"))
    places = [item.at for source in pack.sources for item in source.covers]
    assert [at for at in places if at not in texts] == []


@pytest.mark.slow
@pytest.mark.parametrize("pack_id", shipped().ids())
def test_everything_that_a_pack_holds_is_in_its_pdf(pack_id: str) -> None:
    pack, _ = loaded(pack_id)

    text = "".join(pdf_of(pack_id).root.text().split())

    assert [id_ for id_ in everything_in(pack) if id_ not in text] == []
    places = ["".join(item.at.split()) for source in pack.sources for item in source.covers]
    assert [at for at in places if at not in text] == []


@pytest.mark.slow
def test_headings_leave_no_level_out_in_either_layout() -> None:
    pack, stack = loaded("uk")

    pages = [
        [int(tag[1]) for tag, _, _ in Elements(render_policy(pack, stack)).every(*HEADINGS)],
        [int(node.tag[1]) for node in pdf_of("uk").root.every(*map(str.upper, HEADINGS))],
    ]

    for levels in pages:
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_rule_reads_with_its_sentence_its_reason_and_its_source_apart(tmp_path: Path) -> None:
    document = policy(*small_policy(tmp_path))

    card = next(card for card in cards(document) if card.anchor == "tier-none")

    assert card.label == "Rule tier-none"
    assert [row.header for row in card.parts] == [
        "Says",
        "Because",
        "In force",
        "Source",
        "Gives way to",
    ]


def test_every_link_leads_to_a_place_of_the_document(tmp_path: Path) -> None:
    document = policy(*small_policy(tmp_path))
    places = {card.anchor for card in cards(document)}

    found = [link.to for section in document.sections for link in links(section)]

    assert len(found) > 20
    assert set(found) <= places


def test_what_is_not_certain_carries_its_tag_once(tmp_path: Path) -> None:
    document = policy(*small_policy(tmp_path))
    held = {card.anchor: card for card in cards(document)}

    def tags(anchor: str) -> list[Confidence]:
        lines = (line for row in held[anchor].parts for line in row.lines)
        return [span.confidence for line in lines for span in line if isinstance(span, Tag)]

    assert tags("tier-none") == [Confidence.SECONDARY]
    assert tags("weight") == [Confidence.SECONDARY, Confidence.AUTHORITY_SETTING]
    assert tags("green") == []


def test_a_decision_table_is_a_table_with_its_note(tmp_path: Path) -> None:
    document = policy(*small_policy(tmp_path))

    table = next(
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table)
    )

    assert table.caption.startswith("Social value tier. In every row the governing law is")
    assert len(table.rows) == 3
