"""Zips made for tests: whatever they are to hold, under whatever names."""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def packed(files: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    """Return a zip of some files, each name as it stands."""
    written = io.BytesIO()
    with ZipFile(written, "w", method) as archive:
        for name, content in files.items():
            entry = ZipInfo("placeholder")
            entry.filename, entry.compress_type = name, method
            archive.writestr(entry, content)
    return written.getvalue()
