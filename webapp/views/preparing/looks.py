"""Saying that a part is still right, though what it rests on has changed."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from rules.wording import lower_first
from webapp.installation import installation
from webapp.services.parts import KINDS
from webapp.services.parts.looking import PAGES, say_still_right
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import refusal_words
from webapp.views.numbers_sent import whole_number
from webapp.views.preparing.going_on import to_next_task
from webapp.views.reaches import WRITING

blueprint = Blueprint("looks", __name__, url_prefix="/procurements/<uuid:procurement_id>/parts")


@blueprint.post("/<part>/still-right")
@access(WRITING)
def still_right(procurement_id: UUID, part: str) -> Response:
    """Keep a part as it is, and go on; what has changed again meanwhile is shown first."""
    if part not in PAGES:
        raise NotFound
    here = installation()
    outcome = say_still_right(
        here.store,
        person(),
        procurement_id,
        part=part,
        version=whole_number(request.form.get("version", "")),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        flash(refusal_words(outcome), "refused")
        return redirect(url_for(PAGES[part], procurement_id=procurement_id))
    title = lower_first(KINDS[part].title)
    return to_next_task(procurement_id, after=PAGES[part], saved=f"Kept as it is: {title}.")
