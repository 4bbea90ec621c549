"""Going on once something is saved: to the next task, which says first what was saved."""

from uuid import UUID

from flask import current_app, flash, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from webapp.installation import installation
from webapp.services.tasks import next_task, open_with_problems, sections_of
from webapp.views.preparing.task_lists import way_address


def to_next_task(procurement_id: UUID, *, after: str, saved: str) -> Response:
    """Lead to the first task that waits, those after the one just saved before the others.

    `after` is the endpoint of that task; where none waits, the task list says so.
    """
    flash(saved)
    return redirect(next_address(procurement_id, after=after))


def next_address(procurement_id: UUID, *, after: str = "") -> str:
    """Return the address of the next task, or of the task list where none waits."""
    overview = open_with_problems(installation().store, procurement_id)
    if overview is None:
        raise NotFound
    following = next_task(sections_of(overview, current_app.view_functions), after=after)
    if following is None or overview.preparation.closed is not None:
        return url_for("procurements.procurement", procurement_id=procurement_id)
    return way_address(following.way, procurement_id)
