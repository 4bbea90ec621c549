"""Approving an award, or refusing it: by nobody who evaluated, chaired or recommended it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Declared
from rules.canonical import sha256_of
from rules.wording import listed
from webapp.addresses import award_page
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.acting import Actor, actor_of, done_by, note_award
from webapp.services.awarding.recommending import NOT_RECOMMENDED, not_ready
from webapp.services.awarding.resting import resting_of
from webapp.services.awarding.route import AwardRoute, route_of
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done, tell_of
from webapp.services.refusals import Refused
from webapp.store import Store, evaluators

EVALUATED = Refused(
    "You evaluated bids of this tender, so you can't approve its award",
    "Somebody else who holds the role decides",
)
CHAIRED = Refused(
    "You chaired the evaluation of this tender, so you can't approve its award",
    "Somebody else who holds the role decides",
)
IS_RECOMMENDER = Refused(
    "You recommended an award of this tender, so you can't approve it",
    "Somebody else who holds the role decides",
)
NO_MINUTE = Refused(
    "A body decides this award, and its decision stands in its minutes",
    "Enter where: the meeting, its day and the number of the minute",
)


UNDECLARED = Refused(
    "You have not declared your interests in the bidders, and whoever approves an award declares "
    "them first (Procurement Act 2023, section 81)",
    "Declare them, even if there are none, and decide then",
)


class Approval(StrEnum):
    """What is decided on a recommended award."""

    APPROVED = "approved"
    REFUSED = "refused"


def decide_award(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    approval: Approval,
    because: str,
    minute: str,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Approve the recommended award, or refuse it.

    `minute` says where the decision stands in the minutes, where a body decides; `read` is how
    many steps there were when the form was read.
    """
    if approval is Approval.REFUSED and not because:
        return NO_REASON
    with store.writing() as session:
        actor = actor_of(session, person, procurement_id, now=now)
        if isinstance(actor, Refused):
            return actor
        if actor.is_again(approval.value, because, minute):
            return Done()
        resting = resting_of(session, procurement_id) if _is_recommended(actor) else None
        if resting is None or actor.last is None:
            return _not_recommended(actor)
        route = route_of(resting.judged)
        if refused := why_not_approve(actor, route):
            return refused
        if resting.issues and approval is Approval.APPROVED:
            return not_ready(resting)
        if not route.is_delegated and not minute:
            return NO_MINUTE
        if len(actor.steps) != read:
            return CHANGED_MEANWHILE
        _decide(actor, route, approval, because, minute)
        return Done()


def why_not_approve(actor: Actor, route: AwardRoute) -> Refused | None:
    """Return what keeps somebody from deciding on the award, None if nothing does."""
    if not actor.roles & route.roles:
        return not_of_the_body(route)
    if actor.is_kept_out:
        return actor.is_kept_out
    id_, session = actor.procurement_id, actor.session
    marks = evaluators.cells(session, id_, user_id=actor.person.id)
    assigned = evaluators.assignments(session, id_, user_id=actor.person.id)
    if marks or assigned:
        return EVALUATED
    if any(one.user_id == actor.person.id for one in evaluators.chairings(session, id_)):
        return CHAIRED
    is_theirs = any(
        (one.step.state, one.step.made_by) == ("recommended", actor.person.id)
        for one in actor.steps
    )
    if is_theirs:
        return IS_RECOMMENDER
    return UNDECLARED if actor.access.viewer.declared is Declared.MISSING else None


def not_of_the_body(route: AwardRoute) -> Refused:
    """Return that somebody is not of those who approve this award."""
    roles = listed(sorted(role.words.lower() for role in route.roles), last="or")
    who = f"The decision is that of {listed(route.bodies)}" if route.bodies else "It is delegated"
    return Refused("You are not of those who approve this award", f"{who}: ask a {roles}")


def _is_recommended(actor: Actor) -> bool:
    return actor.phase is Phase.RECOMMENDED


def _not_recommended(actor: Actor) -> Refused:
    """Return why nothing is to decide: somebody decided before, or nothing is recommended."""
    if actor.phase.is_at_least(Phase.APPROVED):
        return done_by(actor, "decided on it")
    last = actor.last.step.state if actor.last else ""
    done = {"refused": "refused it", "withdrawn": "took the recommendation back"}.get(last)
    return done_by(actor, done) if done else NOT_RECOMMENDED


def _decide(actor: Actor, route: AwardRoute, approval: Approval, because: str, minute: str) -> None:
    """Put the decision on record, and tell the officers."""
    assert actor.last is not None  # noqa: S101 - it is recommended
    role = min(actor.roles & route.roles, key=list(Role).index)
    body = listed(route.bodies)
    run_id = actor.last.step.evaluation_run_id
    step = actor.add(approval.value, because, role, run_id, body=body, minute=minute)
    known = {**step, "run": actor.last.run, "body": body, "minute": minute}
    act = "approve-award" if approval is Approval.APPROVED else "refuse-award"
    note_award(actor, act, {**known, "role": role.value, "sha256": sha256_of(because)})
    recommender = actor.last.step.made_by
    tell_of(
        actor.session,
        actor.scene,
        (actor.scene.officers | {recommender}) - {actor.person.id},
        kind=f"award-{approval.value}",
        title=f"The award is {approval.value}",
        text=_NEXT[approval].format(who=actor.person.name),
        address=award_page(actor.procurement_id),
        now=actor.now,
    )


_NEXT = {
    Approval.APPROVED: "{who} approved the recommended award. Next, every bidder is told, all at "
    "the same time.",
    Approval.REFUSED: "{who} refused the recommended award; the reason stands on its page.",
}
