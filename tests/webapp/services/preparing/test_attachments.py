"""Attaching files: kept once outside the web root, never lost, never changed unseen."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from forms.attached_files import AttachedFile, read_file
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.samples import started
from webapp.services.accounts import Person
from webapp.services.preparing.attachments import (
    MOST_ATTACHMENTS,
    NO_ATTACHMENT,
    NOT_WRITTEN,
    TOO_MANY,
    Attached,
    attach,
    attachments_of,
    content_of,
    find_attachment,
    take_off,
)
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.store import audit
from webapp.store.attachments import AttachmentIsGone

REPORT = read_file(b"Nine firms came.\n", "report.txt")


@pytest.fixture
def begun(store: WatchedStore, buyer: Person) -> UUID:
    return started(store, buyer, NOW)


def attached(
    store: WatchedStore,
    folder: Path,
    person: Person,
    procurement_id: UUID,
    file: AttachedFile = REPORT,
) -> Attached | Refused:
    return attach(
        store,
        folder,
        person,
        file,
        procurement_id=procurement_id,
        description="Market report",
        now=NOW,
    )


def kept(folder: Path) -> list[Path]:
    return [path for path in (folder / "attachments").rglob("*") if path.is_file()]


def test_a_file_is_kept_by_its_digest_and_found_again(
    store: WatchedStore, tmp_path: Path, buyer: Person, begun: UUID
) -> None:
    outcome = attached(store, tmp_path, buyer, begun)

    assert isinstance(outcome, Attached)
    found = find_attachment(store, begun, outcome.attachment_id)
    assert found is not None
    assert (found.name, found.kind, found.attached_by) == ("report.txt", "plain text", buyer.name)
    assert content_of(tmp_path, found) == REPORT.data
    (path,) = kept(tmp_path)
    assert path.relative_to(tmp_path).parts == ("attachments", found.sha256[:2], found.sha256)


def test_the_same_file_twice_is_attached_and_kept_once(
    store: WatchedStore, tmp_path: Path, buyer: Person, begun: UUID
) -> None:
    other = started(store, buyer, NOW, reference="other")

    outcomes = [attached(store, tmp_path, buyer, begun) for _ in range(2)]
    elsewhere = attached(store, tmp_path, buyer, other)

    assert outcomes[0] == outcomes[1]
    assert elsewhere != outcomes[0]
    assert len(kept(tmp_path)) == 1


def test_a_file_taken_off_leaves_the_list_and_stays_on_record(
    store: WatchedStore, tmp_path: Path, buyer: Person, begun: UUID
) -> None:
    outcome = attached(store, tmp_path, buyer, begun)
    assert isinstance(outcome, Attached)

    for _ in range(2):
        removed = take_off(
            store,
            buyer,
            procurement_id=begun,
            attachment_id=outcome.attachment_id,
            why="Superseded",
            now=NOW + timedelta(hours=1),
        )
        assert removed == outcome

    found = attachments_of(store, begun)
    assert found is not None
    assert found.present == ()
    assert [(one.name, one.removed_why) for one in found.removed] == [("report.txt", "Superseded")]
    assert find_attachment(store, begun, outcome.attachment_id) is None
    assert len(kept(tmp_path)) == 1
    with store.reading() as session:
        assert audit.verify(session).broken_at is None


def test_a_file_taken_off_can_be_attached_again(
    store: WatchedStore, tmp_path: Path, buyer: Person, begun: UUID
) -> None:
    first = attached(store, tmp_path, buyer, begun)
    assert isinstance(first, Attached)
    take_off(
        store,
        buyer,
        procurement_id=begun,
        attachment_id=first.attachment_id,
        why="Wrong",
        now=NOW,
    )

    again = attached(store, tmp_path, buyer, begun)

    assert isinstance(again, Attached)
    assert again != first


def test_a_file_of_another_procurement_is_not_found(
    store: WatchedStore, tmp_path: Path, buyer: Person, begun: UUID
) -> None:
    outcome = attached(store, tmp_path, buyer, begun)
    assert isinstance(outcome, Attached)
    other = started(store, buyer, NOW, reference="other")

    assert find_attachment(store, other, outcome.attachment_id) is None
    refused = take_off(
        store,
        buyer,
        procurement_id=other,
        attachment_id=outcome.attachment_id,
        why="Not mine",
        now=NOW,
    )
    assert refused == NO_ATTACHMENT


def test_a_file_that_was_changed_where_it_lies_is_not_sent(
    store: WatchedStore, tmp_path: Path, buyer: Person, begun: UUID
) -> None:
    outcome = attached(store, tmp_path, buyer, begun)
    assert isinstance(outcome, Attached)
    found = find_attachment(store, begun, outcome.attachment_id)
    assert found is not None
    (path,) = kept(tmp_path)
    path.write_bytes(b"Changed")

    with pytest.raises(AttachmentIsGone):
        content_of(tmp_path, found)

    attached(store, tmp_path, buyer, started(store, buyer, NOW, reference="mends it"))
    assert content_of(tmp_path, found) == REPORT.data


def test_there_is_an_end_of_files(
    store: WatchedStore, tmp_path: Path, buyer: Person, begun: UUID
) -> None:
    outcomes = [
        attached(store, tmp_path, buyer, begun, read_file(f"File {number}".encode(), "a.txt"))
        for number in range(MOST_ATTACHMENTS + 1)
    ]

    assert all(isinstance(one, Attached) for one in outcomes[:-1])
    assert outcomes[-1] == TOO_MANY


def test_nothing_is_attached_while_a_panel_has_the_outline(
    store: WatchedStore,
    tmp_path: Path,
    buyer: Person,
    begun: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("webapp.store.outlines.latest_state", lambda *_: "submitted")

    refused = attached(store, tmp_path, buyer, begun)

    assert isinstance(refused, Refused)
    assert "Withdraw it" in refused.remedy


def test_a_folder_that_can_not_be_written_to_refuses(
    store: WatchedStore, tmp_path: Path, buyer: Person, begun: UUID
) -> None:
    (tmp_path / "attachments").write_text("a file where the folder should be", encoding="ascii")

    assert attached(store, tmp_path, buyer, begun) == NOT_WRITTEN


def test_there_is_nothing_to_attach_to_where_there_is_no_procurement(
    store: WatchedStore, tmp_path: Path, buyer: Person
) -> None:
    assert attached(store, tmp_path, buyer, uuid4()) == NO_PROCUREMENT
    assert attachments_of(store, uuid4()) is None
