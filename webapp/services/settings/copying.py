"""Copying a draft: its values begin a new one, in which they can be changed."""

from datetime import datetime
from uuid import UUID

from rules.settings import Setting, SettingRefused, refuse_unfit
from webapp.services.accounts import Person
from webapp.services.decisions.decisions import stack_of
from webapp.services.refusals import Refused
from webapp.services.settings.adopted import standing_on
from webapp.services.settings.drafts import Draft, State, draft_in
from webapp.services.settings.entering import NO_POLICY, DraftStarted, add_value, begun, untouched
from webapp.services.settings.refusals import NO_DRAFT
from webapp.store import Session, Store
from webapp.store import settings as rows

COPIED = frozenset({State.RETURNED, State.WITHDRAWN, State.APPROVED})
"""The states of which a draft may be copied; the values of others are in hand already."""
LONGEST_NAME = 200

NOT_COPIED = Refused(
    "The draft is still being worked on or waits for an approval",
    "Change it as it is, or take it back first",
)
OTHER_POLICY = Refused(
    "The draft was made for a policy that does not decide for your organisation any more",
    "Start a new draft",
)


def copy_draft(
    store: Store, person: Person, *, draft_id: UUID, now: datetime
) -> DraftStarted | Refused:
    """Start a draft with the values of another.

    A value of a day of which a setting was approved meanwhile sets that one right. Copying the
    same twice makes one draft, until its values are others.
    """
    with store.writing() as session:
        draft = draft_in(session, draft_id)
        refusal = NO_DRAFT if draft is None else _refusal(session, draft)
        if draft is None or refusal is not None:
            return refusal or NO_DRAFT
        name = f"Copy of {draft.name}"[:LONGEST_NAME]
        for other in untouched(
            session, person, draft.organisation_id, policy=draft.policy, name=name
        ):
            if _settings(other) == _settings(draft):
                return DraftStarted(other.id)
        record = begun(
            session,
            person,
            organisation_id=draft.organisation_id,
            policy=draft.policy,
            name=name,
            now=now,
        )
        copy = draft_in(session, record)
        assert copy is not None  # noqa: S101 - it was added just now
        found = rows.approved(session, draft.organisation_id, draft.policy)
        for value in draft.values:
            held = standing_on(found, value.setting.parameter, value.setting.from_on)
            add_value(
                session, copy, value.setting, person, replaces=held.id if held else None, now=now
            )
        return DraftStarted(record)


def _settings(draft: Draft) -> list[Setting]:
    """Return what a draft proposes, in an order that is the same whoever entered it when."""
    found = [value.setting for value in draft.values]
    return sorted(found, key=lambda setting: (setting.parameter, setting.from_on))


def _refusal(session: Session, draft: Draft) -> Refused | None:
    if draft.state not in COPIED:
        return NOT_COPIED
    organisation = rows.organisation(session, draft.organisation_id)
    if organisation is None or organisation.policy is None:
        return NO_POLICY
    if organisation.policy != draft.policy:
        return OTHER_POLICY
    try:
        for value in draft.values:
            refuse_unfit(value.setting, stack_of(draft.policy))
    except SettingRefused as error:
        return Refused.of(error)
    return None
