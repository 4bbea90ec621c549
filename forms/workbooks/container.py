"""The zip that an Excel file is: judged by its directory before anything is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NoReturn

from forms.characters import cleaned
from forms.errors import InvalidInput
from forms.workbooks.remedies import DO_NOT_TRUST, SAVE_AGAIN

MOST_ENTRIES = 1_000
LARGEST_CONTENT = 60_000_000
"""The most bytes that all parts together may unpack to."""
MOST_RATIO = 200
"""How many times larger than its packed bytes a part may be."""
_TOO_SMALL_TO_HARM = 200_000
_CHUNK = 65_536
_DIRECTORY_MARK = b"PK\x01\x02"
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Container:
    """The parts of an Excel file, each read in pieces and never beyond its declared size."""

    def __init__(self, data: bytes, name: str, *, largest: int = LARGEST_CONTENT) -> None:
        """Look through the directory; `largest` is the most bytes that it may unpack to.

        Raises:
            InvalidInput: it is damaged, encrypted, or would unpack to far more than it is.
        """
        self.name = name
        if data.count(_DIRECTORY_MARK) > MOST_ENTRIES:
            self.refuse("", f"it holds more than {MOST_ENTRIES:,} files", DO_NOT_TRUST)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            self.refuse("", "the file is damaged or cut off", SAVE_AGAIN)
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in self._zip.infolist():
            self._judge(entry)
            self._entries[entry.filename] = entry
        if sum(entry.file_size for entry in self._entries.values()) > largest:
            self.refuse("", f"it unpacks to more than {largest:,} bytes", DO_NOT_TRUST)

    def _judge(self, entry: zipfile.ZipInfo) -> None:
        name = ascii(entry.filename)[1:-1][:100]
        if entry.filename in self._entries:
            self.refuse(name, "the part is there twice, and only one could be read", SAVE_AGAIN)
        if entry.flag_bits & _ENCRYPTED:
            self.refuse(name, "the part is encrypted", "Save it without a password")
        if entry.compress_type not in _METHODS:
            self.refuse(name, "the part is packed in a way that workbooks are not", SAVE_AGAIN)
        packed, size = entry.compress_size, entry.file_size
        if size > _TOO_SMALL_TO_HARM and size > MOST_RATIO * max(packed, 1):
            self.refuse(name, f"{packed:,} bytes claim to unpack to {size:,}", DO_NOT_TRUST)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._entries)

    def pieces(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of a part piece by piece.

        Raises:
            InvalidInput: there is no such part, or it is damaged or not as large as declared.
        """
        if part not in self._entries:
            self.refuse(part, "the workbook names a part that it does not hold", SAVE_AGAIN)
        entry = self._entries[part]
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_CHUNK):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            self.refuse(part, "the part is damaged, or not as large as it says", DO_NOT_TRUST)

    def refuse(self, place: str, problem: str, remedy: str) -> NoReturn:
        """Refuse the file for a fault at a place in it."""
        raise InvalidInput.of(self.name, cleaned(place), problem, remedy)
