"""Findings as a person reads them: what is the same of several bids is said once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evaluation.lint.reading import LintFinding
from evaluation.wording import listed

MOST_NAMED = 8
"""So many bids or questions are named in one entry; more are counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is wrong, where it is, and what would mend it.

    `place` reads as a path into the tender where one score or bid is meant, as in
    `bids[A].scores.q1`, and as words where there are several.
    """

    place: str
    told: str
    check: str

    def __str__(self) -> str:
        """Return the entry as one line of text."""
        return f"{self.place}{self.told} ({self.check})"


def grouped(findings: Iterable[LintFinding]) -> tuple[Entry, ...]:
    """Return findings as entries, in the order in which the first of each was found."""
    found: dict[object, list[LintFinding]] = {}
    lacking: dict[str, list[LintFinding]] = {}
    for each in findings:
        if each.lacks:
            lacking.setdefault(each.bid, []).append(each)
        else:
            found.setdefault((each.check, each.message, each.remedy), []).append(each)
    entries = [*_what_bids_lack(lacking)]
    for alike in found.values():
        entries += _said_once(alike)
    return tuple(entries)


def _what_bids_lack(lacking: dict[str, list[LintFinding]]) -> Iterator[Entry]:
    by_keys: dict[tuple[str, ...], list[str]] = {}
    for bid, findings in lacking.items():
        by_keys.setdefault(tuple(each.lacks for each in findings), []).append(bid)
    for keys, bids in by_keys.items():
        check = lacking[bids[0]][0].check
        lacks, them = ("lacks" if len(bids) == 1 else "lack"), "it" if len(keys) == 1 else "them"
        words = ", ".join(f"`{key}`" for key in keys)
        each = "the bid" if len(bids) == 1 else "each bid"
        yield Entry(
            f"bids[{bids[0]}]" if len(bids) == 1 else named("bid", bids),
            f" {lacks} {words}, or what is there cannot be one. Give {them} in {each}.",
            check,
        )


def _said_once(alike: list[LintFinding]) -> Iterator[Entry]:
    """Yield entries for findings that differ in their places alone."""
    of_question: dict[str, list[str]] = {}
    for each in alike:
        of_question.setdefault(each.criterion, []).append(each.bid)
    questions_of: dict[tuple[str, ...], list[str]] = {}
    for question, bids in of_question.items():
        questions_of.setdefault(tuple(bids), []).append(question)
    told = f": {alike[0].message} {alike[0].remedy}"
    for bids_alike, questions in questions_of.items():
        yield Entry(_place(bids_alike, questions), told, alike[0].check)


def _place(bids: tuple[str, ...], questions: list[str]) -> str:
    if len(bids) == len(questions) == 1:
        scores = f".scores.{questions[0]}" if questions[0] else ""
        return f"bids[{bids[0]}]{scores}"
    place = named("bid", bids)
    return f"{place}, {named('criterion', questions, many='criteria')}" if questions[0] else place


def named(noun: str, ids: Iterable[str], *, many: str = "") -> str:
    """Return ids as a sentence lists them, after what they are; of a great many the first.

    >>> named("bid", ["A"]), named("bid", ["A", "B", "C"])
    ('bid A', 'bids A, B and C')
    """
    ids = tuple(ids)
    if len(ids) == 1:
        return f"{noun} {ids[0]}"
    left = len(ids) - MOST_NAMED
    shown = ids if left <= 0 else (*ids[:MOST_NAMED], f"{left:,} more")
    return f"{many or noun + 's'} {listed(shown)}"
