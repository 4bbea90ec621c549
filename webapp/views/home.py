"""The front door, which leads each person to where their work is."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.roles import READERS
from webapp.services.settings.approving import awaiting
from webapp.views.access import SIGNED_IN, access, person
from webapp.views.pages import page

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@access(SIGNED_IN)
def home() -> Response:
    """Lead to the procurements, or say why there are none to see."""
    if person().with_any(READERS):
        return redirect(url_for("procurements.my_procurements"))
    return page("home/home.html", awaiting=awaiting(installation().store, person()))
