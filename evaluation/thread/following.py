"""Following the thread from something on it: all that it came from, and all that came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from evaluation.thread.values import Kind, Node, Thread


class Where(StrEnum):
    """Where on a line something stands, seen from what was asked for."""

    ABOVE = "above"
    ITSELF = "itself"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Placed:
    """Something on a line, where it stands, and the keys of what it leads to on the line."""

    node: Node
    where: Where
    leads_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the thread: what was asked for, and everything on it from the top down."""

    of: tuple[Node, ...]
    placed: tuple[Placed, ...]

    def of_kind(self, kind: Kind) -> tuple[Placed, ...]:
        """Return what is of a kind."""
        return tuple(one for one in self.placed if one.node.kind is kind)


def line_of(thread: Thread, thing: str) -> Line | None:
    """Return the line of something by its key, or by a bare id; None if there is none such."""
    asked = thread.named(thing)
    if not asked:
        return None
    own = frozenset(node.key for node in asked)
    above, below = _reached(thread, own, is_down=False), _reached(thread, own, is_down=True)
    found = own | above | below
    return Line(
        asked,
        tuple(
            Placed(node, _where(node, own, above), _leads(thread, node, found))
            for node in thread.nodes
            if node.key in found
        ),
    )


def whole(thread: Thread) -> Line:
    """Return everything on the thread as one line, of which nothing was asked for."""
    found = frozenset(thread.by_key)
    placed = (Placed(node, Where.BELOW, _leads(thread, node, found)) for node in thread.nodes)
    return Line((), tuple(placed))


def _where(node: Node, own: frozenset[str], above: frozenset[str]) -> Where:
    if node.key in own:
        return Where.ITSELF
    return Where.ABOVE if node.key in above else Where.BELOW


def _leads(thread: Thread, node: Node, found: frozenset[str]) -> tuple[str, ...]:
    edges = thread.below.get(node.key, ())
    return tuple(dict.fromkeys(edge.below for edge in edges if edge.below in found))


def _reached(thread: Thread, start: Iterable[str], *, is_down: bool) -> frozenset[str]:
    """Return what is reached in one direction, each path keeping to the measure that it took."""
    edges = thread.below if is_down else thread.above
    waiting = [(key, _measure_of(key)) for key in start]
    seen = set(waiting)
    while waiting:
        key, measure = waiting.pop()
        for edge in edges.get(key, ()):
            if measure and edge.measure and edge.measure != measure:
                continue
            step = (edge.below if is_down else edge.above, edge.measure or measure)
            if step not in seen:
                seen.add(step)
                waiting.append(step)
    return frozenset(key for key, _ in seen) - frozenset(start)


def _measure_of(key: str) -> str:
    kind, _, id_ = key.partition(":")
    return id_ if kind == Kind.MEASURE else ""
