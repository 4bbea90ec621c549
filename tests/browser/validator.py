"""Valid HTML, judged by the Nu Html Checker (vnu), which runs beside the tests as a server."""

import json
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
SECONDS_TO_START = 60


class ValidatorDidNotStart(Exception):
    """The checker is not installed, stopped at once, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class Validator:
    """A running checker.

    Attributes:
        url: where it listens, on this machine only.
    """

    url: str

    def errors(self, html: str) -> list[str]:
        """Check one whole page.

        Returns:
            One line for each error: its line in the page, what is wrong, and the passage.
        """
        request = urllib.request.Request(  # noqa: S310 - the checker's own address, on loopback
            f"{self.url}/?out=json&level=error",
            data=html.encode(),
            headers={"Content-Type": "text/html; charset=utf-8"},
        )
        with urllib.request.urlopen(request, timeout=30) as reply:  # noqa: S310 - the same
            messages = json.load(reply)["messages"]
        return [
            f"line {message.get('lastLine', '?')}: {message['message']}: {message.get('extract')}"
            for message in messages
        ]

    def is_up(self) -> bool:
        """Tell whether the checker answers."""
        try:
            return self.errors("<!DOCTYPE html><html lang=en><title>Up</title></html>") == []
        except (urllib.error.URLError, ConnectionError):
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def running_validator(log: Path) -> Iterator[Validator]:
    """Start the checker, wait until it answers, and stop it at the end.

    Args:
        log: a file for what it prints.

    Raises:
        ValidatorDidNotStart: with what to do about it.
    """
    java = shutil.which("java")
    if java is None or not JAR.exists():
        message = "The HTML checker or Java is not installed. Run: make browser"
        raise ValidatorDidNotStart(message)
    port = _free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                java,
                "-Xmx512m",
                "-Dnu.validator.servlet.bind-address=127.0.0.1",
                "-cp",
                str(JAR),
                "nu.validator.servlet.Main",
                str(port),
            ],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    try:
        validator = Validator(f"http://127.0.0.1:{port}")
        deadline = time.monotonic() + SECONDS_TO_START
        while not validator.is_up():
            if process.poll() is not None or time.monotonic() > deadline:
                message = f"The HTML checker did not start. What it said:\n{log.read_text()}"
                raise ValidatorDidNotStart(message)
            time.sleep(0.2)
        yield validator
    finally:
        process.terminate()
        process.wait(timeout=10)
