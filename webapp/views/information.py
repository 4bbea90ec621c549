"""Pages that say what the service is, what it keeps and how far it can be used by everybody."""

from flask import Blueprint
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.services.accounts import ATTEMPTS_KEPT
from webapp.views.access import PUBLIC, access
from webapp.views.pages import page

blueprint = Blueprint("information", __name__)


@blueprint.get("/accessibility-statement")
@access(PUBLIC)
def accessibility_statement() -> Response:
    """Say how accessible the service is, and how that was found out."""
    return page("information/accessibility_statement.html")


@blueprint.get("/privacy-notice")
@access(PUBLIC)
def privacy_notice() -> Response:
    """Say what is kept about people, and for how long."""
    settings = installation().settings
    return page(
        "information/privacy_notice.html",
        attempts_hours=ATTEMPTS_KEPT.days * 24,
        session_hours=settings.absolute_limit.seconds // 3600,
    )


@blueprint.get("/cookies")
@access(PUBLIC)
def cookies() -> Response:
    """Say which cookie there is."""
    settings = installation().settings
    return page(
        "information/cookies.html",
        cookie="podium" if settings.is_loopback else "__Host-podium",
        idle_minutes=settings.idle_limit.seconds // 60,
    )
