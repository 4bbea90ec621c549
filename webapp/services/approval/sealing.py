"""Sealing a version: when every body has approved it, and every condition is met."""

from datetime import datetime
from uuid import UUID

from webapp.services.accounts import Person
from webapp.services.approval.records import version_in, versions_of
from webapp.services.approval.states import APPROVALS, State
from webapp.services.approval.stepping import add_step, tell_of, waits
from webapp.services.approval.versions import Version
from webapp.services.refusals import Refused
from webapp.services.standing import Turn
from webapp.store import Session, Store

NOT_APPROVED = Refused(
    "The outline of this procurement is not approved", "Submit it, and have it approved first"
)


def seal_if_ready(session: Session, version_id: UUID, person: Person, *, now: datetime) -> bool:
    """Seal a version if nothing is missing, and supersede the one that it takes the place of.

    Returns:
        Whether it was sealed.
    """
    session.flush()
    version = version_in(session, version_id)
    if version is None or not _is_ready(version):
        return False
    why = "Every condition is met" if version.conditions else "Approved without conditions"
    add_step(session, version, State.SEALED, person, why=why, now=now)
    for other in versions_of(session, version.procurement_id):
        if other.state is State.REOPENED:
            why = f"Version {version.number} was sealed in its place"
            add_step(session, other, State.SUPERSEDED, person, why=why, now=now)
    waits(session, version, Turn.NOBODY, now=now)
    tell_of(
        session,
        version,
        version.authors,
        kind="outline-sealed",
        title="Outline approved and sealed",
        text=(
            f"Version {version.number} of the outline is approved and sealed. {why}. "
            "It can't be changed any more, only superseded by a new version."
        ),
        now=now,
    )
    return True


def may_publish(session: Session, procurement_id: UUID) -> Refused | None:
    """Return what keeps a procurement from being published, None if nothing does.

    A sealed version has to stand, and so every condition of its approval is met.
    """
    versions = versions_of(session, procurement_id)
    if any(version.stands for version in versions):
        return None
    last = versions[-1] if versions else None
    if last is None or not last.is_in_progress or not last.open_conditions:
        return NOT_APPROVED
    waiting = "; ".join(one.text for one in last.open_conditions)
    return Refused(
        f"The outline is approved on conditions that are not met yet: {waiting}",
        "Report each as met with its evidence, and have it confirmed",
    )


def keeps_from_publishing(store: Store, procurement_id: UUID) -> Refused | None:
    """Return what keeps a procurement from being published, as its pages tell it."""
    with store.reading() as session:
        return may_publish(session, procurement_id)


def _is_ready(version: Version) -> bool:
    return (
        version.is_in_progress
        and version.pending is None
        and all(one.outcome in APPROVALS for one in version.decisions)
        and not version.open_conditions
    )
