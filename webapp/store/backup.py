"""Backups: the database and the kept files in one archive, and back from it into an empty place.

An archive is an uncompressed tar: `backup.json` first, which names every other member with its
digest, then the database, the attachments and the sealed bids. The secret key, without which
nobody opens a sealed bid, is not in it.
"""

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from rules.errors import PodiumError
from webapp.store import sealed_files
from webapp.store.audit import Chain
from webapp.store.dumps import chain_of, dump, kind_of, load, refuse_filled
from webapp.store.errors import StoreIsNotReady
from webapp.store.migration import knows, revision_of

FORMAT = "podium/backup/1"
ATTACHMENTS, SEALED_BIDS = "attachments", sealed_files.FOLDER
KEPT = (ATTACHMENTS, SEALED_BIDS)
"""The folders of the instance folder whose files the database names."""

MANIFEST, DATABASE = "backup.json", "database"
_LARGEST_MANIFEST = 100_000_000


class BackupRefused(PodiumError):
    """A backup can't be made or used."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What an archive holds: the kind and version of the tables, and the chain when it was made."""

    made_at: datetime
    kind: str
    revision: str
    chain: Chain
    digests: Mapping[str, str]

    @property
    def attachments(self) -> int:
        """How many attached files it holds."""
        return sum(name.startswith(f"{ATTACHMENTS}/") for name in self.digests)

    @property
    def sealed_bids(self) -> int:
        """How many sealed bids it holds."""
        return sum(name.startswith(f"{SEALED_BIDS}/") for name in self.digests)


def back_up(url: str, folder: Path, target: Path, *, now: datetime) -> Backup:
    """Write the database and the kept files of an installation into an archive.

    The database is copied first: whatever file it names was there before it.

    Args:
        url: The address of the database.
        folder: The instance folder, which holds the attachments and the sealed bids.
        target: The archive, which must not be there yet.
        now: The moment, aware.

    Raises:
        BackupRefused: The archive can't be written.
        DumpRefused: The database can't be copied.
        StoreIsNotReady: The database is gone, out of reach or without tables.
    """
    if target.exists():
        raise BackupRefused(
            str(target), "It is there already, and is not written over", "Name another file"
        )
    revision = revision_of(url)
    if revision is None:
        raise StoreIsNotReady("database", "There are no tables in it", "Run: podium db upgrade")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.absolute().parent) as name:
            copy = Path(name) / DATABASE
            chain = dump(url, copy)
            files = {DATABASE: copy, **_kept(folder)}
            digests = {member: _sha256(path) for member, path in files.items()}
            made = Backup(now, kind_of(url), revision, chain, digests)
            archive = Path(name) / "archive"
            _write(archive, made, files)
            archive.rename(target)
    except OSError as error:
        raise BackupRefused(
            str(target),
            f"The backup can't be written: {error.strerror or error}",
            "Name a file in a folder that this user may write to, with room for the database",
        ) from error
    return made


def restore(url: str, folder: Path, source: Path) -> tuple[Backup, Chain]:
    """Put a backup into an empty place, and return it with the chain that is now there.

    Raises:
        BackupRefused: The archive is none, was changed, or does not fit this installation.
        DumpRefused: Something is in its place already, or the database's own tool fails.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as name:
        staging = Path(name)
        backup = _read(source, staging)
        _refuse_misfit(backup, url)
        refuse_filled(url)
        for kept in KEPT:
            _refuse_kept(folder / kept, kept.replace("-", " "))
        load(url, staging / DATABASE)
        for kept in KEPT:
            if (staging / kept).is_dir():
                if (folder / kept).exists():
                    (folder / kept).rmdir()
                (staging / kept).rename(folder / kept)
    return backup, chain_of(url)


def _refuse_kept(place: Path, words: str) -> None:
    if place.exists() and any(place.iterdir()):
        raise BackupRefused(
            str(place), f"There are {words} already", "Move them away, then try again"
        )


def _kept(folder: Path) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for kept in KEPT
        for path in sorted((folder / kept).rglob("*"))
        if path.is_file() and not path.is_symlink() and not path.name.startswith(".new-")
    }


def _write(archive: Path, backup: Backup, files: Mapping[str, Path]) -> None:
    content = json.dumps(_to_json(backup), indent=1).encode()
    descriptor = os.open(archive, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as tar:
        manifest = _member(MANIFEST, len(content), backup.made_at)
        tar.addfile(manifest, BytesIO(content))
        for name, path in files.items():
            with path.open("rb") as member:
                tar.addfile(_member(name, path.stat().st_size, backup.made_at), member)


def _member(name: str, size: int, at: datetime) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.size, made.mode, made.mtime = size, 0o600, int(at.timestamp())
    return made


def _read(source: Path, staging: Path) -> Backup:
    """Unpack an archive, and refuse one that is not as it was made."""
    with _legible(source), tarfile.open(source, mode="r:") as tar:
        first = tar.next()
        manifest = tar.extractfile(first) if first and first.name == MANIFEST else None
        if manifest is None or first is None or first.size > _LARGEST_MANIFEST:
            raise _no_backup(source)
        backup = _from_json(json.loads(manifest.read()))
        found = {
            member.name: _unpack(tar, member, staging, source)
            for member in tar
            if member.name != MANIFEST
        }
    if found != backup.digests:
        raise BackupRefused(
            str(source),
            "It is not as it was made: a part is missing, was changed or was added",
            "Use another copy of this backup, or an earlier one",
        )
    return backup


def _unpack(tar: tarfile.TarFile, member: tarfile.TarInfo, staging: Path, source: Path) -> str:
    """Write one member under the staging folder, and return its digest."""
    path = PurePosixPath(member.name)
    content = tar.extractfile(member) if member.isreg() else None
    is_inside = path.parts[:1] in {(one,) for one in KEPT} and ".." not in path.parts
    if content is None or not (member.name == DATABASE or is_inside):
        raise _no_backup(source)
    target = staging / path
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("xb") as file:
        while part := content.read(1 << 20):
            file.write(part)
    target.chmod(0o600)
    return _sha256(target)


@contextmanager
def _legible(source: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise BackupRefused(str(source), "There is no such file", "Check its name") from error
    except (OSError, tarfile.TarError, ValueError, KeyError, TypeError) as error:
        raise _no_backup(source) from error


def _refuse_misfit(backup: Backup, url: str) -> None:
    kind = kind_of(url)
    if backup.kind != kind:
        raise BackupRefused(
            "PODIUM_DATABASE_URL",
            f"The backup is of {backup.kind}, and this is a database of {kind}",
            f"Name an empty database of {backup.kind}",
        )
    if not knows(url, backup.revision):
        raise BackupRefused(
            "backup",
            f"Its tables are of version {backup.revision}, which this Podium does not know",
            "Restore it with the version of Podium that made it, or a later one",
        )


def _no_backup(source: Path) -> BackupRefused:
    return BackupRefused(
        str(source), "It is no backup of Podium", "Name a file that `podium db backup` wrote"
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_json(backup: Backup) -> dict[str, object]:
    return {
        "format": FORMAT,
        "made_at": backup.made_at.isoformat(),
        "kind": backup.kind,
        "revision": backup.revision,
        "audit": {
            "entries": backup.chain.entries,
            "head": backup.chain.head,
            "broken_at": backup.chain.broken_at,
        },
        "sha256": dict(backup.digests),
    }


def _from_json(content: dict[str, Any]) -> Backup:
    if content["format"] != FORMAT:
        raise ValueError(content["format"])
    return Backup(
        datetime.fromisoformat(content["made_at"]),
        content["kind"],
        content["revision"],
        Chain(**content["audit"]),
        content["sha256"],
    )
