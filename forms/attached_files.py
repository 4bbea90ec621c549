"""Files that may be attached: what they are is told by their content, never by their name.

This is no search for viruses. It keeps out what a reader of an outline does not expect: programs,
macros, documents that run or fetch something when they are opened, and archives made to do harm.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from forms.attached_parts import (
    PartIsUnreadable,
    declares_macros,
    fetches,
    is_outside,
    runs_in_pdf,
)
from forms.characters import cleaned, refused_character
from forms.errors import InvalidInput
from forms.workbooks.container import Container
from rules.errors import PodiumError

LARGEST_FILE = 10_000_000
LONGEST_NAME = 200
_LARGEST_TELLING = 2_000_000
"""Bytes of all parts that say what the others are; those of a large document have a tenth."""
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_SNIFFED = 1024

_TEST_VIRUS = (b"EICAR-STANDARD-", b"ANTIVIRUS-TEST-FILE")
"""The two halves of the string by which scanners are tested, which every file is searched for."""

_MACROS = re.compile(r"(?i)(?:vbaProject|vbaData)|^(?:Basic|Scripts)/.|activeX")
_OBJECTS = re.compile(r"(?i)embeddings/.*\.(?:bin|exe|ole)$|^Object [0-9]+/.*\.exe$")
_TYPES = "[Content_Types].xml"
_SAVE_AGAIN = "Save it again with the program it was made with"
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that may be attached: its media type, its ending, and its name in words."""

    media_type: str
    ending: str
    words: str


PDF = FileType("application/pdf", ".pdf", "PDF")
WORD = FileType(f"{_OFFICE}.wordprocessingml.document", ".docx", "Word")
EXCEL = FileType(f"{_OFFICE}.spreadsheetml.sheet", ".xlsx", "Excel")
TEXT_DOCUMENT = FileType(f"{_OPEN_DOCUMENT}.text", ".odt", "OpenDocument text")
SPREADSHEET = FileType(f"{_OPEN_DOCUMENT}.spreadsheet", ".ods", "OpenDocument spreadsheet")
PNG = FileType("image/png", ".png", "PNG picture")
JPEG = FileType("image/jpeg", ".jpg", "JPEG picture")
PLAIN_TEXT = FileType("text/plain", ".txt", "plain text")
SEPARATED = FileType("text/csv", ".csv", "CSV")

FILE_TYPES = (
    PDF,
    WORD,
    EXCEL,
    TEXT_DOCUMENT,
    SPREADSHEET,
    PNG,
    JPEG,
    PLAIN_TEXT,
    SEPARATED,
)
TYPE_OF = {one.media_type: one for one in FILE_TYPES}
_ENDINGS = {**{one.ending: one for one in FILE_TYPES}, ".jpeg": JPEG}


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that may be attached: under which name it is kept, what it is, and its bytes."""

    name: str
    type: FileType
    data: bytes


def read_file(data: bytes, name: str) -> AttachedFile:
    """Return a file with what it is, under a name that is safe to save it by.

    Raises:
        InvalidInput: It is empty, too large, of another kind, or made to do something.
    """
    shown = safe_name(name)
    if not data:
        raise _refused(shown, "it is empty", "Choose the file again")
    if len(data) > LARGEST_FILE:
        raise _refused(
            shown,
            f"it has {len(data):,} bytes, and at most {LARGEST_FILE:,} are taken",
            "Make it smaller, or attach its parts",
        )
    if _hold_test_virus((data,)):
        raise _refused(shown, "it holds what virus scanners look for", "Do not trust this file")
    kind = _type_of(data, shown)
    return AttachedFile(_named(shown, kind), kind, data)


def _type_of(data: bytes, name: str) -> FileType:
    head = data[:_SNIFFED]
    if b"%PDF-" in head:
        return _pdf(data, name)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"PK\x03\x04"):
        return _packed(data, name)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(
            name,
            "it is in the format of Office before 2007, or protected by a password",
            "Save it as .docx, .xlsx or PDF without a password",
        )
    return _text(data, name)


def _pdf(data: bytes, name: str) -> FileType:
    if runs_in_pdf(data):
        raise _refused(
            name,
            "it runs something when it is opened",
            "Print it to a new PDF, and attach that",
        )
    return PDF


def _packed(data: bytes, name: str) -> FileType:
    """Return which document a zip is, after its directory and parts were looked through."""
    try:
        container = Container(data, name)
    except InvalidInput as refused:
        raise _refused(name, refused.errors[0].problem, _SAVE_AGAIN) from None
    telling = _telling(container, name)
    kind = _kind_of(container, telling)
    telling.pop("mimetype", None)  # it is no XML
    if kind is None:
        raise _refused(
            name, "it is an archive, or no document that is known", "Attach the files one by one"
        )
    for part in container.parts:
        _refuse_part(container, part, telling.get(part), name)
    return kind


def _telling(container: Container, name: str) -> dict[str, bytes]:
    """Return the parts that say what the others are; no others are ever held whole."""
    found, left = {}, _LARGEST_TELLING
    for part in container.parts:
        if part in {"mimetype", _TYPES} or part.lower().endswith(".rels"):
            pieces = []
            for piece in _pieces(container, part, name):
                left -= len(piece)
                if left < 0:
                    problem = "the parts that say what the others are have more than"
                    raise _refused(name, f"{problem} {_LARGEST_TELLING:,} bytes", _SAVE_AGAIN)
                pieces.append(piece)
            found[part] = b"".join(pieces)
    return found


def _pieces(container: Container, part: str, name: str) -> Iterator[bytes]:
    try:
        yield from container.pieces(part)
    except InvalidInput as refused:
        raise _refused(name, refused.errors[0].problem, _SAVE_AGAIN) from None


def _kind_of(container: Container, telling: Mapping[str, bytes]) -> FileType | None:
    if "mimetype" in telling:
        said = telling["mimetype"].decode("ascii", "replace").strip()
        return {one.media_type: one for one in (TEXT_DOCUMENT, SPREADSHEET)}.get(said)
    if _TYPES not in telling:
        return None
    if "word/document.xml" in container.parts:
        return WORD
    return EXCEL if "xl/workbook.xml" in container.parts else None


def _refuse_part(container: Container, part: str, telling: bytes | None, name: str) -> None:
    """Refuse a part that does something when the document is opened."""
    if is_outside(part):
        raise _refused(name, "it names a part outside of itself", "Do not trust this file")
    if _declares(declares_macros, telling, name) or _MACROS.search(part):
        raise _refused(name, "it holds macros", "Save it without them")
    if _OBJECTS.search(part):
        raise _refused(name, "it holds an embedded object", "Take the object out")
    if _declares(fetches, telling, name):
        raise _refused(
            name, "it fetches a template or an object from elsewhere", "Save it as a PDF"
        )
    pieces = _pieces(container, part, name) if telling is None else iter((telling,))
    if _hold_test_virus(pieces):
        raise _refused(name, "it holds what virus scanners look for", "Do not trust this file")


def _declares(judge: Callable[[bytes], bool], telling: bytes | None, name: str) -> bool:
    """Return what a judge says of a part that says what the others are, false of the others."""
    if telling is None:
        return False
    try:
        return judge(telling)
    except PartIsUnreadable:
        raise _refused(name, "one of its parts can't be read", _SAVE_AGAIN) from None


def _text(data: bytes, name: str) -> FileType:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace").replace("\ufffd", "\x00")
    if refused_character(re.sub(r"[\t\n\r\f\u2028\u2029]", " ", text)) is not None:
        known = ", ".join(one.words for one in FILE_TYPES)
        raise _refused(
            name,
            "its content is of no kind that can be attached",
            f"Save it as one of these: {known}",
        )
    return SEPARATED if name.lower().endswith(SEPARATED.ending) else PLAIN_TEXT


def _hold_test_virus(pieces: Iterable[bytes]) -> bool:
    """Return whether pieces of one text hold what scanners are tested by, across their ends too."""
    mark, before = b"".join(_TEST_VIRUS), b""
    for piece in pieces:
        if mark in before + piece:
            return True
        before = piece[-len(mark) :]
    return False


def safe_name(name: str) -> str:
    r"""Return the last part of a path, without what file systems or readers trip over.

    >>> safe_name("../report\": 1.pdf"), safe_name("..")
    ('report 1.pdf', 'file')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return cleaned(_NOT_IN_A_NAME.sub(" ", last)).strip(". ")[-LONGEST_NAME:] or "file"


def _named(name: str, kind: FileType) -> str:
    """Return a name whose ending says what the content is, whatever it said before."""
    stem, dot, ending = name.rpartition(".")
    said = _ENDINGS.get(f".{ending.lower()}") if dot else None
    if said is kind:
        return name
    bare = stem if said is not None else name
    return f"{(bare or 'file')[: LONGEST_NAME - len(kind.ending)]}{kind.ending}"


def _refused(name: str, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput(name, (PodiumError(name, problem, remedy),))
