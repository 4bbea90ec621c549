"""What the pages of interests show: the bidders by name, and what was declared."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import scene_of
from webapp.services.panel.declaring import (
    NOT_ASKED_YET,
    Interests,
    interests_of,
    may_approve,
    why_not_asked,
    why_not_judge,
)
from webapp.services.refusals import Refused
from webapp.store import Store, evaluation_workloads


@dataclass(frozen=True, slots=True)
class InterestsPage:
    """Somebody's interests in the bidders of a tender, as one person sees them.

    `bidders` are names in the order of the alphabet, which tells nothing of whose bid is whose.
    `not_asked` says why they are kept from who asks for now, None if they are not. `not_judge`
    says why who asks can't decide on the interests, None if they can. `samples` are how many
    sample answers wait for who asks.
    """

    title: str
    access: PanelAccess
    bidders: tuple[str, ...]
    interests: Interests
    not_asked: Refused | None
    not_judge: Refused | None
    samples: int

    @property
    def is_approver(self) -> bool:
        """Whether who asks declares because they may approve the award, and does not evaluate."""
        return may_approve(self.access) and not self.access.viewer.is_on_panel


def interests_page_of(
    store: Store, person: Person, procurement_id: UUID, user_id: UUID, *, now: datetime
) -> InterestsPage | Refused:
    """Return the interests of somebody, who may be the person who asks."""
    with store.reading() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        not_asked = why_not_asked(access, scene, person)
        if not_asked not in {None, NOT_ASKED_YET}:
            return not_asked
        named = () if not_asked else access.standing.bidders
        return InterestsPage(
            title=scene.title,
            access=access,
            bidders=tuple(sorted((one.name for one in named), key=str.casefold)),
            interests=interests_of(session, access, user_id),
            not_asked=not_asked,
            not_judge=why_not_judge(session, access, person, user_id),
            samples=evaluation_workloads.samples(session, person.id).get(procurement_id, 0),
        )
