"""The steps of a draft: proposed, returned, withdrawn, approved by a second person."""

from datetime import datetime
from uuid import UUID

from rules.errors import PodiumError
from rules.settings import SettingRefused
from webapp.addresses import draft_page
from webapp.roles import POLICY_MAKERS
from webapp.services.accounts import Person
from webapp.services.jobs import TooManyJobs, start_worker
from webapp.services.refusals import Refused
from webapp.services.settings.checking import CheckState, check_in, queue_check
from webapp.services.settings.drafts import (
    Draft,
    State,
    digest_of,
    draft_in,
    stack_with,
)
from webapp.services.settings.entering import Changed
from webapp.services.settings.refusals import NO_DRAFT, NOT_OPEN
from webapp.services.telling.notifying import tell
from webapp.store import Session, Store, audit, panels
from webapp.store.setting_tables import DraftTransition

NOTHING_PROPOSED = Refused("The draft proposes no value", "Add one first")
KNOWN_ERRORS = Refused(
    "The analysis found errors under just these values: they stand on the draft's page",
    "Mend them, and propose it then",
)
NOT_PROPOSED = Refused(
    "The draft is not waiting for an approval: it was approved, returned or withdrawn since",
    "Read it as it stands now",
)


def check_draft(
    store: Store, person: Person, *, draft_id: UUID, now: datetime
) -> Changed | Refused:
    """Have a draft tested and analysed as it stands, in the background."""
    with store.writing() as session:
        draft = draft_in(session, draft_id)
        if draft is None:
            return NO_DRAFT
        if draft.is_closed:
            return NOT_OPEN
        if not draft.values:
            return NOTHING_PROPOSED
        try:
            queue_check(session, draft, person_id=person.id, now=now)
        except (SettingRefused, TooManyJobs) as error:
            return Refused.of(error)
    start_worker(store)
    return Changed()


def propose(
    store: Store, person: Person, *, draft_id: UUID, why: str, now: datetime
) -> Changed | Refused:
    """Propose a draft for approval; it is tested and analysed if it was not as it stands.

    Refused where the analysis of just these values has found an error.
    """
    with store.writing() as session:
        draft = draft_in(session, draft_id)
        if draft is None:
            return NO_DRAFT
        if not draft.is_open:
            return NOT_OPEN
        if not draft.values:
            return NOTHING_PROPOSED
        if check_in(session, draft, now=now).state is CheckState.ERRORS:
            return KNOWN_ERRORS
        try:
            digest = digest_of(stack_with(session, draft))
            job_id = _checked_by(session, draft, person, now=now)
        except PodiumError as error:
            return Refused.of(error)
        add_step(
            session, draft, State.PROPOSED, person, why=why, now=now, digest=digest, job_id=job_id
        )
        _tell_the_others(session, draft, person, why=why, now=now)
    start_worker(store)
    return Changed()


def return_draft(
    store: Store, person: Person, *, draft_id: UUID, why: str, now: datetime
) -> Changed | Refused:
    """Return a proposed draft to be changed, with why; its author may take it back so."""
    with store.writing() as session:
        draft = draft_in(session, draft_id)
        if draft is None:
            return NO_DRAFT
        if draft.state is not State.PROPOSED:
            return NOT_PROPOSED
        add_step(session, draft, State.RETURNED, person, why=why, now=now)
        return Changed()


def withdraw(
    store: Store, person: Person, *, draft_id: UUID, why: str, now: datetime
) -> Changed | Refused:
    """Withdraw a draft that was not approved, for good."""
    with store.writing() as session:
        draft = draft_in(session, draft_id)
        if draft is None:
            return NO_DRAFT
        if draft.is_closed:
            return NOT_OPEN
        add_step(session, draft, State.WITHDRAWN, person, why=why, now=now)
        return Changed()


def _tell_the_others(
    session: Session, draft: Draft, person: Person, *, why: str, now: datetime
) -> None:
    """Tell whoever else may approve a draft that it waits for them."""
    makers = panels.holders(session, draft.organisation_id, POLICY_MAKERS)
    tell(
        session,
        user_ids={user_id for user_id, _, _ in makers} - {person.id},
        organisation_id=draft.organisation_id,
        kind="draft-proposed",
        title=f"Settings to approve: {draft.name}"[:300],
        text=f"{person.name} proposes the draft “{draft.name}”. {why}".strip(),
        address=draft_page(draft.id),
        now=now,
    )


def _checked_by(session: Session, draft: Draft, person: Person, *, now: datetime) -> UUID:
    """Return the job that checked a draft as it stands, or that is to."""
    check = check_in(session, draft, now=now)
    is_known = check.state in {CheckState.CLEAN, CheckState.WAITING}
    if is_known and check.job is not None:
        return check.job.id
    return queue_check(session, draft, person_id=person.id, now=now)


_ACTS = {
    State.PROPOSED: "propose-draft",
    State.RETURNED: "return-draft",
    State.WITHDRAWN: "withdraw-draft",
    State.APPROVED: "approve-draft",
}


def add_step(
    session: Session,
    draft: Draft,
    state: State,
    person: Person,
    *,
    why: str,
    now: datetime,
    digest: str | None = None,
    job_id: UUID | None = None,
) -> None:
    """Add a step, and note it in the audit log."""
    session.add(
        DraftTransition(
            draft_id=draft.id,
            number=len(draft.steps) + 1,
            state=state.value,
            why=why,
            content_sha256=digest,
            job_id=job_id,
            made_by=person.id,
            made_at=now,
        )
    )
    audit.append(
        session,
        _ACTS[state],
        at=now,
        actor_id=person.id,
        organisation_id=draft.organisation_id,
        subject=draft.subject,
        detail={
            "why": why,
            "content_sha256": digest,
            "settings": [
                f"{one.setting.parameter} from {one.setting.from_on.isoformat()}"
                for one in draft.values
            ],
        },
    )
