"""The files of sealed bids: bytes that nobody can read without the key, in the instance folder.

A file is written whole under another name before it bears its own, is never changed, and goes
only if no receipt names it.
"""

import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

FOLDER = "sealed-bids"
_NEW = ".new-"


class SealedFileIsGone(Exception):
    """The file of a bid is not where it was kept."""


def keep(folder: Path, procurement_id: UUID, name: str, sealed: bytes) -> None:
    """Write sealed bytes so that they are on the disk, under a name that is new.

    Raises:
        OSError: They can't be written; nothing is left of them.
    """
    place = _place(folder, procurement_id)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, held_name = tempfile.mkstemp(dir=place, prefix=_NEW)
    held = Path(held_name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        held.replace(place / name)
    except BaseException:
        held.unlink(missing_ok=True)
        raise
    for written in (place, place.parent, folder):
        _sync(written)


def read(folder: Path, procurement_id: UUID, name: str) -> bytes:
    """Return the sealed bytes of a bid.

    Raises:
        SealedFileIsGone: They are not there.
    """
    try:
        return (_place(folder, procurement_id) / name).read_bytes()
    except OSError as error:
        raise SealedFileIsGone(name) from error


def drop(folder: Path, procurement_id: UUID, name: str) -> None:
    """Take away the file of a bid that was not acknowledged."""
    (_place(folder, procurement_id) / name).unlink(missing_ok=True)


def sweep(
    folder: Path, procurement_id: UUID, named: Collection[str], *, before: datetime
) -> tuple[str, ...]:
    """Take away the files of a procurement that no receipt names, and return their names.

    Args:
        folder: The instance folder.
        procurement_id: Whose bids they are.
        named: The names that receipts bear.
        before: Only what was last written before this moment goes: a later one may be on its way.
    """
    place, gone = _place(folder, procurement_id), []
    if not place.is_dir():
        return ()
    for path in sorted(place.iterdir()):
        with suppress(FileNotFoundError):
            if path.name not in named and path.stat().st_mtime < before.timestamp():
                path.unlink()
                gone.append(path.name)
    return tuple(gone)


def _place(folder: Path, procurement_id: UUID) -> Path:
    return folder / FOLDER / procurement_id.hex


def _sync(folder: Path) -> None:
    """Have the disk know the names in a folder, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
