"""Zips made to be read: proper ones, and those that somebody tampered with."""

import struct
from collections.abc import Mapping
from zipfile import ZIP_STORED

from forms.errors import InvalidInput
from tests.forms.packing import packed

END = struct.Struct("<4s4H2LH")
CENTRAL_SIZE, LOCAL_SIZE = 46, 30

FILES = {"manifest.json": b"{}", "inputs/tender.json": b"a tender", "packs/uk/pack.yaml": b"id: uk"}


def zipped(files: Mapping[str, bytes] = FILES, method: int = ZIP_STORED) -> bytes:
    """Return a zip of some files as a bundle has them: not compressed, unless a method is given."""
    return packed(files, method)


def entry_places(data: bytes) -> list[tuple[int, int]]:
    """Return where each entry's local header and its place in the directory begin."""
    _, _, _, _, count, _, at, _ = END.unpack_from(data, len(data) - END.size)
    found = []
    for _ in range(count):
        name, extra, comment = struct.unpack_from("<3H", data, at + 28)
        (local,) = struct.unpack_from("<L", data, at + 42)
        found.append((local, at))
        at += CENTRAL_SIZE + name + extra + comment
    return found


def with_field(
    data: bytes, entry: int, kind: str, *, local: int, central: int, value: int
) -> bytes:
    """Return a zip in which one field of an entry has another value, in both of its headers.

    A field that the local header lacks has the offset -1 there.
    """
    at, directory = entry_places(data)[entry]
    changed = bytearray(data)
    if local >= 0:
        struct.pack_into(f"<{kind}", changed, at + local, value)
    struct.pack_into(f"<{kind}", changed, directory + central, value)
    return bytes(changed)


def with_end(data: bytes, **fields: int) -> bytes:
    """Return a zip whose end record has other values."""
    names = ("disk", "first_disk", "here", "count", "size", "start", "comment")
    mark, *values = END.unpack_from(data, len(data) - END.size)
    told = dict(zip(names, values, strict=True)) | fields
    return data[: -END.size] + END.pack(mark, *told.values())


def told_by(error: InvalidInput) -> tuple[str, str]:
    """Return the place and the problem of a refusal that has one fault."""
    (fault,) = error.errors
    return fault.place, fault.problem
