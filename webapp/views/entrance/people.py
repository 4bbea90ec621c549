"""The people of an organisation: who holds which role, who is invited, and who no longer is."""

from functools import partial
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.people import EndRoleForm, InviteForm, NewPasswordForm
from webapp.installation import Installation, installation
from webapp.roles import PEOPLE_KEEPERS, Role
from webapp.services.accounts import Membership, accepting, directory, inviting
from webapp.services.accounts.accepting import Accepted
from webapp.services.accounts.directory import PersonLine, RoleLine
from webapp.services.accounts.inviting import Invited, Invitee, SentAlready
from webapp.services.refusals import Refused
from webapp.views.access import access, membership_shown, person, signed_in_person
from webapp.views.fields import errors_of, refusal_words
from webapp.views.pages import page
from webapp.views.reaches import PEOPLE, PUBLIC

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
        is_mailed=here.settings.sends_mail,
        now=here.now,
    )
    match outcome:
        case Invited(token=token):
            address = url_for(".invitation", token=token, _external=True)
            return _invited(outcome, form, membership, address)
        case SentAlready():
            return _invited(outcome, form, membership)
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


@blueprint.route("/people/roles/<uuid:role_id>/end", methods=["GET", "POST"])
@access(PEOPLE)
def end_role(role_id: UUID) -> Response:
    """Say what ending a role does, and end it."""
    here = installation()
    membership = _membership_of_role(role_id)
    found = directory.directory(here.store, membership.organisation_id, now=here.now)
    holder = found.holder(role_id)
    if holder is None:
        return _people(directory.NO_SUCH_ROLE, membership)
    refused, form = None, EndRoleForm()
    if form.validate_on_submit():
        refused = directory.take_role(
            here.store, person(), role_id=role_id, why=form.why.data or "", now=here.now
        )
        if refused is None:
            return _after(holder[0], membership)
    return _asked("people/end_role.html", membership, holder[0], refused, held=holder[1], form=form)


@blueprint.route("/people/<uuid:user_id>/end", methods=["GET", "POST"])
@access(PEOPLE)
def end_person(user_id: UUID) -> Response:
    """Say what ending all roles of somebody does, and end them."""
    here, membership, line = _person_shown(user_id)
    refused, form = None, EndRoleForm()
    if form.validate_on_submit():
        refused = directory.take_every_role(
            here.store,
            person(),
            user_id=user_id,
            organisation_id=membership.organisation_id,
            why=form.why.data or "",
            now=here.now,
        )
        if refused is None:
            return _after(line, membership)
    return _asked("people/end_person.html", membership, line, refused, form=form)


@blueprint.route("/people/<uuid:user_id>/second-factor/off", methods=["GET", "POST"])
@access(PEOPLE)
def reset_second_factor(user_id: UUID) -> Response:
    """Say what it means, and take the second factor off the account of somebody who lost it."""
    here, membership, line = _person_shown(user_id)
    refused = None
    if request.method == "POST":
        refused = directory.reset_second_factor(
            here.store,
            person(),
            user_id=user_id,
            organisation_id=membership.organisation_id,
            now=here.now,
        )
        if refused is None:
            return _after(line, membership)
    return _asked("people/reset_second_factor.html", membership, line, refused)


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


def _invited(
    outcome: Invited | SentAlready, form: InviteForm, membership: Membership, address: str = ""
) -> Response:
    return page(
        "people/invited.html",
        invited=outcome,
        form=form,
        address=address,
        membership=membership,
        sends_mail=installation().settings.sends_mail,
    )


def _people(refused: Refused | None = None, membership: Membership | None = None) -> Response:
    here = installation()
    membership = membership or membership_shown(PEOPLE_KEEPERS)
    found = directory.directory(here.store, membership.organisation_id, now=here.now)
    return page(
        "people/people.html",
        status=409 if refused else 200,
        directory=found,
        membership=membership,
        refusal=refusal_words(refused) if refused else "",
    )


def _asked(
    template: str,
    membership: Membership,
    line: PersonLine,
    refused: Refused | None,
    *,
    held: RoleLine | None = None,
    form: EndRoleForm | None = None,
) -> Response:
    """Ask whether something is to end, and why; with why it could not if it was refused."""
    errors = errors_of(form) if form else ()
    return page(
        template,
        status=409 if refused else 400 if errors else 200,
        form=form,
        errors=errors,
        membership=membership,
        one=line,
        held=held,
        is_self=line.user_id == person().id,
        refusal=refusal_words(refused) if refused else "",
    )


def _after(line: PersonLine, membership: Membership) -> Response:
    """Lead back to the list, which whoever ended something of their own may see no longer."""
    if line.user_id == person().id:
        return redirect(url_for("home.home"))
    return redirect(url_for(".people", organisation=membership.organisation_id))


def _membership_of_role(role_id: UUID) -> Membership:
    """Return the membership for which the guard has let through whoever names a role."""
    organisation_id = directory.organisation_of_role(installation().store, role_id)
    for one in person().with_any(PEOPLE_KEEPERS):
        if one.organisation_id == organisation_id:
            return one
    raise NotFound


def _person_shown(user_id: UUID) -> tuple[Installation, Membership, PersonLine]:
    here, membership = installation(), membership_shown(PEOPLE_KEEPERS)
    found = directory.directory(here.store, membership.organisation_id, now=here.now)
    line = found.person(user_id)
    if line is None:
        raise NotFound
    return here, membership, line
