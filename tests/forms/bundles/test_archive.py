"""A zip made to harm is refused before it is unpacked, with the entry that is wrong."""

import random
import struct
import zlib
from contextlib import suppress
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA

import pytest

from forms.bundles import archive
from forms.bundles.archive import read_archive
from forms.errors import InvalidInput
from tests.forms.bundles.zips import FILES, entry_places, told_by, with_end, with_field, zipped

LONG = {"manifest.json": b"{}", "long.txt": b"0" * 100_000}


def refusal(data: bytes) -> tuple[str, str]:
    """Return the place and the problem with which a zip is refused."""
    with pytest.raises(InvalidInput) as refused:
        read_archive(data, name="b.zip")
    assert refused.value.name == "b.zip"
    return told_by(refused.value)


@pytest.mark.parametrize("method", [0, ZIP_DEFLATED])
def test_a_proper_zip_is_read_whole(method: int) -> None:
    assert read_archive(zipped(method=method), name="b.zip") == FILES


def test_an_empty_zip_holds_nothing() -> None:
    assert read_archive(zipped({}), name="b.zip") == {}


@pytest.mark.parametrize("data", [b"", b"x", b"not a zip at all, but rather long", b"\x00" * 500])
def test_what_is_no_zip_is_told(data: bytes) -> None:
    assert refusal(data) == ("", "it is not a zip")


@pytest.mark.parametrize(
    "data", [zipped()[:-1], zipped()[:-22], zipped() + b"\x00", zipped()[:40], b"PK\x03\x04"]
)
def test_a_zip_that_was_cut_off_or_added_to_is_told(data: bytes) -> None:
    place, problem = refusal(data)

    assert place == ""
    assert "the file was cut off or added to" in problem


@pytest.mark.parametrize(
    "name",
    [
        "../evil", "a/../../evil", "/etc/passwd", "C:/evil", "C:evil", "\\\\server\\evil",
        "..\\evil", "packs\\..\\..\\evil",
    ],
)  # fmt: skip
def test_a_path_outside_the_bundle_is_refused(name: str) -> None:
    place, problem = refusal(zipped({"manifest.json": b"{}", name: b"evil"}))

    assert problem == "its path leads outside the bundle"
    assert place


@pytest.mark.parametrize(
    "name",
    ["a\\b", "a//b", "./a", "a/.", ".hidden", "a b", "é.json", "con\x1b[2J", "x" * 201, "a/"],
)
def test_a_name_that_no_bundle_has_is_refused_and_steers_no_terminal(name: str) -> None:
    place, problem = refusal(zipped({"manifest.json": b"{}", name: b""}))

    assert place.isprintable()
    assert "name" in problem or "folder" in problem


def test_a_name_that_is_not_utf8_is_refused() -> None:
    data = zipped({"manifest.json": b"{}", "abcdef": b""}).replace(b"abcdef", b"ab\xff\xfeef")

    assert refusal(data) == ("ab\\xff\\xfeef", "no file of a bundle has such a name")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_is_refused() -> None:
    data = zipped({"manifest.json": b"{}", "inputs.aaa": b"1", "inputs.bbb": b"2"})

    assert refusal(data.replace(b"inputs.bbb", b"inputs.aaa"))[0] == "inputs.aaa"
    place, problem = refusal(data.replace(b"inputs.bbb", b"INPUTS.aaa"))
    assert (place, "has the same name" in problem) == ("INPUTS.aaa", True)


def test_a_link_is_refused() -> None:
    data = with_field(zipped(), 1, "L", local=-1, central=38, value=0o120777 << 16)

    assert refusal(data) == ("inputs/tender.json", "it is a link to another file")


def test_an_encrypted_entry_is_refused() -> None:
    data = with_field(zipped(), 1, "H", local=6, central=8, value=1)

    assert refusal(data) == ("inputs/tender.json", "it is encrypted")


@pytest.mark.parametrize("flags", [0x8, 0x10, 0x40, 0x2000])
def test_flags_that_no_bundle_has_are_refused(flags: int) -> None:
    data = with_field(zipped(), 0, "H", local=6, central=8, value=flags)

    assert "flags" in refusal(data)[1]


@pytest.mark.parametrize("method", [ZIP_BZIP2, ZIP_LZMA])
def test_other_compressions_are_refused(method: int) -> None:
    assert f"compressed by method {method}" in refusal(zipped(method=method))[1]


def test_a_method_that_does_not_fit_the_bytes_is_refused() -> None:
    data = with_field(zipped(), 1, "H", local=8, central=10, value=ZIP_DEFLATED)

    assert refusal(data) == ("inputs/tender.json", "its packed bytes are damaged")


def test_a_bomb_is_refused_by_what_it_claims() -> None:
    data = zipped({"manifest.json": b"{}", "bomb.json": b"0" * 10_000_000}, ZIP_DEFLATED)

    place, problem = refusal(data)

    assert place == "bomb.json"
    assert "bytes claim to unpack to 10,000,000" in problem


def test_a_bomb_that_lies_about_its_size_is_never_unpacked_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "MOST_RATIO", 10_000)
    bomb = zipped({"manifest.json": b"{}", "bomb.json": b"0" * 10_000_000}, ZIP_DEFLATED)
    data = with_field(bomb, 1, "L", local=22, central=24, value=1_000)

    assert refusal(data) == ("bomb.json", "it is not as large as the zip says")


def test_stored_bytes_that_claim_another_size_are_refused() -> None:
    data = with_field(zipped(LONG), 1, "L", local=22, central=24, value=100_001)

    assert refusal(data)[0] == "long.txt"


def test_many_small_entries_may_not_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_CONTENT", 150_000)

    assert (
        "it unpacks to 200,000 bytes"
        in refusal(zipped({"a": b"0" * 100_000, "b": b"1" * 100_000}))[1]
    )


def test_too_many_entries_are_refused_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 2)

    assert refusal(zipped()) == ("", "it holds 3 files, and a bundle at most 2")


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_BUNDLE", 100)

    assert "it is larger than" in refusal(zipped())[1]


@pytest.mark.parametrize(
    "fields",
    [{"count": 2}, {"here": 2}, {"disk": 1}, {"start": 1}, {"size": 3}, {"comment": 5},
     {"count": 2, "here": 2}, {"count": 0xFFFF}, {"start": 0xFFFFFFFF}, {"size": 0xFFFFFFFF}],
)  # fmt: skip
def test_an_end_that_lies_is_refused(fields: dict[str, int]) -> None:
    assert refusal(with_end(zipped(), **fields))[0] == ""


def test_a_zip64_is_refused() -> None:
    data = zipped()
    locator = b"PK\x06\x07" + b"\x00" * 16

    assert "zip64" in refusal(data[:-22] + locator + data[-22:])[1]


def test_entries_that_overlap_are_refused() -> None:
    data = bytearray(zipped(LONG))
    _, directory = entry_places(bytes(data))[1]
    struct.pack_into("<L", data, directory + 42, 0)

    assert "stand before it, or over it" in refusal(bytes(data))[1]


def test_bytes_hidden_between_entries_are_refused() -> None:
    data = zipped()
    start = entry_places(data)[0][1]
    hidden = data[:start] + b"hidden" + data[start:]

    assert "between its files and its directory" in refusal(with_end(hidden, start=start + 6))[1]


@pytest.mark.parametrize("offset", [0, 6, 8, 14, 18, 22, 30])
def test_a_header_that_contradicts_the_directory_is_refused(offset: int) -> None:
    data = bytearray(zipped())
    local, _ = entry_places(bytes(data))[1]
    data[local + offset] ^= 1

    place, problem = refusal(bytes(data))

    assert (place, problem) == (
        "inputs/tender.json",
        "what stands before it contradicts the directory",
    )


def test_no_byte_can_be_changed_into_a_fault_of_our_own() -> None:
    good, drawn = zipped(LONG | FILES, ZIP_DEFLATED), random.Random(3)  # noqa: S311 - repeatable damage, not a secret

    for _ in range(2_000):
        data = bytearray(good)
        for _ in range(drawn.choice((1, 1, 2, 8))):
            data[drawn.randrange(len(data))] = drawn.randrange(256)
        end = drawn.choice((len(data), len(data), drawn.randrange(len(data))))
        with suppress(InvalidInput):
            found = read_archive(bytes(data[:end]), name="b.zip")
            assert sum(map(len, found.values())) < 10 * len(good) + 200_000


def test_bytes_behind_a_packed_stream_are_refused() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(b"abc") + packer.flush()
    stored = zipped({"manifest.json": b"{}", "abc": stream + b"hidden"})
    data = with_field(stored, 1, "H", local=8, central=10, value=ZIP_DEFLATED)
    data = with_field(data, 1, "L", local=22, central=24, value=3)

    assert refusal(data) == ("abc", "it is not as large as the zip says")


def test_a_folder_entry_is_refused_with_how_to_make_a_zip_without() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_archive(zipped({"manifest.json": b"{}", "inputs/": b""}), name="b.zip")

    assert str(refused.value) == (
        "b.zip: inputs/: it is a folder, which a bundle does not list. Make the zip with podium "
        "bundle; a folder entry is not part of one."
    )
