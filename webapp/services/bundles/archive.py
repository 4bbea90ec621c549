"""A zip in the one form that a bundle has: the same files give the same bytes on any machine.

Entries are stored, not compressed, because compressed bytes hang on the version of the library;
in the order of their names, the manifest first; without times, rights or system of origin.
"""

import io
from collections.abc import Mapping
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from forms.bundles import MANIFEST

_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_A_FILE = 0o100644 << 16


def archive_bytes(manifest: bytes, files: Mapping[str, bytes]) -> bytes:
    """Return the zip of a manifest and the files that it seals."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_STORED) as archive:
        for name, data in ((MANIFEST, manifest), *sorted(files.items())):
            entry = ZipInfo(name, _NO_TIME)
            entry.create_system, entry.external_attr = _UNIX, _A_FILE
            archive.writestr(entry, data)
    return written.getvalue()
