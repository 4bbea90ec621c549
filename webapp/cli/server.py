"""The server: gunicorn with threads, one application for each worker."""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp.application import build
from webapp.settings import Settings

THREADS = 4


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Serves one installation until it is stopped."""

    def __init__(self, settings: Settings, host: str, port: int, workers: int) -> None:
        """Take what to serve, and where."""
        self._settings = settings
        self._options: dict[str, Any] = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "podium",
        }
        super().__init__()

    def load_config(self) -> None:
        """Set the options; gunicorn calls this."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application; each worker calls this once."""
        return build(self._settings)
