"""What differs between two packs' things of one kind, told by their ids."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rules.reading import Holding


class Way(StrEnum):
    """What became of something from the first pack to the second."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Detail:
    """One respect in which something changed; a side that lacks it is empty."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was added, removed or changed, by its id and its title.

    What was added or removed tells its own content, on the one side that has it.
    """

    way: Way
    id: str
    title: str
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The changes among things of one kind, and how many stayed as they were."""

    holding: Holding
    changes: tuple[Change, ...]
    unchanged: int

    def count(self, way: Way) -> int:
        """Return how many changed in a way."""
        return sum(change.way is way for change in self.changes)


class Facet(NamedTuple):
    """What something is in one respect: what is compared, and the words that show it."""

    key: object
    words: str


Facets = Mapping[str, Facet]


class Described(NamedTuple):
    """Something of a pack, with everything that is compared of it."""

    title: str
    facets: Facets


def worded(**facets: str) -> dict[str, Facet]:
    """Return facets whose words are what is compared; a respect without words is left out."""
    return {
        name.replace("_", " ").capitalize(): Facet(words, words)
        for name, words in facets.items()
        if words
    }


def chapter(
    holding: Holding, first: Mapping[str, Described], second: Mapping[str, Described]
) -> Chapter:
    """Return what differs between the things of two packs: removed, changed, then added."""
    shared = [id_ for id_ in first if id_ in second]
    changed = [
        Change(Way.CHANGED, id_, second[id_].title, details)
        for id_ in shared
        if (details := tuple(_details(first[id_].facets, second[id_].facets)))
    ]
    removed = [
        Change(Way.REMOVED, id_, item.title, tuple(_details(item.facets, {})))
        for id_, item in first.items()
        if id_ not in second
    ]
    added = [
        Change(Way.ADDED, id_, item.title, tuple(_details({}, item.facets)))
        for id_, item in second.items()
        if id_ not in first
    ]
    return Chapter(holding, (*removed, *changed, *added), len(shared) - len(changed))


def _details(before: Facets, after: Facets) -> Iterator[Detail]:
    for what in dict.fromkeys((*before, *after)):
        old, new = before.get(what), after.get(what)
        if old is None or new is None or old.key != new.key:
            yield Detail(what, old.words if old else "", new.words if new else "")
