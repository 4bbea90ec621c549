"""Deciding on an outline: declaring conflicts, voting, and recording what the votes carry."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.panels import (
    FIRST_CONDITIONS,
    MOST_CONDITIONS,
    DecisionForm,
    DeclarationForm,
    VoteForm,
    decision_form,
)
from rules.uk_time import day_of
from rules.wording import moment_in_words
from webapp.installation import installation
from webapp.services.approval.deciding import decide as record_decision
from webapp.services.approval.declaring import NOT_A_MEMBER
from webapp.services.approval.declaring import declare as declare_conflict
from webapp.services.approval.papers import Seating, seating_of
from webapp.services.approval.recording import Asked, Verdict
from webapp.services.approval.states import Choice, Handling, Outcome
from webapp.services.approval.stepping import NOT_IN_PROGRESS
from webapp.services.approval.versions import Version
from webapp.services.approval.voting import IS_DELEGATED
from webapp.services.approval.voting import vote as cast_vote
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.approval import approval_words as words
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import APPROVING
from webapp.views.refusals import refusal_errors, status_of

blueprint = Blueprint("voting", __name__, url_prefix="/papers/<uuid:version_id>")

DECLARE, VOTE, DECIDE = "voting/declare.html", "voting/vote.html", "voting/decide.html"


@dataclass(frozen=True, slots=True)
class Place:
    """A version with the body that has it, as who asks sees it.

    `not_here` says why they can do nothing with it, None if they can.
    """

    version: Version
    seating: Seating | None
    not_here: Refused | None


@blueprint.route("/declaration", methods=["GET", "POST"])
@access(APPROVING)
def declare(version_id: UUID) -> Response:
    """Ask whether there is a conflict of interest."""
    place = _place(version_id)
    member = place.seating.member if place.seating else None
    standing = member.declaration if member else None
    form = DeclarationForm(
        data={"handling": standing.handling.value, "detail": standing.detail} if standing else None
    )
    if not form.validate_on_submit():
        return _page(DECLARE, place, form, place.not_here)
    here = installation()
    outcome = declare_conflict(
        here.store,
        person(),
        version_id=version_id,
        handling=Handling(form.handling.data),
        detail=form.detail.data or "",
        now=here.now,
    )
    return _after(DECLARE, version_id, form, outcome)


@blueprint.route("/vote", methods=["GET", "POST"])
@access(APPROVING)
def vote(version_id: UUID) -> Response:
    """Ask how a member votes."""
    place = _place(version_id)
    seating = place.seating
    last = seating.member.vote if seating and seating.member else None
    body = seating.panel.route.body if seating else ""
    given = {"choice": last.choice.value, "reason": last.reason} if last else {}
    form = VoteForm(data={"body": body, **given})
    if not form.validate_on_submit():
        return _page(VOTE, place, form, place.not_here or _not_vote(seating))
    here = installation()
    outcome = cast_vote(
        here.store,
        person(),
        version_id=version_id,
        body=form.body.data or "",
        choice=Choice(form.choice.data),
        reason=form.reason.data or "",
        now=here.now,
    )
    return _after(VOTE, version_id, form, outcome)


@blueprint.route("/decision", methods=["GET", "POST"])
@access(APPROVING)
def decide(version_id: UUID) -> Response:
    """Show what the votes carry, and ask for the decision with its reasons and conditions."""
    place = _place(version_id)
    seating = place.seating
    carried = seating.tally.outcome if seating else None
    body = seating.panel.route.body if seating else ""
    form = _decision_form(place)(data={"body": body, "outcome": carried.value if carried else None})
    if "more" in request.form:
        return _page(DECIDE, place, form, None)
    if not form.validate_on_submit():
        not_yet = seating.not_decide if seating else None
        return _page(DECIDE, place, form, place.not_here or not_yet)
    here = installation()
    outcome = record_decision(
        here.store,
        person(),
        version_id=version_id,
        body=form.body.data or "",
        verdict=_verdict(form),
        now=here.now,
        is_outside_meeting="outside" in form and bool(form["outside"].data),
    )
    return _after(DECIDE, version_id, form, outcome)


def _decision_form(place: Place) -> type[DecisionForm]:
    coming = place.seating.coming if place.seating else None
    return decision_form(
        _conditions(place),
        today=day_of(installation().now),
        called_for=moment_in_words(coming) if coming else "",
    )


def _not_vote(seating: Seating | None) -> Refused | None:
    if seating is None:
        return None
    return IS_DELEGATED if seating.panel.route.is_delegated else seating.not_vote


def _verdict(form: DecisionForm) -> Verdict:
    conditions = (Asked(one.text, one.owner, one.due_on) for one in form.typed())
    return Verdict(Outcome(form.outcome.data), form.reasons.data or "", tuple(conditions))


def _conditions(place: Place) -> int:
    """Return for how many conditions the form has room: those sent, and one more if asked for."""
    sent = [number for number in range(1, MOST_CONDITIONS + 1) if f"text_{number}" in request.form]
    if sent or request.method == "POST":
        return min(max(sent, default=0) + ("more" in request.form), MOST_CONDITIONS)
    seating = place.seating
    if seating is None:
        return 0
    is_asked = seating.tally.outcome is Outcome.APPROVE_WITH_CONDITIONS
    return FIRST_CONDITIONS if is_asked or seating.panel.route.is_delegated else 0


def _place(version_id: UUID) -> Place:
    found = seating_of(installation().store, person(), version_id)
    if found is None:
        raise NotFound
    version, seating = found
    if seating is None:
        return Place(version, None, NOT_IN_PROGRESS)
    return Place(version, seating, None if seating.member else NOT_A_MEMBER)


def _after(name: str, version_id: UUID, form: DeclarationForm, outcome: object) -> Response:
    """Lead back to the paper, or show the form with why it was refused."""
    if isinstance(outcome, Refused):
        return _page(name, _place(version_id), form, None, refusal=outcome)
    return redirect(url_for("papers.paper", version_id=version_id))


def _page(
    name: str,
    place: Place,
    form: DeclarationForm,
    not_now: Refused | None,
    *,
    refusal: Refused | None = None,
) -> Response:
    """Show a form, or what keeps it from working instead of it."""
    errors = () if "more" in request.form else (*refusal_errors(refusal), *errors_of(form))
    return page(
        name,
        status=status_of(refusal, errors),
        version=place.version,
        seating=place.seating,
        words=words,
        form=form,
        not_now=not_now,
        errors=errors,
        is_stale=refusal is not None,
        most=MOST_CONDITIONS,
    )
