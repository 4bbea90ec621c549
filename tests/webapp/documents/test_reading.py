"""What is read back from canonical JSON is what was written, or it is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

import pytest
from hypothesis import given, settings

from rules.pack import Confidence
from tests.webapp.documents.builders import hand_made
from tests.webapp.documents.generated import PLOTS, generated, seeds
from tests.webapp.documents.report.grounds import award
from webapp.documents.content import (
    Chart,
    Document,
    JsonValue,
    Paragraph,
    Section,
    Tag,
    Text,
    canonical_json,
)
from webapp.documents.reading import NotContent, content_of, document_of
from webapp.documents.report import award_report

Json: TypeAlias = dict[str, JsonValue]


def written(document: Document) -> Json:
    """Return the canonical JSON of a document as it is read from a file."""
    read = json.loads(json.dumps(canonical_json(document)))
    assert isinstance(read, dict)
    return read


def with_block(document: Document, *blocks: object) -> Json:
    """Return the JSON of a document whose only section holds blocks."""
    section = Section("a", "", "A", blocks)  # type: ignore[arg-type] # some are no blocks
    return written(replace(document, sections=(section,)))


@pytest.mark.parametrize(
    "document",
    [hand_made(), award_report(award(), issued_on=date(2026, 3, 4), audit_head="cd" * 32)],
    ids=["outline", "award report"],
)
def test_a_document_is_read_back_whole(document: Document) -> None:
    read = document_of(written(document))

    assert read == document
    assert read.sha256() == document.sha256()


@settings(max_examples=100)
@given(seed=seeds)
def test_any_document_is_read_back_whole(seed: int) -> None:
    document = generated(seed)

    read = document_of(written(document))

    assert read == document
    assert canonical_json(read) == written(document)


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: type(plot).__name__)
def test_each_kind_of_plot_is_read_back(plot: object) -> None:
    chart = Chart("c", "Caption", "What it shows", plot)  # type: ignore[arg-type] # one of each

    assert content_of(Chart, canonical_json(chart)) == chart


@pytest.mark.parametrize("confidence", Confidence)
def test_each_tag_is_read_back(confidence: Confidence) -> None:
    line = Paragraph((Text("Sure?"), Tag(confidence)))

    assert content_of(Paragraph, canonical_json(line)) == line


def without_title(content: Json) -> Json:
    """Leave out what a document needs."""
    return {key: value for key, value in content.items() if key != "title"}


REFUSED: dict[str, tuple[Callable[[Json], JsonValue], str]] = {
    "another type": (lambda content: {**content, "is": "Letter"}, "Document: {'is': 'Letter'"),
    "no type": (lambda content: {**content, "is": None}, "is no Document"),
    "an unknown key": (lambda content: {**content, "colour": "red"}, "has the key 'colour'"),
    "a key too few": (without_title, "lacks the key 'title'"),
    "a number for a text": (lambda content: {**content, "title": 7}, "Document.title: 7 is no str"),
    "a text for a list": (lambda content: {**content, "packs": "uk"}, "'uk' is no list"),
    "no day": (lambda content: {**content, "issued_on": "soon"}, "'soon' is no date"),
    "a day in another form": (
        lambda content: {**content, "issued_on": "20260304"}, "'20260304' is no date",
    ),
    "a list": (lambda content: [content], "is no Document"),
    "nothing": (lambda _: None, "None is no Document"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_document_is_refused_with_its_place(name: str) -> None:
    spoil, told = REFUSED[name]

    with pytest.raises(NotContent) as refused:
        document_of(spoil(written(hand_made())))

    assert told in str(refused.value)
    assert "restore the record from a backup" in str(refused.value)


def test_a_block_that_no_section_holds_is_refused() -> None:
    content = with_block(hand_made(), Text("a span, not a block"))

    with pytest.raises(NotContent) as refused:
        document_of(content)

    assert str(refused.value).startswith("Document.sections[0].blocks[0]: 'Text' is none of Head")


def test_true_is_no_number() -> None:
    block: Json = {"is": "Heading", "level": True, "text": "A", "anchor": "a"}
    section: Json = {"is": "Section", "anchor": "a", "number": "", "title": "A", "blocks": [block]}

    with pytest.raises(NotContent, match=r"Section\.blocks\[0\]\.level: True is no int"):
        content_of(Section, section)
