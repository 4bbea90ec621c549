"""The web application: store, services, documents, views, command line."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from webapp.settings import Settings


def create_app(settings: "Settings | None" = None) -> "Flask":
    """Return the web application, by default with the settings of the environment."""
    # A command that serves nothing starts without Flask, its templates and the database.
    from webapp.application import build  # noqa: PLC0415 - see the line above
    from webapp.settings import settings_from_environment  # noqa: PLC0415 - the same

    return build(settings or settings_from_environment())
