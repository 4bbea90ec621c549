"""XML parts, read as a stream: no DOCTYPE, no entity, no depth, and nothing kept unasked."""

from collections.abc import Iterator
from typing import NoReturn, Protocol
from xml.parsers import expat

from forms.workbooks.container import Container
from forms.workbooks.remedies import DO_NOT_TRUST, SAVE_AGAIN

DEEPEST = 100
LONGEST_TAG = 1_000_000
"""Bytes of a tag with its attributes, or of a comment; a workbook's own have some hundreds."""

MOST_ELEMENTS = 500_000
"""How many elements a part may have; the largest catalogue has a tenth of that."""


class Handler(Protocol):
    """What takes the elements of a part, named without their namespaces."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def characters(self, text: str) -> None:
        """Take text within an element."""


class Ignoring:
    """Takes every element and keeps none; a handler says only what it keeps."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        del name, attributes

    def end(self, name: str) -> None:
        """Take the end of an element."""
        del name

    def characters(self, text: str) -> None:
        """Take text within an element."""
        del text


def stream(container: Container, part: str, handler: Handler) -> Iterator[None]:
    """Read a part piece by piece, and pause after each so that the caller can stop.

    Raises:
        InvalidInput: the part has a DOCTYPE, is nested too deeply, endless or not XML.
    """
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if count > MOST_ELEMENTS:
            problem = f"the part has more than {MOST_ELEMENTS:,} elements"
            container.refuse(part, problem, "Remove empty rows and columns that hold formats alone")
        if depth > DEEPEST:
            container.refuse(part, f"elements are nested more than {DEEPEST} deep", DO_NOT_TRUST)
        handler.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(name))

    parser = _parser(container, part)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.characters
    try:
        yield from _fed(parser, container, part)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes no keyword
    except (expat.ExpatError, ValueError, LookupError) as error:
        _refuse_text(container, part, error)
    yield


def read(container: Container, part: str, handler: Handler) -> None:
    """Read a part whole."""
    for _ in stream(container, part, handler):
        pass


def refuse_doctypes(container: Container) -> None:
    """Refuse a workbook of which any part, read or not, has a DOCTYPE before its first element.

    Raises:
        InvalidInput: a part has one, or what is called XML is none.
    """
    for part in container.parts:
        if part.lower().endswith((".xml", ".rels")):
            _read_prologue(container, part)


class _Begun(Exception):
    """The first element has begun, before which alone a DOCTYPE may stand."""


def _read_prologue(container: Container, part: str) -> None:
    def begun(*_: object) -> None:
        raise _Begun

    parser = _parser(container, part)
    parser.StartElementHandler = begun
    try:
        for _ in _fed(parser, container, part):
            pass
    except _Begun:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        _refuse_text(container, part, error)


def _fed(parser: expat.XMLParserType, container: Container, part: str) -> Iterator[None]:
    """Feed a part to its parser, and pause after each piece.

    A tag or comment that is not closed is read again with every piece, so that one without end
    would take for ever.
    """
    fed = 0
    for piece in container.pieces(part):
        parser.Parse(piece, False)  # noqa: FBT003 - expat takes no keyword
        fed += len(piece)
        if fed - max(parser.CurrentByteIndex, 0) > LONGEST_TAG:
            problem = f"a tag or comment is longer than {LONGEST_TAG:,} bytes"
            container.refuse(part, problem, DO_NOT_TRUST)
        yield


def _refuse_text(container: Container, part: str, error: Exception) -> NoReturn:
    """Refuse a part that expat can't read: it is not XML, or in an encoding that it lacks."""
    problem = "the part is in an encoding that workbooks are not"
    if isinstance(error, expat.ExpatError):
        problem = f"line {error.lineno} of the part is not XML"
    container.refuse(part, problem, SAVE_AGAIN)


def _parser(container: Container, part: str) -> expat.XMLParserType:
    def doctype(*_: object) -> None:
        problem = "the part has a DOCTYPE, through which other files could be read"
        container.refuse(part, problem, DO_NOT_TRUST)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    return parser


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
