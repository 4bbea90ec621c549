"""Publishing a tender, and changing it: the terms first, then what they come to, then the act."""

from collections.abc import Mapping
from datetime import time
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from evaluation.publication import Basis, Check, checks_of, first_day
from forms.tendering.terms import ReviewForm, TermsForm, review_form, terms_form, terms_typed
from rules.uk_time import day_of
from rules.wording import counted
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.tendering.publishing import (
    CLOSED,
    PublishedNow,
    Publishing,
    Sent,
    WrongTerms,
    open_publishing,
    term_changes,
    wrong_in,
)
from webapp.services.tendering.publishing import publish as publish_tender
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.numbers_sent import whole_number
from webapp.views.pages import page
from webapp.views.reaches import TENDER_KEEPING
from webapp.views.refusals import CONFLICT, refusal_errors
from webapp.views.tendering.refused import refused_page

blueprint = Blueprint(
    "publishing", __name__, url_prefix="/procurements/<uuid:procurement_id>/tender"
)

_NOON = time(12)
_NOT_CARRIED = frozenset({"csrf_token", "step", "checks"})


@blueprint.route("/publish", methods=["GET", "POST"])
@access(TENDER_KEEPING)
def publish(procurement_id: UUID) -> Response:
    """Ask for the terms, show what they come to, and publish the tender or its change."""
    here = installation()
    found = open_publishing(here.store, procurement_id)
    if isinstance(found, Refused):
        return _instead(procurement_id, found)
    if found.is_closed(here.now):
        return _instead(procurement_id, CLOSED)
    form = _form(found)
    if request.method == "GET":
        return _terms_page(found, form)
    if not form.validate():
        return _terms_page(found, form, status=400)
    if request.form.get("step") == "edit":
        return _terms_page(found, form)
    sent = _sent(form)
    wrong = wrong_in(found, sent, now=here.now)
    if wrong:
        form.refuse(wrong)
        return _terms_page(found, form, status=400)
    review_of = review_form(_checks(found, sent))
    if request.form.get("step") != "publish":
        return _review_page(found, sent, review_of(formdata=None))
    review = review_of()
    if not review.validate():
        return _review_page(found, sent, review, status=400)
    return _publish(found, form, _sent(form, review.met()), review)


def _publish(found: Publishing, form: TermsForm, sent: Sent, review: ReviewForm) -> Response:
    here, procurement_id = installation(), found.offer.procurement_id
    outcome = publish_tender(
        here.store, person(), procurement_id=procurement_id, sent=sent, now=here.now
    )
    match outcome:
        case PublishedNow(number=1):
            flash("The tender is published. Invite the bidders now.")
        case PublishedNow(told=told):
            flash(f"The change is published, and {counted(told, 'bidder')} told by e-mail.")
        case WrongTerms(problems=problems):
            form.refuse(problems)
            return _terms_page(found, form, status=400)
        case Refused():
            return _review_page(found, sent, review, status=CONFLICT, refusal=outcome)
    return redirect(url_for("tendering.tender", procurement_id=procurement_id))


def _form(found: Publishing) -> TermsForm:
    """Return the form with what is published, or with what is usual before anything is."""
    last = found.last
    made = terms_form(
        first=day_of(last.at if last else installation().now),
        has_lots=found.offer.has_lots,
        has_price=found.offer.model.price is not None,
        bases=found.bases,
        is_change=last is not None,
    )
    if last is not None:
        return made(data=terms_typed(last.terms))
    usual: Mapping[str, object] = {
        "deadline_time": _NOON,
        "questions_time": _NOON,
        "are_names_masked": "yes",
        "is_price_hidden": "yes",
        "lots_awarded": found.offer.lots.limit_reasons,
    }
    return made(data=usual)


def _sent(form: TermsForm, checks: Mapping[str, bool] | None = None) -> Sent:
    """Return what was sent, at the outline and the publication that the page was read at."""
    try:
        version_id = UUID(request.form.get("version", ""))
    except ValueError as error:
        raise BadRequest from error
    is_change = "why" in form
    return Sent(
        version_id,
        whole_number(request.form.get("after", "")),
        form.terms(),
        why=str(form["why"].data) if is_change else "",
        basis=Basis(form["basis"].data) if is_change else None,
        checks=checks,
    )


def _checks(found: Publishing, sent: Sent) -> tuple[Check, ...]:
    light = found.offer.is_light_touch
    return checks_of(sent.basis, is_light_touch=light) if sent.basis else ()


def _terms_page(found: Publishing, form: TermsForm, *, status: int = 200) -> Response:
    days = found.offer.days
    start = day_of(found.publications[0].at if found.last else installation().now)
    return page(
        "publishing/publish.html",
        status=status,
        found=found,
        form=form,
        days=days,
        first=first_day(start, days) if days else None,
        errors=errors_of(form),
    )


def _review_page(
    found: Publishing,
    sent: Sent,
    review: ReviewForm,
    *,
    status: int = 200,
    refusal: Refused | None = None,
) -> Response:
    return page(
        "publishing/review.html",
        status=status,
        found=found,
        sent=sent,
        review=review,
        changes=term_changes(found, sent.terms),
        carried=[
            (name, value)
            for name, value in request.form.items(multi=True)
            if name not in _NOT_CARRIED
        ],
        errors=(*refusal_errors(refusal), *errors_of(review)),
    )


def _instead(procurement_id: UUID, refused: Refused) -> Response:
    """Say why nothing can be published."""
    status = 200 if request.method == "GET" else CONFLICT
    return refused_page(procurement_id, refused, status=status)
