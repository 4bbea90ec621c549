"""A person's own account: the password, the second factor, and where it is signed in."""

from uuid import UUID

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from forms.people import ChangePasswordForm, OwnPasswordForm, SwitchOnForm
from webapp.installation import installation
from webapp.services.accounts import own, proving, second_factor
from webapp.services.accounts.second_factor import Given, SwitchedOn
from webapp.services.refusals import Refused
from webapp.views.access import TOKEN, access, person
from webapp.views.fields import refusal_words
from webapp.views.pages import page
from webapp.views.reaches import SIGNED_IN

blueprint = Blueprint("own_account", __name__, url_prefix="/account")


@blueprint.get("")
@access(SIGNED_IN)
def own_account() -> Response:
    """Show the account: its second factor, and its sign-ins."""
    here = installation()
    found = own.own_account(here.store, person(), token=session[TOKEN], now=here.now)
    return page("own_account/own_account.html", account=found)


@blueprint.route("/password", methods=["GET", "POST"])
@access(SIGNED_IN)
def password() -> Response:
    """Change the password."""
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return page("own_account/password.html", status=status, form=form)
    here = installation()
    refused = own.change_password(
        here.store,
        person(),
        old=form.old.data or "",
        new=form.new.data or "",
        token=session[TOKEN],
        address=request.remote_addr or "",
        now=here.now,
    )
    if refused is None:
        return redirect(url_for(".own_account"))
    field = form.new if refused is own.NOT_A_PASSWORD else form.old
    field.errors = (refusal_words(refused),)
    return page("own_account/password.html", status=400, form=form)


@blueprint.route("/second-factor", methods=["GET", "POST"])
@access(SIGNED_IN)
def switch_on() -> Response:
    """Offer a secret for an authenticator, and switch the second factor on with its first code."""
    form = SwitchOnForm()
    if not form.validate_on_submit():
        return _offered(form, status=400 if form.errors else 200)
    here = installation()
    outcome = second_factor.switch_on(
        here.store,
        person(),
        Given(form.secret.data or "", form.code.data or "", form.password.data or ""),
        token=session[TOKEN],
        address=request.remote_addr or "",
        now=here.now,
        key=here.settings.secret_key,
    )
    if isinstance(outcome, SwitchedOn):
        return page("own_account/recovery_codes.html", codes=outcome.recovery_codes, is_new=True)
    is_of_password = outcome in (proving.WRONG_PASSWORD, proving.GUESSED_TOO_OFTEN)
    field = form.password if is_of_password else form.code
    field.errors = (refusal_words(outcome),)
    return _offered(form, status=400)


@blueprint.route("/second-factor/off", methods=["GET", "POST"])
@access(SIGNED_IN)
def switch_off() -> Response:
    """Switch the second factor off."""
    form = OwnPasswordForm()
    if form.validate_on_submit():
        here = installation()
        outcome = second_factor.switch_off(
            here.store,
            person(),
            password=form.password.data or "",
            address=request.remote_addr or "",
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return redirect(url_for(".own_account"))
        form.password.errors = (refusal_words(outcome),)
    return page("own_account/switch_off.html", status=400 if form.errors else 200, form=form)


@blueprint.route("/second-factor/recovery-codes", methods=["GET", "POST"])
@access(SIGNED_IN)
def recovery_codes() -> Response:
    """Make new recovery codes, which void the old ones."""
    form = OwnPasswordForm()
    if form.validate_on_submit():
        here = installation()
        outcome = second_factor.renew_codes(
            here.store,
            person(),
            password=form.password.data or "",
            address=request.remote_addr or "",
            now=here.now,
        )
        if isinstance(outcome, SwitchedOn):
            return page("own_account/recovery_codes.html", codes=outcome.recovery_codes)
        form.password.errors = (refusal_words(outcome),)
    return page("own_account/renew_codes.html", status=400 if form.errors else 200, form=form)


@blueprint.post("/sign-ins/<uuid:session_id>/end")
@access(SIGNED_IN)
def end_sign_in(session_id: UUID) -> Response:
    """End one of the person's sign-ins; one that has ended already is ended."""
    here = installation()
    own.end_sign_in(here.store, person(), session_id=session_id, now=here.now)
    return redirect(url_for(".own_account"))


@blueprint.post("/sign-ins/end-others")
@access(SIGNED_IN)
def end_other_sign_ins() -> Response:
    """End every sign-in of the person but this one."""
    here = installation()
    own.end_other_sign_ins(here.store, person(), token=session[TOKEN], now=here.now)
    return redirect(url_for(".own_account"))


def _offered(form: SwitchOnForm, *, status: int) -> Response:
    offer = second_factor.offer(person(), form.secret.data or None)
    form.secret.data = offer.secret
    return page("own_account/switch_on.html", status=status, form=form, offer=offer)
