"""What every response says to the browser about what the page may do."""

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
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
    """Set the headers on every response, and keep pages out of shared and disk caches."""
    app.session_interface = SessionOfPages()

    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}"
        if request.endpoint != "static":
            response.headers["Cache-Control"] = "no-store"
        elif request.args.get("v"):
            response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
        return response
