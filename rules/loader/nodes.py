"""Strict YAML: every scalar is text, every node knows its line, nothing is guessed.

PyYAML alone would keep the last of two equal keys and read `no` as false; so its events
are read here, and typing is left to the vocabulary.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

import yaml

from rules.errors import PackIsBroken
from rules.loader.remedies import NUMBERS_HEAD, NUMBERS_REST, key_remedy, without_commas
from rules.pack import Place

DEEPEST = 20
LARGEST_FILE = 2_000_000
LONGEST_PROBLEM = 400
"""How much of a problem is told, which may quote a text of any length."""

_STEERS = re.compile(r"[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\U0010ffff]")
"""Controls, and marks that part lines or turn the reading direction."""

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, as it was written."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of nodes."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """Keys with their nodes, in the order written."""

    entries: dict[str, "Node"]
    place: Place

    def allow(self, *keys: str, need: tuple[str, ...] = ()) -> None:
        """Refuse keys other than these, and the absence of those that are needed."""
        for key, node in self.entries.items():
            if key not in keys and key not in need:
                missing = [one for one in need if one not in self.entries]
                remedy = key_remedy(key, (*keys, *need), missing)
                refuse(node.place, f"«{key}» is not a key that may stand here", remedy)
        for key in need:
            if key not in self.entries:
                refuse(self.place, f"the key «{key}» is missing", _HOW.get(key, f"Add «{key}»"))

    def text(self, key: str, default: str | None = None) -> str:
        """Return the text under a key; without a default the key is needed."""
        node = self.entries.get(key)
        if node is None:
            if default is None:
                refuse(self.place, f"the key «{key}» is missing", f"Add «{key}»")
            return default
        value = as_text(node, key).value
        if not value.strip():
            refuse(node.place, f"«{key}» is empty", "Give it a value or remove the key")
        return value

    def place_of(self, key: str) -> Place:
        """Return where a key's value stands."""
        node = self.entries.get(key)
        return self.place if node is None else node.place

    def items(self, key: str) -> tuple["Node", ...]:
        """Return the items of the list under a key, none where the key is absent."""
        node = self.entries.get(key)
        return () if node is None else as_listing(node, key).items

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of the list under a key, refusing one that stands twice."""
        found: list[str] = []
        for item in self.items(key):
            text = as_text(item, key)
            if text.value in found:
                refuse(text.place, f"«{text.value}» stands twice in «{key}»", "Remove one")
            found.append(text.value)
        return tuple(found)


_HOW = {"cites": "Add «cites: [a source's id and the place in it]», as [pa-2023 s.52(1)]"}

Node: TypeAlias = Text | Listing | Table


def refuse(place: Place, problem: str, remedy: str) -> NoReturn:
    """Refuse a pack at a place in its files."""
    told = problem if len(problem) <= LONGEST_PROBLEM else f"{problem[:LONGEST_PROBLEM]}…"
    raise PackIsBroken(str(place), told, remedy)


def as_text(node: Node, what: str) -> Text:
    """Return the node as text, or refuse."""
    if not isinstance(node, Text):
        refuse(node.place, f"«{what}» is not a single text", "Write one text here")
    return node


def as_listing(node: Node, what: str) -> Listing:
    """Return the node as a list, or refuse."""
    if not isinstance(node, Listing):
        refuse(node.place, f"«{what}» is not a list", "Write a list, as in [a, b]")
    return node


def as_table(node: Node, what: str) -> Table:
    """Return the node as keys and values, or refuse."""
    if not isinstance(node, Table):
        refuse(node.place, f"{what} is not a set of keys and values", "Write «key: value» lines")
    return node


def read_yaml(content: bytes, file: str) -> Node:
    """Return the one document of a file as nodes.

    Raises:
        PackIsBroken: the file is not UTF-8, not YAML, too large or too deep, has more than
            one document, an anchor, an alias, a tag, or the same key twice.
    """
    start = Place(file, 1)
    if len(content) > LARGEST_FILE:
        refuse(start, f"the file is larger than {LARGEST_FILE:,} bytes", "Split it by topic")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        refuse(Place(file, line), "the file is not UTF-8", "Save it as UTF-8")
    try:
        return _document(yaml.parse(text, Loader=_LOADER), file)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        refuse(Place(file, line), f"this is not YAML: {error.problem}", "Mend the line")
    except yaml.YAMLError as error:
        problem = str(error).splitlines()[0]
        refuse(start, f"this is not YAML: {problem}", "Mend the file")


def canonical(node: Node) -> object:
    """Return the node as plain JSON values, without places, for a digest."""
    match node:
        case Text():
            return node.value
        case Listing():
            return [canonical(item) for item in node.items]
        case Table():
            return {key: canonical(value) for key, value in node.entries.items()}


def places_of(nodes: Iterable[Node | tuple[Node, ...]]) -> Iterator[tuple[str, Place]]:
    """Yield the place of everything that has an id, however deep it stands."""
    for node in nodes:
        match node:
            case Table(entries, place):
                id_ = entries.get("id")
                if isinstance(id_, Text):
                    yield id_.value, place
                yield from places_of(entries.values())
            case Listing(items):
                yield from places_of(items)
            case Text():
                continue
            case _:
                yield from places_of(node)


def _document(events: Iterator[yaml.Event], file: str) -> Node:
    node: Node | None = None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if node is not None:
                refuse(_place(event, file), "the file has a second document", "Remove the «---»")
            node = _node(next(events), events, file, 1)
    if node is None:
        refuse(Place(file, 1), "the file is empty", "Write its content or delete the file")
    return node


def _place(event: yaml.Event, file: str) -> Place:
    mark = event.start_mark
    return Place(file, mark.line + 1 if mark else 1)


def _node(event: yaml.Event, events: Iterator[yaml.Event], file: str, depth: int) -> Node:
    place = _place(event, file)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        refuse(place, "anchors and aliases are not read", "Write the value out")
    if getattr(event, "tag", None):
        refuse(place, "tags are not read", "Remove the tag: types come from the vocabulary")
    if depth > DEEPEST:
        refuse(place, f"more than {DEEPEST} levels of nesting", "Make it flatter")
    if isinstance(event, yaml.ScalarEvent):
        if mark := _STEERS.search(event.value):
            problem = f"the text holds the character U+{ord(mark[0]):04X}, which can't be shown"
            refuse(place, problem, "Take it out")
        return Text(event.value, place)
    if isinstance(event, yaml.SequenceStartEvent):
        return Listing(tuple(_items(events, file, depth)), place)
    return Table(dict(_entries(events, file, depth)), place)


def _items(events: Iterator[yaml.Event], file: str, depth: int) -> Iterator[Node]:
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        yield _node(event, events, file, depth + 1)


def _entries(events: Iterator[yaml.Event], file: str, depth: int) -> Iterator[tuple[str, Node]]:
    seen: set[str] = set()
    number: Text | None = None
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, file, depth + 1)
        if not isinstance(key, Text):
            refuse(key.place, "a key is not a text", "Write the key as one word")
        value = _node(next(events), events, file, depth + 1)
        if number is not None and _is_rest_of_number(key, value):
            number = Text(f"{number.value},{key.value}", number.place)
            continue
        _refuse_parted(number)
        if key.value in seen:
            refuse(key.place, f"the key «{key.value}» stands twice", "Remove one of them")
        seen.add(key.value)
        is_head = isinstance(value, Text) and NUMBERS_HEAD.fullmatch(value.value)
        number = value if isinstance(value, Text) and is_head else None
        yield key.value, value
    _refuse_parted(number)


def _is_rest_of_number(key: Text, value: Node) -> bool:
    """Return whether a key without a value is what YAML parted from a number at its comma."""
    is_bare = isinstance(value, Text) and not value.value
    return is_bare and NUMBERS_REST.fullmatch(key.value) is not None


def _refuse_parted(number: Text | None) -> None:
    if number is not None and "," in number.value:
        problem = f"«{number.value}» has a comma, at which YAML ends the value"
        refuse(number.place, problem, without_commas(number.value))
