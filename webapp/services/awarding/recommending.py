"""Recommending that the contract be awarded, by a named officer; and taking that back."""

from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from rules.canonical import sha256_of
from rules.wording import listed
from webapp.addresses import award_page
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.acting import NOT_EVALUATED, Actor, actor_of, done_by, note_award
from webapp.services.awarding.resting import Resting, resting_of
from webapp.services.awarding.route import AwardRoute, route_of
from webapp.services.lot_awards.alerting import tell_other_lots
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done, tell_of
from webapp.services.refusals import Refused
from webapp.services.settling.acting import NOT_MODERATED
from webapp.store import Store, panels

NOT_AN_OFFICER = Refused(
    "A procurement officer recommends the award, and takes the recommendation back",
    "Ask the procurement officer of this tender",
)
NOT_RECOMMENDED = Refused(
    "No recommendation stands that could be taken back", "Read how the award stands now"
)
TOLD = Refused(
    "The bidders are told of the award, so that the recommendation stands",
    "Take the award itself back, with the reason that every bidder is told",
)


def recommend(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    because: str,
    run: int,
    read: int,
    now: datetime,
) -> Done | Refused:
    """Recommend the tender that came first, on the last evaluation.

    `run` is the number of the evaluation that the page showed, `read` how many steps there were.
    """
    if not because:
        return NO_REASON
    with store.writing() as session:
        actor = actor_of(session, person, procurement_id, now=now)
        if isinstance(actor, Refused):
            return actor
        if actor.phase is Phase.RECOMMENDED and actor.is_again("recommended", because):
            return Done()
        if refused := why_not_recommend(actor):
            return refused
        resting = resting_of(session, procurement_id)
        if resting.issues:
            return not_ready(resting)
        if resting.run is None:
            return NOT_EVALUATED
        if resting.run.number != run or len(actor.steps) != read:
            return CHANGED_MEANWHILE
        step = actor.add("recommended", because, Role.PROCUREMENT_OFFICER, resting.run.id)
        known = {**step, "run": run, "sha256": sha256_of(because)}
        note_award(actor, "recommend-award", known)
        text = f"{person.name} recommends an award. Read what it rests on, and decide on it."
        told = {"kind": "award-recommended", "title": "An award to approve", "text": text}
        tell_approvers(actor, route_of(resting.judged), **told)
        return Done()


def withdraw_recommendation(
    store: Store, person: Person, *, procurement_id: UUID, because: str, read: int, now: datetime
) -> Done | Refused:
    """Take a recommendation back, and with it an approval, until bidders are told of the award."""
    if not because:
        return NO_REASON
    with store.writing() as session:
        actor = actor_of(session, person, procurement_id, now=now)
        if isinstance(actor, Refused):
            return actor
        if actor.is_again("withdrawn", because):
            return Done()
        if refused := why_not_withdraw(actor):
            return refused
        if actor.last is None or len(actor.steps) != read:
            return CHANGED_MEANWHILE
        run_id = actor.last.step.evaluation_run_id
        step = actor.add("withdrawn", because, Role.PROCUREMENT_OFFICER, run_id)
        known = {**step, "run": actor.last.run, "sha256": sha256_of(because)}
        note_award(actor, "withdraw-recommendation", known)
        involved = {one.step.made_by for one in actor.steps} | actor.scene.officers
        tell_of(
            session,
            actor.scene,
            involved - {person.id},
            kind="recommendation-withdrawn",
            title="The recommendation of an award is taken back",
            text=f"{person.name} took it back; the reason stands on the page of the award.",
            address=award_page(procurement_id),
            now=now,
        )
        happened = "has no recommended award any more"
        tell_other_lots(session, person, procurement_id, happened, now=now)
        return Done()


def why_not_recommend(actor: Actor) -> Refused | None:
    """Return why somebody can't recommend now, whatever is still open; None if they can."""
    if actor.person.id not in actor.scene.officers:
        return NOT_AN_OFFICER
    if actor.is_kept_out:
        return actor.is_kept_out
    if not actor.phase.is_at_least(Phase.MODERATED):
        return NOT_MODERATED
    if not actor.phase.is_at_least(Phase.EVALUATED):
        return NOT_EVALUATED
    if actor.phase is Phase.EVALUATED:
        return None
    return done_by(actor, "recommended an award, or took a later step of it,")


def why_not_withdraw(actor: Actor) -> Refused | None:
    """Return why somebody can't take the recommendation back now, None if they can."""
    if actor.person.id not in actor.scene.officers:
        return NOT_AN_OFFICER
    if actor.is_kept_out:
        return actor.is_kept_out
    if actor.phase.is_at_least(Phase.TOLD):
        return TOLD
    return None if actor.phase.is_at_least(Phase.RECOMMENDED) else NOT_RECOMMENDED


def not_ready(resting: Resting) -> Refused:
    """Return what stands in the way of a recommendation."""
    problem = "; ".join(one.problem for one in resting.issues)
    return Refused(problem, listed(dict.fromkeys(one.remedy for one in resting.issues), last="and"))


def tell_approvers(actor: Actor, route: AwardRoute, *, kind: str, title: str, text: str) -> None:
    """Tell those who approve awards that one waits; whoever evaluated it can't, and is not told."""
    held = panels.holders(
        actor.session,
        actor.scene.organisation_id,
        route.roles,
        procurement_id=actor.procurement_id,
    )
    kept = {actor.person.id} | actor.scene.people.keys()
    tell_of(
        actor.session,
        actor.scene,
        {user_id for user_id, _, _ in held} - kept,
        kind=kind,
        title=title,
        text=text,
        address=award_page(actor.procurement_id),
        now=actor.now,
    )
