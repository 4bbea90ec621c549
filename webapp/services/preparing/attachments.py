"""Attaching files to a procurement, reading them, and taking them off with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from forms.attached_files import TYPE_OF, AttachedFile
from webapp.services.accounts import Person
from webapp.services.parts.standing import may_change
from webapp.services.preparing.procurements import Preparation, opened
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.store import Session, Store, audit
from webapp.store import attachments as rows
from webapp.store import procurements as procurement_rows
from webapp.store.models import ProcurementRecord
from webapp.store.part_tables import Attachment, AttachmentRemoved

MOST_ATTACHMENTS = 50
NO_ATTACHMENT = Refused(
    "There is no such file, or it was taken off meanwhile", "Look at the list as it stands"
)
TOO_MANY = Refused(
    f"A procurement has at most {MOST_ATTACHMENTS} files",
    "Take one off, or put several into one document",
)
NOT_WRITTEN = Refused(
    "The file could not be kept, and nothing was saved",
    "Tell whoever runs this service that the attachments folder can't be written to",
)


@dataclass(frozen=True, slots=True)
class AttachmentShown:
    """A file of a procurement: what it is, who attached it, and why it was taken off if it was."""

    id: UUID
    name: str
    kind: str
    media_type: str
    size: int
    sha256: str
    description: str
    attached_by: str
    attached_at: datetime
    removed_at: datetime | None = None
    removed_why: str = ""


@dataclass(frozen=True, slots=True)
class Attachments:
    """A procurement and its files, those taken off apart."""

    preparation: Preparation
    present: tuple[AttachmentShown, ...]
    removed: tuple[AttachmentShown, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """The file is attached; the same file attached before is that one."""

    attachment_id: UUID


def attachments_of(store: Store, procurement_id: UUID) -> Attachments | None:
    """Return the files of a procurement, None if there is none such."""
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return None
        shown = [_shown(row) for row in rows.of_procurement(session, procurement_id)]
    return Attachments(
        preparation,
        tuple(one for one in shown if one.removed_at is None),
        tuple(one for one in shown if one.removed_at is not None),
    )


def find_attachment(
    store: Store, procurement_id: UUID, attachment_id: UUID
) -> AttachmentShown | None:
    """Return a file of a procurement that was not taken off."""
    with store.reading() as session:
        row = rows.attachment(session, procurement_id, attachment_id)
    return None if row is None or row.removed is not None else _shown(row)


def attach(
    store: Store,
    folder: Path,
    person: Person,
    file: AttachedFile,
    *,
    procurement_id: UUID,
    description: str,
    now: datetime,
) -> Attached | Refused:
    """Attach a file; its bytes are kept in the instance folder, by their digest.

    The same file is attached once, and kept once however many procurements have it.
    """
    try:
        digest = rows.keep(folder, file.data)  # before the transaction: others wait for its lock
    except OSError:
        return NOT_WRITTEN
    with store.writing() as session:
        found = procurement_rows.procurement(session, procurement_id)
        if found is None:
            return NO_PROCUREMENT
        closed = may_change(session, procurement_id)
        if closed is not None:
            return closed
        present = _present(session, procurement_id)
        same = next((one for one in present if one.sha256 == digest), None)
        if same is not None:
            return Attached(same.id)
        if len(present) >= MOST_ATTACHMENTS:
            return TOO_MANY
        kept = _row(procurement_id, file, digest, description)
        kept.attached_by, kept.attached_at = person.id, now
        session.add(kept)
        session.flush()
        detail = {"attachment": str(kept.id), "name": file.name, "sha256": digest}
        _note(session, person, found[0], "attach-file", detail, now=now)
        return Attached(kept.id)


def take_off(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    attachment_id: UUID,
    why: str,
    now: datetime,
) -> Attached | Refused:
    """Take a file off, with the reason; taking it off twice is done once."""
    with store.writing() as session:
        found = procurement_rows.procurement(session, procurement_id)
        row = rows.attachment(session, procurement_id, attachment_id)
        if found is None or row is None:
            return NO_ATTACHMENT
        closed = may_change(session, procurement_id)
        if closed is not None:
            return closed
        if row.removed is not None:
            return Attached(attachment_id)
        session.add(
            AttachmentRemoved(
                attachment_id=attachment_id, why=why, removed_by=person.id, removed_at=now
            )
        )
        name = row.attachment.name
        detail = {"attachment": str(attachment_id), "name": name, "why": why}
        _note(session, person, found[0], "remove-file", detail, now=now)
        return Attached(attachment_id)


def content_of(folder: Path, attachment: AttachmentShown) -> bytes:
    """Return the bytes of a file, as they were attached.

    Raises:
        AttachmentIsGone: They are not where they were kept, or were changed.
    """
    return rows.read(folder, attachment.sha256)


def _row(procurement_id: UUID, file: AttachedFile, digest: str, description: str) -> Attachment:
    return Attachment(
        procurement_id=procurement_id,
        name=file.name,
        media_type=file.type.media_type,
        size=len(file.data),
        sha256=digest,
        description=description,
    )


def _note(
    session: Session,
    person: Person,
    record: ProcurementRecord,
    act: str,
    detail: Mapping[str, object],
    *,
    now: datetime,
) -> None:
    record.changed_at = now
    audit.append(
        session,
        act,
        at=now,
        actor_id=person.id,
        organisation_id=record.organisation_id,
        subject=f"procurement/{record.id}",
        detail=detail,
    )


def _present(session: Session, procurement_id: UUID) -> list[Attachment]:
    return [
        row.attachment
        for row in rows.of_procurement(session, procurement_id)
        if row.removed is None
    ]


def _shown(row: rows.AttachmentRow) -> AttachmentShown:
    held, removed = row.attachment, row.removed
    return AttachmentShown(
        held.id,
        held.name,
        TYPE_OF[held.media_type].words,
        held.media_type,
        held.size,
        held.sha256,
        held.description,
        row.attached_by,
        held.attached_at,
        removed.removed_at if removed else None,
        removed.why if removed else "",
    )
