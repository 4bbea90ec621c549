"""Interests in the bidders: declaring one's own, and deciding on somebody else's conflict."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.panel.declarations import Handling
from forms.evaluation_panel import InterestsForm, VerdictForm
from webapp.installation import installation
from webapp.services.panel.declaring import declare, judge
from webapp.services.panel.interests_pages import InterestsPage, interests_page_of
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.numbers_sent import read_sent
from webapp.views.pages import page
from webapp.views.panel import panel_words as words
from webapp.views.reaches import DECLARING, JUDGING
from webapp.views.refusals import refusal_errors, status_of

blueprint = Blueprint("interests", __name__, url_prefix="/procurements/<uuid:procurement_id>/panel")

DECLARE, JUDGE = "interests/declaration.html", "interests/verdict.html"


@blueprint.route("/declaration", methods=["GET", "POST"])
@access(DECLARING)
def declaration(procurement_id: UUID) -> Response:
    """Ask whether there is a conflict of interest in any of the bidders."""
    found = _interests(procurement_id, person().id)
    standing = found.interests
    given = None
    if standing.handling is not None and standing.decided_by is None:
        given = {"handling": standing.handling.value, "detail": standing.detail}
    form = InterestsForm(data=given)
    if not form.validate_on_submit():
        return _page(DECLARE, found, form)
    here = installation()
    outcome = declare(
        here.store,
        person(),
        procurement_id=procurement_id,
        handling=Handling(form.handling.data),
        detail=form.detail.data or "",
        bidders_sha256=request.form.get("bidders", ""),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _page(DECLARE, _interests(procurement_id, person().id), form, refusal=outcome)
    return redirect(url_for("interests.declaration", procurement_id=procurement_id))


@blueprint.route("/declarations/<uuid:user_id>", methods=["GET", "POST"])
@access(JUDGING)
def verdict(procurement_id: UUID, user_id: UUID) -> Response:
    """Show a conflict as it was declared, and ask what is decided on it."""
    found = _interests(procurement_id, user_id)
    if found.interests.handling is None:
        return redirect(url_for("panel.panel", procurement_id=procurement_id))
    form = VerdictForm()
    if not form.validate_on_submit():
        return _page(JUDGE, found, form)
    here = installation()
    outcome = judge(
        here.store,
        person(),
        procurement_id=procurement_id,
        user_id=user_id,
        handling=Handling(form.verdict.data),
        why=form.why.data or "",
        read=read_sent(),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _page(JUDGE, _interests(procurement_id, user_id), form, refusal=outcome)
    return redirect(url_for("panel.panel", procurement_id=procurement_id))


def _interests(procurement_id: UUID, user_id: UUID) -> InterestsPage:
    here = installation()
    found = interests_page_of(here.store, person(), procurement_id, user_id, now=here.now)
    if isinstance(found, Refused):
        raise NotFound
    return found


def _page(
    name: str, shown: InterestsPage, form: FlaskForm, *, refusal: Refused | None = None
) -> Response:
    errors = (*refusal_errors(refusal), *errors_of(form))
    return page(
        name,
        status=status_of(refusal, errors),
        shown=shown,
        interests=shown.interests,
        procurement_id=shown.access.standing.procurement_id,
        form=form,
        words=words,
        errors=errors,
    )
