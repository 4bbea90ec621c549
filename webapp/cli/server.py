"""The server: gunicorn with threads, one application for each worker."""

import errno
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it has no types

from rules.errors import PodiumError
from webapp.application import build
from webapp.settings import Settings

THREADS = 4


class AddressNotFree(PodiumError):
    """The service can't answer at this address."""


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Serves one installation until it is stopped."""

    def __init__(self, settings: Settings, host: str, port: int, workers: int) -> None:
        """Take what to serve, and where."""
        self._settings = settings
        self._options: dict[str, Any] = {
            "bind": address_of(host, port),
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "podium",
            "forwarded_allow_ips": "",  # whose forwarding headers count is PODIUM_PROXIES' to say
        }
        super().__init__()

    def load_config(self) -> None:
        """Set the options; gunicorn calls this."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application; each worker calls this once."""
        return build(self._settings)


def address_of(host: str, port: int) -> str:
    """Return host and port as an address bar takes them, an IPv6 host in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def refuse_taken(host: str, port: int) -> None:
    """Refuse an address on which this machine can't answer, before anything is started.

    Raises:
        AddressNotFree: another program answers there, or the address is not this machine's.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        for family, kind, protocol, _, address in found[:1]:
            with socket.socket(family, kind, protocol) as tried:
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                tried.bind(address)
    except (OSError, UnicodeError) as error:
        is_taken = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise AddressNotFree(
            address_of(host, port),
            "another program answers there already" if is_taken else f"it can't be used: {reason}",
            f"Stop that program, or use another port: podium serve --port {port % 65535 + 1}"
            if is_taken
            else "Name an address of this machine, such as 127.0.0.1, and a port above 1023",
        ) from error
