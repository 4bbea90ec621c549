"""What goes wrong, as a page that says what happened and what to do, and never more."""

from dataclasses import dataclass

from flask import Flask, current_app, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    RequestEntityTooLarge,
    SecurityError,
)
from werkzeug.wrappers import Response

from rules.errors import PodiumError
from rules.wording import lower_first
from webapp.store import StoreIsBusy, StoreIsNotReady
from webapp.views.access import signed_in_person
from webapp.views.entrance.account import sign_in_page
from webapp.views.entrance.carrying import carried_before, opened_by, seal_of_form
from webapp.views.pages import page


@dataclass(frozen=True, slots=True)
class Problem:
    """The words of an error page."""

    title: str
    happened: str
    remedy: str


_EXPIRED = Problem(
    "This page has expired",
    "The form was open for too long, or cookies are switched off. Nothing was saved.",
    "Go back: most browsers still show what you typed. Keep a copy of it, reload that page and "
    "send the form again. Podium needs its one cookie.",
)
_SIGNED_IN_ELSEWHERE = "You have signed in again since this form was opened."
_UNKNOWN = Problem(
    "Sorry, there is a problem with the service",
    "Something went wrong on our side, and it was noted. What you saved before is kept.",
    "Try again in a few minutes. If it happens again, tell whoever runs this service.",
)
_PROBLEMS = {
    400: Problem(
        "This request can't be understood",
        "What the browser sent is not what this page expects. Nothing was saved.",
        "Go back, reload the page and try again.",
    ),
    401: Problem(
        "Come in by your invitation",
        "This page is for a bidder that came in by the link of its invitation. Your visit has "
        "ended, or you have not come in yet. Whatever you have a receipt for is kept.",
        "Follow the link in your invitation again. If it does not work, ask the contact that the "
        "invitation names for a new one.",
    ),
    403: Problem(
        "You can't do this",
        "Your role does not let you see this page or do what you asked for.",
        "If you need to, ask the administrator of your organisation for the role.",
    ),
    404: Problem(
        "Page not found",
        "There is no such page, or it belongs to another organisation.",
        "Check the address if you typed it, or begin with your procurements.",
    ),
    405: Problem(
        "This page can't be used that way",
        "The address takes another kind of request.",
        "Go back and use the links and buttons of the page.",
    ),
    413: Problem(
        "That is too much to send at once",
        "What was sent is larger than this page takes. Nothing was saved.",
        "Go back: most browsers still show what you typed. Shorten the text, or choose a smaller "
        "file, and send it again.",
    ),
    429: Problem(
        "Too many requests",
        "There were too many requests in a short time.",
        "Wait a few minutes, then try again.",
    ),
    500: _UNKNOWN,
}
_RETRY_SECONDS = 10


def register(app: Flask) -> None:
    """Turn every error into a page."""
    app.register_error_handler(SecurityError, _misaddressed)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(StoreIsNotReady, _without_store)
    app.register_error_handler(StoreIsBusy, _busy)
    app.register_error_handler(PodiumError, _failed)


def _misaddressed(_: SecurityError) -> Response:
    """Answer a host that is not ours in plain text: no page can be made under its name."""
    return Response("This server does not answer to that name.\n", 400, mimetype="text/plain")


def _expired(_: CSRFError) -> Response:
    """Offer to send the form again to whoever typed it, with the token that counts now."""
    before, asking = carried_before(), signed_in_person()
    if before and asking is None:
        return sign_in_page(before, request.args.get("next"))
    carried = opened_by(before or seal_of_form(), asking.id) if asking else None
    if carried is None:
        return page("errors/error.html", status=400, problem=_EXPIRED)
    return page("account/carried.html", status=400, carried=carried, why=_SIGNED_IN_ELSEWHERE)


def _refused(error: HTTPException) -> Response:
    status = error.code or 500
    problem = _PROBLEMS.get(status, _UNKNOWN if status >= 500 else _PROBLEMS[400])  # noqa: PLR2004 - HTTP's own border
    if isinstance(error, RequestEntityTooLarge):
        back = page_above(f"{request.path}/")
    else:
        back = page_above(request.path) if isinstance(error, MethodNotAllowed) else ""
    response = page("errors/error.html", status=status, problem=problem, back=back)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def page_above(path: str) -> str:
    """Return the nearest page above an address that takes forms only, empty if there is none."""
    adapter = current_app.create_url_adapter(request)
    while adapter is not None and path.count("/") > 1:
        path = path.rpartition("/")[0]
        try:
            adapter.match(path, method="GET")
        except HTTPException:
            continue
        return path
    return ""


def _without_store(error: StoreIsNotReady) -> Response:
    """Say what whoever runs the service has to do; where the database was is for the log."""
    current_app.logger.error("%s %s: %s", request.method, request.path, error)
    problem = Problem(
        "The service has no database",
        f"{error.problem.rstrip('.')}. Nothing was saved.",
        f"What whoever runs this service can do: {lower_first(error.remedy.rstrip('.'))}."
        f"{_sent_again()}",
    )
    return page("errors/error.html", status=503, problem=problem)


def _busy(error: StoreIsBusy) -> Response:
    """Ask for patience, with what was typed at hand; what held the database up is for the log."""
    current_app.logger.warning("%s %s: %s", request.method, request.path, error)
    title, problem = "The service is busy", error.problem.rstrip(".")
    asking = signed_in_person()
    carried = opened_by(seal_of_form(), asking.id) if asking else None
    if carried is None:
        shown = Problem(
            title,
            f"{problem}. Nothing was saved.",
            f"{error.remedy.rstrip('.')}.{_sent_again()}",
        )
        response = page("errors/error.html", status=503, problem=shown)
    else:
        why = f"{title}: {lower_first(problem)}. Wait a moment before you send them."
        response = page("account/carried.html", status=503, carried=carried, why=why)
    response.headers["Retry-After"] = str(_RETRY_SECONDS)
    return response


def _sent_again() -> str:
    """Return how a form that met a fault is sent once more, nothing where none was sent."""
    again = " Your browser still has what you typed: reload this page later to send it again."
    return again if request.method == "POST" else ""


def _failed(error: PodiumError) -> Response:
    """Say what the rules could not do; such an error is written for people."""
    current_app.logger.error("%s %s: %s", request.method, request.path, error)
    problem = Problem(
        "Nothing could be decided",
        f"{error.problem.rstrip('.')}. Nothing was saved.",
        f"{error.remedy.rstrip('.')}.",
    )
    return page("errors/error.html", status=500, problem=problem)
