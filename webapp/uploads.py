"""Files as requests bring them: in memory, and never in the clear on a disk.

Werkzeug writes a file above 500 kB to a temporary file. A bid must not lie anywhere unsealed, and
what an upload may hold is bounded for each endpoint.
"""

from io import BytesIO
from typing import IO

from flask import Request


class RequestInMemory(Request):
    """A request whose files are never written to a disk."""

    def _get_file_stream(self, *_of: object, **_named: object) -> IO[bytes]:
        """Return where a file of a form goes; Werkzeug documents this as the place to say so."""
        return BytesIO()
