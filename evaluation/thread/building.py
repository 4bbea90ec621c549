"""The thread made of what is on record: outcomes, measures, clauses, criteria, bids and scores.

What names something that is not there, such as a criterion of an outcome that the policy no longer
has, leads nowhere, and is on the thread all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.thread.values import Edge, Kind, Node, Thread


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome of the policy; `words` are what else is said of it."""

    id: str
    title: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: the outcome that it serves, the rules that propose it, and its clause if any."""

    id: str
    title: str
    outcome: str = ""
    words: tuple[str, ...] = ()
    rules: tuple[Outcome, ...] = ()
    clause: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: the group that it stands in, the outcome it serves, what it asks about."""

    id: str
    title: str
    within: str = ""
    outcome: str = ""
    measures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A bid by its id, and what its bidder is called to whoever asks."""

    bid: str
    bidder: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What a bid promises of a measure, in answer to a criterion."""

    of: Asked
    measure: str
    criterion: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The score that the panel agreed of a bid's answer to a criterion."""

    of: Asked
    criterion: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a bid stands in the result."""

    of: Asked
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Strands:
    """Everything that the thread is made of, as far as whoever asks may see it."""

    outcomes: tuple[Outcome, ...] = ()
    measures: tuple[Measure, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    promises: tuple[Promise, ...] = ()
    scores: tuple[Told, ...] = ()
    results: tuple[Standing, ...] = ()


def thread_of(strands: Strands) -> Thread:
    """Return the thread: each kind in the order in which it is given, each edge once."""
    nodes = {node.key: node for node in _nodes(strands)}
    order = list(Kind)
    edges = dict.fromkeys(
        edge for edge in _edges(strands) if edge.above in nodes and edge.below in nodes
    )
    ranked = sorted(nodes.values(), key=lambda node: order.index(node.kind))
    return Thread(tuple(ranked), tuple(edges))


def _nodes(strands: Strands) -> Iterator[Node]:
    for outcome in strands.outcomes:
        yield Node(Kind.OUTCOME, outcome.id, outcome.title, outcome.words)
    for measure in strands.measures:
        yield Node(Kind.MEASURE, measure.id, measure.title, measure.words)
        for rule in measure.rules:
            yield Node(Kind.RULE, rule.id, rule.title, rule.words)
        if measure.clause:
            one = measure.clause
            yield Node(Kind.CLAUSE, one.id, one.title, one.words)
    titles = {measure.id: measure.title for measure in strands.measures}
    asked = {one.id: one.title for one in strands.criteria}
    for criterion in strands.criteria:
        yield Node(Kind.CRITERION, criterion.id, criterion.title, criterion.words)
    for promise in strands.promises:
        title = f"{promise.of.bidder}: {titles.get(promise.measure, promise.measure)}"
        yield Node(Kind.COMMITMENT, _of(promise.of, promise.measure), title, promise.words)
    for score in strands.scores:
        title = f"{score.of.bidder}: {asked.get(score.criterion, score.criterion)}"
        yield Node(Kind.SCORE, _of(score.of, score.criterion), title, score.words)
    for result in strands.results:
        yield Node(Kind.RESULT, result.of.bid, result.of.bidder, result.words)


def _edges(strands: Strands) -> Iterator[Edge]:
    for measure in strands.measures:
        yield from _of_measure(measure)
    clauses = {one.id: one.clause.id for one in strands.measures if one.clause}
    for criterion in strands.criteria:
        yield from _of_criterion(criterion, clauses)
    for promise in strands.promises:
        below = f"{Kind.COMMITMENT}:{_of(promise.of, promise.measure)}"
        yield Edge(f"{Kind.CRITERION}:{promise.criterion}", below, promise.measure)
        yield Edge(f"{Kind.MEASURE}:{promise.measure}", below, promise.measure)
        yield Edge(below, f"{Kind.RESULT}:{promise.of.bid}", promise.measure)
    for score in strands.scores:
        below = f"{Kind.SCORE}:{_of(score.of, score.criterion)}"
        yield Edge(f"{Kind.CRITERION}:{score.criterion}", below)
        yield Edge(below, f"{Kind.RESULT}:{score.of.bid}")


def _of_measure(measure: Measure) -> Iterator[Edge]:
    own = f"{Kind.MEASURE}:{measure.id}"
    for rule in measure.rules:
        yield Edge(f"{Kind.RULE}:{rule.id}", own, measure.id)
    yield Edge(f"{Kind.OUTCOME}:{measure.outcome}", own, measure.id)
    if measure.clause:
        yield Edge(own, f"{Kind.CLAUSE}:{measure.clause.id}", measure.id)


def _of_criterion(criterion: Criterion, clauses: dict[str, str]) -> Iterator[Edge]:
    own = f"{Kind.CRITERION}:{criterion.id}"
    yield Edge(f"{Kind.OUTCOME}:{criterion.outcome}", own)
    yield Edge(f"{Kind.CRITERION}:{criterion.within}", own)
    for measure in criterion.measures:
        clause = clauses.get(measure)
        above = f"{Kind.CLAUSE}:{clause}" if clause else f"{Kind.MEASURE}:{measure}"
        yield Edge(above, own, measure)


def _of(asked: Asked, thing: str) -> str:
    return f"{asked.bid}.{thing}"
