"""A zip that is written part by part: the same content gives the same bytes on any machine.

Entries are stored, not compressed, because compressed bytes hang on the version of the library;
they carry no times, rights or system of origin. No more than a part is held in memory.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_A_FILE: Final = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive: its name, how many bytes it has, and their digest."""

    path: str
    size: int
    sha256: str


class Archive:
    """A zip under way; `entries` are the files that are in it, in their order."""

    def __init__(self, file: IO[bytes]) -> None:
        """Begin an empty one in a file that can be read again."""
        self._zip = ZipFile(file, "w", ZIP_STORED)
        self.entries: list[Entry] = []

    def add(self, path: str, parts: Iterable[bytes]) -> Entry:
        """Add a file, and return its size and its digest."""
        told = ZipInfo(path, _NO_TIME)
        told.create_system, told.external_attr = _UNIX, _A_FILE
        digest, size = hashlib.sha256(), 0
        with self._zip.open(told, "w", force_zip64=True) as file:
            for part in parts:
                file.write(part)
                digest.update(part)
                size += len(part)
        entry = Entry(path, size, digest.hexdigest())
        self.entries.append(entry)
        return entry

    def close(self) -> None:
        """Write the list of the files, without which the zip is none."""
        self._zip.close()
