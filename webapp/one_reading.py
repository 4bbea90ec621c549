"""A page shows one state of the database: all that a GET reads is read in one transaction."""

from contextlib import ExitStack

from flask import Flask, g, request

from webapp.installation import installation


def share_reading(app: Flask) -> None:
    """Have each request that only reads share one session, from its first query to its end."""

    @app.before_request
    def begin() -> None:
        if request.method in ("GET", "HEAD"):
            g.shared_reading = ExitStack()
            g.shared_reading.enter_context(installation().store.sharing())

    @app.teardown_request
    def end(_: BaseException | None) -> None:
        if "shared_reading" in g:
            g.pop("shared_reading").close()
