"""The paper of a version as somebody on the panel reads it, and what they can do with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.documents.content import Document
from webapp.documents.reading import document_of
from webapp.services.accounts import Person
from webapp.services.approval.agenda import earlier_versions
from webapp.services.approval.commenting import Thread, by_section, threads_in
from webapp.services.approval.confirming import judges_in, why_not_confirm
from webapp.services.approval.deciding import why_not_yet
from webapp.services.approval.meetings import Meeting, meeting_in
from webapp.services.approval.panel import Member, Panel, panel_in
from webapp.services.approval.records import version_in, versions_of
from webapp.services.approval.sitting import meeting_that_sits, meeting_to_come, next_meetings
from webapp.services.approval.tally import Tally
from webapp.services.approval.versions import Version
from webapp.services.approval.voting import refusal_of
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import outlines as rows


@dataclass(frozen=True, slots=True)
class Seating:
    """The body that has a version now, and the reader's own place on it.

    `member` is None for whoever reads without a role on it. `tally` counts the votes as this
    reader's record would; `not_vote` and `not_decide` say why the reader can't, None if they can.
    `to_confirm` are those whose conflict the reader may judge, and nobody has yet; `coming` is
    when the meeting is called for that has it on its agenda and was not opened.
    """

    panel: Panel
    member: Member | None
    tally: Tally
    not_vote: Refused | None
    not_decide: Refused | None
    to_confirm: tuple[Member, ...]
    coming: datetime | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A version with its content, what was said of it, and who decides on it.

    `earlier` is the version before it, if there is one; `meeting` is the one that sits on it
    now, or has it on its agenda, or else the next of its body, on whose agenda it is not.
    """

    version: Version
    document: Document
    threads: Mapping[str, tuple[Thread, ...]]
    seating: Seating | None
    earlier: Version | None
    meeting: Meeting | None
    is_on_agenda: bool


def paper_of(store: Store, person: Person, version_id: UUID, *, now: datetime) -> Paper | None:
    """Return the paper of a version as a person reads it, None if there is no such version."""
    with store.reading() as session:
        version = version_in(session, version_id)
        document = document_in(session, version_id)
        if version is None or document is None:
            return None
        meeting, is_on_agenda = _meeting(session, version, now=now)
        return Paper(
            version,
            document,
            by_section(threads_in(session, version_id)),
            seating_in(session, version, person),
            earlier_versions(session, (version,)).get(version_id),
            meeting,
            is_on_agenda,
        )


def seating_of(
    store: Store, person: Person, version_id: UUID
) -> tuple[Version, Seating | None] | None:
    """Return a version and who decides on it, without its content."""
    with store.reading() as session:
        version = version_in(session, version_id)
        return None if version is None else (version, seating_in(session, version, person))


def seating_in(session: Session, version: Version, person: Person) -> Seating | None:
    """Return the body that has a version, and a person's place on it; None where none has it."""
    if version.pending is None:
        return None
    panel = panel_in(session, version, version.pending)
    member = panel.member(person.id)
    not_vote = refusal_of(member) if member else None
    coming = meeting_to_come(session, version.id, version.pending.body)
    judges = judges_in(session, version) if panel.to_confirm else ()
    return Seating(
        panel,
        member,
        panel.counted(person.id if member and member.is_chair else None),
        not_vote,
        why_not_yet(panel, member) if member else None,
        tuple(
            one
            for one in panel.to_confirm
            if why_not_confirm(version, panel, one, person, judges) is None
        ),
        coming.starts_at if coming else None,
    )


def document_in(session: Session, version_id: UUID) -> Document | None:
    """Return a version's document, read from the content that was kept when it was submitted."""
    content = rows.content(session, version_id)
    return None if content is None else document_of(json.loads(content))


def numbered(
    store: Store, procurement_id: UUID, *numbers: int
) -> tuple[tuple[Version, ...], tuple[Document | None, ...]]:
    """Return every version of a procurement, and the documents of those of some numbers."""
    with store.reading() as session:
        versions = versions_of(session, procurement_id)
        ids = {version.number: version.id for version in versions}
        documents = tuple(
            document_in(session, ids[number]) if number in ids else None for number in numbers
        )
        return versions, documents


def _meeting(session: Session, version: Version, *, now: datetime) -> tuple[Meeting | None, bool]:
    """Return the meeting that a version is before or could be, and whether it is on its agenda."""
    route = version.pending
    if route is None or route.is_delegated:
        return None, False
    found = meeting_that_sits(session, version.id, route.body)
    if found is None and (planned := meeting_to_come(session, version.id, route.body)):
        found = planned.id
    if found is not None:
        return meeting_in(session, found), True
    coming = next_meetings(session, version.organisation_id, now=now).get(route.body)
    return (meeting_in(session, coming.id) if coming else None), False
