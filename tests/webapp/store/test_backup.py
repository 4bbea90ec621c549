"""Backups: what comes back is what was there, and a spoilt one is refused."""

import io
import json
import os
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.postgres import Server
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.samples import decided
from webapp.services.accounts import Person
from webapp.services.preparing.procurements import open_procurement
from webapp.settings import Settings
from webapp.store import Store, StoreIsNotReady, audit, is_current, sealed_files
from webapp.store.backup import ATTACHMENTS, Backup, BackupRefused, back_up, restore
from webapp.store.dumps import DumpRefused
from webapp.store.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation is restored to: nothing is there yet."""

    url: str
    folder: Path


@pytest.fixture
def place(store: WatchedStore, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    """An empty place of the same kind as the store."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    if store.url.startswith("sqlite"):
        yield Place(f"sqlite:///{folder / 'restored.sqlite3'}", folder)
        return
    server: Server = request.getfixturevalue("postgres")
    yield Place(server.create("restored"), folder)
    server.drop("restored")


@pytest.fixture(autouse=True)
def _tools_of_the_server(
    store: WatchedStore, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Find pg_dump beside the server: one of another version may refuse its databases."""
    if not store.url.startswith("sqlite"):
        programs = request.getfixturevalue("postgres").programs
        monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)


@pytest.fixture
def archive(store: WatchedStore, settings: Settings, buyer: Person) -> Path:
    """A backup of an installation with a decision and two attachments."""
    decided(store, buyer, NOW)
    for name in ("ab/plan.pdf", "cd/map of the «site».pdf"):
        path = settings.instance_folder / ATTACHMENTS / name
        path.parent.mkdir(parents=True)
        path.write_bytes(name.encode() * 1000)
    target = settings.instance_folder / "backup.tar"
    back_up(store.url, settings.instance_folder, target, now=NOW)
    return target


def chain_in(url: str) -> audit.Chain:
    store = Store(url)
    with store.reading() as session:
        found = audit.verify(session)
    store.close()
    return found


def test_what_comes_back_is_what_was_there(
    store: WatchedStore, settings: Settings, buyer: Person, place: Place
) -> None:
    procurement_id = decided(store, buyer, NOW)
    target = settings.instance_folder / "backup.tar"

    made = back_up(store.url, settings.instance_folder, target, now=NOW)
    found, chain = restore(place.url, place.folder, target)

    assert found == made
    assert chain == made.chain == chain_in(store.url)
    assert chain.entries > 0
    assert is_current(place.url)
    restored = Store(place.url)
    assert open_procurement(restored, procurement_id) == open_procurement(store, procurement_id)
    restored.close()


def test_a_restored_chain_goes_on(archive: Path, place: Place) -> None:
    _, before = restore(place.url, place.folder, archive)
    store = Store(place.url)
    with store.writing() as session:
        audit.append(session, "one", at=NOW, subject="x")
    store.close()

    after = chain_in(place.url)

    assert (after.entries, after.broken_at) == (before.entries + 1, None)


def test_a_restored_database_is_guarded_as_before(archive: Path, place: Place) -> None:
    restore(place.url, place.folder, archive)
    store = Store(place.url)

    for table in ("audit_entry", "decision"):
        with pytest.raises(IntegrityError, match="never changed"), store.writing() as session:
            session.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names from this file
    store.close()


def test_the_attachments_come_back(archive: Path, place: Place, settings: Settings) -> None:
    made, _ = restore(place.url, place.folder, archive)

    def contents(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in (folder / ATTACHMENTS).rglob("*.pdf")
        }

    assert made.attachments == 2
    assert contents(place.folder) == contents(settings.instance_folder)


def test_a_backup_is_of_one_state_while_others_write(
    store: WatchedStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = audit.verify

    def write_first(session: object) -> audit.Chain:
        with store.writing() as writer:
            audit.append(writer, "late", at=NOW, subject="x")
        return verify(session)  # type: ignore[arg-type]  # whatever the caller gave

    before = chain_in(store.url)
    monkeypatch.setattr(audit, "verify", write_first)
    made = back_up(store.url, settings.instance_folder, settings.instance_folder / "b", now=NOW)

    assert made.chain == before


def test_only_its_owner_may_read_a_backup(archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_never_written_over(store: WatchedStore, archive: Path) -> None:
    before = archive.read_bytes()

    with pytest.raises(BackupRefused, match="is there already"):
        back_up(store.url, archive.parent, archive, now=NOW)

    assert archive.read_bytes() == before


def test_nothing_is_restored_over_a_database(store: WatchedStore, archive: Path) -> None:
    before = chain_in(store.url)

    with pytest.raises(DumpRefused, match="A database is there already"):
        restore(store.url, archive.parent / "elsewhere", archive)

    assert chain_in(store.url) == before


def test_nothing_is_restored_over_attachments(archive: Path, place: Place) -> None:
    kept = place.folder / ATTACHMENTS / "kept.pdf"
    kept.parent.mkdir()
    kept.write_bytes(b"kept")

    with pytest.raises(BackupRefused, match="There are attachments already"):
        restore(place.url, place.folder, archive)

    assert kept.read_bytes() == b"kept"


def rewritten(archive: Path, change: Callable[[str, bytes], dict[str, bytes]]) -> Path:
    """Return a copy of an archive in which each member was replaced by others."""
    target = archive.with_name("changed.tar")
    with tarfile.open(archive) as source, tarfile.open(target, "w") as copy:
        for member in source:
            content = source.extractfile(member)
            assert content is not None
            for name, changed in change(member.name, content.read()).items():
                info = tarfile.TarInfo(name)
                info.size = len(changed)
                copy.addfile(info, io.BytesIO(changed))
    return target


def _of_a_later_version(name: str, content: bytes) -> dict[str, bytes]:
    if name != "backup.json":
        return {name: content}
    return {name: json.dumps({**json.loads(content), "revision": "9999"}).encode()}


_CHANGES: dict[str, tuple[Callable[[str, bytes], dict[str, bytes]], str]] = {
    "a changed byte": (
        lambda name, content: {name: content[:-1] + b"!" if "map" in name else content},
        "is not as it was made",
    ),
    "a part left out": (
        lambda name, content: {} if "map" in name else {name: content},
        "is not as it was made",
    ),
    "a part put in": (
        lambda name, content: {name: content, f"attachments/of-{len(name)}": b"more"},
        "is not as it was made",
    ),
    "a way out of the folder": (
        lambda name, content: {name.replace("attachments", "attachments/../.."): content},
        "is no backup of Podium",
    ),
    "another folder": (
        lambda name, content: {name.replace("attachments", "elsewhere"): content},
        "is no backup of Podium",
    ),
    "no manifest": (
        lambda name, content: {name.replace("backup.json", "other.json"): content},
        "is no backup of Podium",
    ),
    "a later version": (_of_a_later_version, "Restore it with the version of Podium that made it"),
}


@pytest.mark.parametrize(("change", "said"), _CHANGES.values(), ids=_CHANGES)
def test_a_changed_backup_is_refused_before_anything_is_touched(
    archive: Path, place: Place, change: Callable[[str, bytes], dict[str, bytes]], said: str
) -> None:
    with pytest.raises(BackupRefused, match=said):
        restore(place.url, place.folder, rewritten(archive, change))

    assert list(place.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"), [(None, "There is no such file"), (b"", "no backup"), (b"x" * 9999, "no")]
)
def test_what_is_no_backup_is_named(place: Place, content: bytes | None, said: str) -> None:
    path = place.folder.parent / "other.tar"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(BackupRefused, match=said):
        restore(place.url, place.folder, path)


def test_a_backup_of_the_other_kind_is_refused(archive: Path, place: Place) -> None:
    other = "postgresql://nobody@/none" if place.url.startswith("sqlite") else "sqlite:///none"

    with pytest.raises(BackupRefused, match="The backup is of"):
        restore(other, place.folder, archive)


def test_a_folder_that_is_not_there_is_named(store: WatchedStore, settings: Settings) -> None:
    with pytest.raises(BackupRefused, match="can't be written"):
        back_up(store.url, settings.instance_folder, Path("/nowhere/backup.tar"), now=NOW)


def test_a_database_without_tables_is_not_backed_up(place: Place) -> None:
    with pytest.raises(StoreIsNotReady):
        back_up(place.url, place.folder, place.folder / "backup.tar", now=NOW)

    assert list(place.folder.iterdir()) == []


def test_a_broken_chain_is_backed_up_and_told(store: WatchedStore, settings: Settings) -> None:
    with store.writing() as session:
        audit.append(session, "one", at=NOW, subject="x")
    with store.writing() as session:
        lift_guard(session, "audit_entry")
        session.query(AuditEntry).update({"detail": "other"})

    made: Backup = back_up(
        store.url, settings.instance_folder, settings.instance_folder / "b", now=NOW
    )

    assert made.chain.broken_at == 1


@pytest.mark.only_on("postgresql")
def test_without_the_tools_of_the_server_it_is_said_what_to_install(
    store: WatchedStore, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    target = settings.instance_folder / "backup.tar"

    with pytest.raises(DumpRefused, match="pg_dump: It is not installed"):
        back_up(store.url, settings.instance_folder, target, now=NOW)

    assert not target.exists()


@pytest.mark.only_on("postgresql")
def test_the_password_is_not_among_the_arguments_that_others_can_see(
    store: WatchedStore, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "pg_dump").write_text(f'#!/bin/sh\necho "$@" > {seen}\nexit 1\n')
    (programs / "pg_dump").chmod(0o700)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    url = store.url.replace("postgres@", "postgres:a-secret@")

    with pytest.raises(DumpRefused, match="pg_dump: It failed: no reason given"):
        back_up(url, settings.instance_folder, settings.instance_folder / "b", now=NOW)

    assert "host=" in seen.read_text()
    assert "a-secret" not in seen.read_text()


def test_sealed_bids_come_back_and_those_that_are_there_are_not_covered(
    store: WatchedStore, settings: Settings, buyer: Person, place: Place
) -> None:
    decided(store, buyer, NOW)
    kept = uuid4()
    sealed_files.keep(settings.instance_folder, kept, "ab" * 16, b"sealed")
    target = settings.instance_folder / "with-bids.tar"

    made = back_up(store.url, settings.instance_folder, target, now=NOW)
    restore(place.url, place.folder, target)

    assert (made.attachments, made.sealed_bids) == (0, 1)
    assert sealed_files.read(place.folder, kept, "ab" * 16) == b"sealed"
