"""The thread as a graph: what stands on it, and what follows from what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """What can stand on the thread, from the top down."""

    RULE = "rule"
    OUTCOME = "outcome"
    MEASURE = "measure"
    CLAUSE = "clause"
    CRITERION = "criterion"
    COMMITMENT = "commitment"
    SCORE = "score"
    RESULT = "result"

    @property
    def words(self) -> str:
        """The kind as a page names it."""
        return _WORDS[self]

    @property
    def plural(self) -> str:
        """Several of the kind."""
        return f"{_WORDS[self]}s" if self is not Kind.CRITERION else "Criteria"


_WORDS = {
    Kind.RULE: "Rule",
    Kind.OUTCOME: "Outcome",
    Kind.MEASURE: "Measure",
    Kind.CLAUSE: "Clause",
    Kind.CRITERION: "Criterion",
    Kind.COMMITMENT: "Commitment",
    Kind.SCORE: "Score",
    Kind.RESULT: "Result",
}


@dataclass(frozen=True, slots=True)
class Node:
    """Something on the thread: its id within its kind, what it is called, and what it says."""

    kind: Kind
    id: str
    title: str
    words: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The id with its kind, which no other thing on the thread has."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Edge:
    """That one thing leads to another, by their keys.

    `measure` names the measure for which alone it does, empty where it does for all: a criterion
    that asks about three measures leads from each to the promises of that one.
    """

    above: str
    below: str
    measure: str = ""


@dataclass(frozen=True)
class Thread:
    """Everything on the thread of a procurement, from the top down, and what leads where."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Node]:
        """Everything by its key."""
        return {node.key: node for node in self.nodes}

    @cached_property
    def below(self) -> Mapping[str, tuple[Edge, ...]]:
        """What leads down from each."""
        return _grouped((edge.above, edge) for edge in self.edges)

    @cached_property
    def above(self) -> Mapping[str, tuple[Edge, ...]]:
        """What leads down to each."""
        return _grouped((edge.below, edge) for edge in self.edges)

    def named(self, thing: str) -> tuple[Node, ...]:
        """Return what an id names: one thing by its key, or everything that bears a bare id."""
        found = self.by_key.get(thing)
        return (found,) if found else tuple(node for node in self.nodes if node.id == thing)


def _grouped(pairs: Iterable[tuple[str, Edge]]) -> Mapping[str, tuple[Edge, ...]]:
    found: dict[str, tuple[Edge, ...]] = {}
    for key, edge in pairs:
        found[key] = (*found.get(key, ()), edge)
    return found
