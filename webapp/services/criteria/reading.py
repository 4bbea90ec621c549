"""The criteria of a procurement as they stand, with what they are built on and judged by."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from evaluation.outline.criteria import Basis, Criteria, Problem, basis_of, problems_on
from evaluation.outline.proposal import Proposal
from webapp.services.criteria.standing import Run, StressStanding, read_run, standing_of
from webapp.services.parts import Held, every_part, may_change
from webapp.services.parts.kinds import CRITERIA, PROPOSAL, Kind
from webapp.services.preparing.procurements import Preparation, opened
from webapp.services.refusals import Refused
from webapp.store import Session, Store

T = TypeVar("T")
EMPTY = Criteria()


@dataclass(frozen=True, slots=True)
class Opened:
    """Everything that the pages of the criteria show.

    `held` is None before the criteria were first saved; `closed` says why they can't be changed
    now, None if they can. `run` is the last stress test, whatever it was of.
    """

    preparation: Preparation
    held: Held[Criteria] | None
    basis: Basis
    problems: tuple[Problem, ...]
    closed: Refused | None
    run: Run | None
    standing: StressStanding

    @property
    def criteria(self) -> Criteria:
        """The criteria as they stand."""
        return self.held.value if self.held else EMPTY

    @property
    def revision(self) -> int:
        """The revision that a form is read at, 0 before the first."""
        return self.held.revision if self.held else 0


def open_criteria(store: Store, procurement_id: UUID) -> Opened | None:
    """Return the criteria of a procurement, None if there is none such."""
    with store.reading() as session:
        return opened_criteria(session, procurement_id)


def opened_criteria(session: Session, procurement_id: UUID) -> Opened | None:
    """Return the criteria of a procurement as a session sees them."""
    preparation = opened(session, procurement_id)
    if preparation is None:
        return None
    parts = every_part(session, procurement_id)
    held = of_kind(CRITERIA, parts.get(CRITERIA.name))
    basis = basis_with(preparation, parts.get(PROPOSAL.name))
    criteria = held.value if held else EMPTY
    run = read_run(session, procurement_id)
    return Opened(
        preparation=preparation,
        held=held,
        basis=basis,
        problems=problems_on(criteria, basis),
        closed=may_change(session, procurement_id),
        run=run,
        standing=standing_of(criteria, basis, preparation.decision, run),
    )


def of_kind(kind: Kind[T], held: Held[object] | None) -> Held[T] | None:
    """Return a part as one of its kind, None where it was never saved."""
    if held is None or not isinstance(held.value, kind.value):
        return None
    return Held(held.value, held.revision, held.made_by, held.made_at, held.why)


def basis_with(preparation: Preparation, proposal: Held[object] | None) -> Basis:
    """Return what the criteria of a procurement are built on."""
    value = proposal.value if proposal else None
    saved = value if isinstance(value, Proposal) else None
    return basis_of(preparation.decision, preparation.stack, saved)
