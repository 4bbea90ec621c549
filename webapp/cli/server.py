"""The server: gunicorn with threads, one application for each worker."""

import errno
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # it has no types

from rules.errors import PodiumError
from webapp.access_log import log_requests
from webapp.application import build
from webapp.cli.posting import start_posting
from webapp.cli.service import Serving
from webapp.cli.worker import PatientWorker
from webapp.settings import Settings
from webapp.warming import warm_up

GRACE_SECONDS = 30
"""How long requests under way may take to end when the service stops."""
KEPT_OPEN_SECONDS = 75
"""How long a connection may say nothing: longer than proxies keep theirs (nginx: 60 s), so that
none asks on a connection that is just being closed."""
JITTER = 10
"""By what part of its requests at most a worker goes on longer, so that not all end at once."""


class AddressNotFree(PodiumError):
    """The service can't answer at this address."""


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Serves one installation until it is stopped."""

    def __init__(self, settings: Settings, serving: Serving) -> None:
        """Take what to serve, and where."""
        self._settings = settings
        self._is_logged = serving.is_logged
        self._options: dict[str, Any] = {
            "bind": address_of(serving.host, serving.port),
            "workers": serving.workers,
            "worker_class": PatientWorker,
            "threads": serving.threads,
            "keepalive": KEPT_OPEN_SECONDS,
            "graceful_timeout": GRACE_SECONDS,
            "max_requests": serving.requests,
            "max_requests_jitter": serving.requests // JITTER,
            "accesslog": None,  # gunicorn's own would name people's addresses
            "loglevel": "warning",
            "proc_name": "podium",
            "control_socket_disable": True,  # it would be made in the user's home
            "forwarded_allow_ips": "",  # whose forwarding headers count is PODIUM_PROXIES' to say
        }
        super().__init__()

    def load_config(self) -> None:
        """Set the options; gunicorn calls this."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application; each worker calls this once."""
        app = build(self._settings)
        if self._is_logged:
            log_requests(app)
        warm_up(app)
        start_posting(self._settings)
        return app


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
