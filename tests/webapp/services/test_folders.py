"""A folder of files that belong together: whole, never stale, and never over someone's own work."""

import json
from pathlib import Path

import pytest

from webapp.services.files import FileNotWritten
from webapp.services.folders import CONTENTS, FolderIsTaken, write_folder

LETTERS = {"a.html": b"<p>A", "b.html": b"<p>B"}


def held(folder: Path) -> dict[str, bytes]:
    """Return what a folder holds, its list of contents aside."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != CONTENTS}


def test_every_file_is_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"

    written = write_folder(folder, LETTERS)

    assert written == (folder / "a.html", folder / "b.html")
    assert held(folder) == LETTERS


def test_the_next_run_replaces_and_takes_away_what_this_one_wrote(tmp_path: Path) -> None:
    write_folder(tmp_path, LETTERS)

    write_folder(tmp_path, {"a.html": b"<p>A, again"})

    assert held(tmp_path) == {"a.html": b"<p>A, again"}


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"mine")
    write_folder(tmp_path, LETTERS)

    write_folder(tmp_path, {})

    assert held(tmp_path) == {"notes.txt": b"mine"}


def test_a_file_of_someone_else_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(b"mine")

    with pytest.raises(FolderIsTaken, match="Move it away"):
        write_folder(tmp_path, LETTERS)

    assert held(tmp_path) == {"b.html": b"mine"}


def test_a_letter_that_was_filled_in_by_hand_is_neither_replaced_nor_taken_away(
    tmp_path: Path,
) -> None:
    write_folder(tmp_path, LETTERS)
    (tmp_path / "b.html").write_bytes(b"<p>B, filled in")

    with pytest.raises(FolderIsTaken):
        write_folder(tmp_path, {"b.html": b"<p>B, again"})
    write_folder(tmp_path, {"a.html": b"<p>A, again"})

    assert held(tmp_path) == {"a.html": b"<p>A, again", "b.html": b"<p>B, filled in"}


@pytest.mark.parametrize(
    "contents",
    ["", "[]", "{", '{"format": "podium/contents/1", "files": {"../../out": ""}}', '{"files": 1}'],
)
def test_a_spoilt_list_of_contents_is_no_licence(tmp_path: Path, contents: str) -> None:
    (tmp_path / "b.html").write_bytes(b"mine")
    (tmp_path / CONTENTS).write_text(contents)

    with pytest.raises(FolderIsTaken):
        write_folder(tmp_path, LETTERS)

    assert (tmp_path / "b.html").read_bytes() == b"mine"


def test_the_list_cannot_reach_out_of_the_folder(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    folder.mkdir()
    outside.write_bytes(b"mine")
    digest = "3ea9e1d8e4ad8ae1f4b2a0d1b8f4b1c5b2d3a1e0f6c7d8e9f0a1b2c3d4e5f607"
    listed = {"format": "podium/contents/1", "files": {"../outside": digest}}
    (folder / CONTENTS).write_text(json.dumps(listed))

    write_folder(folder, LETTERS)

    assert outside.read_bytes() == b"mine"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    folder.mkdir()
    outside.write_bytes(b"mine")
    (folder / "a.html").symlink_to(outside)

    with pytest.raises(FolderIsTaken):
        write_folder(folder, LETTERS)

    assert outside.read_bytes() == b"mine"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(FileNotWritten):
        write_folder(tmp_path / "file" / "folder", LETTERS)


def test_the_same_files_may_be_written_again(tmp_path: Path) -> None:
    write_folder(tmp_path, LETTERS)
    (tmp_path / CONTENTS).unlink()

    assert write_folder(tmp_path, LETTERS)
