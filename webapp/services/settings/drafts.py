"""Drafts as services and pages see them: what is proposed, how far it is, who had a hand in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from rules.canonical import sha256_of
from rules.settings import Setting, backdated, with_settings
from rules.stack import Stack
from webapp.services.decisions.decisions import stack_of
from webapp.services.settings.adopted import setting_of, standing, why_left_out
from webapp.store import Session, Store
from webapp.store import settings as rows
from webapp.store.models import Organisation
from webapp.store.setting_tables import (
    AuthoritySetting,
    DraftTransition,
    DraftValue,
    DraftValueRemoved,
)
from webapp.store.setting_tables import Draft as DraftRecord


class State(StrEnum):
    """How far a draft has come."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.DRAFT, State.RETURNED})
"""The states in which values can be entered and removed."""
CLOSED = frozenset({State.APPROVED, State.WITHDRAWN})
"""The states after which no step follows."""


class NoSuchDraft(LookupError):
    """There is no draft of that id."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a draft: to which state, by whom, when and why."""

    state: State
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposed:
    """A value that a draft proposes; `replaces` is the setting that it sets right."""

    id: UUID
    setting: Setting
    replaces: UUID | None
    entered_by: str
    entered_at: datetime


def subject_of_draft(draft_id: UUID) -> str:
    """Return what jobs and the audit log call a draft."""
    return f"draft/{draft_id}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it stands.

    `authors` had a hand in it, and so can't approve it: whoever started or proposed it, or ever
    entered or took out a value, even one that is not in it now.
    """

    id: UUID
    organisation_id: UUID
    organisation: str
    policy: str
    name: str
    made_by: str
    made_at: datetime
    steps: tuple[Step, ...]
    values: tuple[Proposed, ...]
    authors: frozenset[UUID]

    @property
    def subject(self) -> str:
        """What jobs and the audit log call it."""
        return subject_of_draft(self.id)

    @property
    def state(self) -> State:
        """How far it has come."""
        return self.steps[-1].state

    @property
    def is_open(self) -> bool:
        """Whether values can be entered and removed."""
        return self.state in OPEN

    @property
    def is_closed(self) -> bool:
        """Whether it was approved or withdrawn, so that no step follows."""
        return self.state in CLOSED

    @property
    def approved_at(self) -> datetime | None:
        """When it was approved, None unless it was."""
        return self.steps[-1].at if self.state is State.APPROVED else None


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in a list."""

    id: UUID
    name: str
    state: State
    made_by: str
    made_at: datetime
    changed_at: datetime


def open_draft(store: Store, draft_id: UUID) -> Draft | None:
    """Return a draft, None if there is none such."""
    with store.reading() as session:
        return draft_in(session, draft_id)


def organisation_of_draft(store: Store, draft_id: UUID) -> UUID | None:
    """Return the organisation that a draft belongs to, None if there is none such."""
    with store.reading() as session:
        return rows.organisation_of_draft(session, draft_id)


def drafts_of(store: Store, organisation_id: UUID) -> tuple[Listed, ...]:
    """Return the drafts of an organisation, the newest first."""
    with store.reading() as session:
        records = rows.drafts(session, organisation_id)
        steps = rows.transitions(session, [record.id for record in records])
        names = rows.names(session, {record.made_by for record in records})
    return tuple(
        Listed(
            record.id,
            record.name,
            State(steps[record.id][-1].state),
            names[record.made_by],
            record.made_at,
            steps[record.id][-1].made_at,
        )
        for record in records
    )


def draft_in(session: Session, draft_id: UUID) -> Draft | None:
    """Return a draft as a session sees it."""
    record = rows.draft(session, draft_id)
    return None if record is None else drafts_in(session, [record])[0]


def drafts_in(session: Session, records: Sequence[DraftRecord]) -> tuple[Draft, ...]:
    """Return drafts as a session sees them, in as many queries as one."""
    ids = [record.id for record in records]
    steps, values = rows.transitions(session, ids), rows.values(session, ids)
    owners = rows.organisations(session, {record.organisation_id for record in records})
    people = {record.made_by for record in records}
    people |= {step.made_by for each in steps.values() for step in each}
    for entered, removed in (pair for each in values.values() for pair in each):
        people |= {entered.entered_by} | ({removed.removed_by} if removed else set())
    names = rows.names(session, people)
    return tuple(
        _draft(record, owners[record.organisation_id], steps[record.id], values[record.id], names)
        for record in records
    )


def _draft(
    record: DraftRecord,
    organisation: Organisation,
    steps: Sequence[DraftTransition],
    every: Sequence[tuple[DraftValue, DraftValueRemoved | None]],
    names: Mapping[UUID, str],
) -> Draft:
    values = [value for value, removed in every if removed is None]
    proposers = {step.made_by for step in steps if step.state == State.PROPOSED}
    removers = {removed.removed_by for _, removed in every if removed is not None}
    enterers = {value.entered_by for value, _ in every}
    authors = frozenset({record.made_by, *proposers, *enterers, *removers})
    return Draft(
        id=record.id,
        organisation_id=record.organisation_id,
        organisation=organisation.name,
        policy=record.policy,
        name=record.name,
        made_by=names[record.made_by],
        made_at=record.made_at,
        steps=tuple(
            Step(State(one.state), one.why, names[one.made_by], one.made_at) for one in steps
        ),
        values=tuple(
            Proposed(
                id=value.id,
                setting=setting_of(value),
                replaces=value.replaces,
                entered_by=names[value.entered_by],
                entered_at=value.entered_at,
            )
            for value in values
        ),
        authors=authors,
    )


def stack_of_draft(store: Store, draft_id: UUID, *, as_if_always: bool = False) -> Stack:
    """Return the packs with the settings in force and a draft's on top of them.

    `as_if_always` lets the last setting of each value stand from the beginning, for trials on
    what was bought before.

    Raises:
        NoSuchDraft: there is none of that id.
        SettingRefused: the packs, or a setting approved since, leave no room for one of them.
    """
    with store.reading() as session:
        draft = draft_in(session, draft_id)
        if draft is None:
            raise NoSuchDraft(draft_id)
        return stack_with(session, draft, as_if_always=as_if_always)


def stack_without_draft(store: Store, draft_id: UUID) -> Stack:
    """Return the packs with the settings in force, but for those that came of a draft.

    For an approved draft they are those that were in force when it was approved.

    Raises:
        NoSuchDraft: there is none of that id.
    """
    with store.reading() as session:
        draft = draft_in(session, draft_id)
        if draft is None:
            raise NoSuchDraft(draft_id)
        found = _of_others(session, draft, until=draft.approved_at)
        return with_settings(
            stack_of(draft.policy),
            _fitting(found, draft),
            authority=draft.organisation,
            version=str(len(found)),
        )


def stack_with(session: Session, draft: Draft, *, as_if_always: bool = False) -> Stack:
    """Return the packs with a draft's settings on top, as a session sees it."""
    base = stack_of(draft.policy)
    found = _of_others(session, draft)
    proposed = [value.setting for value in draft.values]
    kept = _fitting(found, draft, replaced={value.replaces for value in draft.values})
    if draft.state is State.APPROVED:  # what set one of its values right since is not its own
        days = {(one.parameter, one.from_on) for one in proposed}
        kept = [one for one in kept if (one.parameter, one.from_on) not in days]
    version = str(len(found) + len(proposed))
    stack = with_settings(base, [*kept, *proposed], authority=draft.organisation, version=version)
    if not as_if_always:
        return stack
    changed = {one.parameter for one in proposed}
    others = [one for one in kept if one.parameter not in changed]
    always = backdated([*others, *proposed], base)
    return with_settings(base, always, authority=draft.organisation, version=version)


def _of_others(
    session: Session, draft: Draft, *, until: datetime | None = None
) -> list[AuthoritySetting]:
    """Return the settings approved, up to a moment if one is given, that a draft did not bring."""
    own = {value.id for value in draft.values}
    found = rows.approved(session, draft.organisation_id, draft.policy, until=until)
    return [row for row in found if row.draft_value_id not in own]


def _fitting(
    found: Sequence[AuthoritySetting], draft: Draft, *, replaced: Collection[UUID | None] = ()
) -> list[Setting]:
    """Return the settings that stand and that the packs take, but for those that are replaced."""
    base = stack_of(draft.policy)
    return [
        setting_of(row)
        for row in standing(found)
        if row.id not in replaced and not why_left_out(row, base)
    ]


def digest_of(stack: Stack) -> str:
    """Return the digest of everything that decides under a stack."""
    return sha256_of("\n".join(stack.digests))
