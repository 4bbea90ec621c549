"""The proposal as its pages see it: what is held of it, and the procurement that it belongs to."""

from dataclasses import dataclass
from uuid import UUID

from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal
from webapp.services.parts import Held, may_change, read_part
from webapp.services.parts.kinds import PROPOSAL
from webapp.services.preparing.procurements import Preparation, opened
from webapp.services.refusals import Refused
from webapp.store import Store


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """A procurement with its proposal; `closed` says why it can't be changed now, if it can't.

    `ground` is None while the rules can't be asked.
    """

    preparation: Preparation
    held: Held[Proposal] | None
    closed: Refused | None

    @property
    def ground(self) -> Ground | None:
        """What the rules propose, None while they can't be asked."""
        return self.preparation.ground

    @property
    def proposal(self) -> Proposal:
        """The proposal as it stands, empty before it is first saved."""
        return self.held.value if self.held else Proposal()

    @property
    def revision(self) -> int:
        """The revision that stands, 0 before the first."""
        return self.held.revision if self.held else 0


def open_proposal(store: Store, procurement_id: UUID) -> OpenProposal | None:
    """Return a procurement with its proposal, None if there is none such."""
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return None
        return OpenProposal(
            preparation,
            read_part(session, procurement_id, PROPOSAL),
            may_change(session, procurement_id),
        )
