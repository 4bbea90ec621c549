"""What somebody was told, and noting that it was read."""

from typing import Final
from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.services.telling import notifying
from webapp.services.telling.notifying import Mailed
from webapp.views.access import access, person
from webapp.views.numbers_sent import page_number
from webapp.views.pages import page
from webapp.views.reaches import SIGNED_IN

_MAILED: Final = {
    Mailed.SENT: "Sent to you by e-mail too",
    Mailed.WAITING: "The e-mail waits to be sent",
    Mailed.FAILED: "The e-mail could not be sent",
}
"""What became of the e-mail, where an installation sends any."""

blueprint = Blueprint("notifications", __name__, url_prefix="/notifications")


@blueprint.get("")
@access(SIGNED_IN)
def notifications() -> Response:
    """List what the person was told, the last first."""
    here, number = installation(), page_number()
    found = notifying.told_to(here.store, person(), page=number)
    if number > found.pages:
        raise NotFound
    sends_mail = here.settings.sends_mail
    return page(
        "notifications/notifications.html",
        found=found,
        sends_mail=sends_mail,
        mailed=_MAILED if sends_mail else {},
    )


@blueprint.post("/<uuid:notification_id>/read")
@access(SIGNED_IN)
def read(notification_id: UUID) -> Response:
    """Note that one was read."""
    here = installation()
    if not notifying.mark_read(here.store, person(), notification_id=notification_id, now=here.now):
        raise NotFound
    return redirect(url_for(".notifications", page=page_number()))


@blueprint.post("/read")
@access(SIGNED_IN)
def read_all() -> Response:
    """Note that all were read."""
    here = installation()
    notifying.mark_all_read(here.store, person(), now=here.now)
    return redirect(url_for(".notifications"))
