"""Approving a draft: by a second person, after a clean check of just what is proposed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.settings import SettingRefused
from rules.wording import date_in_words
from webapp.roles import POLICY_MAKERS
from webapp.services.accounts import Person
from webapp.services.decisions.decisions import stack_of
from webapp.services.jobs import TooManyJobs, start_worker
from webapp.services.refusals import Refused
from webapp.services.settings.adopted import standing_on
from webapp.services.settings.checking import CheckState, check_in, queue_check
from webapp.services.settings.drafts import Draft, State, digest_of, draft_in, drafts_in, stack_with
from webapp.services.settings.entering import Changed
from webapp.services.settings.refusals import NO_DRAFT
from webapp.services.settings.steps import NOT_PROPOSED, add_step
from webapp.store import Session, Store
from webapp.store import settings as rows
from webapp.store.setting_tables import AuthoritySetting, DraftValue

OWN_DRAFT = Refused(
    "You had a hand in this draft, and it is approved by a second person",
    "Ask another policy owner or an administrator to look at it",
)
NOT_YOURS = Refused(
    "Only a policy owner or an administrator of this organisation can do this",
    "Ask one of them",
)
CHECK_ANEW = Refused(
    "The policy or the settings in force have changed since the draft was checked, or no check "
    "of it came to its end: it is being tested and analysed now",
    "Come back when that is done, and approve it then",
)
CHECK_WAITING = Refused(
    "The draft is still being tested and analysed", "Come back when that is done"
)
CHECK_ERRORS = Refused(
    "The analysis found errors under the draft's values: they stand on its page",
    "Return it to its author with what has to be mended",
)


def approve(
    store: Store, person: Person, *, draft_id: UUID, why: str, now: datetime
) -> Changed | Refused:
    """Approve a proposed draft, so that its settings decide from their days on.

    Refused to whoever had a hand in it, while the analysis finds an error, and where the packs
    or another approval have left no room for one of its values.
    """
    with store.writing() as session:
        draft = draft_in(session, draft_id)
        refusal = NO_DRAFT if draft is None else _refusal(session, draft, person, now=now)
        if draft is not None and refusal is None:
            check = check_in(session, draft, now=now)
            digest = digest_of(stack_with(session, draft))
            _adopt(session, draft, person, now=now)
            add_step(
                session,
                draft,
                State.APPROVED,
                person,
                why=why,
                now=now,
                digest=digest,
                job_id=check.job.id if check.job else None,
            )
    if refusal is CHECK_ANEW:
        start_worker(store)
    return refusal or Changed()


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A draft that waits for an approval: its id, what it is called, and whose it is."""

    draft_id: UUID
    name: str
    organisation: str


def awaiting(store: Store, person: Person) -> tuple[Awaiting, ...]:
    """Return the drafts that wait for an approval which a person may give."""
    with store.reading() as session:
        makers = [one.organisation_id for one in person.with_any(POLICY_MAKERS)]
        if not makers:
            return ()
        proposed = drafts_in(session, rows.drafts_in_state(session, makers, State.PROPOSED))
        return tuple(
            Awaiting(draft.id, draft.name, draft.organisation)
            for draft in proposed
            if may_approve(draft, person)
        )


def may_approve(draft: Draft, person: Person) -> bool:
    """Return whether a person may approve a draft: one of the makers of policy, no author."""
    is_maker = bool(person.roles_in(draft.organisation_id) & POLICY_MAKERS)
    return is_maker and person.id not in draft.authors


def _refusal(session: Session, draft: Draft, person: Person, *, now: datetime) -> Refused | None:
    """Return what keeps a person from approving a draft, None if nothing does."""
    if draft.state is not State.PROPOSED:
        return NOT_PROPOSED
    if not person.roles_in(draft.organisation_id) & POLICY_MAKERS:
        return NOT_YOURS
    if not may_approve(draft, person):
        return OWN_DRAFT
    taken = _taken(session, draft)
    if taken is not None:
        return taken
    match check_in(session, draft, now=now).state:
        case CheckState.CLEAN:
            return None
        case CheckState.WAITING:
            return CHECK_WAITING
        case CheckState.ERRORS:
            return CHECK_ERRORS
        case CheckState.NEVER | CheckState.STALE | CheckState.FAILED:
            try:
                queue_check(session, draft, person_id=person.id, now=now)
            except TooManyJobs as error:
                return Refused.of(error)
            return CHECK_ANEW


def _taken(session: Session, draft: Draft) -> Refused | None:
    """Return which value of a draft another approval, or the packs, have left no room for."""
    found = rows.approved(session, draft.organisation_id, draft.policy)
    for value in draft.values:
        setting = value.setting
        held = standing_on(found, setting.parameter, setting.from_on)
        if (held.id if held else None) != value.replaces:
            parameter = stack_of(draft.policy).parameters.get(setting.parameter)
            title = parameter.title if parameter else setting.parameter
            return Refused(
                f"Another setting of “{title}” from {date_in_words(setting.from_on)} was "
                "approved since this draft was made",
                "Return the draft: its author gives another day, or sets the approved one right",
            )
    try:
        stack_with(session, draft)
    except SettingRefused as error:
        return Refused(f"{error.place}: {error.problem}", "Return the draft to its author")
    return None


def _adopt(session: Session, draft: Draft, person: Person, *, now: datetime) -> None:
    """Add a row for each value of an approved draft."""
    found = rows.approved(session, draft.organisation_id, draft.policy)
    entered = {value.id: value for value, _ in rows.values(session, [draft.id])[draft.id]}
    for proposed in draft.values:
        value = entered[proposed.id]
        held = standing_on(found, value.parameter, value.from_on)
        session.add(_adopted(draft, value, held, person, now=now))
    session.flush()


def _adopted(
    draft: Draft,
    value: DraftValue,
    held: AuthoritySetting | None,
    person: Person,
    *,
    now: datetime,
) -> AuthoritySetting:
    return AuthoritySetting(
        organisation_id=draft.organisation_id,
        policy=draft.policy,
        parameter=value.parameter,
        from_on=value.from_on,
        revision=1 if held is None else held.revision + 1,
        value=value.value,
        why=value.why,
        source=value.source,
        own_title=value.own_title,
        own_reference=value.own_reference,
        pinpoint=value.pinpoint,
        draft_value_id=value.id,
        replaces=held.id if held else None,
        entered_by=value.entered_by,
        approved_by=person.id,
        approved_at=now,
    )
