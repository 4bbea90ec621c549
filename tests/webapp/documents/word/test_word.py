"""The Word layout: real headings, tables and fields, the same bytes, whatever was typed."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from hypothesis import given, settings

from tests.webapp.documents.builders import hand_made
from tests.webapp.documents.generated import generated, seeds
from tests.webapp.documents.report.grounds import award
from tests.webapp.documents.test_pdf import HOSTILE
from tests.webapp.documents.word.reading import headings, opened, parts, words
from webapp.documents.content import Document, Heading
from webapp.documents.report import award_report
from webapp.documents.word import render_word
from webapp.documents.word.markup import kept
from webapp.documents.word.spans import bookmark_of

PROPERTIES = {
    "pPr": [
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "widowControl",
        "numPr",
        "pBdr",
        "shd",
        "tabs",
        "bidi",
        "spacing",
        "ind",
        "contextualSpacing",
        "jc",
        "outlineLvl",
    ],
    "rPr": [
        "rStyle",
        "rFonts",
        "b",
        "bCs",
        "i",
        "iCs",
        "color",
        "sz",
        "szCs",
        "u",
        "bdr",
        "shd",
        "rtl",
        "lang",
    ],
    "tblPr": [
        "tblStyle",
        "tblW",
        "tblInd",
        "tblBorders",
        "tblLayout",
        "tblCellMar",
        "tblLook",
        "tblCaption",
    ],
    "trPr": ["cantSplit", "tblHeader"],
    "sdtPr": ["alias", "tag", "id", "showingPlcHdr", "docPartObj"],
}
"""The properties that the layout uses, in the order in which the schema wants them."""


@pytest.fixture(scope="module")
def content() -> bytes:
    """The hand-made outline as a Word file."""
    return render_word(hand_made())


@pytest.fixture(scope="module")
def file(content: bytes) -> WordFile:
    """The same, opened."""
    return opened(content)


@pytest.fixture(scope="module")
def report() -> Document:
    """A report with charts."""
    return award_report(award(), issued_on=date(2026, 3, 4), audit_head="cd" * 32)


def test_the_same_content_gives_the_same_bytes(content: bytes) -> None:
    assert render_word(hand_made()) == content


def test_another_process_gives_the_same_bytes(content: bytes) -> None:
    program = (
        "import hashlib;from tests.webapp.documents.builders import hand_made;"
        "from webapp.documents import render_word;"
        "print(hashlib.sha256(render_word(hand_made())).hexdigest())"
    )

    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.strip() == hashlib.sha256(content).hexdigest()


def test_the_zip_holds_no_time_of_day(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as zipped:
        times = {info.date_time for info in zipped.infolist()}

    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_the_file_holds_what_the_layout_wrote_and_nothing_of_a_template(content: bytes) -> None:
    assert sorted(parts(content)) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/footer1.xml", "word/footer2.xml", "word/header1.xml",
        "word/header2.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml",
    ]  # fmt: skip


def test_the_file_says_what_it_is(file: WordFile) -> None:
    said = file.core_properties

    assert (said.title, said.author, said.subject, said.language) == (
        "Procurement Outline Document: Grounds maintenance",
        "Coventry City Council",
        "Procurement Outline Document, COV-2026-014",
        "en-GB",
    )
    assert said.keywords == f"content {hand_made().sha256()[:12]}, audit abababababab"
    issued = datetime(2026, 3, 4, tzinfo=UTC)
    assert (said.created, said.modified) == (issued, issued)


def test_every_heading_is_one_and_none_skips_a_level(file: WordFile) -> None:
    levels = headings(file)

    titles = [text for level, text in levels if level == 1]
    assert titles == [part.heading() for part in hand_made().sections]
    assert all(other <= one + 1 for (one, _), (other, _) in pairwise(levels))
    lower = {
        (block.level - 1, block.text)
        for part in hand_made().sections
        for block in part.blocks
        if isinstance(block, Heading)
    }
    assert lower <= set(levels)


def test_the_rows_that_head_a_table_repeat_and_every_table_says_what_it_holds(
    file: WordFile,
) -> None:
    headed = [table for table in file.tables if table.style and table.style.name == "Podium table"]
    repeated = [table for table in file.tables if list(table._tbl.iter(qn("w:tblHeader")))]
    captions = [table._tbl.tblPr.find(qn("w:tblCaption")) for table in file.tables]

    assert [table._tbl for table in headed] == [table._tbl for table in repeated]
    assert len(headed) > 5
    assert all(caption is not None and caption.get(qn("w:val")) for caption in captions)


def test_no_paragraph_is_empty_and_no_two_tables_touch(file: WordFile) -> None:
    body = file.element.body
    empty = [one for one in body.iter(qn("w:p")) if not words(one) and not _holds(one)]
    tags = [one.tag for one in body]

    assert empty == []
    assert (qn("w:tbl"), qn("w:tbl")) not in set(pairwise(tags))
    assert tags[-2:] == [qn("w:p"), qn("w:sectPr")]


def _holds(paragraph: object) -> bool:
    return bool(list(paragraph.iter(qn("w:drawing"))))  # type: ignore[attr-defined] # an element


def test_every_page_carries_the_digest_and_the_audit_head(file: WordFile) -> None:
    (section,) = file.sections
    feet = [words(one.paragraphs[0]._p) for one in (section.footer, section.first_page_footer)]

    digest = f"content {hand_made().sha256()[:12]}  ·  audit abababababab  ·  COV-2026-014  ·  "
    assert feet == [f"{digest}uk 1 (1f1f1f1f)  ·  coventry 2 (c0c0c0c0)\tPage 1 of 1"] * 2
    assert [one.text for one in section.footer._element.iter(qn("w:instrText"))] == [
        " PAGE ",
        " NUMPAGES ",
    ]


def test_a_long_reference_leaves_the_digests_whole() -> None:
    document = hand_made(reference="R" * 300, title="T" * 300)

    (section,) = opened(render_word(document)).sections

    foot = words(section.footer.paragraphs[0]._p)
    assert foot.startswith(f"content {document.sha256()[:12]}  ·  audit abababababab  ·  RRR")
    assert f"{'R' * 39}…" in foot


def test_every_link_leads_to_a_place_that_is_there_once(file: WordFile) -> None:
    body = file.element.body
    places = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    links = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))}
    numbers = [one.get(qn("w:id")) for one in body.iter(qn("w:bookmarkStart"))]

    assert len(places) == len(set(places)) == len(set(numbers))
    assert all(len(place) <= 40 for place in places)
    assert len(links) > 20
    assert links <= set(places)


def test_the_contents_are_a_field_filled_with_the_sections(file: WordFile) -> None:
    listed = [one.text for one in file.element.body.iter(qn("w:instrText"))]
    entries = [
        words(one) for one in file.element.body.iter(qn("w:p")) if one.style in {"TOC1", "TOC2"}
    ]

    assert listed == [r' TOC \o "1-2" \h \z ']
    assert entries[:2] == ["1. What is bought", "What, by whom, for how much and for how long"]
    assert set(entries) > {part.heading() for part in hand_made().sections[1:]}


def test_a_short_document_has_no_contents() -> None:
    document = hand_made()

    short = opened(render_word(replace(document, sections=document.sections[:4])))

    assert not list(short.element.body.iter(qn("w:instrText")))


def test_what_is_to_be_filled_in_is_a_content_control(file: WordFile) -> None:
    controls = [
        (one.find(f"{qn('w:sdtPr')}/{qn('w:alias')}"), words(one))
        for one in file.element.body.iter(qn("w:sdt"))
        if one.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
    ]

    named = {(alias.get(qn("w:val")), text) for alias, text in controls}
    assert named == {("quantity", "[quantity]"), ("due", "[due]")}


def test_a_chart_is_a_picture_with_words_and_its_figures_stand_below(report: Document) -> None:
    content = render_word(report)

    file = opened(content)
    drawn = list(file.element.body.iter(qn("wp:docPr")))
    pictures = {name: data for name, data in parts(content).items() if "media" in name}
    assert len(drawn) == len(file.inline_shapes) >= 2
    assert all(len(one.get("descr")) > 40 for one in drawn)
    assert all(data.startswith(b"\x89PNG") and len(data) < 100_000 for data in pictures.values())
    assert len({one.get("id") for one in drawn}) == len(drawn)


def test_pictures_are_the_same_each_time(report: Document) -> None:
    assert render_word(report) == render_word(report)


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_person_typed_stands_there_as_text(name: str) -> None:
    document = hand_made(title=HOSTILE[name], reference=HOSTILE[name])

    file = opened(render_word(document))

    (title,) = [one for one in file.paragraphs if one.style and one.style.name == "Title"]
    assert title.text == (document.title or document.kind)
    assert len(file.core_properties.title) <= 255


def test_what_is_written_from_the_right_is_marked_so() -> None:
    file = opened(render_word(hand_made(title="שלום עליכם")))

    (title,) = [one for one in file.paragraphs if one.style and one.style.name == "Title"]
    assert title._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert title.runs[0].font.rtl is True


@settings(max_examples=25)
@given(seed=seeds)
def test_any_document_can_be_written_and_opened(seed: int) -> None:
    document = generated(seed)

    file = opened(render_word(document))

    assert [text for level, text in headings(file) if level == 1] == [
        kept(part.heading()) for part in document.sections
    ]
    _assert_in_order(file.element)


def test_properties_stand_in_the_order_of_their_schema(content: bytes, report: Document) -> None:
    for one in (opened(content), opened(render_word(report))):
        _assert_in_order(one.element)
        _assert_in_order(one.styles.element)


def _assert_in_order(element: object) -> None:
    for name, order in PROPERTIES.items():
        for properties in element.iter(qn(f"w:{name}")):  # type: ignore[attr-defined] # an element
            places = [order.index(child.tag.split("}")[1]) for child in properties]
            assert places == sorted(set(places)), [child.tag for child in properties]


@pytest.mark.parametrize(
    "anchor", ["summary", "trace-uk-1", "1st", "", "ä", "a" * 60, "rule-" + "x" * 40]
)
def test_a_bookmark_is_short_and_begins_with_a_letter(anchor: str) -> None:
    name = bookmark_of(anchor)

    assert 1 <= len(name) <= 40
    assert name[0].isascii()
    assert name[0].isalpha()
    assert name.replace("_", "a").isalnum()
