"""A log of requests that names nobody: the method, the kind of page, the answer, the time taken.

It holds no address, no browser, no id and nothing that was typed or searched for, so that it is
no record of what a person did; the audit log is that, and says so.
"""

import logging
import sys
from time import perf_counter

from flask import Flask, Response, g, request

LOG = logging.getLogger("podium.access")


def log_requests(app: Flask) -> None:
    """Have each request of an application written to standard output."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(message)s"))
    LOG.handlers, LOG.propagate = [handler], False
    LOG.setLevel(logging.INFO)

    def begin() -> None:
        g.began = perf_counter()

    app.before_request_funcs.setdefault(None, []).insert(0, begin)

    @app.after_request
    def note(response: Response) -> Response:
        page = request.url_rule.rule if request.url_rule else "no page"
        milliseconds = 1000 * (perf_counter() - g.began) if "began" in g else 0
        LOG.info("%s %s %d %.0f ms", request.method, page, response.status_code, milliseconds)
        return response
