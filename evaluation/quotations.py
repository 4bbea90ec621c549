"""Quotations: the words of an answer that a score rests on, and the place where they stand.

Places count characters (code points) of the answer from 0. Words are compared without regard to
white space and to the shape of quotation marks, apostrophes, hyphens and dashes, since a browser
or a word processor changes these when text is copied.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.canonical import canonical_text

_ALIKE = (
    "'\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}",
    '"\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}',
    "-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}",
)
_SHAPES = {mark: f"[{re.escape(marks)}]" for marks in _ALIKE for mark in marks}
_SHOWS_NOTHING = dict.fromkeys(map(ord, "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\ufeff"))


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words quoted from an answer; `start` and `end` are None while no such place was found.

    `end` is the place after the last character.
    """

    words: str
    start: int | None = None
    end: int | None = None

    @property
    def is_placed(self) -> bool:
        """Whether the words were found in the answer."""
        return self.start is not None


def pin(answer: str, start: int, end: int) -> Quotation | None:
    """Return the passage between two places without the white space around it.

    None where no words stand between them.

    >>> pin("Two crews, each of four.", 3, 11)
    Quotation(words='crews,', start=4, end=10)
    """
    if not 0 <= start < end <= len(answer):
        return None
    passage = answer[start:end]
    words = passage.strip()
    if not words:
        return None
    begin = start + len(passage) - len(passage.lstrip())
    return Quotation(words, begin, begin + len(words))


def found(answer: str, words: str, *, near: int = 0) -> Quotation | None:
    r"""Return where words stand in an answer, at the place nearest to `near` if at several.

    None where they do not stand there. What is returned has the answer's own words.

    >>> found("Two  crews,\neach of four.", "crews, each")
    Quotation(words='crews,\neach', start=5, end=16)
    """
    pattern = _pattern(words)
    if pattern is None:
        return None
    places = pattern.finditer(answer)
    nearest = min(places, key=lambda place: abs(place.start() - near), default=None)
    return None if nearest is None else Quotation(nearest[0], nearest.start(), nearest.end())


def stands(answer: str, quotation: Quotation) -> bool:
    """Return whether the words of a quotation stand at its place in an answer."""
    if quotation.start is None or quotation.end is None:
        return False
    pattern = _pattern(quotation.words)
    passage = answer[quotation.start : quotation.end]
    return pattern is not None and pattern.fullmatch(passage) is not None


def placed(answer: str, given: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """Return quotations with their places in an answer, each place once, in order of place.

    Those whose words do not stand there keep no place and come last, as they were given.
    """
    found_at: dict[tuple[int, int], Quotation] = {}
    lost: dict[str, Quotation] = {}
    for one in given:
        place = found(answer, one.words, near=one.start or 0)
        if place is None:
            if words := one.words.strip():
                lost.setdefault(words, Quotation(words))
        else:
            found_at[place.start or 0, place.end or 0] = place
    return (*(found_at[key] for key in sorted(found_at)), *lost.values())


def segments(answer: str, quotations: Iterable[Quotation]) -> Iterator[tuple[str, bool]]:
    """Return an answer in pieces, each with whether it is quoted; together they are the answer.

    >>> list(segments("Two crews of four", [Quotation("crews", 4, 9)]))
    [('Two ', False), ('crews', True), (' of four', False)]
    """
    at = 0
    places = sorted((one.start or 0, one.end or 0) for one in quotations if one.is_placed)
    for start, end in places:
        if at < start:
            yield answer[at:start], False
        if max(at, start) < end:
            yield answer[max(at, start) : end], True
        at = max(at, end)
    if at < len(answer):
        yield answer[at:], False


def quotations_json(quotations: Iterable[Quotation]) -> str:
    """Return quotations as canonical JSON: a list of objects, without a place where it has none."""
    listed = [
        {"words": one.words}
        if one.start is None
        else {"end": one.end, "start": one.start, "words": one.words}
        for one in quotations
    ]
    return canonical_text(listed)


def read_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations that `quotations_json` wrote."""
    return tuple(
        Quotation(one["words"], one.get("start"), one.get("end")) for one in json.loads(text)
    )


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = words.translate(_SHOWS_NOTHING).split()
    if not parts:
        return None
    written = ("".join(_SHAPES.get(mark, re.escape(mark)) for mark in part) for part in parts)
    return re.compile(r"\s+".join(written))
