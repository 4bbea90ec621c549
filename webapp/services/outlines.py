"""The outline document of a procurement whose decision is on record."""

from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from webapp.documents.outline import Outline, outline
from webapp.services.deciding import rules_have_changed
from webapp.services.procurements import opened
from webapp.store import Store, audit

UK = ZoneInfo("Europe/London")


class OutlineRefused(StrEnum):
    """Why there is no outline to show."""

    NO_SUCH_PROCUREMENT = "no such procurement"
    NOT_DECIDED = "not decided"
    RULES_CHANGED = "rules changed"


def outline_of(store: Store, procurement_id: UUID) -> Outline | OutlineRefused:
    """Return the outline of what was decided, the same whenever it is asked for.

    It is issued on the day of the decision by whoever had it made, and carries the hash that
    the audit log gave to that act.
    """
    with store.reading() as session:
        found = opened(session, procurement_id)
        if found is None:
            return OutlineRefused.NO_SUCH_PROCUREMENT
        procurement, decision, recorded = found.journey.procurement, found.decision, found.recorded
        if procurement is None or decision is None or recorded is None or not found.is_recorded:
            return OutlineRefused.NOT_DECIDED
        if rules_have_changed(found):
            return OutlineRefused.RULES_CHANGED
        return outline(
            procurement,
            decision,
            found.stack,
            issued_on=recorded.decided_at.astimezone(UK).date(),
            prepared_by=recorded.decided_by,
            audit_head=audit.last_sha256_of(
                session, "decide", subject=f"procurement/{procurement_id}"
            ),
        )
