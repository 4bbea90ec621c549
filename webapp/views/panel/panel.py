"""The evaluation panel of a tender: who scores what, who chairs, and what is shown early."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.panel.visibility import Sight
from forms.evaluation_panel import PRICES, chair_form, early_form, questions_form
from forms.scoring_deadline import due_form
from rules.uk_time import day_of
from webapp.installation import installation
from webapp.services.panel.assigning import assign, name_chair
from webapp.services.panel.board import Board, Seated, board_of
from webapp.services.panel.due import set_due
from webapp.services.panel.unmasking import unmask
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.numbers_sent import read_sent
from webapp.views.pages import page
from webapp.views.panel import panel_words as words
from webapp.views.reaches import JUDGING, PANEL_READING, TENDER_KEEPING
from webapp.views.refusals import refusal_errors, status_of

blueprint = Blueprint("panel", __name__, url_prefix="/procurements/<uuid:procurement_id>/panel")


@blueprint.get("")
@access(PANEL_READING)
def panel(procurement_id: UUID) -> Response:
    """Show who scores what, and how much of it is in."""
    return page("panel/panel.html", board=board_shown(procurement_id), words=words)


@blueprint.route("/evaluators/<uuid:user_id>", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def evaluator(procurement_id: UUID, user_id: UUID) -> Response:
    """Ask which questions somebody scores."""
    board = board_shown(procurement_id)
    seated = board.person(user_id)
    if seated is None:  # they hold no role any more, and never scored
        return redirect(url_for("panel.panel", procurement_id=procurement_id))
    choices = [(one.id, one.title) for one in board.questions]
    form = questions_form(choices)(data={"questions": sorted(seated.questions)})
    if not form.validate_on_submit():
        return _evaluator_page(board, seated, form)
    here = installation()
    outcome = assign(
        here.store,
        person(),
        procurement_id=procurement_id,
        user_id=user_id,
        questions=frozenset(form["questions"].data or ()),
        why=form["why"].data or "",
        read=read_sent(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        again = board_shown(procurement_id)
        return _evaluator_page(again, again.person(user_id) or seated, form, refusal=outcome)
    return redirect(url_for("panel.panel", procurement_id=procurement_id))


@blueprint.route("/chair", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def chair(procurement_id: UUID) -> Response:
    """Ask who chairs the panel."""
    board = board_shown(procurement_id)
    choices = [(str(one.id), one.name) for one in board.people if one.may_chair]
    given = {"chair": str(board.chair.id)} if board.chair else None
    form = chair_form(choices, is_change=board.chair is not None)(data=given)
    if not form.validate_on_submit():
        return _page("panel/chair.html", board, form)
    here = installation()
    outcome = name_chair(
        here.store,
        person(),
        procurement_id=procurement_id,
        user_id=UUID(form["chair"].data),
        why=(form["why"].data or "") if "why" in form else "",
        read=read_sent(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _page("panel/chair.html", board_shown(procurement_id), form, refusal=outcome)
    return redirect(url_for("panel.panel", procurement_id=procurement_id))


@blueprint.route("/due", methods=["GET", "POST"])
@access(JUDGING)
def due(procurement_id: UUID) -> Response:
    """Ask until when scores are due."""
    board, here = board_shown(procurement_id), installation()
    form = due_form(board.due.at if board.due else None, first=day_of(here.now))
    if board.not_due is not None or not form.validate_on_submit():
        return _page("panel/due.html", board, form)
    outcome = set_due(
        here.store,
        person(),
        procurement_id=procurement_id,
        due_at=form.moment,
        because=form.because.data or "",
        read=read_sent(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _page("panel/due.html", board_shown(procurement_id), form, refusal=outcome)
    return redirect(url_for("panel.panel", procurement_id=procurement_id))


@blueprint.route("/shown-early", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def shown_early(procurement_id: UUID) -> Response:
    """Ask what is shown to somebody before the terms would, and why."""
    board = board_shown(procurement_id)
    people = [(str(one.id), one.name) for one in board.panel if one.id != person().id]
    bidders = [
        (str(one.bidder_id), f"Which bid is that of {one.name}")
        for one in sorted(board.access.standing.bidders, key=lambda one: one.name.casefold())
        if board.access.sees(Sight.BIDDERS)  # whoever scores masked bids shows nobody their names
    ]
    form = early_form(people, bidders)()
    if not form.validate_on_submit():
        return _page("panel/shown_early.html", board, form)
    here = installation()
    what = form["what"].data
    outcome = unmask(
        here.store,
        person(),
        procurement_id=procurement_id,
        user_id=UUID(form["to"].data),
        bidder_id=None if what == PRICES else UUID(what),
        because=form["because"].data,
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _page("panel/shown_early.html", board, form, refusal=outcome)
    return redirect(url_for("panel.panel", procurement_id=procurement_id))


def board_shown(procurement_id: UUID) -> Board:
    """Return the panel of the tender that the guard has let through."""
    here = installation()
    found = board_of(here.store, person(), procurement_id, now=here.now)
    if isinstance(found, Refused):
        raise NotFound
    return found


def _evaluator_page(
    board: Board, seated: Seated, form: FlaskForm, *, refusal: Refused | None = None
) -> Response:
    return _page("panel/evaluator.html", board, form, refusal=refusal, seated=seated)


def _page(
    name: str, board: Board, form: FlaskForm, *, refusal: Refused | None = None, **values: object
) -> Response:
    errors = (*refusal_errors(refusal), *errors_of(form))
    return page(
        name,
        status=status_of(refusal, errors),
        board=board,
        form=form,
        words=words,
        errors=errors,
        **values,
    )
