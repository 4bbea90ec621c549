"""Taking an award back of which bidders are told, until the contract is entered into.

An authority that finds an error in the standstill mends it and decides anew. No section of the
Procurement Act 2023 names the act; that an officer asks for it and the body that approved the
award decides on it is Podium's default. Every bidder is told at the same moment, with the reason.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.tender import Tender
from rules.canonical import sha256_of
from rules.wording import listed
from webapp.addresses import award_page
from webapp.documents import render_html
from webapp.documents.summaries import LetterKind, TakenBack, taken_back_notice
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.acting import Actor, actor_of, done_by, note_award
from webapp.services.awarding.approving import NO_MINUTE, why_not_approve
from webapp.services.awarding.recommending import NOT_AN_OFFICER, tell_approvers
from webapp.services.awarding.resting import resting_of
from webapp.services.awarding.route import AwardRoute, route_of
from webapp.services.letters.notifying import addressed
from webapp.services.letters.posting import BidderGiven, Posted, Posting
from webapp.services.lot_awards.alerting import tell_other_lots
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done, tell_of
from webapp.services.refusals import Refused
from webapp.services.settling.disclosing import why_not_told
from webapp.services.tendering.inviting import Links
from webapp.store import Store, procurements
from webapp.store import letters as letter_rows
from webapp.store.award_steps import StepRow

NOT_TOLD = Refused(
    "The bidders are not told of an award, so that there is none to take back",
    "Until they are told, an officer takes the recommendation back",
)
ENTERED = Refused(
    "The contract is entered into, and the award can't be taken back any more",
    "Take legal advice: what is left is to end the contract or to change it",
)
ASKED = Refused(
    "Somebody has asked already that the award be taken back",
    "Wait until it is decided on",
)
NOT_ASKED = Refused("Nobody asks that the award be taken back", "Read how the award stands now")
IS_ASKER = Refused(
    "You asked that the award be taken back, so you can't decide on that",
    "Somebody else who holds the role decides",
)
_SUBJECT = "The award decision is taken back"
_TEXT = (
    "{authority} takes back its award decision on “{title}” ({reference}). Your letter on it "
    "stands no longer.\n\nWhy, and what happens next, is in a letter that this link opens:\n"
    "{address}\n\n"
    "Every bidder is told at the same time."
)


class Reversal(StrEnum):
    """What is decided where somebody asks that an award be taken back."""

    REVERSED = "reversed"
    UPHELD = "upheld"


@dataclass(frozen=True, slots=True)
class ReversalDecision:
    """What a body decided, and where that stands in its minutes.

    What bidders read is the reason that was asked with; `because` is the body's own, and has to
    be there if the award is upheld.
    """

    reversal: Reversal
    because: str
    minute: str


@dataclass(frozen=True, slots=True)
class Reversed:
    """The award is taken back; `links` are empty where the same form had done so before."""

    links: tuple[BidderGiven, ...]
    is_mailed: bool


def ask_reversal(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    because: str,
    read: int,
    links: Links,
    now: datetime,
) -> Done | Reversed | Refused:
    """Take an award back, or ask for it where a body approved it; every bidder reads `because`."""
    if not because:
        return NO_REASON
    with store.writing() as session:
        actor = actor_of(session, person, procurement_id, now=now)
        if isinstance(actor, Refused):
            return actor
        if actor.is_again("reversed", because):
            return Reversed((), links.is_mailed)
        if actor.is_again("reversal_asked", because):
            return Done()
        if refused := why_not_reverse(actor):
            return refused
        resting = resting_of(session, procurement_id)
        route = route_of(resting.judged)
        if refused := _tells_of_others(resting.judged.tender, because):
            return refused
        if actor.last is None or len(actor.steps) != read:
            return CHANGED_MEANWHILE
        if route.is_delegated:
            return _reverse(actor, because, Role.PROCUREMENT_OFFICER, links)
        _ask(actor, actor.last, route, because)
        return Done()


def decide_reversal(
    store: Store,
    person: Person,
    decision: ReversalDecision,
    *,
    procurement_id: UUID,
    read: int,
    links: Links,
    now: datetime,
) -> Done | Reversed | Refused:
    """Decide as the body that approves awards whether one is taken back, as somebody asks."""
    reversal, because, minute = decision.reversal, decision.because, decision.minute
    if reversal is Reversal.UPHELD and not because:
        return NO_REASON
    with store.writing() as session:
        actor = actor_of(session, person, procurement_id, now=now)
        if isinstance(actor, Refused):
            return actor
        if actor.is_again("upheld", because, minute) and reversal is Reversal.UPHELD:
            return Done()
        if reversal is Reversal.REVERSED and _is_again_reversed(actor, minute):
            return Reversed((), links.is_mailed)
        route = route_of(resting_of(session, procurement_id).judged)
        if refused := why_not_decide(actor, route):
            return refused
        if not minute:
            return NO_MINUTE
        if actor.asked is None or len(actor.steps) != read:
            return CHANGED_MEANWHILE
        role = min(actor.roles & route.roles, key=list(Role).index)
        body = listed(route.bodies)
        if reversal is Reversal.REVERSED:
            return _reverse(actor, actor.asked.step.because, role, links, body=body, minute=minute)
        _uphold(actor, role, because, body, minute)
        return Done()


def why_not_reverse(actor: Actor) -> Refused | None:
    """Return why somebody can't ask now that the award be taken back, None if they can."""
    if actor.person.id not in actor.scene.officers:
        return NOT_AN_OFFICER
    if actor.is_kept_out:
        return actor.is_kept_out
    if actor.phase is Phase.AWARDED:
        return ENTERED
    if actor.phase is not Phase.TOLD:
        return NOT_TOLD
    return ASKED if actor.asked else None


def why_not_decide(actor: Actor, route: AwardRoute) -> Refused | None:
    """Return what keeps somebody from deciding on what was asked, None if nothing does."""
    if actor.asked is None or actor.phase is not Phase.TOLD:
        return NOT_ASKED if actor.last is None else done_by(actor, "decided on it")
    if actor.asked.step.made_by == actor.person.id:
        return IS_ASKER
    return why_not_approve(actor, route)


def _ask(actor: Actor, last: StepRow, route: AwardRoute, because: str) -> None:
    """Put on record that it is asked for, and tell those who decide."""
    run_id = last.step.evaluation_run_id
    step = actor.add("reversal_asked", because, Role.PROCUREMENT_OFFICER, run_id)
    known = {**step, "run": last.run, "sha256": sha256_of(because)}
    note_award(actor, "ask-to-reverse-award", known)
    tell_approvers(
        actor,
        route,
        kind="award-reversal-asked",
        title="An award to take back",
        text=f"{actor.person.name} asks that the award be taken back. Read why, and decide on it: "
        "until then no contract is entered into.",
    )


def _tells_of_others(tender: Tender, because: str) -> Refused | None:
    """Return that the reason would tell one bidder about another, since every bidder reads it."""
    found = (why_not_told(tender, bid.id, because) for bid in tender.bids)
    return next((one for one in found if one is not None), None)


def _is_again_reversed(actor: Actor, minute: str) -> bool:
    last = actor.last.step if actor.last else None
    return last is not None and (last.state, last.minute, last.made_by) == (
        "reversed",
        minute,
        actor.person.id,
    )


def _uphold(actor: Actor, role: Role, because: str, body: str, minute: str) -> None:
    assert actor.asked is not None  # noqa: S101 - it was asked
    run_id, asked_by = actor.asked.step.evaluation_run_id, actor.asked.step.made_by
    step = actor.add("upheld", because, role, run_id, body=body, minute=minute)
    known = {**step, "run": actor.asked.run, "body": body, "minute": minute}
    note_award(actor, "uphold-award", {**known, "role": role.value, "sha256": sha256_of(because)})
    tell_of(
        actor.session,
        actor.scene,
        (actor.scene.officers | {asked_by}) - {actor.person.id},
        kind="award-upheld",
        title="The award is not taken back",
        text=f"{actor.person.name} entered that the award stands as it is; the reason is on its "
        "page.",
        address=award_page(actor.procurement_id),
        now=actor.now,
    )


def _reverse(
    actor: Actor, because: str, role: Role, links: Links, *, body: str = "", minute: str = ""
) -> Reversed | Refused:
    """Take the award back: the step, a letter to everybody who was told, and who has to know."""
    assert actor.last is not None  # noqa: S101 - bidders are told, so that there are steps
    session, id_ = actor.session, actor.procurement_id
    run_id, run = actor.last.step.evaluation_run_id, actor.last.run
    telling, record = letter_rows.told(session, run_id), procurements.procurement(session, id_)
    if telling is None or record is None:
        return NOT_TOLD
    step = actor.add("reversed", because, role, run_id, body=body, minute=minute)
    taken = TakenBack(telling.telling.issued_on, because)
    posting = Posting(session, actor.person, record, links, actor.now)
    given, told = [], []
    for _, bidder in letter_rows.sent(session, telling.telling.id):
        document = taken_back_notice(addressed(session, record, bidder, actor.now), taken)
        posted = Posted(bidder, LetterKind.TAKEN_BACK, str(render_html(document)))
        given.append(posting.post(posted, _SUBJECT, _TEXT))
        told.append({"bidder": bidder.number, "sha256": posted.sha256})
    known = {**step, "run": run, "body": body, "minute": minute, "letters": told}
    note_award(actor, "reverse-award", {**known, "sha256": sha256_of(because)})
    tell_of(
        session,
        actor.scene,
        ({one.step.made_by for one in actor.steps} | actor.scene.officers) - {actor.person.id},
        kind="award-reversed",
        title="The award is taken back",
        text="Every bidder is told. See to what it was taken back for, and have the award "
        "recommended and approved anew, or end the procurement.",
        address=award_page(id_),
        now=actor.now,
    )
    tell_other_lots(session, actor.person, id_, "has its award taken back", now=actor.now)
    return Reversed(tuple(given), links.is_mailed)
