"""The files of sealed bids: bytes that nobody can read without the key, in the instance folder.

A file is written whole under another name before it bears its own, is never changed, and goes
only if no receipt names it. Whoever takes a bid in holds a lock that ends with its process, so that
a process that was killed keeps nobody waiting.
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
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


def look(folder: Path, procurement_id: UUID, name: str) -> tuple[str, int, datetime] | None:
    """Return the digest, the size and the last moment of a sealed file, None if it is not there."""
    path = _place(folder, procurement_id) / name
    try:
        content, written = path.read_bytes(), path.stat().st_mtime
    except OSError:
        return None
    digest = hashlib.sha256(content).hexdigest()
    return digest, len(content), datetime.fromtimestamp(written, tz=UTC)


def drop(folder: Path, procurement_id: UUID, name: str) -> None:
    """Take away the file of a bid that was not acknowledged."""
    (_place(folder, procurement_id) / name).unlink(missing_ok=True)


@contextmanager
def being_written(folder: Path, procurement_id: UUID) -> Iterator[None]:
    """Hold off those who ask whether all is in, until a bid is on the disk and on record.

    Several may hold it at once. Whoever asks `all_in` in the meantime is told that it is not.

    Raises:
        OSError: The folder can't be made or locked.
    """
    with _locked(folder, procurement_id, fcntl.LOCK_SH):
        yield


@contextmanager
def all_in(folder: Path, procurement_id: UUID) -> Iterator[bool]:
    """Yield whether nobody is taking in a bid of a procurement; if so, nobody can until the end."""
    with ExitStack() as held:
        try:
            held.enter_context(_locked(folder, procurement_id, fcntl.LOCK_EX | fcntl.LOCK_NB))
            is_all_in = True
        except BlockingIOError:
            is_all_in = False
        yield is_all_in


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


@contextmanager
def _locked(folder: Path, procurement_id: UUID, how: int) -> Iterator[None]:
    """Hold a lock on the folder of a procurement, which the system ends with the process."""
    place = _place(folder, procurement_id)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, how)
        yield
    finally:
        os.close(descriptor)


def _place(folder: Path, procurement_id: UUID) -> Path:
    return folder / FOLDER / procurement_id.hex


def _sync(folder: Path) -> None:
    """Have the disk know the names in a folder, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
