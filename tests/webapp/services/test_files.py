"""Files are there whole, or as they were before."""

from pathlib import Path

import pytest

from webapp.services.files import FileNotWritten, refuse_missing_folder, write_whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")

    write_whole(path, b"after")

    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()

    with pytest.raises(FileNotWritten) as refused:
        write_whole(path, b"data")

    assert refused.value.place == str(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "a.txt"

    for refuse in (refuse_missing_folder, lambda path: write_whole(path, b"")):
        with pytest.raises(FileNotWritten) as refused:
            refuse(path)
        assert refused.value.place == str(path)


def test_a_written_file_is_readable_as_the_mask_says(tmp_path: Path) -> None:
    path, plain = tmp_path / "a.txt", tmp_path / "b.txt"
    plain.touch()

    write_whole(path, b"data")

    assert path.stat().st_mode == plain.stat().st_mode
