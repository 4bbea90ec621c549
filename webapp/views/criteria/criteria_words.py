"""The criteria in words: kinds, formulas, and problems as links to where they are mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from evaluation.outline.criteria import Criteria, Difference, Field, Problem
from evaluation.outline.criteria.tree import by_id
from evaluation.outline.criteria.words import FORMULAS
from forms.criteria import weight_field
from rules.wording import counted
from webapp.services.criteria import StressStanding
from webapp.views.fields import PageError, refusal_words

MOST_LISTED = 20
"""So many problems are listed; of the others the number is told."""

STANDINGS = {
    StressStanding.NEVER: (
        "Not run yet",
        (
            "These criteria have not been put through the stress test. It is needed before the "
            "outline can be submitted, and takes a second."
        ),
    ),
    StressStanding.STALE: (
        "Out of date",
        (
            "The criteria, or the decision on the procurement, have changed since the last "
            "stress test. Run it again: it takes a second."
        ),
    ),
    StressStanding.ERRORS: (
        "Errors found",
        "The stress test found what these criteria must not be published with.",
    ),
    StressStanding.CLEAN: (
        "No errors",
        "The stress test of just these criteria found no error.",
    ),
}
"""How criteria stand to their stress test: a word, and a sentence or two."""


@dataclass(frozen=True, slots=True)
class NoteShown:
    """What is to be mended or considered of a criterion, and the page where that is done.

    `address` is empty where it is mended in the table itself, or may not be.
    """

    text: str
    address: str
    is_problem: bool


def notes_beside(
    problems: Iterable[Problem],
    advice: Iterable[Problem],
    procurement_id: UUID,
    *,
    may_write: bool,
) -> dict[str, tuple[NoteShown, ...]]:
    """Return what is to be mended and then what is to be considered, by the id of its criterion."""
    found: dict[str, tuple[NoteShown, ...]] = {}
    told = [(one, True) for one in problems] + [(one, False) for one in advice]
    for one, is_problem in told:
        address = _address(one, procurement_id, may_write=may_write)
        page = "" if address.startswith("#") else address
        note = NoteShown(refusal_words(one), page, is_problem)
        found[one.criterion] = (*found.get(one.criterion, ()), note)
    return found


_ON_THE_TABLE = {Field.WEIGHT, Field.WITHIN, Field.NONE}


def problem_links(
    problems: tuple[Problem, ...], procurement_id: UUID, *, may_write: bool
) -> tuple[PageError, ...]:
    """Return problems as entries of an error summary, each leading to where it is mended."""
    found = [
        PageError(refusal_words(one), _address(one, procurement_id, may_write=may_write))
        for one in problems[:MOST_LISTED]
    ]
    more = len(problems) - MOST_LISTED
    if more > 0:
        found.append(PageError(f"{counted(more, 'more problem')}: mend these first.", "#criteria"))
    return tuple(found)


def _address(problem: Problem, procurement_id: UUID, *, may_write: bool) -> str:
    if problem.field is Field.WEIGHT and problem.criterion and may_write:
        return f"#{weight_field(problem.criterion)}"
    if problem.field in _ON_THE_TABLE or not may_write:
        return f"#criterion-{problem.criterion}" if problem.criterion else "#criteria"
    return url_for(
        "criteria.criterion",
        procurement_id=procurement_id,
        criterion_id=problem.criterion,
        _anchor=problem.field.value,
    )


def differences_shown(
    found: tuple[Difference, ...], criteria: Criteria
) -> tuple[tuple[str, str, str, str], ...]:
    """Return differences as rows of text: the criterion, what of it, and how each has it."""
    titles = by_id(criteria)
    return tuple(
        (
            titles[one.criterion].title if one.criterion in titles else one.title,
            one.what,
            _value(one.mine),
            _value(one.theirs),
        )
        for one in found
    )


def _value(text: str) -> str:
    return FORMULAS.get(text, text)
