"""Signing in and out."""

from flask import Blueprint, redirect, request, session, url_for
from werkzeug.wrappers import Response

from forms.entrance import SignInForm
from webapp.installation import installation
from webapp.services.accounts import ATTEMPT_WINDOW, SignedIn, SignInRefused
from webapp.services.accounts import sign_in as sign_in_service
from webapp.services.accounts import sign_out as sign_out_service
from webapp.views.access import PUBLIC, TOKEN, access, is_local, signed_in_person
from webapp.views.pages import page

blueprint = Blueprint("account", __name__)

_REFUSALS = {
    SignInRefused.WRONG: "Enter an e-mail address and password that belong together",
    SignInRefused.THROTTLED: (
        "There were too many attempts to sign in. "
        f"Wait {ATTEMPT_WINDOW.seconds // 60} minutes, then try again"
    ),
}


@blueprint.route("/sign-in", methods=["GET", "POST"])
@access(PUBLIC)
def sign_in() -> Response:
    """Ask for e-mail address and password, and lead on to the page that was wanted."""
    wanted = request.args.get("next", "")
    goal = wanted if is_local(wanted) else url_for("home.home")
    if request.method == "GET" and signed_in_person():
        return redirect(goal)
    form = SignInForm()
    if not form.validate_on_submit():
        return page("account/sign_in.html", status=200 if not form.errors else 400, form=form)
    here = installation()
    outcome = sign_in_service(
        here.store,
        email=form.email.data or "",
        password=form.password.data or "",
        address=request.remote_addr or "",
        now=here.now,
        lasts=here.settings.absolute_limit,
    )
    match outcome:
        case SignedIn(token=token):
            _end_sign_in()
            session[TOKEN] = token
            session.permanent = True
            return redirect(goal)
        case refusal:
            form.email.errors = (_REFUSALS[refusal],)
            status = 429 if refusal is SignInRefused.THROTTLED else 401
            return page("account/sign_in.html", status=status, form=form)


@blueprint.post("/sign-out")
@access(PUBLIC)
def sign_out() -> Response:
    """End the sign-in, here and on the server."""
    _end_sign_in()
    return redirect(url_for("account.sign_in"))


def _end_sign_in() -> None:
    """End the sign-in that the browser brought, so that no copy of its cookie outlives it."""
    here = installation()
    token = session.get(TOKEN)
    if token:
        sign_out_service(here.store, token, now=here.now)
    session.clear()
