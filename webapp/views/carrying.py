"""Carrying a form over a sign-in: what was typed when the sign-in had ended is not lost.

The answers stay with the browser that typed them: the page that asks to sign in holds them,
sealed, in a hidden field, and nothing is stored here. A form from another site is not carried.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

FIELD = "carried"
_SALT = "a form carried over a sign-in"
_LASTS = 12 * 60 * 60
_NEVER_CARRIED = ("csrf_token", "password", "old", "new", "code", "secret", FIELD)


@dataclass(frozen=True, slots=True)
class Carried:
    """A form that was sent: where to, its fields in order, and whether it came with a file."""

    address: str
    fields: tuple[tuple[str, str], ...]
    had_file: bool


def seal_of_form() -> str | None:
    """Return the form of the present request, sealed; None if there is none to carry."""
    if request.method != "POST" or not is_from_here():
        return None
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _NEVER_CARRIED
    ]
    had_file = any(file.filename for file in request.files.values())
    address = request.full_path.rstrip("?")
    return _sealer().dumps([address, fields, had_file]) if fields or had_file else None


def carried_before() -> str | None:
    """Return the seal that the page that asks to sign in has sent, None if it holds no form.

    So a second window, whose sign-in the first one's has outrun, loses nothing either.
    """
    sealed = request.form.get(FIELD) if is_from_here() else None
    return sealed if sealed and opened(sealed) else None


def opened(sealed: str) -> Carried | None:
    """Return the form of a seal, None if it is none of ours or too old."""
    try:
        address, fields, had_file = _sealer().loads(sealed, max_age=_LASTS)
    except (BadData, ValueError, TypeError):
        return None
    pairs = tuple((str(name), str(value)) for name, value in fields)
    return Carried(str(address), pairs, bool(had_file))


def is_from_here() -> bool:
    """Return whether a page of this site sent the request, as the browser itself tells."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    sent_from, here = urlsplit(origin), urlsplit(request.host_url)
    return (sent_from.scheme, sent_from.netloc) == (here.scheme, here.netloc)


def _sealer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=_SALT)
