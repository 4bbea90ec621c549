r"""JSON, read strictly: UTF-8 alone, each key once, numbers as they are written.

Python's own reader keeps the last of two equal keys, takes `NaN`, makes floats of money and
recurses once a bracket; each of that is refused here, with the path and what to do.
"""

import json
import re
from dataclasses import dataclass
from json import JSONDecodeError
from typing import TypeAlias

from forms.errors import InvalidInput
from rules.errors import PodiumError

DEEPEST = 100
"""How many brackets may stand open at once; published notices need fewer than 20."""

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{]|[\]}]', re.DOTALL)
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_LONGEST_KEY_SHOWN = 40
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Number:
    """A JSON number in the characters in which it was written."""

    text: str


@dataclass(frozen=True, slots=True)
class _NotJson:
    """`NaN` or an infinity, which JSON does not have."""

    text: str


Json: TypeAlias = "dict[str, Json] | list[Json] | str | Number | bool | None"


class _Object(dict[str, "Json"]):
    """An object in which a key stood twice, kept to say where."""

    repeated: str = ""


def parse_json(data: bytes, *, name: str, limit: int, deepest: int = DEEPEST) -> Json:
    """Return the value that the bytes hold, with every number as a `Number`.

    At most `deepest` brackets may stand open at once.

    Raises:
        InvalidInput: The bytes are more than `limit`, not UTF-8, not JSON, nested too
            deeply, or hold a key twice or a number that JSON does not have.
    """
    refuse_size(data, name=name, limit=limit)
    return parse_text(decoded(data, name=name), name=name, deepest=deepest)


def refuse_size(data: bytes, *, name: str, limit: int) -> None:
    """Refuse bytes beyond the limit."""
    if len(data) > limit:
        problem = f"the input is larger than {limit // 1_000_000} MB"
        raise _refused(name, problem, "Send a smaller input, or split it")


def decoded(data: bytes, *, name: str) -> str:
    """Return the text of UTF-8 bytes, refusing a zip, a byte order mark and anything else."""
    if data.startswith(_ZIP):
        remedy = "Name the JSON itself; a bundle is recomputed with podium replay"
        raise _refused(name, "it is a zip file", remedy)
    if data.startswith(b"\xef\xbb\xbf"):
        problem = "the text begins with a byte order mark"
        raise _refused(name, problem, "Save it as UTF-8 without a byte order mark")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        problem = f"byte {error.start + 1} is not UTF-8"
        raise _refused(name, problem, "Save the text as UTF-8") from None


def parse_text(text: str, *, name: str, deepest: int = DEEPEST) -> Json:
    """Return the value that a text holds, with every number as a `Number`."""
    _refuse_depth(text, name, deepest)
    faults: list[str] = []

    def object_of(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        read = dict(pairs)
        if len(read) == len(pairs):
            return read
        marked = _Object(read)
        marked.repeated = _first_repeated([key for key, _ in pairs])
        faults.append(marked.repeated)
        return marked

    def constant(word: str) -> _NotJson:
        faults.append(word)
        return _NotJson(word)

    try:
        value: Json = json.loads(
            text,
            parse_float=Number,
            parse_int=Number,
            parse_constant=constant,
            object_pairs_hook=object_of,
        )
    except JSONDecodeError as error:
        raise _refused(
            name,
            f"the text is not JSON: {_lowered(error.msg)}",
            "Correct it there; a JSON checker shows the spot",
            place=f"line {error.lineno}, column {error.colno}",
        ) from None
    if faults:
        raise InvalidInput(name, tuple(_faults(value, "")))
    return value


def place_in(place: str, key: str | int) -> str:
    """Return the path of a member or an item, such as `model.criteria[1].weight`.

    >>> place_in(place_in("model.criteria", 1), "weight")
    'model.criteria[1].weight'
    >>> place_in("answers", "a b")
    'answers["a b"]'
    """
    if isinstance(key, int):
        return f"{place}[{key}]"
    if not _PLAIN_KEY.fullmatch(key):
        shown = key if len(key) <= _LONGEST_KEY_SHOWN else f"{key[:_LONGEST_KEY_SHOWN]}…"
        return f"{place}[{json.dumps(shown)}]"
    return f"{place}.{key}" if place else key


def kind_of(value: object) -> str:
    """Return what a JSON value is, in a reader's words."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case Number():
            return "a JSON number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"


def _refuse_depth(text: str, name: str, deepest: int) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        match text[token.start()]:
            case "[" | "{":
                depth += 1
                if depth > deepest:
                    line = text.count("\n", 0, token.start()) + 1
                    problem = f"more than {deepest} brackets stand open at once"
                    raise _refused(name, problem, "Flatten the input", place=f"line {line}")
            case "]" | "}":
                depth -= 1


def _faults(value: object, place: str) -> list[PodiumError]:
    found: list[PodiumError] = []
    match value:
        case dict():
            if isinstance(value, _Object):
                found.append(_twice(place_in(place, value.repeated)))
            for key, member in value.items():
                found += _faults(member, place_in(place, key))
        case list():
            for index, item in enumerate(value):
                found += _faults(item, place_in(place, index))
        case _NotJson():
            problem = f"{value.text} is not a JSON number"
            found.append(PodiumError(place, problem, "Give a figure, or leave the key out"))
    return found


def _twice(place: str) -> PodiumError:
    return PodiumError(place, "the key stands twice in one object", "Keep one of the two")


def _first_repeated(keys: list[str]) -> str:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return ""


def _refused(name: str, problem: str, remedy: str, *, place: str = "") -> InvalidInput:
    return InvalidInput(name, (PodiumError(place, problem, remedy),))


def _lowered(message: str) -> str:
    return (message[:1].lower() + message[1:]).removesuffix(" starting at")
