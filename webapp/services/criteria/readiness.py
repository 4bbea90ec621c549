"""What of the criteria is in the way of submitting an outline."""

from collections.abc import Iterator

from evaluation.outline.criteria import Field, problems_on
from evaluation.outline.criteria import Problem as CriteriaProblem
from rules.wording import counted
from webapp.services.criteria.reading import basis_with, of_kind
from webapp.services.criteria.standing import StressStanding, read_run, standing_of
from webapp.services.parts.kinds import CRITERIA, PROPOSAL
from webapp.services.submission.problems import Ground, Problem

MOST_TOLD = 5
"""So many problems of the criteria are told one by one; of the others their number."""

_ON_THE_TABLE = frozenset({Field.NONE, Field.WEIGHT, Field.WITHIN})

NONE_YET = Problem(
    "There are no award criteria",
    "Start from a template, or copy those of an earlier procurement",
    "criteria.criteria",
)
NEVER_TESTED = Problem(
    "The award criteria have not been put through the stress test",
    "Run it: it takes a second",
    "criteria.stress_test",
)
_STANDINGS = {
    StressStanding.NEVER: NEVER_TESTED,
    StressStanding.STALE: Problem(
        "The award criteria, or the decision, have changed since the stress test",
        "Run it again: it takes a second",
        "criteria.stress_test",
    ),
    StressStanding.ERRORS: Problem(
        "The stress test found what award criteria must not be published with",
        "Read what it found, and mend it",
        "criteria.stress_test",
    ),
}


def criteria_check(ground: Ground) -> Iterator[Problem]:
    """Yield what is missing or wrong in the criteria, then how they stand to their stress test."""
    held = of_kind(CRITERIA, ground.parts.get(CRITERIA.name))
    if held is None or not held.value.criteria:
        yield NONE_YET
        return
    basis = basis_with(ground.preparation, ground.parts.get(PROPOSAL.name))
    found = problems_on(held.value, basis)
    for problem in found[:MOST_TOLD]:
        yield _told(problem)
    if len(found) > MOST_TOLD:
        more = counted(len(found) - MOST_TOLD, "more problem")
        text = f"{more} of the award criteria are listed with them"
        yield Problem(text, "Mend them there", "criteria.criteria")
    run = read_run(ground.session, ground.preparation.id)
    standing = standing_of(held.value, basis, ground.preparation.decision, run)
    if standing in _STANDINGS:
        yield _STANDINGS[standing]


def _told(problem: CriteriaProblem) -> Problem:
    """Return a problem with the page where it is mended: weights are, on the table."""
    if not problem.criterion or problem.field in _ON_THE_TABLE:
        return Problem(problem.problem, problem.remedy, "criteria.criteria")
    arguments = {"criterion_id": problem.criterion}
    return Problem(problem.problem, problem.remedy, "criteria.criterion", arguments)
