"""A zip, read as if its author meant harm: nothing is unpacked before everything is checked.

The layout is that of PKWARE's APPNOTE 6.3.10, of which a bundle uses the plainest part: entries
one after another, the directory, its end. What a bundle never has is refused where it is found:
encryption, other methods than stored and deflated, zip64, data descriptors, comments, links,
bytes between the parts. No path is ever opened, and no entry grows beyond what was checked.
"""

import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple, NoReturn

from forms.errors import InvalidInput
from rules.errors import PodiumError

LARGEST_BUNDLE = 200_000_000
MOST_ENTRIES = 5_000
LARGEST_CONTENT = 400_000_000
"""The most bytes that all entries together may unpack to."""
MOST_RATIO = 200
"""How many times larger than its packed bytes an entry may be; letters pack to a twentieth."""

LONGEST_NAME = 200
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*(?:/[A-Za-z0-9][A-Za-z0-9._~-]*)*", re.ASCII)

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_END_MARK, _CENTRAL_MARK, _LOCAL_MARK = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_ZIP64_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_FULL_16, _FULL_32 = 0xFFFF, 0xFFFFFFFF
_ENCRYPTED, _DESCRIPTOR, _HARMLESS = 0x0001, 0x0008, 0x0806
_STORED, _DEFLATED = 0, 8
_KIND_OF_FILE, _LINK = 0o170000, 0o120000

_SEAL_AGAIN = "Give the file as podium bundle wrote it"


class _Entry(NamedTuple):
    """What the directory says of one entry."""

    name: str
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int


def read_archive(data: bytes, *, name: str) -> Mapping[str, bytes]:
    """Return the entries of a zip by their names, in the order of its directory.

    Raises:
        InvalidInput: it is no zip, is cut off or too large, or holds what a bundle never does.
    """
    return _Reader(data, name).entries()


class _Reader:
    """One zip; every refusal names it, and the entry that it is of."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data, self.name = data, name

    def entries(self) -> Mapping[str, bytes]:
        count, start, end = self._directory()
        listed = tuple(self._listed(count, start, end))
        self._refuse_twins(listed)
        self._refuse_sizes(listed)
        contents = tuple(self._content_place(listed, start))
        return {
            entry.name: self._content(entry, place)
            for entry, place in zip(listed, contents, strict=True)
        }

    def _directory(self) -> tuple[int, int, int]:
        """Return how many entries there are, and where their directory begins and ends."""
        if len(self.data) > LARGEST_BUNDLE:
            self._refuse("", f"it is larger than {LARGEST_BUNDLE // 1_000_000} MB", _SEAL_AGAIN)
        end = len(self.data) - _END.size
        if end < 0 or self.data[end : end + 4] != _END_MARK:
            if not self.data.startswith(b"PK"):
                self._refuse("", "it is not a zip", "Name a file that podium bundle wrote")
            problem = "the end of the zip is missing, or something stands behind it"
            self._refuse("", f"{problem}: the file was cut off or added to", _SEAL_AGAIN)
        _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(self.data, end)
        locator = max(end - _LOCATOR_SIZE, 0)
        before = self.data[locator : locator + 4]
        if before == _ZIP64_LOCATOR or count == _FULL_16 or _FULL_32 in {size, start}:
            self._refuse("", "it is a zip64, for sizes that no bundle has", _SEAL_AGAIN)
        if disk or first_disk or here != count or comment or start + size != end:
            self._refuse("", "the end of the zip contradicts the zip", _SEAL_AGAIN)
        if count > MOST_ENTRIES:
            problem = f"it holds {count:,} files, and a bundle at most {MOST_ENTRIES:,}"
            self._refuse("", problem, _SEAL_AGAIN)
        return count, start, end

    def _listed(self, count: int, start: int, end: int) -> Iterator[_Entry]:
        at = start
        for _ in range(count):
            if at + _CENTRAL.size > end or self.data[at : at + 4] != _CENTRAL_MARK:
                self._refuse("", "its directory is damaged", _SEAL_AGAIN)
            found = _CENTRAL.unpack_from(self.data, at)
            flags, method, checksum, packed, size = found[3], found[4], *found[7:10]
            name_length, extra, comment, disk = found[10:14]
            after = at + _CENTRAL.size + name_length
            name = self._named(self.data[at + _CENTRAL.size : after])
            if disk or comment or _FULL_32 in {packed, size, found[16]}:
                self._refuse(name, "its entry in the directory is not a bundle's", _SEAL_AGAIN)
            self._refuse_kind(name, flags, method, found[15] >> 16)
            yield _Entry(name, flags, method, checksum, packed, size, found[16])
            at = after + extra
        if at != end:
            self._refuse("", "its directory is damaged", _SEAL_AGAIN)

    def _named(self, raw: bytes) -> str:
        name = raw.decode("latin-1")  # which every byte is; the pattern lets ASCII alone pass
        shown = ascii(name)[1:-1][:LONGEST_NAME]
        parts = re.split(r"[/\\]", name)
        if ".." in parts or name.startswith(("/", "\\")) or name[1:2] == ":":
            self._refuse(shown, "its path leads outside the bundle", "Do not trust this file")
        if name.endswith("/"):
            remedy = "Make the zip with podium bundle; a folder entry is not part of one"
            self._refuse(shown, "it is a folder, which a bundle does not list", remedy)
        if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
            self._refuse(shown, "no file of a bundle has such a name", _SEAL_AGAIN)
        return name

    def _refuse_kind(self, name: str, flags: int, method: int, mode: int) -> None:
        if flags & _ENCRYPTED:
            self._refuse(name, "it is encrypted", _SEAL_AGAIN)
        if flags & _DESCRIPTOR or flags & ~_HARMLESS:
            self._refuse(name, f"its flags are {flags:#06x}, and not a bundle's", _SEAL_AGAIN)
        if method not in {_STORED, _DEFLATED}:
            problem = f"it is compressed by method {method}, neither stored nor deflated"
            self._refuse(name, problem, _SEAL_AGAIN)
        if mode & _KIND_OF_FILE == _LINK:
            self._refuse(name, "it is a link to another file", "Do not trust this file")

    def _refuse_twins(self, listed: tuple[_Entry, ...]) -> None:
        seen: dict[str, str] = {}
        for entry in listed:
            key = entry.name.casefold()
            twin = seen.get(key)
            seen[key] = entry.name
            if twin is not None:
                same = "it is there twice" if twin == entry.name else f"{twin} has the same name"
                self._refuse(entry.name, f"{same}, and only one could be read", _SEAL_AGAIN)

    def _refuse_sizes(self, listed: tuple[_Entry, ...]) -> None:
        for entry in listed:
            is_stored = entry.method == _STORED
            if (is_stored and entry.size != entry.packed) or entry.size > MOST_RATIO * max(
                entry.packed, 1
            ):
                problem = f"{entry.packed:,} bytes claim to unpack to {entry.size:,}"
                self._refuse(entry.name, problem, "Do not trust this file")
        total = sum(entry.size for entry in listed)
        if total > LARGEST_CONTENT:
            problem = f"it unpacks to {total:,} bytes, and a bundle to at most"
            self._refuse("", f"{problem} {LARGEST_CONTENT:,}", "Do not trust this file")

    def _content_place(self, listed: tuple[_Entry, ...], start: int) -> Iterator[int]:
        """Yield where each entry's bytes begin: the entries follow each other without a gap."""
        at = 0
        places: dict[int, int] = {}
        for entry in sorted(listed, key=lambda one: one.offset):
            if entry.offset != at or at + _LOCAL.size > start:
                self._refuse(entry.name, "other bytes stand before it, or over it", _SEAL_AGAIN)
            mark, _, flags, method, _, _, checksum, packed, size, length, extra = (
                _LOCAL.unpack_from(self.data, at)
            )
            raw = self.data[at + _LOCAL.size : at + _LOCAL.size + length]
            told = (flags, method, checksum, packed, size)
            listed_as = (entry.flags, entry.method, entry.checksum, entry.packed, entry.size)
            if mark != _LOCAL_MARK or told != listed_as or raw != entry.name.encode():
                problem = "what stands before it contradicts the directory"
                self._refuse(entry.name, problem, _SEAL_AGAIN)
            places[entry.offset] = at + _LOCAL.size + length + extra
            at = places[entry.offset] + entry.packed
        if at != start:
            self._refuse("", "bytes stand between its files and its directory", _SEAL_AGAIN)
        yield from (places[entry.offset] for entry in listed)

    def _content(self, entry: _Entry, place: int) -> bytes:
        raw = self.data[place : place + entry.packed]
        if entry.method == _STORED:
            return raw
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = unpacking.decompress(raw, entry.size + 1)
        except zlib.error:
            self._refuse(entry.name, "its packed bytes are damaged", _SEAL_AGAIN)
        if len(content) != entry.size or not unpacking.eof or unpacking.unused_data:
            self._refuse(entry.name, "it is not as large as the zip says", "Do not trust this file")
        return content

    def _refuse(self, place: str, problem: str, remedy: str) -> NoReturn:
        raise InvalidInput(self.name, (PodiumError(place, problem, remedy),))
