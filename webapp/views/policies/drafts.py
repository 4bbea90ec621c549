"""Drafts of settings: listing and starting them, and what they propose."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.settings import DraftForm, SettingForm, StepForm, setting_form
from rules.pack import Parameter, Source
from rules.settings import SettingRefused, settable
from rules.stack import Stack
from rules.uk_time import day_of
from webapp.installation import installation
from webapp.roles import POLICY_MAKERS, POLICY_READERS
from webapp.services.accounts import Membership
from webapp.services.backtests import OWN, value_of_draft
from webapp.services.decisions.decisions import stack_of
from webapp.services.refusals import Refused
from webapp.services.settings import (
    Draft,
    drafts_of,
    history,
    open_draft,
    stack_of_draft,
    stack_of_organisation,
    stack_without_draft,
)
from webapp.services.settings.approving import may_approve
from webapp.services.settings.checking import check_of
from webapp.services.settings.copying import COPIED
from webapp.services.settings.drafts import OPEN
from webapp.services.settings.entering import DraftStarted, enter_value, remove_value, start_draft
from webapp.views.access import access, membership_shown, person
from webapp.views.fields import PageError, errors_of, refusal_words
from webapp.views.finding.finding_words import problems_shown
from webapp.views.pages import page
from webapp.views.policies.own_values import values_of
from webapp.views.policies.setting_words import (
    STATES,
    STEPS,
    adopted_words,
    proposed_shown,
    value_words,
)
from webapp.views.reaches import DRAFT_READING, DRAFTING

blueprint = Blueprint("drafts", __name__, url_prefix="/settings/drafts")


@blueprint.get("")
@access(DRAFT_READING)
def drafts() -> Response:
    """List the drafts of an organisation."""
    membership = membership_shown(POLICY_READERS)
    return page(
        "drafts/drafts.html",
        membership=membership,
        drafts=drafts_of(installation().store, membership.organisation_id),
        states=STATES,
        may_draft=bool(membership.roles & POLICY_MAKERS) and membership.policy is not None,
    )


@blueprint.route("/new", methods=["GET", "POST"])
@access(DRAFTING)
def new_draft() -> Response:
    """Ask what a draft is about, and start it."""
    here, form = installation(), DraftForm()
    membership = membership_shown(POLICY_MAKERS)
    if not form.validate_on_submit():
        return _new_draft_page(form, membership, 400 if form.errors else 200)
    outcome = start_draft(
        here.store,
        person(),
        organisation_id=membership.organisation_id,
        name=form.name.data or "",
        now=here.now,
    )
    if isinstance(outcome, DraftStarted):
        return redirect(_begun(outcome.draft_id, request.args.get("parameter")))
    form.name.errors = (refusal_words(outcome),)
    return _new_draft_page(form, membership, 409)


def _begun(draft_id: UUID, parameter_id: str | None) -> str:
    """Return the page that follows a start: the draft, or the value for which it was started."""
    if parameter_id:
        return url_for(".value", draft_id=draft_id, parameter_id=parameter_id)
    return url_for(".draft", draft_id=draft_id)


@blueprint.get("/for/<parameter_id>")
@access(DRAFTING)
def propose_value(parameter_id: str) -> Response:
    """Ask in which open draft another value is proposed, or lead to starting one."""
    membership = membership_shown(POLICY_MAKERS)
    every = settable(stack_of(membership.policy))
    parameter = next((one for one in every if one.id == parameter_id), None)
    if parameter is None:
        raise NotFound
    found = drafts_of(installation().store, membership.organisation_id)
    drafts = [one for one in found if one.state in OPEN]
    if not drafts:
        return redirect(
            url_for(".new_draft", organisation=membership.organisation_id, parameter=parameter_id)
        )
    return page(
        "drafts/propose_value.html", membership=membership, parameter=parameter, drafts=drafts
    )


@blueprint.get("/<uuid:draft_id>")
@access(DRAFT_READING)
def draft(draft_id: UUID) -> Response:
    """Show a draft: what it proposes, what it would change, who may do what."""
    return draft_page(draft_of(draft_id))


@blueprint.get("/<uuid:draft_id>/values")
@access(DRAFTING)
def choose_value(draft_id: UUID) -> Response:
    """List the values that the authority may set, each with the way to propose another."""
    found = draft_of(draft_id)
    stack = stack_of_organisation(installation().store, found.organisation_id)
    day = day_of(installation().now)
    return page(
        "drafts/choose_value.html",
        draft=found,
        values=[(item, value_words(stack.parameters[item.id], day)) for item in _settable(found)],
    )


@blueprint.route("/<uuid:draft_id>/values/<string:parameter_id>", methods=["GET", "POST"])
@access(DRAFTING)
def value(draft_id: UUID, parameter_id: str) -> Response:
    """Ask for a value with its reason and citation, and enter it in the draft."""
    found = draft_of(draft_id)
    parameter = next((one for one in _settable(found) if one.id == parameter_id), None)
    if parameter is None:
        raise NotFound
    form = setting_form(parameter, _sources(parameter, stack_of(found.policy)))()
    if not form.validate_on_submit():
        return _value_page(found, parameter, form, status=400 if form.errors else 200)
    here = installation()
    outcome = enter_value(
        here.store,
        person(),
        draft_id=draft_id,
        setting=form.setting(),
        corrects=form.corrects,
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _value_page(found, parameter, form, status=409, refusal=outcome)
    return redirect(url_for(".draft", draft_id=draft_id))


@blueprint.post("/<uuid:draft_id>/values/<uuid:value_id>/remove")
@access(DRAFTING)
def remove(draft_id: UUID, value_id: UUID) -> Response:
    """Take a value out of the draft again."""
    here = installation()
    outcome = remove_value(here.store, person(), draft_id=draft_id, value_id=value_id, now=here.now)
    return after(draft_id, outcome)


def after(draft_id: UUID, outcome: object) -> Response:
    """Lead back to a draft after an act, or show the draft with why it was refused."""
    if isinstance(outcome, Refused):
        return draft_page(draft_of(draft_id), refusal=outcome)
    return redirect(url_for("drafts.draft", draft_id=draft_id))


def draft_of(draft_id: UUID) -> Draft:
    """Return the draft that the guard has let through."""
    found = open_draft(installation().store, draft_id)
    if found is None:
        raise NotFound
    return found


def draft_page(
    found: Draft, *, refusal: Refused | None = None, form: StepForm | None = None
) -> Response:
    """Show a draft, with why an act was refused if one was."""
    here = installation()
    form = form or StepForm(formdata=None)
    errors = errors_of(form)
    if refusal is not None:
        errors = (PageError(refusal_words(refusal), "#steps"), *errors)
    standing, problem = _standing(found)
    roles = person().roles_in(found.organisation_id)
    check = check_of(here.store, found.id, now=here.now)
    return page(
        "drafts/draft.html",
        status=409 if refusal else 400 if errors else 200,
        draft=found,
        state=STATES[found.state],
        steps=STEPS,
        values=proposed_shown(found, standing, day_of(here.now)),
        problem=problem,
        adopted=adopted_words(found),
        check=check,
        problems=problems_shown(check.result.errors if check.result else ()),
        remarks=problems_shown(check.result.warnings if check.result else ()),
        undecided=[(one.name, one.why) for one in check.result.undecided] if check.result else [],
        errors=errors,
        form=form,
        may_draft=bool(roles & POLICY_MAKERS),
        may_approve=may_approve(found, person()),
        may_copy=bool(roles & POLICY_MAKERS) and found.state in COPIED and bool(found.values),
        back_test={"policy": OWN, "against": value_of_draft(found.id)},
    )


def _standing(found: Draft) -> tuple[Stack, SettingRefused | None]:
    """Return what stands without a draft, and why it can't stand on that, if it can't.

    What was decided of a closed draft stays, whatever was approved since.
    """
    store = installation().store
    standing = stack_without_draft(store, found.id)
    if found.is_closed:
        return standing, None
    try:
        stack_of_draft(store, found.id)
    except SettingRefused as refusal:
        return standing, refusal
    return standing, None


def _sources(parameter: Parameter, stack: Stack) -> list[Source]:
    """Return what may be cited: what the value stands in now, then the policy's own, the law's."""
    cited = {cite.source for one in parameter.values for cite in one.cites}
    sources = [
        one
        for pack in reversed(stack.packs)
        for one in sorted(pack.sources, key=lambda source: source.title.lower())
    ]
    return sorted(sources, key=lambda source: source.id not in cited)


def _settable(found: Draft) -> tuple[Parameter, ...]:
    return settable(stack_of(found.policy))


def _new_draft_page(form: DraftForm, membership: Membership, status: int) -> Response:
    return page("drafts/new_draft.html", status=status, form=form, membership=membership)


def _value_page(
    found: Draft,
    parameter: Parameter,
    form: SettingForm,
    *,
    status: int,
    refusal: Refused | None = None,
) -> Response:
    errors = errors_of(form)
    if refusal is not None:
        errors = (PageError(refusal_words(refusal), "#value"),)
    stack = stack_of_organisation(installation().store, found.organisation_id)
    return page(
        "drafts/value.html",
        status=status,
        draft=found,
        parameter=parameter,
        today=value_words(stack.parameters[parameter.id], day_of(installation().now)),
        adopted=values_of(history(installation().store, found.organisation_id), [parameter]),
        form=form,
        fields=[field for field in form if field.type != "CSRFTokenField"],
        errors=errors,
        method=request.method,
    )
