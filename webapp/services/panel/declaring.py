"""Declaring interests in the bidders, and somebody else's decision on a conflict.

The authority takes the steps against a conflict (Procurement Act 2023, section 82), so whoever has
one never decides on it: a procurement officer or the chair does, who has none of their own. That
it is one of these is Podium's default.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.declarations import Handling, declared_of
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Declared, Seat
from webapp.addresses import interests_judged_page, interests_page
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, declaration_of, panel_access
from webapp.services.panel.acting import (
    CHANGED_MEANWHILE,
    NO_REASON,
    NOT_PUBLISHED,
    Done,
    Scene,
    note,
    scene_of,
    tell_of,
)
from webapp.services.panel.composition import chair_of
from webapp.services.pinning import put_on_record
from webapp.services.refusals import Refused
from webapp.store import Session, Store, evaluators
from webapp.store.scoring_tables import EvaluationDeclaration

_APPROVING = frozenset({Seat.PANEL_MEMBER, Seat.PANEL_CHAIR})
NOT_ON_PANEL = Refused(
    "You are not on the panel of this tender", "Ask the procurement officer, who makes it up"
)
NOT_ASKED_YET = Refused(
    "No award is recommended yet", "Declare your interests once one is, before you decide on it"
)
NO_DETAIL = Refused(
    "A conflict of interest is declared with what it is", "Say what it is, in a sentence or two"
)
OTHER_BIDDERS = Refused(
    "The bidders have changed since you opened the page",
    "Read the list as it is now, and declare your interests in those who are on it",
)
STAYS_RECUSED = Refused(
    "You take no part in this evaluation, and can't let yourself back in",
    "Ask a procurement officer or the chair to decide on it again",
)
STAYS_DECLARED = Refused(
    "You have declared a conflict of interest, and can't take it back yourself",
    "Say more about it, or ask a procurement officer or the chair to decide that it is waived",
)
NOT_A_JUDGE = Refused(
    "A procurement officer or the chair of the panel decides on a conflict",
    "Ask one of them",
)
OWN_CONFLICT = Refused(
    "Nobody decides on their own conflict of interest",
    "Leave it to a procurement officer or the chair",
)
JUDGE_IS_KEPT_OUT = Refused(
    "You have not declared your own interests, or have a conflict yourself",
    "Declare first, or leave it to somebody who has no conflict",
)
NOTHING_TO_JUDGE = Refused(
    "They have declared no conflict that is to be decided on", "Go back to the panel"
)


@dataclass(frozen=True, slots=True)
class Interests:
    """Somebody's last declaration, and what stands of it; both are None before there is any."""

    name: str
    handling: Handling | None
    detail: str
    declared: Declared
    number: int
    decided_by: str | None
    at: datetime | None


def declare(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    handling: Handling,
    detail: str,
    bidders_sha256: str,
    now: datetime,
) -> Done | Refused:
    """Declare whether there is a conflict of interest in any of the bidders as they are now."""
    with store.writing() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        told = "" if handling is Handling.NONE else detail
        rows = evaluators.declarations(session, procurement_id, user_id=person.id)
        if refused := _why_not(access, scene, person, handling, told, bidders_sha256):
            return refused
        last = rows[-1] if rows else None
        if last and last.handling != Handling.NONE and handling is Handling.NONE:
            return STAYS_DECLARED
        given = (handling.value, told, bidders_sha256)
        if last and (last.handling, last.detail, last.bidders_sha256) == given:
            return Done()
        row = _row(scene, person.id, person, handling, told, bidders_sha256, rows, now=now)
        known = {"number": row.number, **put_on_record(session, row)}
        said = {"handling": handling.value, "detail": told}
        note(session, scene, "declare-interests", person, now=now, detail={**said, **known})
        if handling in {Handling.MANAGED, Handling.WAIVED}:
            _ask(session, scene, person, told, now=now)
        return Done()


def judge(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    user_id: UUID,
    handling: Handling,
    why: str,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Decide on somebody's conflict: managed as declared, waived, or that they take no part."""
    with store.writing() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        rows = evaluators.declarations(session, procurement_id, user_id=user_id)
        if refused := why_not_judge(session, access, person, user_id):
            return refused
        last = rows[-1] if rows else None
        if last is None or last.handling == Handling.NONE or handling is Handling.NONE:
            return NOTHING_TO_JUDGE
        if (last.handling, last.decided_by, last.detail) == (handling.value, person.id, why):
            return Done()
        if last.number != read:
            return CHANGED_MEANWHILE
        if not why:
            return NO_REASON
        row = _row(scene, user_id, person, handling, why, access.bidders_sha256, rows, now=now)
        row.decided_by = person.id
        known = {"number": row.number, **put_on_record(session, row)}
        said = {"user": str(user_id), "handling": handling.value, "why": why}
        note(session, scene, "decide-on-conflict", person, now=now, detail={**said, **known})
        _tell_decided(session, scene, person, user_id, handling, why, now=now)
        return Done()


def why_not_judge(
    session: Session, access: PanelAccess, person: Person, user_id: UUID
) -> Refused | None:
    """Return what keeps somebody from deciding on another's conflict, None if nothing does."""
    scene = scene_of(session, access.standing.procurement_id)
    if isinstance(scene, Refused):
        return scene
    is_chair = chair_of(evaluators.chairings(session, scene.procurement_id)) == person.id
    if person.id not in scene.officers and not is_chair:
        return NOT_A_JUDGE
    if person.id == user_id:
        return OWN_CONFLICT
    fit = {Declared.NO_CONFLICT, Declared.ACCEPTED}
    if not access.viewer.is_on_panel:
        fit |= {Declared.MISSING}
    return None if access.viewer.declared in fit else JUDGE_IS_KEPT_OUT


def why_not_asked(access: PanelAccess, scene: Scene, person: Person) -> Refused | None:
    """Return why somebody isn't asked for their interests, nor told who bids; None if they are."""
    if access.viewer.is_on_panel or person.id in scene.people.keys() | scene.officers:
        return None
    if not access.viewer.seats & _APPROVING:
        return NOT_ON_PANEL
    return None if may_approve(access) else NOT_ASKED_YET


def may_approve(access: PanelAccess) -> bool:
    """Return whether somebody sits on a body that approves awards, and one is recommended.

    Whoever influences a decision acts in relation to the procurement (section 81(3)), so that
    they declare their interests before they decide; until then they are not told who bids.
    """
    return bool(access.viewer.seats & _APPROVING) and access.phase.is_at_least(Phase.RECOMMENDED)


def interests_of(session: Session, access: PanelAccess, user_id: UUID) -> Interests:
    """Return what somebody declared last, and what stands of it."""
    rows = evaluators.declarations(session, access.standing.procurement_id, user_id=user_id)
    last = rows[-1] if rows else None
    asked = {user_id} | ({last.decided_by} if last and last.decided_by else set())
    names = evaluators.names(session, asked)
    return Interests(
        name=names.get(user_id, ""),
        handling=Handling(last.handling) if last else None,
        detail=last.detail if last else "",
        declared=declared_of([declaration_of(row) for row in rows], access.bidders_sha256),
        number=last.number if last else 0,
        decided_by=names.get(last.decided_by) if last and last.decided_by else None,
        at=last.made_at if last else None,
    )


def _why_not(
    access: PanelAccess,
    scene: Scene,
    person: Person,
    handling: Handling,
    detail: str,
    bidders_sha256: str,
) -> Refused | None:
    if not_asked := why_not_asked(access, scene, person):
        return not_asked
    if access.phase is Phase.PREPARING:
        return NOT_PUBLISHED
    if access.viewer.declared is Declared.RECUSED and handling is not Handling.RECUSED:
        return STAYS_RECUSED
    if bidders_sha256 != access.bidders_sha256:
        return OTHER_BIDDERS
    return NO_DETAIL if handling is not Handling.NONE and not detail else None


def _row(
    scene: Scene,
    user_id: UUID,
    person: Person,
    handling: Handling,
    detail: str,
    sha256: str,
    rows: Sequence[EvaluationDeclaration],
    *,
    now: datetime,
) -> EvaluationDeclaration:
    return EvaluationDeclaration(
        procurement_id=scene.procurement_id,
        user_id=user_id,
        number=len(rows) + 1,
        bidders_sha256=sha256,
        handling=handling.value,
        detail=detail,
        decided_by=None,
        made_by=person.id,
        made_at=now,
    )


def _ask(session: Session, scene: Scene, person: Person, detail: str, *, now: datetime) -> None:
    chair = chair_of(evaluators.chairings(session, scene.procurement_id))
    judges = scene.officers | ({chair} if chair else set())
    tell_of(
        session,
        scene,
        judges - {person.id},
        kind="interests-to-decide",
        title="A conflict of interest to decide on",
        text=f"{person.name} declares a conflict of interest in a bidder: {detail} Until it is "
        "decided on they read nothing of the bids.",
        address=interests_judged_page(scene.procurement_id, person.id),
        now=now,
    )


_DECIDED = {
    Handling.MANAGED: "You can read and score, as you said it is managed.",
    Handling.WAIVED: "You can read and score: the conflict was waived.",
    Handling.RECUSED: "You take no part in this evaluation.",
}


def _tell_decided(
    session: Session,
    scene: Scene,
    person: Person,
    user_id: UUID,
    handling: Handling,
    why: str,
    *,
    now: datetime,
) -> None:
    tell_of(
        session,
        scene,
        {user_id},
        kind="interests-decided",
        title="Your conflict of interest is decided on",
        text=f"{person.name} decided: {why} {_DECIDED[handling]}",
        address=interests_page(scene.procurement_id),
        now=now,
    )
