"""The golden thread: everything on it, and for any id all that stands up and down the line."""

from uuid import UUID

from flask import Blueprint, jsonify, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.thread import Kind, Line, line_of, whole
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.thread.reading import Threaded, thread_for
from webapp.views.access import access, person
from webapp.views.awarding.awarding_words import STEPS
from webapp.views.pages import page
from webapp.views.reaches import TENDER_READING
from webapp.views.thread.thread_words import FORMAT, line_json, place_of, step_words

blueprint = Blueprint("thread", __name__, url_prefix="/procurements/<uuid:procurement_id>/thread")
NOT_FOUND = 404
LONGEST_ID = 200


@blueprint.get("")
@access(TENDER_READING)
def thread(procurement_id: UUID) -> Response:
    """Show everything on the thread, from the outcomes of the policy down."""
    found = _threaded(procurement_id)
    asked = request.args.get("id", "").strip()[:LONGEST_ID]
    if asked and line_of(found.thread, asked) is not None:
        return redirect(url_for("thread.line", procurement_id=procurement_id, thing=asked))
    return _page(found, whole(found.thread), asked=asked)


@blueprint.get("/<string:thing>")
@access(TENDER_READING)
def line(procurement_id: UUID, thing: str) -> Response:
    """Show all that something came from, and all that came of it."""
    found = _threaded(procurement_id)
    shown = line_of(found.thread, thing)
    if shown is None:
        return _page(found, whole(found.thread), asked=thing if found.thread.nodes else "")
    return _page(found, shown)


@blueprint.get("/thread.json")
@access(TENDER_READING)
def thread_json(procurement_id: UUID) -> Response:
    """Send everything on the thread as JSON."""
    found = _threaded(procurement_id)
    return jsonify(line_json(found, whole(found.thread)))


@blueprint.get("/<string:thing>.json")
@access(TENDER_READING)
def line_json_of(procurement_id: UUID, thing: str) -> Response:
    """Send a line of the thread as JSON."""
    found = _threaded(procurement_id)
    shown = line_of(found.thread, thing)
    if shown is not None or not found.thread.nodes:
        return jsonify(line_json(found, shown or whole(found.thread)))
    answer = jsonify(
        format=FORMAT,
        problem=f"Nothing on the thread of {found.reference} has the id {thing!r}",
        ids=[node.key for node in found.thread.nodes],
    )
    answer.status_code = NOT_FOUND
    return answer


def _threaded(procurement_id: UUID) -> Threaded:
    here = installation()
    found = thread_for(here.store, person(), procurement_id, now=here.now)
    if isinstance(found, Refused):
        raise NotFound
    return found


def _page(found: Threaded, shown: Line, *, asked: str = "") -> Response:
    """Show a line; `asked` is an id that nothing has, empty where nothing is missing."""
    return page(
        "thread/thread.html",
        status=NOT_FOUND if asked else 200,
        found=found,
        line=shown,
        missing=asked,
        kinds=tuple(Kind),
        step=step_words(found),
        award_steps=STEPS,
        place_of=lambda node: place_of(found, node),
        address=lambda node: url_for("thread.line", procurement_id=found.id, thing=node.key),
        json_address=_json_address(found, shown),
    )


def _json_address(found: Threaded, shown: Line) -> str:
    if len(shown.of) == 1:
        return url_for("thread.line_json_of", procurement_id=found.id, thing=shown.of[0].key)
    if shown.of:
        return url_for("thread.line_json_of", procurement_id=found.id, thing=shown.of[0].id)
    return url_for("thread.thread_json", procurement_id=found.id)
