"""What a document to be attached does when it is opened: told by its parts, however written."""

import re
import zlib
from collections.abc import Iterator, Mapping
from xml.parsers import expat

_RUNS_IN_PDF = re.compile(rb"/(?:JavaScript|Launch)\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_PACKED_OBJECTS = b"/ObjStm"
_STREAM = re.compile(rb"stream\r?\n")
_LARGEST_OBJECTS = 20_000_000
_MOST_STREAMS = 10_000
"""The most bytes, and streams, of packed objects that are looked through; more are refused."""
_CHUNK = 65_536
_MOST_ELEMENTS = 50_000
"""How many elements a part may have that says what the others are."""

_FETCHED = ("/attachedtemplate", "/oleobject", "/frame", "/subdocument")
_MACROS = ("macroenabled", "vbaproject", "vbadata")


class PartIsUnreadable(ValueError):
    """A part is no plain XML, so that nobody can say what it does."""


def runs_in_pdf(data: bytes) -> bool:
    """Return whether a PDF runs something when it is opened, in packed objects too.

    What they unpack to is read up to a limit, and a file beyond that counts as one that does.
    """
    if _names_an_action(data):
        return True
    left = _LARGEST_OBJECTS
    for number, objects in enumerate(_packed_objects(data)):
        left -= len(objects)
        if left < 0 or number > _MOST_STREAMS or _names_an_action(objects):
            return True
    return False


def fetches(relations: bytes) -> bool:
    """Return whether relations of a document name a template or an object from elsewhere.

    Raises:
        PartIsUnreadable: They are no plain XML.
    """
    return any(
        one.get("TargetMode", "").strip().lower() == "external"
        and one.get("Type", "").strip().lower().endswith(_FETCHED)
        for one in _attributes(relations)
    )


def declares_macros(content: bytes) -> bool:
    """Return whether types of content, or relations, name macros, under whatever file name.

    Raises:
        PartIsUnreadable: They are no plain XML.
    """
    return any(
        mark in value.lower()
        for one in _attributes(content)
        for value in one.values()
        for mark in _MACROS
    )


def is_outside(part: str) -> bool:
    r"""Return whether the name of a part leads out of the document.

    >>> is_outside("word/document.xml"), is_outside("../evil"), is_outside("C:\\evil")
    (False, True, True)
    """
    return part.startswith("/") or "\\" in part or ":" in part or ".." in part.split("/")


def _names_an_action(data: bytes) -> bool:
    plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data) if b"#" in data else data
    return bool(_RUNS_IN_PDF.search(plain))


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """Yield what each stream of objects unpacks to; one that can't be unpacked is nothing."""
    place = data.find(_PACKED_OBJECTS)
    while place >= 0:
        begin = _STREAM.search(data, place)
        if begin is None:
            return
        yield _unpacked(data, begin.end())
        place = data.find(_PACKED_OBJECTS, begin.end())


def _unpacked(data: bytes, start: int) -> bytes:
    """Return what begins at a place, as far as it can be unpacked and the limit of all goes."""
    unpacking, pieces, size = zlib.decompressobj(), [], 0
    while not unpacking.eof and start < len(data) and size <= _LARGEST_OBJECTS:
        try:
            piece = unpacking.decompress(data[start : start + _CHUNK], _LARGEST_OBJECTS + 1)
        except zlib.error:
            break
        pieces.append(piece)
        size += len(piece)
        start += _CHUNK
    return b"".join(pieces)


def _attributes(content: bytes) -> list[Mapping[str, str]]:
    """Return the attributes of each element, as a reader of XML takes them."""
    found: list[Mapping[str, str]] = []

    def begun(_: str, attributes: Mapping[str, str]) -> None:
        if len(found) == _MOST_ELEMENTS:
            raise PartIsUnreadable
        found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = begun
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no keyword
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise PartIsUnreadable from error
    return found


def _refuse_doctype(*_: object) -> None:
    raise PartIsUnreadable
