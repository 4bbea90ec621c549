"""What keeps the clauses from being submitted, and which measures have which clause."""

from collections.abc import Iterator

from evaluation.outline.clauses import ClauseChoice, Clauses, Take, is_outdated
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, Proposal
from evaluation.outline.proposal_problems import Problem
from evaluation.outline.variables import from_procurement, reading, variable
from rules.decision import Decision
from rules.pack import Clause
from rules.stack import Stack
from rules.wording import listed, lower_first

CLAUSE = "clause:"
SHARED = "shared"


def library_clause(measure: str, ground: Ground) -> Clause | None:
    """Return the library's clause of a measure: one that the rules propose, or else the first."""
    found = [one for one in ground.stack.clauses.values() if one.indicator == measure]
    proposed = ground.ids("clauses")
    return next((one for one in found if one.id in proposed), found[0] if found else None)


def clause_problems(
    clauses: Clauses | None, proposal: Proposal | None, decision: Decision | None, stack: Stack
) -> tuple[Problem, ...]:
    """Return what keeps the clauses from being submitted; nothing where no measure is included."""
    if decision is None or proposal is None:
        return ()
    ground, given = Ground(decision, stack), clauses or Clauses()
    if not ground.has_proposal:
        return ()
    return tuple(
        problem for choice in proposal.included for problem in _of_measure(choice, given, ground)
    )


def _of_measure(choice: Choice, clauses: Clauses, ground: Ground) -> Iterator[Problem]:
    title, place = ground.title(choice), f"{CLAUSE}{choice.measure}"
    settled = clauses.choice(choice.measure)
    if settled is None:
        yield Problem(
            f"The clause of “{title}” is not settled",
            "Take the library's, edit it, or say why there is none",
            place,
        )
        return
    if settled.take is not Take.NONE and not settled.texts.kept:
        yield Problem(f"The clause of “{title}” has no text", "Write it, or say why not", place)
    if settled.take is not Take.AS_IS and not settled.because:
        text = f"The clause of “{title}” is not the library's, and no reason is given"
        yield Problem(text, "Give your reason", place)
    if settled.take is not Take.NONE and is_outdated(
        settled, library_clause(choice.measure, ground)
    ):
        yield Problem(
            f"The library's clause of “{title}” has changed since it was settled",
            "See what changed, and decide",
            place,
        )
    blanks = unfilled(choice, settled, clauses)
    if blanks:
        names = listed(lower_first(variable(name).title) for name in blanks)
        yield Problem(f"The clause of “{title}” has gaps: {names}", "Fill them in", place)
    settled_beforehand = fixed(choice, settled, clauses)
    if settled_beforehand:
        names = listed(f"the {lower_first(variable(name).title)}" for name in settled_beforehand)
        yield Problem(
            f"The clause of “{title}” fixes {names}, on which bidders compete",
            "Empty it, or make the measure an obligation",
            place,
        )


def unfilled(choice: Choice, settled: ClauseChoice, clauses: Clauses) -> tuple[str, ...]:
    """Return the variables of a measure's clause that nothing fills."""
    if settled.take is Take.NONE:
        return ()
    read = reading(settled, clauses, choice.use, from_procurement("", ""))
    return read.unfilled(settled.texts.placeholders)


def fixed(choice: Choice, settled: ClauseChoice, clauses: Clauses) -> tuple[str, ...]:
    """Return the variables of a measure's clause that are filled though bidders are to offer them.

    The question would ask for a figure that the contract has already settled.
    """
    read = reading(settled, clauses, choice.use, from_procurement("", ""))
    return read.fixed(settled.texts.placeholders)
