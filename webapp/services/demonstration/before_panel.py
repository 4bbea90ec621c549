"""A second procurement of the demonstration, built to the end and put before the panel."""

from datetime import datetime, time, timedelta

from evaluation.outline.criteria import Basis, Criteria
from evaluation.outline.criteria.templates import TEMPLATES, built_from
from rules.uk_time import UK, day_of
from webapp.roles import Role
from webapp.services.approval.agenda import put_on
from webapp.services.approval.meetings import Called, call_meeting
from webapp.services.demonstration.notice import Demonstration
from webapp.services.demonstration.outline import Plan, as_proposed, submit_outline
from webapp.services.demonstration.people import Seat, failed
from webapp.services.demonstration.record import demonstrated
from webapp.store import Store

REFERENCE = "DEMO-2026-002"
BODY = "procurement-panel"
MEETS_AFTER = timedelta(days=14)


def put_before_panel(store: Store, shown: Demonstration, *, now: datetime) -> bool:
    """Build a procurement as its buyer would, submit it, and call the panel; False if it is there.

    Raises:
        DemonstrationFailed: A step was refused, which no step of the demonstration should be.
    """
    title = "Grounds maintenance, the next contract (invented)"
    plan = Plan(REFERENCE, title, shown.procurement, as_proposed, from_template)
    outlined = submit_outline(store, plan, now=now)
    if outlined is None:
        return False
    chair = demonstrated(store, Seat(Role.PANEL_CHAIR))
    called = call_meeting(
        store,
        chair,
        organisation_id=chair.memberships[0].organisation_id,
        body=BODY,
        starts_at=datetime.combine(day_of(now) + MEETS_AFTER, time(10), UK),
        place="Council House, committee room 2 (invented)",
        now=now,
    )
    if not isinstance(called, Called):
        raise failed(REFERENCE, "the meeting", called)
    put_on(store, chair, meeting_id=called.meeting_id, version_id=outlined.version_id, now=now)
    return True


def from_template(basis: Basis) -> Criteria:
    """Return the criteria that the first template makes, each measure a question."""
    return built_from(TEMPLATES[0], basis, counts_promises=False)
