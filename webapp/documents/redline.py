"""What changed between two texts, word by word: what stayed, what is gone, what is new."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise, takewhile

_MARKS = r"""\s.,;:!?()\[\]{}"'“”‘’«»…/\\–—-"""
_JOINING = r".,:/'’&–-"
_WORD = re.compile(rf"(\s*)([^{_MARKS}]+(?:[{_JOINING}][^{_MARKS}]+)*|\S|\Z)")
"""A word with the marks inside it, such as `£1,250.00`, or one mark, after its spaces."""

_MOST_PAIRS = 2_000_000
"""Pairs of equal words above which those that repeat most are not matched: a second's work."""
_LEAST_SAME = 4
"""Texts that share less than one word in so many are told whole: a patchwork tells nothing."""
_SHORT = 3
"""Letters of a word, such as “the”, that alone between two replacements is told as replaced."""


class RunKind(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together, and what became of them."""

    text: str
    kind: RunKind


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and the space before it, which does not count when words are compared."""

    space: str
    word: str


@dataclass(slots=True)
class _Stretch:
    """Words that became others, and those that follow and stayed."""

    gone: str = ""
    new: str = ""
    same: str = ""

    @property
    def is_replacement(self) -> bool:
        """Whether words stand on both sides, and not only space."""
        return bool(self.gone.strip() and self.new.strip())

    @property
    def is_islet(self) -> bool:
        """Whether what stayed is one short word, or a mark."""
        return len(self.same.strip()) <= _SHORT


def redline(before: str, after: str) -> tuple[Run, ...]:
    """Return what changed between two texts, word by word.

    What is same and gone, read on, is `before` to the letter; what is same and new is `after`.
    No two runs of one kind stand together, what is gone stands before what is new in its place,
    and no run is empty. The same texts always give the same runs.

    >>> [f"{run.kind}: {run.text}" for run in redline("Pay in 30 days.", "Pay in 14 days.")]
    ['same: Pay in ', 'gone: 30', 'new: 14', 'same:  days.']
    """
    if before == after:
        return (Run(before, RunKind.SAME),) if before else ()
    was, now = _words(before), _words(after)
    stretches = list(_stretches(was, now))
    shared = sum(len(_WORD.findall(stretch.same)) - 1 for stretch in stretches)
    if shared * _LEAST_SAME < min(len(was), len(now)) - 1:
        stretches = [_Stretch(before, after)]
    stretches = _joined(stretches)
    for one, other in pairwise(stretches):
        _share_space(one, other)
    return tuple(_runs(stretches))


def _words(text: str) -> list[_Word]:
    """Return the words of a text; the last is empty, and holds the space at its end."""
    return [_Word(*match.groups()) for match in _WORD.finditer(text)]


def _stretches(was: Sequence[_Word], now: Sequence[_Word]) -> Iterator[_Stretch]:
    """Yield the text as stretches, the first of which may have changed nothing."""
    stretch = _Stretch()
    at, on = 0, 0
    for first, second in _matches([word.word for word in was], [word.word for word in now]):
        moved = _Stretch(_text(was[at:first]), _text(now[on:second]))
        before, after = was[first], now[second]
        same = after.word
        if before.space == after.space:
            same = after.space + same
        else:
            moved.gone += before.space
            moved.new += after.space
        if moved.gone or moved.new:
            yield stretch
            stretch = moved
        stretch.same += same
        at, on = first + 1, second + 1
    yield stretch


def _matches(was: list[str], now: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the places of the words that stayed, in order; the empty last ones are a pair."""
    head = sum(1 for _ in takewhile(_equal, zip(was[:-1], now[:-1], strict=False)))
    rest = zip(reversed(was[head:]), reversed(now[head:]), strict=False)
    tail = sum(1 for _ in takewhile(_equal, rest))
    yield from ((index, index) for index in range(head))
    middle, other = was[head : len(was) - tail], now[head : len(now) - tail]
    many = Counter(other)
    pairs = sum(number * many[word] for word, number in Counter(middle).items())
    matcher = SequenceMatcher(None, middle, other, autojunk=pairs > _MOST_PAIRS)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield head + block.a + step, head + block.b + step
    for step in range(tail, 0, -1):
        yield len(was) - step, len(now) - step


def _equal(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _text(words: Sequence[_Word]) -> str:
    return "".join(word.space + word.word for word in words)


def _joined(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Return stretches without the islets that would tear a replaced phrase to pieces."""
    joined: list[_Stretch] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last and last.is_islet and last.is_replacement and stretch.is_replacement:
            last.gone += last.same + stretch.gone
            last.new += last.same + stretch.new
            last.same = stretch.same
        else:
            joined.append(stretch)
    return joined


def _share_space(one: _Stretch, other: _Stretch) -> None:
    """Move the space before a replaced word to the words before it: it stayed."""
    space = other.new[: len(other.new) - len(other.new.lstrip())]
    if space and other.gone.startswith(space):
        one.same += space
        other.gone, other.new = (text.removeprefix(space) for text in (other.gone, other.new))


def _runs(stretches: Sequence[_Stretch]) -> Iterator[Run]:
    for stretch in stretches:
        for text, kind in (
            (stretch.gone, RunKind.GONE),
            (stretch.new, RunKind.NEW),
            (stretch.same, RunKind.SAME),
        ):
            if text:
                yield Run(text, kind)
