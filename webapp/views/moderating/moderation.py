"""Moderation: the table of what is open and agreed, and one answer with what evaluators gave."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.own_scores import Doubt
from evaluation.quotations import segments
from forms.moderating import AgreedForm, EarlyOpeningForm, ReopeningForm, agreed_form
from forms.scoring import given
from webapp.installation import installation
from webapp.services.moderating import agreeing, opening
from webapp.services.moderating.agreeing import Agreement, Stale
from webapp.services.moderating.answers import OnTable, answer_on_table
from webapp.services.moderating.board import moderation as moderation_of
from webapp.services.moderating.cells import State
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import NO_ANSWER, CellId
from webapp.services.scoring.handing import NotReady
from webapp.views.access import access, person
from webapp.views.fields import PageError, errors_of, refusal_words
from webapp.views.moderating import moderation_words as words
from webapp.views.numbers_sent import whole_number
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import CHAIRING, RESULT
from webapp.views.refusals import CONFLICT
from webapp.views.scoring import score_words
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "moderating", __name__, url_prefix="/procurements/<uuid:procurement_id>/moderation"
)
_ANSWER = "/<string:criterion>/<int:bidder>"


@blueprint.get("")
@access(RESULT)
def moderation(procurement_id: UUID) -> Response:
    """Show how far each answer is, those first whose spread could change who is first."""
    here = installation()
    found = moderation_of(here.store, person(), procurement_id, now=here.now)
    if isinstance(found, Refused):
        return _refused(found, status=200)
    return page(
        "moderating/moderation.html",
        procurement=preparation_of(procurement_id),
        board=found,
        State=State,
        words=words,
    )


@blueprint.post("/open-complete")
@access(CHAIRING)
def open_complete(procurement_id: UUID) -> Response:
    """Open every answer of which all own scores are in."""
    here = installation()
    outcome = opening.open_complete(
        here.store, person(), procurement_id=procurement_id, now=here.now
    )
    if isinstance(outcome, Refused):
        flash(refusal_words(outcome), "refused")
    else:
        flash(words.opened_words(outcome))
    return redirect(url_for(".moderation", procurement_id=procurement_id))


@blueprint.get(_ANSWER)
@access(RESULT)
def answer(procurement_id: UUID, criterion: str, bidder: int) -> Response:
    """Show one answer with what evaluators gave it, side by side."""
    shown = _shown(procurement_id, CellId(criterion, bidder))
    if isinstance(shown, Refused):
        return _refused(shown, status=200)
    return _page(shown, _form_of(shown, is_sent=False))


@blueprint.post(f"{_ANSWER}/open")
@access(CHAIRING)
def open_answer(procurement_id: UUID, criterion: str, bidder: int) -> Response:
    """Open one answer; the chair says why if it is before every own score is in."""
    cell = CellId(criterion, bidder)
    form = EarlyOpeningForm()
    if not form.validate_on_submit():
        return _again(procurement_id, cell, form)
    here = installation()
    outcome = opening.open_answer(
        here.store,
        person(),
        procurement_id=procurement_id,
        cell=cell,
        why=form.why.data or "",
        now=here.now,
    )
    if outcome is opening.NOT_ALL_IN:
        form.why.errors = ("Enter why the panel opens the answer without them",)
        return _again(procurement_id, cell, form)
    if isinstance(outcome, Refused):
        return _refused_act(outcome)
    return redirect(_address(procurement_id, cell))


@blueprint.post(f"{_ANSWER}/agree")
@access(CHAIRING)
def agree(procurement_id: UUID, criterion: str, bidder: int) -> Response:
    """Record the score that the panel agrees."""
    cell = CellId(criterion, bidder)
    shown = _shown(procurement_id, cell)
    if isinstance(shown, Refused):
        return _refused(shown)
    form = _form_of(shown, is_sent=True)
    if not form.validate_on_submit():
        return _page(shown, form, status=400)
    here = installation()
    outcome = agreeing.agree(
        here.store,
        person(),
        procurement_id=procurement_id,
        cell=cell,
        number=whole_number(str(form.number.data or "")),
        agreement=_agreement(form),
        is_meant=form.is_meant,
        now=here.now,
    )
    match outcome:
        case Refused():
            return _page(_shown(procurement_id, cell), form, status=CONFLICT, refused=outcome)
        case Stale():
            return _page(_shown(procurement_id, cell), form, status=CONFLICT, is_stale=True)
        case NotReady():
            return _not_ready(shown, form, outcome)
    if outcome.is_all_agreed:
        flash("Every score is agreed. The bids can be evaluated now.")
        return redirect(url_for(".moderation", procurement_id=procurement_id))
    flash(f"The score of {shown.cell.called} on {shown.question.title} is agreed.")
    if shown.next is None:
        return redirect(url_for(".moderation", procurement_id=procurement_id))
    return redirect(_address(procurement_id, shown.next))


@blueprint.route(f"{_ANSWER}/reopen", methods=["GET", "POST"])
@access(CHAIRING)
def reopen(procurement_id: UUID, criterion: str, bidder: int) -> Response:
    """Ask why an agreed score is opened again."""
    cell = CellId(criterion, bidder)
    shown = _shown(procurement_id, cell)
    if isinstance(shown, Refused):
        return _refused(shown)
    form = ReopeningForm(data={"number": str(shown.number)})
    if not form.validate_on_submit():
        if shown.agreed is None or not shown.board.may_moderate:
            return redirect(_address(procurement_id, cell))
        return _reopen_page(shown, form, status=400 if form.errors else 200)
    here = installation()
    outcome = agreeing.reopen(
        here.store,
        person(),
        procurement_id=procurement_id,
        cell=cell,
        number=whole_number(str(form.number.data or "")),
        why=form.why.data or "",
        now=here.now,
    )
    match outcome:
        case Refused():
            return _reopen_page(shown, form, status=CONFLICT, problem=refusal_words(outcome))
        case Stale():
            return _reopen_page(shown, form, status=CONFLICT, problem=words.STALE)
    return redirect(_address(procurement_id, cell))


def _shown(procurement_id: UUID, cell: CellId) -> OnTable | Refused:
    here = installation()
    shown = answer_on_table(here.store, person(), procurement_id, cell, now=here.now)
    if shown is NO_ANSWER:
        raise NotFound
    return shown


def _form_of(shown: OnTable, *, is_sent: bool) -> AgreedForm:
    form = agreed_form(shown.question, shown.people)
    if is_sent:
        return form()
    before = shown.agreed_before
    begun: dict[str, object] = {
        "number": str(shown.number),
        "present": [str(one) for one in shown.present],
    }
    if before is not None:
        begun |= given(before.own)
        begun |= {
            "dissent": before.dissent,
            "dissenting": [str(one) for one in before.dissenting & shown.present],
        }
    return form(formdata=None, data=begun)


def _agreement(form: AgreedForm) -> Agreement:
    dissent = str(form["dissent"].data or "")
    return Agreement(form.own(), form.people("present"), dissent, form.people("dissenting"))


def _not_ready(shown: OnTable, form: AgreedForm, outcome: NotReady) -> Response:
    for lack in outcome.lacks:
        field = form[lack.part.value]
        field.errors = (*field.errors, lack.words)
    if outcome.doubts:
        form.meant.errors = ("Confirm that this is what the panel means, or change the reasons",)
    return _page(shown, form, status=400, doubts=outcome.doubts)


def _again(procurement_id: UUID, cell: CellId, form: EarlyOpeningForm) -> Response:
    shown = _shown(procurement_id, cell)
    if isinstance(shown, Refused):
        return _refused(shown)
    return _page(shown, _form_of(shown, is_sent=False), status=400, early=form)


def _page(
    shown: OnTable | Refused,
    form: AgreedForm,
    *,
    status: int = 200,
    refused: Refused | None = None,
    is_stale: bool = False,
    doubts: tuple[Doubt, ...] = (),
    early: EarlyOpeningForm | None = None,
) -> Response:
    if isinstance(shown, Refused):
        return _refused(shown)
    refusals = () if refused is None else (PageError(refusal_words(refused), "#main-content"),)
    stale = (PageError(words.STALE, "#steps"),) if is_stale else ()
    opening_form = early or EarlyOpeningForm(formdata=None)
    return page(
        "moderating/answer.html",
        status=status,
        procurement=preparation_of(shown.board.procurement_id),
        shown=shown,
        board=shown.board,
        form=form,
        early=opening_form,
        pieces=list(segments(shown.answer, shown.quoted)),
        errors=(*refusals, *stale, *errors_of(form), *errors_of(opening_form)),
        is_kept=refused is not None or is_stale,
        doubts=doubts,
        words=words,
        scores=score_words,
        State=State,
    )


def _reopen_page(shown: OnTable, form: FlaskForm, *, status: int, problem: str = "") -> Response:
    refusals = (PageError(problem, "#main-content"),) if problem else ()
    return page(
        "moderating/reopen.html",
        status=status,
        procurement=preparation_of(shown.board.procurement_id),
        shown=shown,
        form=form,
        errors=(*refusals, *errors_of(form)),
        words=words,
        scores=score_words,
    )


def _refused_act(refused: Refused) -> Response:
    if refused is NO_ANSWER:
        raise NotFound
    return _refused(refused)


def _refused(refused: Refused, *, status: int = CONFLICT) -> Response:
    procurement_id: UUID = (request.view_args or {})["procurement_id"]
    return refused_page(procurement_id, refused, status=status, doing="Moderation")


def _address(procurement_id: UUID, cell: CellId) -> str:
    return url_for(
        ".answer", procurement_id=procurement_id, criterion=cell.criterion, bidder=cell.bidder
    )
