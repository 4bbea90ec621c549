"""What if: a procurement decided with other answers, and where its answers tip a conclusion.

Nothing of it is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rules.decision import Decision
from rules.errors import PodiumError
from rules.procurement import Procurement
from rules.stack import Stack
from rules.tipping_points import TippingPoint, tipping_points
from rules.vocabulary import Value
from webapp.services.decisions.decisions import KEPT, CaseByContent, decided
from webapp.services.preparing.answers import procurement_of


@dataclass(frozen=True, slots=True)
class Tried:
    """The decision with other answers."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class NotDecided:
    """The rules cannot decide with these answers: which is in the way, and what to do."""

    problem: str
    remedy: str


def try_answers(
    procurement: Procurement, answers: Mapping[str, Value | None], stack: Stack
) -> Tried | NotDecided:
    """Return the decision on a procurement with all of these answers in place of its own."""
    other = procurement_of(
        answers,
        reference=procurement.reference,
        title=procurement.title,
        authority=procurement.authority.name,
    )
    if other is None:
        return NotDecided("an answer is missing that the rules need", "Fill in every field")
    try:
        return Tried(decided(other, stack))
    except PodiumError as error:
        return NotDecided(error.problem, error.remedy)


def tips_of(procurement: Procurement, stack: Stack) -> tuple[TippingPoint, ...]:
    """Return the tipping points of a procurement; the same ones are looked for once a process."""
    return _kept(CaseByContent(procurement, stack))


@lru_cache(maxsize=KEPT)
def _kept(case: CaseByContent) -> tuple[TippingPoint, ...]:
    return tipping_points(case.procurement.facts(), case.stack)
