"""The questions of bidders, and the answers that go to all of them."""

from dataclasses import replace
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from forms.tendering.clarifications import AnswerForm
from webapp.installation import installation
from webapp.services.bids.receipts import knows_names
from webapp.services.refusals import Refused
from webapp.services.tendering import clarifying
from webapp.services.tendering.clarifying import Question, open_questions
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import TENDER_KEEPING
from webapp.views.refusals import CONFLICT, refusal_errors
from webapp.views.tendering.refused import refused_page

NOT_TOLD = "A bidder"
"""Who asked, for whoever scores bids whose bidders are masked."""

blueprint = Blueprint(
    "clarifying", __name__, url_prefix="/procurements/<uuid:procurement_id>/tender/questions"
)


@blueprint.get("")
@access(TENDER_KEEPING)
def clarifications(procurement_id: UUID) -> Response:
    """List what bidders asked, and what was answered."""
    return page(
        "clarifying/clarifications.html",
        procurement=preparation_of(procurement_id),
        questions=_questions(procurement_id),
    )


@blueprint.route("/<int:number>", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def answer(procurement_id: UUID, number: int) -> Response:
    """Answer a question to every bidder, or correct the answer."""
    here, question = installation(), _question(procurement_id, number)
    if question is None:
        return refused_page(procurement_id, clarifying.NO_QUESTION)
    form = _form(question)
    if request.method == "GET":
        return _answer_page(procurement_id, question, form)
    if not form.validate():
        return _answer_page(procurement_id, question, form, status=400)
    outcome = clarifying.answer(
        here.store,
        person(),
        procurement_id=procurement_id,
        number=number,
        after=form.answers_read,
        as_read=form.question.data or "",
        words=form.answer.data or "",
        now=here.now,
    )
    if isinstance(outcome, Refused):
        again = _question(procurement_id, number) or question
        form.after.data = str(len(again.answers))
        return _answer_page(procurement_id, again, form, status=CONFLICT, refusal=outcome)
    flash("The answer is on its way to every bidder.")
    return redirect(url_for(".clarifications", procurement_id=procurement_id))


def _form(question: Question) -> AnswerForm:
    """Return the form with the answer that stands, or with the question as it was asked."""
    last = question.last
    return AnswerForm(
        data={
            "after": str(len(question.answers)),
            "question": last.question if last else question.question,
            "answer": last.answer if last else "",
        }
    )


def _question(procurement_id: UUID, number: int) -> Question | None:
    return next((one for one in _questions(procurement_id) if one.number == number), None)


def _questions(procurement_id: UUID) -> tuple[Question, ...]:
    """Return what bidders asked, without who did for whoever may not know the bidders now.

    A letter in place of the name would tell an officer who scores more: which bid is that of the
    bidder that asked.
    """
    here = installation()
    every = tuple(open_questions(here.store, procurement_id))
    if knows_names(here.store, person(), procurement_id, now=here.now):
        return every
    return tuple(replace(one, bidder=NOT_TOLD) for one in every)


def _answer_page(
    procurement_id: UUID,
    question: Question,
    form: AnswerForm,
    *,
    status: int = 200,
    refusal: Refused | None = None,
) -> Response:
    return page(
        "clarifying/answer.html",
        status=status,
        procurement=preparation_of(procurement_id),
        question=question,
        form=form,
        errors=(*refusal_errors(refusal), *errors_of(form)),
    )
