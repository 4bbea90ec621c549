"""The Word file around the body: what it says of itself, its pages, and the same bytes."""

from collections.abc import Iterable
from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section as WordSection
from docx.shared import Pt

from webapp.documents.content import Document
from webapp.documents.marks import marks, running
from webapp.documents.pdf import theme
from webapp.documents.word.markup import field, kept, paragraph, run, tab
from webapp.documents.word.styles import LANGUAGE, NUMBERING, SETTINGS, styles_xml

_CREATOR = "Podium"
_LONGEST_PROPERTY = 255
_LONGEST_RUNNING = 84
_LONGEST_MARK = 40
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time that a zip gives to each of its files: the earliest that it can hold."""
_KEPT = frozenset(
    {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
)
_KEPT_OUTSIDE = frozenset({RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES})


def new_file(document: Document) -> WordFile:
    """Return a file without a body: styles, pages, running head and foot, properties."""
    file = docx.Document()
    _strip(file)
    _replace(file.styles.element, styles_xml())
    _replace(file.part.numbering_part.element, NUMBERING)
    _replace(file.settings.element, SETTINGS)
    _describe(file, document)
    _lay_out(file.sections[0], document)
    return file


def fill(file: WordFile, blocks: Iterable[str]) -> None:
    """Write the body, before the properties of its pages, which stand last."""
    body = file.element.body
    last = body.sectPr
    xml = f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{''.join(blocks)}</w:body>"
    for element in list(parse_xml(xml)):
        last.addprevious(element)


def stored(file: WordFile) -> bytes:
    """Return the file as bytes: the same content gives the same, whenever it is written."""
    held = BytesIO()
    file.save(held)
    made = BytesIO()
    with ZipFile(held) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            info = ZipInfo(name, _EARLIEST)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            target.writestr(info, source.read(name))
    return made.getvalue()


def _strip(file: WordFile) -> None:
    """Take out what the library's template brings: a thumbnail, themes, another's figures."""
    for rels, types in ((file.part.rels, _KEPT), (file.part.package.rels, _KEPT_OUTSIDE)):
        for identifier in [one for one, rel in rels.items() if rel.reltype not in types]:
            del rels[identifier]


def _replace(element: BaseOxmlElement, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    for child in list(parse_xml(xml)):
        element.append(child)


def _describe(file: WordFile, document: Document) -> None:
    properties = file.core_properties
    issued = datetime.combine(document.issued_on, time(), UTC).replace(tzinfo=None)
    properties.title = _property(running(document))
    properties.author = properties.last_modified_by = _property(document.authority)
    properties.subject = _property(f"{document.kind}, {document.reference}")
    properties.identifier = _property(document.reference)
    properties.keywords = _property(", ".join(marks(document)[:2]))
    properties.comments = f"Written by {_CREATOR}"
    properties.language = LANGUAGE
    properties.created = properties.modified = issued
    properties.revision = 1


def _property(text: str) -> str:
    return _cut(kept(text), _LONGEST_PROPERTY)


def _lay_out(section: WordSection, document: Document) -> None:
    section.page_width, section.page_height = Pt(theme.PAGE_WIDTH), Pt(theme.PAGE_HEIGHT)
    section.left_margin = section.right_margin = Pt(theme.MARGIN_LEFT)
    section.top_margin, section.bottom_margin = Pt(theme.MARGIN_TOP), Pt(theme.MARGIN_BOTTOM)
    section.header_distance, section.footer_distance = Pt(34), Pt(30)
    section.different_first_page_header_footer = True
    foot = _foot(document)
    head = run(_cut(running(document), _LONGEST_RUNNING)) + tab() + _reference(document)
    for part, xml in (
        (section.header, paragraph("Header", head)),
        (section.first_page_header, paragraph("FirstHeader", _reference(document))),
        (section.footer, foot),
        (section.first_page_footer, foot),
    ):
        part.is_linked_to_previous = False
        _replace(part._element, f"<w:hdr {nsdecls('w')}>{xml}</w:hdr>")  # noqa: SLF001 - no other way


def _reference(document: Document) -> str:
    return run(_cut(document.reference, _LONGEST_MARK), '<w:rStyle w:val="Strong"/>')


def _foot(document: Document) -> str:
    told = "  ·  ".join(_cut(mark, _LONGEST_MARK) for mark in marks(document))
    page = f"{run('Page ')}{field('PAGE', '1')}{run(' of ')}{field('NUMPAGES', '1')}"
    return paragraph("Footer", run(told) + tab() + page)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
