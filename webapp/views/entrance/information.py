"""Pages that say what the service is, what it keeps and how far it can be used by everybody."""

from datetime import date

from flask import Blueprint, current_app
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.services.accounts import ATTEMPTS_KEPT
from webapp.views.access import access
from webapp.views.entrance.kept import KEPT
from webapp.views.pages import page
from webapp.views.reaches import PUBLIC
from webapp.views.terms import alphabet

blueprint = Blueprint("information", __name__)

STATEMENT_PREPARED_ON = date(2026, 11, 22)
"""The day on which the accessibility statement was last compared with what the tests find."""


@blueprint.get("/accessibility-statement")
@access(PUBLIC)
def accessibility_statement() -> Response:
    """Say how accessible the service is, how that was found out, and whom to tell.

    In the form of the model statement that the accessibility regulations of 2018 ask for
    (SI 2018/952, regulation 8).
    """
    return page(
        "information/accessibility_statement.html",
        contact=installation().settings.contact,
        prepared_on=STATEMENT_PREPARED_ON,
    )


@blueprint.get("/privacy-notice")
@access(PUBLIC)
def privacy_notice() -> Response:
    """Say what is kept about people, why, and for how long."""
    settings = installation().settings
    return page(
        "information/privacy_notice.html",
        contact=settings.contact,
        sends_mail=settings.sends_mail,
        attempts_hours=ATTEMPTS_KEPT.days * 24,
        session_hours=settings.absolute_limit.seconds // 3600,
        idle_minutes=settings.idle_limit.seconds // 60,
    )


@blueprint.get("/how-long-things-are-kept")
@access(PUBLIC)
def retention() -> Response:
    """Say of everything that is kept what it tells about people, and when it goes."""
    rows = [(kept.what, kept.about_people, kept.how_long) for kept in KEPT]
    return page("information/retention.html", rows=rows)


@blueprint.get("/cookies")
@access(PUBLIC)
def cookies() -> Response:
    """Say which cookie there is."""
    return page(
        "information/cookies.html",
        cookie=current_app.config["SESSION_COOKIE_NAME"],
        idle_minutes=installation().settings.idle_limit.seconds // 60,
    )


@blueprint.get("/glossary")
@access(PUBLIC)
def glossary() -> Response:
    """Say what the words of the law, of policies and of this service mean."""
    return page("information/glossary.html", letters=alphabet())
