"""The zip that a file is: stored, dateless, the same every time, and never held whole."""

import hashlib
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterator
from io import BytesIO

from webapp.services.disclosure.archive import Archive, Entry

PART = b"x" * 1_000_000


def test_each_file_is_named_with_its_size_and_digest() -> None:
    held = BytesIO()
    archive = Archive(held)

    entry = archive.add("a/b.txt", (b"one ", b"two"))
    archive.close()

    assert entry == Entry("a/b.txt", 7, hashlib.sha256(b"one two").hexdigest())
    assert archive.entries == [entry]
    with zipfile.ZipFile(held) as read:
        assert read.read("a/b.txt") == b"one two"
        told = read.getinfo("a/b.txt")
    assert (told.date_time, told.compress_type) == ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)


def test_the_same_content_gives_the_same_bytes() -> None:
    made = []
    for _ in range(2):
        held = BytesIO()
        archive = Archive(held)
        archive.add("one", (b"1",))
        archive.add("two", (b"2", b"2"))
        archive.close()
        made.append(held.getvalue())

    assert made[0] == made[1]


def test_a_file_of_hundreds_of_megabytes_is_never_held() -> None:
    def parts() -> Iterator[bytes]:
        for _ in range(300):
            yield PART

    tracemalloc.start()
    with tempfile.TemporaryFile() as held:
        archive = Archive(held)
        entry = archive.add("large", parts())
        archive.close()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert entry.size == 300_000_000
    assert peak < 5_000_000
