"""What every response says to the browser about what the page may do."""

from flask import Flask, Response, abort, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from webapp.views.access import largest_upload

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
TWO_YEARS = 63_072_000
ONE_YEAR = 31_536_000


class SessionOfPages(SecureCookieSessionInterface):
    """Keeps the session cookie off static files, which any cache on the way may keep."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Return whether the response carries the cookie, and so begins the idle limit anew."""
        return request.endpoint != "static" and super().should_set_cookie(app, session)


def protect(app: Flask) -> None:
    """Set the headers of every response, keep pages out of caches, and refuse odd bodies."""
    app.session_interface = SessionOfPages()

    @app.before_request
    def refuse_what_no_form_sends() -> None:
        """Let only text reach a form: no JSON, and a file only where the view takes one."""
        if request.is_json:
            abort(415)
        if request.files and largest_upload(app, request.endpoint) is None:
            abort(400)

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)  # a view may be stricter of its own content
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}"
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        elif request.args.get("v"):
            response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
        return response
