"""The whole sheet of a proposal saved at once, so that nobody's work on other rows is undone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal
from evaluation.outline.sheet import Sheet, changed_in, with_sheet
from webapp.services.accounts import Person
from webapp.services.parts import Held, PartSaved, PartStale, part_at
from webapp.services.parts.kinds import PROPOSAL
from webapp.services.parts.merging import Change, change_part
from webapp.services.proposals.signing import signed_by
from webapp.services.refusals import Refused
from webapp.store import Store


@dataclass(frozen=True, slots=True)
class SheetStale:
    """Somebody else changed a row that this sheet changes too; nothing was saved.

    `other` is what stands now, `changed` what the sheet would have changed.
    """

    other: Held[Proposal]
    changed: Sheet


def proposal_at(store: Store, procurement_id: UUID, revision: int) -> Proposal:
    """Return a proposal as a revision had it, empty before the first."""
    with store.reading() as session:
        read = part_at(session, procurement_id, PROPOSAL, revision=revision)
    return read.value if read else Proposal()


def save_sheet(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    ground: Ground,
    sheet: Sheet,
    before: Proposal,
    revision: int,
    now: datetime,
) -> PartSaved | SheetStale | Refused:
    """Save what a sheet says other than `before`, the proposal as it was when the sheet was read.

    Rows that it leaves as they were stay as they stand, whoever changed them meanwhile.
    """
    changed = changed_in(sheet, before)
    outcome = change_part(
        store,
        person,
        Change(
            PROPOSAL,
            Proposal(),
            make=lambda value: with_sheet(value, changed),
            aspect=lambda value: _aspect(value, changed),
            sign=lambda value: signed_by(value, person, ground),
        ),
        procurement_id=procurement_id,
        revision=revision,
        now=now,
    )
    return SheetStale(outcome.other, changed) if isinstance(outcome, PartStale) else outcome


def _aspect(proposal: Proposal, changed: Sheet) -> object:
    rows = tuple(proposal.choice(one.measure) for one in changed.choices)
    weight = (proposal.weight, proposal.weight_because)
    return rows, weight if changed.weight is not None else None
