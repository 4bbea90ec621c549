"""Starting a draft, and entering and removing what it proposes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rules.settings import Setting, SettingRefused, refuse_unfit
from rules.wording import date_in_words
from webapp.services.accounts import Person
from webapp.services.decisions.decisions import stack_of
from webapp.services.refusals import Refused
from webapp.services.settings.adopted import standing_on
from webapp.services.settings.drafts import (
    Draft,
    State,
    draft_in,
    drafts_in,
    subject_of_draft,
)
from webapp.services.settings.refusals import NO_DRAFT, NOT_OPEN
from webapp.services.settings.values import written
from webapp.store import Session, Store, audit
from webapp.store import settings as rows
from webapp.store.setting_tables import Draft as DraftRecord
from webapp.store.setting_tables import DraftTransition, DraftValue, DraftValueRemoved


@dataclass(frozen=True, slots=True)
class DraftStarted:
    """A draft was started."""

    draft_id: UUID


@dataclass(frozen=True, slots=True)
class Changed:
    """A draft was changed."""


NO_POLICY = Refused(
    "The law alone decides for your organisation, and leaves nothing to set",
    "Have the administrator choose a policy first",
)


def start_draft(
    store: Store, person: Person, *, organisation_id: UUID, name: str, now: datetime
) -> DraftStarted | Refused:
    """Start a draft for the policy of an organisation; sending the same twice starts one."""
    with store.writing() as session:
        organisation = rows.organisation(session, organisation_id)
        if organisation is None or organisation.policy is None:
            return NO_POLICY
        policy = organisation.policy
        for other in untouched(session, person, organisation_id, policy=policy, name=name):
            if not other.values:
                return DraftStarted(other.id)
        return DraftStarted(
            begun(
                session, person, organisation_id=organisation_id, policy=policy, name=name, now=now
            )
        )


def untouched(
    session: Session, person: Person, organisation_id: UUID, *, policy: str, name: str
) -> tuple[Draft, ...]:
    """Return the drafts of a name that a person has started and nobody has taken further."""
    records = [
        record
        for record in rows.drafts(session, organisation_id)
        if (record.made_by, record.policy, record.name) == (person.id, policy, name)
    ]
    found = drafts_in(session, records) if records else ()
    return tuple(draft for draft in found if len(draft.steps) == 1)


def begun(
    session: Session,
    person: Person,
    *,
    organisation_id: UUID,
    policy: str,
    name: str,
    now: datetime,
) -> UUID:
    """Add a draft with its first step, and return its id."""
    record = DraftRecord(
        organisation_id=organisation_id, policy=policy, name=name, made_by=person.id, made_at=now
    )
    session.add(record)
    session.flush()
    session.add(
        DraftTransition(
            draft_id=record.id,
            number=1,
            state=State.DRAFT.value,
            why="",
            made_by=person.id,
            made_at=now,
        )
    )
    audit.append(
        session,
        "start-draft",
        at=now,
        actor_id=person.id,
        organisation_id=organisation_id,
        subject=subject_of_draft(record.id),
        detail={"name": name, "policy": policy},
    )
    return record.id


def enter_value(
    store: Store,
    person: Person,
    *,
    draft_id: UUID,
    setting: Setting,
    corrects: bool,
    now: datetime,
) -> Changed | Refused:
    """Enter a value in a draft; `corrects` says that it sets right an approved one of its day."""
    with store.writing() as session:
        draft = draft_in(session, draft_id)
        if draft is None:
            return NO_DRAFT
        if not draft.is_open:
            return NOT_OPEN
        try:
            refuse_unfit(setting, stack_of(draft.policy))
        except SettingRefused as refusal:
            return Refused.of(refusal)
        replaces = _replaced(session, draft, setting, corrects=corrects)
        if isinstance(replaces, Refused):
            return replaces
        add_value(session, draft, setting, person, replaces=replaces, now=now)
        return Changed()


def add_value(
    session: Session,
    draft: Draft,
    setting: Setting,
    person: Person,
    *,
    replaces: UUID | None,
    now: datetime,
) -> None:
    """Add a value that the packs take to a draft, and note it in the audit log."""
    value = written(setting.value, stack_of(draft.policy).parameters[setting.parameter].kind)
    row = _row(draft.id, setting, person, value=value, replaces=replaces, now=now)
    session.add(row)
    session.flush()
    detail = {
        "value": str(row.id),
        "parameter": row.parameter,
        "from": row.from_on.isoformat(),
        "is": row.value,
        "replaces": str(replaces) if replaces else None,
    }
    _note(session, "enter-setting", draft, person, detail, now=now)


def remove_value(
    store: Store, person: Person, *, draft_id: UUID, value_id: UUID, now: datetime
) -> Changed | Refused:
    """Take a value out of a draft again; what was entered stays on record."""
    with store.writing() as session:
        draft = draft_in(session, draft_id)
        if draft is None:
            return NO_DRAFT
        if not draft.is_open:
            return NOT_OPEN
        if value_id not in {value.id for value in draft.values}:
            return Refused(
                "The value was taken out of the draft already", "Read the draft as it stands now"
            )
        session.add(
            DraftValueRemoved(draft_value_id=value_id, removed_by=person.id, removed_at=now)
        )
        _note(session, "remove-setting", draft, person, {"value": str(value_id)}, now=now)
        return Changed()


def _replaced(
    session: Session, draft: Draft, setting: Setting, *, corrects: bool
) -> UUID | Refused | None:
    """Return the approved setting that a new one sets right, or why it can't stand."""
    day = date_in_words(setting.from_on)
    for other in draft.values:
        if (other.setting.parameter, other.setting.from_on) == (setting.parameter, setting.from_on):
            return Refused(
                f"This draft sets that value from {day} already",
                "Remove the value that is there first, or give another day",
            )
    found = rows.approved(session, draft.organisation_id, draft.policy)
    held = standing_on(found, setting.parameter, setting.from_on)
    if corrects:
        if held is None:
            return Refused(
                f"There is no approved setting from {day} to set right",
                "Leave the box for corrections empty, or give the day of the setting that is wrong",
            )
        return held.id
    if held is not None:
        return Refused(
            f"A setting of that value from {day} was approved already",
            "Give another day, or tick the box that says that this one sets it right",
        )
    return None


def _row(
    draft_id: UUID,
    setting: Setting,
    person: Person,
    *,
    value: str,
    replaces: UUID | None,
    now: datetime,
) -> DraftValue:
    own = setting.own_source
    return DraftValue(
        draft_id=draft_id,
        parameter=setting.parameter,
        from_on=setting.from_on,
        value=value,
        replaces=replaces,
        why=setting.why,
        source=setting.citation.source,
        own_title=own.title if own else None,
        own_reference=own.reference if own else None,
        pinpoint=setting.citation.pinpoint,
        entered_by=person.id,
        entered_at=now,
    )


def _note(
    session: Session,
    act: str,
    draft: Draft,
    person: Person,
    detail: Mapping[str, object],
    *,
    now: datetime,
) -> None:
    audit.append(
        session,
        act,
        at=now,
        actor_id=person.id,
        organisation_id=draft.organisation_id,
        subject=draft.subject,
        detail=detail,
    )
