"""What a submission needs of the proposal and of the clauses, as the registry of checks asks it."""

from collections.abc import Iterator

from evaluation.outline.clause_problems import CLAUSE, clause_problems
from evaluation.outline.clauses import Clauses
from evaluation.outline.proposal import Proposal
from evaluation.outline.proposal_problems import ANSWERS, DEPARTURE, MEASURE, WEIGHT, problems
from webapp.services.parts.kinds import CLAUSES, PROPOSAL
from webapp.services.submission.problems import Ground, Problem


def check_proposal(ground: Ground) -> Iterator[Problem]:
    """Yield what the proposal lacks; nothing where the rules ask for no social value."""
    preparation = ground.preparation
    if preparation.decision is None:
        return
    held = ground.parts.get(PROPOSAL.name)
    value = held.value if held and isinstance(held.value, Proposal) else None
    for one in problems(value, preparation.decision, preparation.stack):
        endpoint, arguments = address_of_place(one.place)
        yield Problem(one.problem, one.remedy, endpoint, arguments)


def check_clauses(ground: Ground) -> Iterator[Problem]:
    """Yield what the clauses lack of the measures that the proposal includes."""
    preparation = ground.preparation
    held, proposed = ground.parts.get(CLAUSES.name), ground.parts.get(PROPOSAL.name)
    value = held.value if held and isinstance(held.value, Clauses) else None
    proposal = proposed.value if proposed and isinstance(proposed.value, Proposal) else None
    for one in clause_problems(value, proposal, preparation.decision, preparation.stack):
        endpoint, arguments = address_of_place(one.place)
        yield Problem(one.problem, one.remedy, endpoint, arguments)


def address_of_place(place: str) -> tuple[str, dict[str, str]]:
    """Return the endpoint on which a problem is mended, and what its address needs beside the id.

    >>> address_of_place("measure:own-trees")
    ('measure_choices.measure', {'measure_id': 'own-trees'})
    """
    if place == WEIGHT:
        return "proposal.proposal", {"_anchor": WEIGHT}
    if place == ANSWERS:
        return "questions.check_answers", {}
    if place.startswith(MEASURE):
        return "measure_choices.measure", {"measure_id": place.removeprefix(MEASURE)}
    if place.startswith(CLAUSE):
        return "settling_clauses.clause", {"measure_id": place.removeprefix(CLAUSE)}
    return "departures.departure", {"key": place.removeprefix(DEPARTURE)}
