"""The settings that an authority has adopted, and the packs with them on top."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from rules.pack import Citation
from rules.settings import (
    OwnSource,
    Setting,
    SettingRefused,
    backdated,
    refuse_unfit,
    with_settings,
)
from rules.stack import Stack
from rules.vocabulary import Kind
from webapp.services.decisions.decisions import stack_of
from webapp.services.settings.values import read_value
from webapp.store import Session, Store
from webapp.store import settings as rows
from webapp.store.models import Organisation
from webapp.store.setting_tables import AuthoritySetting, DraftValue

KEPT = 64
"""Stacks kept in a worker's memory; their packs are shared, so that one takes little."""

log = logging.getLogger(__name__)


class NoSuchOrganisation(LookupError):
    """There is no organisation of that id."""


@dataclass(frozen=True, slots=True)
class Adopted:
    """A setting that was approved: by whom, when, and what has become of it.

    `stands` is false where a later revision of the same parameter and day replaced it.
    `left_out` says why the present packs do not take it, and is empty where they do.
    """

    id: UUID
    setting: Setting
    kind: Kind
    revision: int
    entered_by: str
    approved_by: str
    approved_at: datetime
    stands: bool
    left_out: str = ""


def stack_of_organisation(
    store: Store, organisation_id: UUID, *, as_if_always: bool = False
) -> Stack:
    """Return the packs that decide for an organisation today, its settings on top.

    `as_if_always` lets the last setting of each value stand from the beginning, for trials on
    what was bought before.

    Raises:
        NoSuchOrganisation: there is none of that id.
    """
    with store.reading() as session:
        organisation = rows.organisation(session, organisation_id)
        if organisation is None:
            raise NoSuchOrganisation(organisation_id)
        return stack_in(session, organisation, as_if_always=as_if_always)


def stack_in(
    session: Session,
    organisation: Organisation,
    *,
    until: datetime | None = None,
    as_if_always: bool = False,
) -> Stack:
    """Return the packs with the settings of an organisation, as approved up to a moment."""
    stack = stack_of(organisation.policy)
    if organisation.policy is None:
        return stack
    found = rows.approved(session, organisation.id, organisation.policy, until=until)
    fitting = tuple(
        setting_of(row) for row in standing(found) if not why_left_out(row, stack, is_logged=True)
    )
    settings = backdated(fitting, stack) if as_if_always else fitting
    return _with_settings(stack, settings, organisation.name, str(len(found)))


def stack_of_digests(
    session: Session, organisation: Organisation, digests: tuple[str, ...], *, at: datetime
) -> Stack | None:
    """Return the packs of these digests, that were in force at a moment, None if they are gone.

    Settings are never changed, so those of a moment can be put together again; of the shipped
    packs only the present ones are there. Two requests at once can be told another order by
    their clocks than the database, so the settings before and after each approval are tried too.
    """
    shipped = stack_of(organisation.policy)
    if digests == shipped.digests:
        return shipped
    if organisation.policy is None or digests[: len(shipped.digests)] != shipped.digests:
        return None
    found = rows.approved(session, organisation.id, organisation.policy)
    for until in (at, *sorted({row.approved_at for row in found}, reverse=True)):
        stack = stack_in(session, organisation, until=until)
        if stack.digests == digests:
            return stack
    return None


@lru_cache(maxsize=KEPT)
def _with_settings(
    stack: Stack, settings: tuple[Setting, ...], authority: str, version: str
) -> Stack:
    return with_settings(stack, settings, authority=authority, version=version)


def standing(found: Sequence[AuthoritySetting]) -> tuple[AuthoritySetting, ...]:
    """Return the last revision of each parameter and day."""
    last = {(row.parameter, row.from_on): row for row in found}
    return tuple(last.values())


def standing_on(
    found: Sequence[AuthoritySetting], parameter: str, day: date
) -> AuthoritySetting | None:
    """Return the setting of a parameter that begins on a day."""
    return next(
        (row for row in standing(found) if (row.parameter, row.from_on) == (parameter, day)), None
    )


def setting_of(row: AuthoritySetting | DraftValue) -> Setting:
    """Return the setting that a row keeps."""
    own = None if row.own_title is None else OwnSource(row.own_title, row.own_reference or "")
    return Setting(
        parameter=row.parameter,
        from_on=row.from_on,
        value=read_value(row.value).value,
        why=row.why,
        citation=Citation(row.source, row.pinpoint),
        own_source=own,
    )


def why_left_out(row: AuthoritySetting, stack: Stack, *, is_logged: bool = False) -> str:
    """Return why the packs do not take an approved setting any more, empty where they do.

    A policy may change after a setting was approved. One that it leaves no room for decides
    nothing, as if the policy's own value had been written from that day on.
    """
    setting, problem = setting_of(row), ""
    try:
        refuse_unfit(setting, stack)
    except SettingRefused as refusal:
        problem = refusal.problem
    else:
        if read_value(row.value).kind is not stack.parameters[row.parameter].kind:
            problem = f"the policy has made “{stack.parameters[row.parameter].title}” another kind"
    if problem and is_logged:
        log.warning("The setting %s of %s is left out: %s.", row.id, setting.place, problem)
    return problem


def history(store: Store, organisation_id: UUID) -> tuple[Adopted, ...]:
    """Return every setting ever approved of an organisation under its policy, by parameter."""
    with store.reading() as session:
        organisation = rows.organisation(session, organisation_id)
        if organisation is None or organisation.policy is None:
            return ()
        found = rows.approved(session, organisation_id, organisation.policy)
        people = {person for row in found for person in (row.entered_by, row.approved_by)}
        names = rows.names(session, people)
        last = {row.id for row in standing(found)}
    stack = stack_of(organisation.policy)
    return tuple(
        Adopted(
            id=row.id,
            setting=setting_of(row),
            kind=read_value(row.value).kind,
            revision=row.revision,
            entered_by=names[row.entered_by],
            approved_by=names[row.approved_by],
            approved_at=row.approved_at,
            stands=row.id in last,
            left_out=why_left_out(row, stack),
        )
        for row in found
    )
