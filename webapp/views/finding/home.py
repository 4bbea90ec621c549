"""The front door: what waits for whoever asks, what waits for others, and what is late."""

from flask import Blueprint
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.roles import EVALUATORS, READERS, WRITERS
from webapp.services.dashboards import dashboard_of
from webapp.views.access import access, person
from webapp.views.finding.work_words import board_of
from webapp.views.pages import page
from webapp.views.reaches import SIGNED_IN

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access(SIGNED_IN)
def home() -> Response:
    """Show the work of a person, each line a link to where it is done."""
    here, who = installation(), person()
    return page(
        "home/home.html",
        board=board_of(dashboard_of(here.store, who, now=here.now)),
        may_start=bool(who.with_any(WRITERS)),
        reads=bool(who.with_any(READERS) or who.with_any_single(READERS)),
        scores=bool(who.with_any(EVALUATORS) or who.with_any_single(EVALUATORS)),
    )
