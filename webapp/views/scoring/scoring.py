"""My scoring: what there is to score, one answer beside its question, and what is saved of it."""

from uuid import UUID

from flask import Blueprint, Response, flash, jsonify, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from evaluation.own_scores import Doubt, not_there
from evaluation.quotations import segments
from forms.scoring import ScoreForm, given, score_form
from webapp.installation import installation
from webapp.services.bids.moments import time_left
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import NO_ANSWER, CellId, Saved
from webapp.services.scoring.handing import NotReady
from webapp.services.scoring.handing import hand_in as hand_in_score
from webapp.services.scoring.handing import hand_in_all as hand_in_scores
from webapp.services.scoring.handing import take_back as take_back_score
from webapp.services.scoring.reading import Shown, Status, my_scoring, question_of, shown_answer
from webapp.services.scoring.saving import Stale, save_draft
from webapp.views.access import access, person
from webapp.views.fields import PageError, errors_of, refusal_words
from webapp.views.numbers_sent import whole_number
from webapp.views.pages import clock_in_words, page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import SCORING
from webapp.views.refusals import CONFLICT
from webapp.views.scoring import score_words
from webapp.views.scoring import scoring_words as words
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint("scoring", __name__, url_prefix="/procurements/<uuid:procurement_id>/scoring")

Outcome = Saved | Stale | NotReady | Refused


@blueprint.get("")
@access(SCORING)
def scoring(procurement_id: UUID) -> AnyResponse:
    """Show every answer that the person scores, and how far they have come."""
    here = installation()
    found = my_scoring(here.store, person(), procurement_id, now=here.now)
    due_at = None if isinstance(found, Refused) else found.due_at
    return page(
        "scoring/scoring.html",
        procurement=preparation_of(procurement_id),
        found=found,
        left=time_left(due_at, here.now) if due_at else "",
        Status=Status,
        words=words,
        scores=score_words,
    )


@blueprint.post("/hand-in")
@access(SCORING)
def hand_in_all(procurement_id: UUID) -> AnyResponse:
    """Hand in every draft that can be."""
    here = installation()
    outcome = hand_in_scores(here.store, person(), procurement_id=procurement_id, now=here.now)
    if isinstance(outcome, Refused):
        flash(refusal_words(outcome), "refused")
    else:
        flash(words.handed_in(outcome))
    return redirect(url_for(".scoring", procurement_id=procurement_id))


@blueprint.get("/<string:criterion>/<int:bidder>")
@access(SCORING)
def answer(procurement_id: UUID, criterion: str, bidder: int) -> AnyResponse:
    """Show an answer beside its question, with what the person has said of it."""
    shown = _shown(procurement_id, CellId(criterion, bidder))
    if isinstance(shown, Refused):
        return _refused(shown, status=200)
    return _page(shown, score_form(shown.desk.question)(formdata=None, data=_begun(shown)))


@blueprint.post("/<string:criterion>/<int:bidder>/draft")
@access(SCORING)
def draft(procurement_id: UUID, criterion: str, bidder: int) -> AnyResponse:
    """Save a draft; a script that saves as one types is answered in JSON."""
    cell = CellId(criterion, bidder)
    form = _form(procurement_id, criterion)
    if isinstance(form, Refused):
        return _refused(form)
    if not form.validate_on_submit():
        if _wants_json():
            errors = [error.text for error in errors_of(form)]
            return _json({"state": "wrong", "errors": errors}, 400)
        return _page(_shown(procurement_id, cell), form, status=400)
    here = installation()
    outcome = save_draft(
        here.store,
        person(),
        procurement_id=procurement_id,
        cell=cell,
        number=_number(form),
        own=form.own(),
        now=here.now,
    )
    if outcome is NO_ANSWER:
        raise NotFound
    if _wants_json():
        return _told(outcome)
    return _after(procurement_id, cell, form, outcome)


@blueprint.post("/<string:criterion>/<int:bidder>/hand-in")
@access(SCORING)
def hand_in(procurement_id: UUID, criterion: str, bidder: int) -> AnyResponse:
    """Hand in a score as it was typed."""
    cell = CellId(criterion, bidder)
    form = _form(procurement_id, criterion)
    if isinstance(form, Refused):
        return _refused(form)
    if not form.validate_on_submit():
        return _page(_shown(procurement_id, cell), form, status=400)
    here = installation()
    outcome = hand_in_score(
        here.store,
        person(),
        procurement_id=procurement_id,
        cell=cell,
        number=_number(form),
        own=form.own(),
        is_meant=form.is_meant,
        now=here.now,
    )
    return _after(procurement_id, cell, form, outcome)


@blueprint.post("/<string:criterion>/<int:bidder>/take-back")
@access(SCORING)
def take_back(procurement_id: UUID, criterion: str, bidder: int) -> AnyResponse:
    """Make a score that was handed in a draft again."""
    here = installation()
    outcome = take_back_score(
        here.store,
        person(),
        procurement_id=procurement_id,
        cell=CellId(criterion, bidder),
        number=whole_number(request.form.get("number", "")),
        now=here.now,
    )
    if outcome is NO_ANSWER:
        raise NotFound
    if isinstance(outcome, Refused):
        return _refused(outcome)
    return redirect(_address(procurement_id, CellId(criterion, bidder)))


def _form(procurement_id: UUID, criterion: str) -> ScoreForm | Refused:
    found = question_of(installation().store, procurement_id, criterion)
    if found is NO_ANSWER:
        raise NotFound
    return found if isinstance(found, Refused) else score_form(found)()


def _shown(procurement_id: UUID, cell: CellId) -> Shown | Refused:
    here = installation()
    shown = shown_answer(here.store, person(), procurement_id, cell, now=here.now)
    if shown is NO_ANSWER:
        raise NotFound
    return shown


def _begun(shown: Shown) -> dict[str, object]:
    saved = shown.desk.saved
    return {"number": str(shown.desk.number), **(given(saved.own) if saved else {})}


def _number(form: ScoreForm) -> int:
    return whole_number(str(form.number.data or ""))


def _after(procurement_id: UUID, cell: CellId, form: ScoreForm, outcome: Outcome) -> AnyResponse:
    """Lead on to what is next, or show the form again with why nothing was saved."""
    shown = _shown(procurement_id, cell)
    match outcome:
        case Refused():
            return _page(shown, form, status=CONFLICT, refused=outcome)
        case Stale(saved=saved):
            return _page(shown, form, status=CONFLICT, other=saved)
        case NotReady(lacks=lacks, doubts=doubts):
            for lack in lacks:
                field = form[lack.part.value]
                field.errors = (*field.errors, lack.words)
            if doubts:
                form.meant.errors = ("Confirm that this is what you mean, or change your reasons",)
            return _page(shown, form, status=400, doubts=doubts)
    if outcome.is_in and isinstance(shown, Shown):
        flash(f"Your score of {shown.desk.called} is handed in. {words.left(shown)}")
        if shown.next is not None and shown.scoring.next is not None:
            return redirect(_address(procurement_id, shown.next))
        return redirect(url_for(".scoring", procurement_id=procurement_id))
    return redirect(_address(procurement_id, cell))


def _page(
    shown: Shown | Refused,
    form: ScoreForm,
    *,
    status: int = 200,
    refused: Refused | None = None,
    other: Saved | None = None,
    doubts: tuple[Doubt, ...] = (),
) -> AnyResponse:
    if isinstance(shown, Refused):
        return _refused(shown)
    desk = shown.desk
    refusals = () if refused is None else (PageError(refusal_words(refused), "#main-content"),)
    stale = () if other is None else (PageError(words.STALE, "#both"),)
    return page(
        "scoring/answer.html",
        status=status,
        procurement=preparation_of(desk.procurement_id),
        shown=shown,
        desk=desk,
        form=form,
        pieces=list(segments(desk.answer, form.quotation.data or ())),
        errors=(*refusals, *stale, *errors_of(form)),
        refused=refused,
        other=other,
        doubts=doubts,
        words=words,
        scores=score_words,
        Status=Status,
    )


def _refused(refused: Refused, *, status: int = CONFLICT) -> AnyResponse:
    procurement_id: UUID = (request.view_args or {})["procurement_id"]
    return refused_page(procurement_id, refused, status=status, doing="Scoring")


def _told(outcome: Saved | Stale | Refused) -> Response:
    """Return what came of saving for the script that sent it."""
    match outcome:
        case Refused():
            return _json({"state": "refused", "words": refusal_words(outcome)}, CONFLICT)
        case Stale(saved=saved):
            return _json({"state": "stale", **_saved(saved)}, CONFLICT)
        case Saved():
            return _json({"state": "saved", **_saved(outcome)}, 200)


def _saved(saved: Saved) -> dict[str, object]:
    return {
        "number": saved.number,
        "at": clock_in_words(saved.at),
        "score": saved.own.score,
        "rationale": saved.own.rationale,
        "quotations": [
            {"words": one.words, "start": one.start, "end": one.end}
            if one.is_placed
            else {"words": one.words, "problem": not_there(one.words)}
            for one in saved.own.quotations
        ],
    }


def _json(value: dict[str, object], status: int) -> Response:
    response = jsonify(value)
    response.status_code = status
    return response


def _wants_json() -> bool:
    best = request.accept_mimetypes.best_match(("text/html", "application/json"))
    return best == "application/json"


def _address(procurement_id: UUID, cell: CellId) -> str:
    return url_for(
        ".answer", procurement_id=procurement_id, criterion=cell.criterion, bidder=cell.bidder
    )
