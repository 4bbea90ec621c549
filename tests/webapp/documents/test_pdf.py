"""The PDF layout: the same bytes each time, whatever a person typed, and made to be found."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.webapp.documents.builders import hand_made
from tests.webapp.documents.pdf_reading import Reading, read
from webapp.documents.pdf import render_pdf

HOSTILE = {
    "markup": '<img src="/etc/passwd"/>',
    "a tag left open": "<b>Grounds <i>maintenance",
    "an entity": "&lt;&amp;&nbsp;&#0;",
    "formats": "%s %d %(x)s 100%",
    "braces": "{due} {0} {} {{",
    "parentheses": "((( \\) \\( \\\\",
    "emoji": "Parks 🌳🚜 and 👩🏽‍🌾",
    "right to left": "שלום عليكم",
    "controls": "a\x00b\x07c\u202ed\ud800e",
    "one long word": "x" * 5_000,
    "many words": "maintenance of grounds " * 217,
    "nothing": "",
    "Welsh and Polish": "Cynnal tiroedd ŵ ŷ – Żółć “ąęś” £ → ≥",
}


@pytest.fixture(scope="module")
def content() -> bytes:
    """The hand-made outline as a PDF."""
    return render_pdf(hand_made())


@pytest.fixture(scope="module")
def reading(content: bytes) -> Reading:
    """The same, read back."""
    return read(content)


def places(pdf: pikepdf.Pdf) -> dict[str, int]:
    """Return the page, from 1, to which each section's bookmark leads."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    found = {}
    for item in pdf.open_outline().root:
        assert isinstance(item.destination, pikepdf.Array)
        found[item.title] = pages[item.destination[0].objgen]
    return found


def bookmarks(items: "list[pikepdf.OutlineItem]", level: int = 0) -> Iterator[tuple[int, str]]:
    """Yield the bookmarks with their levels."""
    for item in items:
        yield level, item.title
        yield from bookmarks(list(item.children), level + 1)


def test_the_same_content_gives_the_same_bytes(content: bytes) -> None:
    assert render_pdf(hand_made()) == content


def test_another_process_gives_the_same_bytes(content: bytes) -> None:
    program = (
        "import hashlib;from tests.webapp.documents.builders import hand_made;"
        "from webapp.documents.pdf import render_pdf;"
        "print(hashlib.sha256(render_pdf(hand_made())).hexdigest())"
    )

    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.strip() == hashlib.sha256(content).hexdigest()


def test_another_title_gives_other_bytes(content: bytes) -> None:
    assert render_pdf(hand_made(title="Grounds maintenance, south")) != content


def test_it_says_of_itself_what_it_is(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        metadata = pdf.open_metadata()

        assert metadata["dc:title"] == "Procurement Outline Document: Grounds maintenance"
        assert metadata["dc:language"] == {"en-GB"}
        assert metadata["xmp:CreateDate"] == "2026-03-04T00:00:00Z"
        assert "pdfuaid:part" not in metadata
        assert pdf.docinfo["/CreationDate"] == "D:20260304000000Z"
        assert pdf.Root.Lang == "en-GB"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_every_font_is_embedded_and_can_be_read_as_text(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        fonts = {
            str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()
        }

        assert {name.split("+")[1] for name in fonts} == {
            "SourceSans3-Regular",
            "SourceSans3-Semibold",
        }
        for font in fonts.values():
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


def test_bookmarks_follow_the_sections(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        found = list(bookmarks(list(pdf.open_outline().root)))

    assert [title for level, title in found if level == 0] == [
        "Summary",
        "Contents",
        *[part.heading() for part in hand_made().sections[1:]],
    ]
    assert (1, "Outcomes and indicators") in found
    assert (2, "Standstill") in found


def test_each_page_says_which_of_how_many_it_is(reading: Reading) -> None:
    text = "".join(reading.artifacts)

    for number in range(1, reading.pages + 1):
        assert f"Page {number} of {reading.pages}" in text


def test_the_foot_of_each_page_carries_the_digests(reading: Reading) -> None:
    digests = (
        f"content {hand_made().sha256()[:12]}  ·  audit abababababab  ·  COV-2026-014  ·  "
        "uk 1 (1f1f1f1f)  ·  coventry 2 (c0c0c0c0)"
    )

    assert "".join(reading.artifacts).count(digests) == reading.pages


def test_a_long_reference_cuts_off_neither_digest_nor_audit_head() -> None:
    document = hand_made(reference="COV-2026-" + "long" * 40)

    reading = read(render_pdf(document))

    digests = f"content {document.sha256()[:12]}  ·  audit abababababab  ·  COV-2026-longlong"
    assert "".join(reading.artifacts).count(digests) == reading.pages


def test_the_summary_is_page_one(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        found = places(pdf)

    assert (found["Summary"], found["Contents"]) == (1, 2)


def test_the_contents_name_the_page_of_each_section(content: bytes, reading: Reading) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        found = places(pdf)

    entries = [link for item in reading.root.every("TOCI") for link in item.every("Link")]
    listed = {entry.alt: entry.text() for entry in entries}

    for part in hand_made().sections[1:]:
        assert listed[part.heading()] == f"{part.heading()}{found[part.heading()]}"


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
def test_what_a_person_typed_is_only_drawn(title: str) -> None:
    reading = read(render_pdf(hand_made(title=title, reference="R&D <1>")))

    assert reading.untagged == []
    assert list(reading.root.every("Figure")) == []


def test_markup_stands_as_it_was_typed() -> None:
    reading = read(render_pdf(hand_made(title=HOSTILE["markup"])))

    assert next(reading.root.every("H1")).text() == '<img src="/etc/passwd"/>'


def test_a_long_word_is_drawn_whole_over_several_lines() -> None:
    reading = read(render_pdf(hand_made(title=HOSTILE["one long word"])))

    assert next(reading.root.every("H1")).text() == "x" * 5_000


def test_a_character_that_the_typeface_lacks_is_shown_and_said() -> None:
    reading = read(render_pdf(hand_made(title="Park 🌳")))

    assert next(reading.root.every("H1")).text() == "Park □"
    assert "stands for a character that the typeface of this version lacks" in reading.root.text()


def test_a_document_that_is_covered_says_nothing_of_it(reading: Reading) -> None:
    assert "typeface of this version" not in reading.root.text()


def test_letters_of_other_languages_are_drawn() -> None:
    reading = read(render_pdf(hand_made(title=HOSTILE["Welsh and Polish"])))

    assert next(reading.root.every("H1")).text() == HOSTILE["Welsh and Polish"]


@pytest.mark.slow
@given(title=st.text(max_size=300))
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_any_title_makes_a_document(title: str) -> None:
    assert read(render_pdf(hand_made(title=title))).untagged == []


def test_untagged_it_has_the_same_pages_and_no_tree(content: bytes) -> None:
    untagged = render_pdf(hand_made(), tagged=False)

    with pikepdf.open(BytesIO(untagged)) as pdf, pikepdf.open(BytesIO(content)) as tagged:
        assert len(pdf.pages) == len(tagged.pages)
        assert "/StructTreeRoot" not in pdf.Root
        assert b"BDC" not in pdf.pages[0].Contents.read_bytes()
