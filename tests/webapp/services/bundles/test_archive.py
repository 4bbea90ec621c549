"""The one form of a bundle: the same files, the same bytes, and any zip program reads them."""

import io
from zipfile import ZIP_STORED, ZipFile

from forms.bundles.archive import read_archive
from webapp.services.bundles.archive import archive_bytes


def test_the_order_in_which_files_were_made_changes_nothing() -> None:
    first = archive_bytes(b"{}", {"a": b"1", "b/c": b"2"})
    second = archive_bytes(b"{}", {"b/c": b"2", "a": b"1"})

    assert first == second
    assert read_archive(first, name="b") == {"manifest.json": b"{}", "a": b"1", "b/c": b"2"}


def test_it_is_a_plain_zip_without_times_or_owners() -> None:
    with ZipFile(io.BytesIO(archive_bytes(b"{}", {"a": b"1"}))) as archive:
        assert archive.testzip() is None
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.compress_type, entry.create_system) == (ZIP_STORED, 3)
            assert entry.external_attr == 0o100644 << 16
