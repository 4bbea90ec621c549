"""The clauses as their pages see them, with the proposal whose measures they are for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from evaluation.outline.clause_problems import library_clause
from evaluation.outline.clauses import ClauseChoice, Clauses, Take, Texts, as_it_is
from evaluation.outline.criteria import BuiltCriterion, Criteria
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, Proposal
from evaluation.outline.variables import from_procurement
from webapp.services.parts import Held, every_part, may_change
from webapp.services.parts.kinds import CLAUSES, CRITERIA, PROPOSAL
from webapp.services.preparing.procurements import Preparation, opened
from webapp.services.refusals import Refused
from webapp.store import Store

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class OpenClauses:
    """A procurement with its clauses; `closed` says why they can't be changed now, if they can't.

    `proposal` is None before it is first saved.
    """

    preparation: Preparation
    clauses: Clauses
    revision: int
    proposal: Proposal | None
    criteria: Criteria
    closed: Refused | None

    @property
    def ground(self) -> Ground | None:
        """What the rules propose, None while they can't be asked."""
        return self.preparation.ground

    @property
    def included(self) -> tuple[Choice, ...]:
        """The measures that need a clause."""
        return self.proposal.included if self.proposal else ()

    @property
    def known(self) -> Mapping[str, str]:
        """The values that the procurement itself puts into every text."""
        return from_procurement(self.preparation.organisation, self.preparation.title)

    def criteria_fed(self, measure: str) -> tuple[BuiltCriterion, ...]:
        """Return the award criteria that ask about a measure."""
        return tuple(
            one
            for one in self.criteria.criteria
            if measure in one.indicators or any(asked.id == measure for asked in one.measures)
        )


def open_clauses(store: Store, procurement_id: UUID) -> OpenClauses | None:
    """Return a procurement with its clauses, None if there is none such."""
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return None
        parts = every_part(session, procurement_id)
        held = parts.get(CLAUSES.name)
        clauses, proposal = _value(held, Clauses), _value(parts.get(PROPOSAL.name), Proposal)
        return OpenClauses(
            preparation,
            clauses or Clauses(),
            held.revision if held else 0,
            proposal,
            _value(parts.get(CRITERIA.name), Criteria) or Criteria(),
            may_change(session, procurement_id),
        )


def standing_of(found: OpenClauses, choice: Choice) -> ClauseChoice | None:
    """Return what was settled of a measure's clause, or else the library's as it is.

    None where nothing was settled and the library has no clause for it.
    """
    ground = found.ground
    library = library_clause(choice.measure, ground) if ground else None
    kept = as_it_is(choice.measure, library) if library else None
    return found.clauses.choice(choice.measure) or kept


def begun(choice: Choice, settled: ClauseChoice | None) -> ClauseChoice:
    """Return what a form of a clause begins with: what was settled, or words to begin from."""
    if settled is not None:
        return settled
    own = choice.own
    if own is None:
        return ClauseChoice(choice.measure, Take.AS_IS)
    texts = Texts(
        question=f"How much will you deliver of this, and how: {own.title}? {own.definition}",
        obligation=f"The Supplier delivers {{quantity}} ({own.title}) by {{due}}. {own.definition}",
        kpi=f"{own.title}, against {{quantity}}, each quarter.",
        evidence=own.evidence,
    )
    return ClauseChoice(choice.measure, Take.EDITED, choice.because, texts=texts)


def _value(held: Held[object] | None, kind: type[_T]) -> _T | None:
    return held.value if held is not None and isinstance(held.value, kind) else None
