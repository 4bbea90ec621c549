"""Decision tables: rules that conclude the same of the same few facts, as rows of conditions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain, islice, product

from rules.condition import AllOf, Comparison, Condition
from rules.pack import Rule
from rules.reading.clauses import subject_words
from rules.reading.combining import counting_words
from rules.reading.entries import Grid
from rules.reading.phrases import Name, Phrase, joined, said, words
from rules.reading.rulings import in_force, speaker_of
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME
from rules.wording import subject_of

MOST_CONDITIONS = 4
MOST_ALTERNATIVES = 6
MOST_COLUMNS = 8
MOST_FURTHER = Fraction(1, 3)
"""The part of a table's conditions that may stand in one column for all further facts."""

_Conjunction = tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """One row in the making: a rule, and the comparisons that must all hold."""

    rule: Rule
    leaves: _Conjunction


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns of a table in the making.

    `period` is when most of its rules are in force; `common` is what all rows have, and neither
    is said in every row.
    """

    subjects: tuple[str, ...]
    has_further: bool
    period: tuple[date, date | None]
    has_dates: bool
    conclusions: tuple[str, ...]
    common: frozenset[str]
    rules: tuple[Rule, ...]


def decision_tables(rules: Iterable[Rule], stack: Stack) -> tuple[Grid, ...]:
    """Return a table for each group of rules that reads best as one.

    A group is the rules of a stage that share a conclusion, directly or through another rule.
    It is a table if its rules turn on few facts, besides what they all have in common.
    """
    return tuple(grid for group in _groups(rules) if (grid := _table(group, stack)) is not None)


def _groups(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Return the rules that share conclusions together, in the order written."""
    groups: list[tuple[set[str], list[Rule]]] = []
    for rule in rules:
        names = {name for name, _ in rule.then}
        joint = [group for group in groups if group[0] & names]
        for group in joint:
            groups.remove(group)
        held = [one for _, members in joint for one in members]
        groups.append((names.union(*(group[0] for group in joint)), [*held, rule]))
    return [members for _, members in groups]


def _table(rules: list[Rule], stack: Stack) -> Grid | None:
    if len(rules) < 2:  # noqa: PLR2004 - one rule is its own sentence
        return None
    lines: list[_Line] = []
    for rule in rules:
        alternatives = _alternatives(rule.when)
        if alternatives is None:
            return None
        lines += [_Line(rule, leaves) for leaves in alternatives]
    shape = _shape(rules, lines)
    if shape is None:
        return None
    return Grid(
        caption="; ".join(CONCLUSION_BY_NAME[name].title for name in shape.conclusions),
        columns=tuple(_columns(shape)),
        rows=tuple(tuple(_row(line, shape, stack)) for line in lines),
        note=_note(lines[0], shape, stack),
    )


def _shape(rules: list[Rule], lines: list[_Line]) -> _Shape | None:
    """Return the columns of a table, None if its rows would have too little in common.

    The facts that most rows turn on get a column each, and the others share one.
    """
    common = frozenset.intersection(*(frozenset(_texts(line)) for line in lines))
    uses = Counter(leaf.name for line in lines for leaf in line.leaves if leaf.text not in common)
    subjects = [name for name, _ in uses.most_common()]
    if len(subjects) > MOST_CONDITIONS:
        subjects = subjects[: MOST_CONDITIONS - 1]
    further = sum(count for name, count in uses.items() if name not in subjects)
    if not subjects or further > uses.total() * MOST_FURTHER:
        return None
    written = {name for rule in rules for name, _ in rule.then}
    shape = _Shape(
        subjects=tuple(subjects),
        has_further=further > 0,
        period=Counter((rule.from_on, rule.until_on) for rule in rules).most_common(1)[0][0],
        has_dates=len({(rule.from_on, rule.until_on) for rule in rules}) > 1,
        conclusions=tuple(name for name in CONCLUSION_BY_NAME if name in written),
        common=common,
        rules=tuple(rules),
    )
    return shape if len(tuple(_columns(shape))) <= MOST_COLUMNS else None


def _alternatives(condition: Condition) -> list[_Conjunction] | None:
    """Return a condition as alternatives, each of comparisons that all hold; None if too many."""
    if isinstance(condition, Comparison):
        return [(condition,)]
    each = [_alternatives(part) for part in condition.parts]
    held = [one for one in each if one is not None]
    found: Iterable[_Conjunction] = chain.from_iterable(held)
    if isinstance(condition, AllOf):
        found = (tuple(chain.from_iterable(choice)) for choice in product(*held))
    alternatives = list(islice(found, MOST_ALTERNATIVES + 1))
    is_whole = len(held) == len(each) and len(alternatives) <= MOST_ALTERNATIVES
    return alternatives if is_whole else None


def _texts(line: _Line) -> list[str]:
    return [leaf.text for leaf in line.leaves]


def _columns(shape: _Shape) -> Iterator[str]:
    for name in shape.subjects:
        title = subject_words(subject_of(name)).removeprefix("the ")
        yield title[:1].upper() + title[1:]
    if shape.has_further:
        yield "And"
    if shape.has_dates:
        yield "In force"
    for name in shape.conclusions:
        yield CONCLUSION_BY_NAME[name].title
    yield "Rule"


def _row(line: _Line, shape: _Shape, stack: Stack) -> Iterator[Phrase]:
    speaker = speaker_of(line.rule, stack)
    own = [leaf for leaf in line.leaves if leaf.text not in shape.common]
    for name in shape.subjects:
        cells = [speaker.cell(leaf) for leaf in own if leaf.name == name]
        yield joined(cells, "and") if cells else words("any")
    if shape.has_further:
        others = [speaker.brief(leaf) for leaf in own if leaf.name not in shape.subjects]
        yield joined(others, ", and") if others else words("–")
    if shape.has_dates:
        period = (line.rule.from_on, line.rule.until_on)
        yield words("–" if period == shape.period else in_force(*period))
    then = dict(line.rule.then)
    for name in shape.conclusions:
        yield speaker.concluded_cell(name, then[name]) if name in then else words("–")
    yield (Name(line.rule.id, line.rule.id),)


def _note(line: _Line, shape: _Shape, stack: Stack) -> str:
    """Return what all rows have in common, and how several rows count."""
    speaker = speaker_of(line.rule, stack)
    shared = [speaker.comparison(leaf) for leaf in line.leaves if leaf.text in shape.common]
    told = [f"In every row {said(joined(shared, ', and'))}."] if shared else []
    told.append(counting_words(shape.rules, shape.conclusions))
    if shape.has_dates:
        first, last = shape.period
        usual = in_force(first, last)
        told.append(f"{usual}, where a row says nothing else.")
    return " ".join(filter(None, told))
