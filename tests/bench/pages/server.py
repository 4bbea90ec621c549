"""`python -m tests.bench.pages.server`: gunicorn as `podium serve` starts it, with two guests.

One server with the same workers and threads answers for Podium, for the bare view under `/bare`
and for govuk-frontend-wtf under `/wtf`, so that all are measured under the same conditions.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.types import WSGIApplication

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from tests.bench.pages.bare import bare_application
from tests.bench.pages.eight_fields import add_page, other_application
from tests.bench.pages.load import answers_at
from webapp.cli.server import Server
from webapp.cli.service import Serving
from webapp.settings import Settings

SECRET = "k" * 32
_LONGEST_START = 120.0
_URL = "PODIUM_DATABASE_URL"


class _WithGuests(Server):
    def load(self) -> WSGIApplication:  # type: ignore[override]  # more than one application
        podium = super().load()
        add_page(podium)
        return DispatcherMiddleware(
            podium.wsgi_app,
            {"/bare": bare_application(self._settings), "/wtf": other_application()},
        )


@contextmanager
def running(url: str, folder: Path, port: int) -> Iterator[None]:
    """Serve a database until the block ends."""
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.pages.server", str(folder), str(port)],
        env={**os.environ, _URL: url},
    )
    try:
        until = time.monotonic() + _LONGEST_START
        while not answers_at(port):
            if time.monotonic() > until or server.poll() is not None:
                raise TimeoutError
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def settings_of(url: str, folder: Path) -> Settings:
    """Return the settings of the server that is measured."""
    return Settings(folder, url, SECRET, is_loopback=True)


def main() -> None:
    """Serve what the arguments and the environment name."""
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    settings = settings_of(os.environ[_URL], folder)
    _WithGuests(settings, Serving(port=port, workers=2, threads=4)).run()


if __name__ == "__main__":
    main()
