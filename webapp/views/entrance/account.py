"""Signing in and out, with the second factor where there is one."""

from flask import Blueprint, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from forms.entrance import SignInForm
from forms.people import CodeForm
from webapp.installation import installation
from webapp.services import accounts
from webapp.services.accounts import ATTEMPT_WINDOW, SignedIn, SignInRefused
from webapp.views.access import TOKEN, access, is_local, signed_in_person
from webapp.views.entrance.carrying import FIELD, name_typist, opened, seal_of_form
from webapp.views.pages import page
from webapp.views.reaches import PUBLIC

blueprint = Blueprint("account", __name__)

WAITING = "waiting"
"""The name under which the session keeps the token of a sign-in that awaits its code."""

SIGNED_IN_AGAIN = "You are signed in again."
_THROTTLED = (
    "There were too many attempts to sign in. "
    f"Wait {ATTEMPT_WINDOW.seconds // 60} minutes, then try again"
)
_REFUSALS = {
    SignInRefused.WRONG: "Enter an e-mail address and password that belong together",
    SignInRefused.THROTTLED: _THROTTLED,
}
_CODE_REFUSALS = {
    SignInRefused.WRONG: (
        "That code is not the one of this moment. Enter the one that is shown now, or wait for "
        "the next: each counts once"
    ),
    SignInRefused.UNREADABLE: (
        "Codes of your authenticator can't be checked any more: this installation's secret key was "
        "changed. Enter one of your recovery codes, or ask the administrator of your organisation "
        "to take the second factor off your account. If you are the only one, whoever runs the "
        "service does it with podium users reset-second-factor"
    ),
    SignInRefused.THROTTLED: _THROTTLED,
}


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access(PUBLIC)
def sign_in() -> Response:
    """Ask for e-mail address and password, and lead on to the page that was wanted."""
    if request.method == "GET" and signed_in_person():
        return redirect(_goal())
    form = SignInForm()
    carried = request.form.get(FIELD)
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return page("account/sign_in.html", status=status, form=form, carried=carried)
    here = installation()
    outcome = accounts.sign_in(
        here.store,
        email=form.email.data or "",
        password=form.password.data or "",
        address=request.remote_addr or "",
        agent=request.user_agent.string,
        now=here.now,
        lasts=here.settings.absolute_limit,
    )
    match outcome:
        case SignedIn(token=token, awaits_code=True):
            _end_sign_in()
            session[WAITING] = token
            return _code_page(CodeForm(formdata=None), carried)
        case SignedIn():
            return _begin(outcome, carried)
        case refusal:
            form.email.errors = (_REFUSALS[refusal],)
            status = 429 if refusal is SignInRefused.THROTTLED else 401
            return page("account/sign_in.html", status=status, form=form, carried=carried)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@access(PUBLIC)
def code() -> Response:
    """Ask for the code of the second factor, once the password was right."""
    form = CodeForm()
    carried = request.form.get(FIELD)
    token = session.get(WAITING)
    if not token:
        return _start_anew(carried)
    if not form.validate_on_submit():
        return _code_page(form, carried, status=400 if form.errors else 200)
    here = installation()
    outcome = accounts.give_code(
        here.store,
        token=token,
        code=form.code.data or "",
        address=request.remote_addr or "",
        now=here.now,
        lasts=here.settings.absolute_limit,
        key=here.settings.secret_key,
    )
    match outcome:
        case SignedIn():
            return _begin(outcome, carried)
        case SignInRefused.ENDED:
            session.pop(WAITING, None)
            return _start_anew(carried)
        case refusal:
            form.code.errors = (_CODE_REFUSALS[refusal],)
            status = 429 if refusal is SignInRefused.THROTTLED else 401
            return _code_page(form, carried, status=status)


@blueprint.post("/sign-out")
@access(PUBLIC)
def sign_out() -> Response:
    """End the sign-in, here and on the server."""
    _end_sign_in()
    return redirect(url_for("account.sign_in"))


def ask_to_sign_in() -> Response:
    """Lead to the sign-in, and from there back; a form that was sent is kept meanwhile."""
    return sign_in_page(seal_of_form(), _wanted_page())


def _start_anew(carried: str | None) -> Response:
    """Lead back to the password where there is nothing to give a code for any more."""
    return sign_in_page(carried if carried and opened(carried) else None, request.args.get("next"))


def sign_in_page(carried: str | None, wanted: str | None) -> Response:
    """Lead to the sign-in; with the form that is carried, show it at once."""
    action = url_for("account.sign_in", next=wanted)
    if carried is None:
        return redirect(action)
    form = SignInForm(formdata=None)
    return page("account/sign_in.html", status=401, form=form, carried=carried, action=action)


def _wanted_page() -> str | None:
    """Return the page that was asked for, if it is one."""
    rule = request.url_rule
    is_page = rule is not None and "GET" in (rule.methods or ())
    return request.full_path.rstrip("?") if is_page else None


def _goal() -> str:
    wanted = request.args.get("next", "")
    return wanted if is_local(wanted) else url_for("home.home")


def _code_page(form: CodeForm, carried: str | None, *, status: int = 200) -> Response:
    action = url_for(".code", next=request.args.get("next"))
    return page("account/code.html", status=status, form=form, carried=carried, action=action)


def _begin(signed_in: SignedIn, carried: str | None) -> Response:
    """Keep the sign-in, and go on: to what was typed before, or to the page that was wanted.

    What somebody else had typed at this browser is neither shown nor sent.
    """
    _end_sign_in()
    session[TOKEN] = signed_in.token
    session.permanent = True
    name_typist(signed_in.person_id)
    form = opened(carried) if carried else None
    if form is None:
        return redirect(_goal())
    if form.typed_by != signed_in.person_id or not is_local(form.address):
        return redirect(url_for("home.home"))
    return page("account/carried.html", carried=form, why=SIGNED_IN_AGAIN)


def _end_sign_in() -> None:
    """End the sign-in that the browser brought, so that no copy of its cookie outlives it."""
    here = installation()
    token = session.get(TOKEN)
    if token:
        accounts.sign_out(here.store, token, now=here.now)
    session.clear()
    g.pop("csrf_token", None)  # Flask-WTF keeps the token of the session that is gone
