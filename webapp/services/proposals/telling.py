"""Who may allow a departure, and telling them that it waits; telling who asked what came of it."""

from datetime import datetime
from uuid import UUID

from evaluation.outline.departures import Departure
from evaluation.outline.proposal import Allowing, Proposal, Standing
from webapp.addresses import departure_page
from webapp.roles import Role
from webapp.services.telling.notifying import tell
from webapp.store import Session, panels
from webapp.store import procurements as procurement_rows

_LONGEST_TITLE = 300
_BY_OFFICER = frozenset({Role.PROCUREMENT_OFFICER, Role.POLICY_OWNER})
_BY_NAME = {
    Role.PANEL_CHAIR.words.casefold(): frozenset({Role.PANEL_CHAIR}),
    Role.PROCUREMENT_OFFICER.words.casefold(): frozenset({Role.PROCUREMENT_OFFICER}),
    Role.POLICY_OWNER.words.casefold(): frozenset({Role.POLICY_OWNER}),
}


def roles_allowing(waivable_by: str) -> frozenset[Role]:
    """Return who may allow a departure: the role that its rule names, if it is one of Podium's.

    Where a rule names nobody, or an office that Podium has no role for, such as a head of
    procurement, a procurement officer or a policy owner records the answer.
    """
    return _BY_NAME.get(waivable_by.casefold(), _BY_OFFICER)


def tell_allowers(
    session: Session,
    proposal: Proposal,
    asked: Allowing,
    departure: Departure,
    *,
    procurement_id: UUID,
    now: datetime,
) -> None:
    """Tell whoever may allow a departure that it waits for them; nobody who wrote the proposal."""
    found = procurement_rows.procurement(session, procurement_id)
    if found is None:
        return
    record = found[0]
    held = panels.holders(
        session,
        record.organisation_id,
        roles_allowing(asked.waivable_by),
        procurement_id=procurement_id,
    )
    kept_out = {*proposal.authors, asked.asked_by}
    tell(
        session,
        user_ids={id_ for id_, _, _ in held if str(id_) not in kept_out},
        organisation_id=record.organisation_id,
        kind="departure-asked",
        title=f"Departure to allow or refuse: {record.title}"[:_LONGEST_TITLE],
        text=f"{asked.asked_name} asks for a departure from the rules to be allowed "
        f"({departure.title}: {asked.extent}). {asked.because}",
        address=departure_page(procurement_id, asked.departure),
        now=now,
    )


def tell_asker(
    session: Session, answered: Allowing, *, procurement_id: UUID, now: datetime
) -> None:
    """Tell whoever asked for a departure what was answered."""
    found = procurement_rows.procurement(session, procurement_id)
    if found is None:
        return
    record = found[0]
    words = "allowed" if answered.standing is Standing.ALLOWED else "refused"
    tell(
        session,
        user_ids={UUID(answered.asked_by)},
        organisation_id=record.organisation_id,
        kind="departure-answered",
        title=f"Departure {words}: {record.title}"[:_LONGEST_TITLE],
        text=f"{answered.answered_name} {words} it ({answered.extent}). "
        f"{answered.answered_because}",
        address=departure_page(procurement_id, answered.departure),
        now=now,
    )
