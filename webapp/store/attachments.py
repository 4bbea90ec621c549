"""Queries about attachments, and the files that hold their bytes, named by their digests.

A file is written whole under another name before it bears its own, is never changed, and stays
when its attachment is taken off.
"""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from webapp.store.connection import Session
from webapp.store.models import User
from webapp.store.part_tables import Attachment, AttachmentRemoved

FOLDER = "attachments"


class AttachmentIsGone(Exception):
    """The file of an attachment is not where it was kept, or is not what was kept."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attachment with who attached it; removed or not."""

    attachment: Attachment
    attached_by: str
    removed: AttachmentRemoved | None


def of_procurement(session: Session, procurement_id: UUID) -> Sequence[AttachmentRow]:
    """Return the attachments of a procurement in their order, those taken off too."""
    rows = session.execute(
        select(Attachment, User.name, AttachmentRemoved)
        .join(User, User.id == Attachment.attached_by)
        .outerjoin(AttachmentRemoved, AttachmentRemoved.attachment_id == Attachment.id)
        .where(Attachment.procurement_id == procurement_id)
        .order_by(Attachment.attached_at, Attachment.id)
    )
    return [AttachmentRow(*row) for row in rows]


def attachment(session: Session, procurement_id: UUID, attachment_id: UUID) -> AttachmentRow | None:
    """Return an attachment of a procurement, None if it is another's or there is none such."""
    row = session.execute(
        select(Attachment, User.name, AttachmentRemoved)
        .join(User, User.id == Attachment.attached_by)
        .outerjoin(AttachmentRemoved, AttachmentRemoved.attachment_id == Attachment.id)
        .where(Attachment.id == attachment_id, Attachment.procurement_id == procurement_id)
    ).one_or_none()
    return None if row is None else AttachmentRow(*row)


def keep(folder: Path, data: bytes) -> str:
    """Keep bytes under their digest in the instance folder, once, and return the digest."""
    digest = hashlib.sha256(data).hexdigest()
    path = _path(folder, digest)
    if path.is_file() and _digest(path) == digest:
        return digest
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    held = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        held.replace(path)
    except BaseException:
        held.unlink(missing_ok=True)
        raise
    return digest


def read(folder: Path, digest: str) -> bytes:
    """Return the bytes that a digest names.

    Raises:
        AttachmentIsGone: They are not there, or have another digest.
    """
    try:
        data = _path(folder, digest).read_bytes()
    except OSError as error:
        raise AttachmentIsGone(digest) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise AttachmentIsGone(digest)
    return data


def _path(folder: Path, digest: str) -> Path:
    return folder / FOLDER / digest[:2] / digest


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
