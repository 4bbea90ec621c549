"""Comments on the sections of a version: begun, answered and settled; none is ever taken away."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from webapp.addresses import paper_page
from webapp.documents.reading import document_of
from webapp.services.accounts import Person
from webapp.services.approval.records import version_in
from webapp.services.approval.states import IN_PROGRESS, State
from webapp.services.approval.stepping import NO_VERSION, Done, note, tell_of
from webapp.services.approval.versions import Version
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import outlines as rows
from webapp.store.outline_tables import OutlineComment

NO_MORE = Refused(
    "The outline is closed, and nothing can be added to what was said of it",
    "Comment on the version that is being decided on",
)
NO_THREAD = Refused("The comment that you answer is not on this outline", "Begin one of your own")
NO_TEXT = Refused("A comment says something", "Write it, in a sentence or two")

OPEN = IN_PROGRESS | {State.RETURNED}
"""The states in which a version can be commented on: its author may answer once it is returned."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was said of a section; `settles` closes the thread that it stands in."""

    id: UUID
    text: str
    by_id: UUID
    by: str
    at: datetime
    settles: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment on a section with its answers, in order."""

    section: str
    remarks: tuple[Remark, ...]

    @property
    def id(self) -> UUID:
        """The id of the comment that it began with."""
        return self.remarks[0].id

    @property
    def is_settled(self) -> bool:
        """Whether the last word in it settled it."""
        return self.remarks[-1].settles


def comment(
    store: Store,
    person: Person,
    *,
    version_id: UUID,
    section: str,
    text: str,
    replies_to: UUID | None,
    settles: bool,
    now: datetime,
) -> Done | Refused:
    """Comment on a section, or answer a comment on it; an answer may settle the thread.

    Sending the same words twice in a row says them once.
    """
    with store.writing() as session:
        version = version_in(session, version_id)
        if version is None:
            return NO_VERSION
        threads = threads_in(session, version_id)
        thread = next((one for one in threads if one.id == replies_to), None)
        if version.state not in OPEN or not (text or settles):
            return NO_MORE if version.state not in OPEN else NO_TEXT
        if replies_to is not None and (thread is None or thread.section != section):
            return NO_THREAD
        if _is_said(threads, thread, person, section, text, settles=settles):
            return Done()
        row = OutlineComment(
            outline_version_id=version_id,
            number=sum(len(one.remarks) for one in threads) + 1,
            section=section,
            text=text,
            replies_to=replies_to,
            settles=settles and replies_to is not None,
            made_by=person.id,
            made_at=now,
        )
        _add(session, version, thread, person, row, now=now)
        return Done()


def _add(
    session: Session,
    version: Version,
    thread: Thread | None,
    person: Person,
    row: OutlineComment,
    *,
    now: datetime,
) -> None:
    session.add(row)
    act = "settle-comment" if row.settles else "comment-outline"
    detail = {"section": row.section, "title": _title(session, row), "text": row.text}
    note(session, version, act, person, now=now, detail=detail)
    _tell(session, version, thread, person, row.section, row.text, now=now)


def _title(session: Session, row: OutlineComment) -> str:
    """Return what a section is called in its version, as the record says it to a reader."""
    content = rows.content(session, row.outline_version_id)
    sections = document_of(json.loads(content)).sections if content else ()
    return next((one.title for one in sections if one.anchor == row.section), "")


def threads_in(session: Session, version_id: UUID) -> tuple[Thread, ...]:
    """Return the threads of a version, the first begun first."""
    begun: dict[UUID, str] = {}
    remarks: defaultdict[UUID, list[Remark]] = defaultdict(list)
    for row, name in rows.comments(session, version_id):
        remark = Remark(row.id, row.text, row.made_by, name, row.made_at, row.settles)
        if row.replies_to is None:
            begun[row.id] = row.section
        remarks[row.replies_to or row.id].append(remark)
    return tuple(Thread(section, tuple(remarks[id_])) for id_, section in begun.items())


def by_section(threads: tuple[Thread, ...]) -> Mapping[str, tuple[Thread, ...]]:
    """Return threads by the anchor of their section."""
    found: defaultdict[str, tuple[Thread, ...]] = defaultdict(tuple)
    for thread in threads:
        found[thread.section] += (thread,)
    return found


def _is_said(
    threads: tuple[Thread, ...],
    thread: Thread | None,
    person: Person,
    section: str,
    text: str,
    *,
    settles: bool,
) -> bool:
    """Return whether a person said just this last, in the thread or as a new one."""
    if thread is None:
        last = next((one.remarks[0] for one in reversed(threads) if one.section == section), None)
    else:
        last = thread.remarks[-1]
    told = (person.id, text, settles and thread is not None)
    return last is not None and (last.by_id, last.text, last.settles) == told


def _tell(
    session: Session,
    version: Version,
    thread: Thread | None,
    person: Person,
    section: str,
    text: str,
    *,
    now: datetime,
) -> None:
    """Tell the authors of a comment, and those in its thread of an answer."""
    others = {one.by_id for one in thread.remarks} if thread else set(version.authors)
    if text:
        tell_of(
            session,
            version,
            others - {person.id},
            kind="outline-comment",
            title="A comment on the outline",
            text=f"{person.name}: {text}",
            now=now,
            address=paper_page(version.id, section),
        )
