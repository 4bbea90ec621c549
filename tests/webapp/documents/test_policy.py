"""A pack as a page: everything that the pack says can be read in it."""

from itertools import pairwise

import pytest

from rules.library import stack
from rules.reading import parts_of
from tests.webapp.documents.pdf_reading import read
from tests.webapp.documents.test_html import Elements
from webapp.documents import render_pdf
from webapp.documents.policy import policy, render_policy

pytestmark = pytest.mark.slow

HEADINGS = ("h1", "h2", "h3", "h4")


def test_every_rule_value_and_text_of_a_pack_is_on_its_page() -> None:
    packs = stack("coventry")
    pack = packs.packs[-1]

    page = Elements(render_policy(pack, packs))

    ids = {found.get("id") for _, found in page.found}
    entries = [entry for part in parts_of(pack, packs) for entry in part.entries]
    assert {entry.id for entry in entries} <= ids
    assert len(entries) > 100


@pytest.mark.slow
def test_headings_leave_no_level_out_in_either_layout() -> None:
    packs = stack(None)
    document = policy(packs.law, packs)

    pages = [
        [int(tag[1]) for tag, _, _ in Elements(render_policy(packs.law, packs)).every(*HEADINGS)],
        [
            int(node.tag[1])
            for node in read(render_pdf(document)).root.every(*map(str.upper, HEADINGS))
        ],
    ]

    for levels in pages:
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_rule_reads_with_its_reason_and_its_source_apart() -> None:
    packs = stack(None)
    document = policy(packs.law, packs)

    rows = {
        row.header
        for section in document.sections
        if section.title.startswith("Rules")
        for card in section.blocks
        for row in getattr(card, "parts", ())
    }

    assert {"Says", "Because", "Source"} <= rows
