"""The service as its command starts it, which tests kill and start again."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.pages.load import answers_at
from tests.webapp.cli.calling import PODIUM

SECRET = "k" * 32
LONGEST_START = 60.0


class Server:
    """`podium serve`, which is killed and started again at the same port."""

    def __init__(self, folder: Path, url: str) -> None:
        self.environment = {
            **os.environ,
            "HOME": str(folder),
            "PODIUM_INSTANCE": str(folder),
            "PODIUM_DATABASE_URL": url,
            "PODIUM_SECRET_KEY": SECRET,
        }
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.process = self._started()

    def kill_workers(self) -> None:
        """Kill every process that answers; the one that started them starts others."""
        own = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        for worker in own.read_text().split():
            os.kill(int(worker), signal.SIGKILL)

    def kill_everything(self) -> None:
        """Kill the server with its workers, and start it again."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = self._started()

    def wait(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + LONGEST_START
        while not answers_at(self.port):
            assert time.monotonic() < until, "the server did not come back"
            time.sleep(0.05)

    def stop(self) -> None:
        """End it for good."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def _started(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [PODIUM, "serve", f"--port={self.port}"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


@contextmanager
def serving(folder: Path, url: str) -> Iterator[Server]:
    """Serve a database until the test is over."""
    server = Server(folder, url)
    try:
        server.wait()
        yield server
    finally:
        server.stop()
