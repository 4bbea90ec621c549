"""What somebody was told, and noting that it was read."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.services import notifying
from webapp.views.access import SIGNED_IN, access, person
from webapp.views.pages import page

blueprint = Blueprint("notifications", __name__, url_prefix="/notifications")


@blueprint.get("")
@access(SIGNED_IN)
def notifications() -> Response:
    """List what the person was told, the last first."""
    number = _number()
    found = notifying.told_to(installation().store, person(), page=number)
    if number > found.pages:
        raise NotFound
    return page("notifications/notifications.html", found=found)


@blueprint.post("/<uuid:notification_id>/read")
@access(SIGNED_IN)
def read(notification_id: UUID) -> Response:
    """Note that one was read."""
    here = installation()
    if not notifying.mark_read(here.store, person(), notification_id=notification_id, now=here.now):
        raise NotFound
    return redirect(url_for(".notifications", page=_number()))


@blueprint.post("/read")
@access(SIGNED_IN)
def read_all() -> Response:
    """Note that all were read."""
    here = installation()
    notifying.mark_all_read(here.store, person(), now=here.now)
    return redirect(url_for(".notifications"))


def _number() -> int:
    text = request.args.get("page", "1")
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= 6 and int(text)):  # noqa: PLR2004 - digits enough
        raise NotFound
    return int(text)
