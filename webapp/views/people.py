"""The people of an organisation: who holds which role, who is invited, and who no longer is."""

from functools import partial
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.people import InviteForm, NewPasswordForm
from webapp.installation import installation
from webapp.roles import PEOPLE_KEEPERS, Role
from webapp.services.accounts import accepting, directory, inviting
from webapp.services.accounts.accepting import Accepted
from webapp.services.accounts.inviting import Invited, Invitee
from webapp.services.refusals import Refused
from webapp.views.access import (
    PEOPLE,
    PUBLIC,
    access,
    membership_shown,
    person,
    signed_in_person,
)
from webapp.views.fields import refusal_words
from webapp.views.pages import page

blueprint = Blueprint("people", __name__)

ROLES = tuple((role.value, role.words) for role in Role)


@blueprint.get("/people")
@access(PEOPLE)
def people() -> Response:
    """List who holds which role, and who is invited."""
    return _people()


@blueprint.route("/people/invite", methods=["GET", "POST"])
@access(PEOPLE)
def invite() -> Response:
    """Invite somebody to a role."""
    membership = membership_shown(PEOPLE_KEEPERS)
    form = InviteForm(ROLES)
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return page("people/invite.html", status=status, form=form, membership=membership)
    here = installation()
    outcome = inviting.invite(
        here.store,
        person(),
        organisation_id=membership.organisation_id,
        invitee=Invitee(
            form.name.data or "",
            form.email.data or "",
            Role(form.role.data),
            form.reference.data or "",
        ),
        address=lambda token: here.settings.address + url_for(".invitation", token=token),
        now=here.now,
    )
    match outcome:
        case Invited():
            address = url_for(".invitation", token=outcome.token, _external=True)
            return page(
                "people/invited.html",
                invited=outcome,
                form=form,
                address=address,
                membership=membership,
                sends_mail=here.settings.sends_mail,
            )
        case Refused():
            field = form.reference if outcome is inviting.NO_SUCH_PROCUREMENT else form.email
            field.errors = (refusal_words(outcome),)
            return page("people/invite.html", status=400, form=form, membership=membership)


@blueprint.post("/people/invitations/<uuid:invitation_id>/withdraw")
@access(PEOPLE)
def withdraw(invitation_id: UUID) -> Response:
    """Withdraw an invitation."""
    here = installation()
    refused = inviting.withdraw_invitation(
        here.store, person(), invitation_id=invitation_id, now=here.now
    )
    return _people(refused) if refused else redirect(url_for(".people"))


@blueprint.post("/people/roles/<uuid:role_id>/end")
@access(PEOPLE)
def end_role(role_id: UUID) -> Response:
    """End a role that somebody holds."""
    here = installation()
    refused = directory.take_role(here.store, person(), role_id=role_id, now=here.now)
    return _people(refused) if refused else redirect(url_for(".people"))


@blueprint.post("/people/<uuid:user_id>/second-factor/off")
@access(PEOPLE)
def reset_second_factor(user_id: UUID) -> Response:
    """Take the second factor off the account of somebody who has lost it."""
    here = installation()
    refused = directory.reset_second_factor(
        here.store,
        person(),
        user_id=user_id,
        organisation_id=membership_shown(PEOPLE_KEEPERS).organisation_id,
        now=here.now,
    )
    if refused is directory.NOBODY_HERE:
        raise NotFound
    return _people(refused) if refused else redirect(url_for(".people"))


@blueprint.route("/invitations/<token>", methods=["GET", "POST"])
@access(PUBLIC)
def invitation(token: str) -> Response:
    """Show an invitation to whoever follows its link, and accept it."""
    here = installation()
    found = accepting.open_invitation(here.store, token, now=here.now)
    asking = signed_in_person()
    form = NewPasswordForm()
    if found is None:
        return page("people/no_invitation.html", status=404, refused=inviting.ENDED)
    is_own = asking is not None and asking.email == found.email
    shown = partial(
        page, "people/invitation.html", invitation=found, form=form, is_own=is_own, asking=asking
    )
    if request.method == "GET":
        return shown()
    if not found.has_account and not form.validate_on_submit():
        return shown(status=400)
    outcome = accepting.accept(
        here.store,
        token=token,
        now=here.now,
        password=None if found.has_account else form.password.data,
        person=asking if is_own else None,
    )
    match outcome:
        case Accepted():
            return redirect(url_for("home.home"))
        case Refused():
            return page("people/no_invitation.html", status=409, refused=outcome)
        case refusal:
            form.password.errors = (refusal.value,)
            return shown(status=400)


def _people(refused: Refused | None = None) -> Response:
    here = installation()
    membership = membership_shown(PEOPLE_KEEPERS)
    found = directory.directory(here.store, membership.organisation_id, now=here.now)
    return page(
        "people/people.html",
        status=409 if refused else 200,
        directory=found,
        membership=membership,
        refusal=refusal_words(refused) if refused else "",
    )
