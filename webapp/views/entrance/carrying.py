"""Carrying a form over a sign-in: what was typed when the sign-in had ended is not lost.

The answers stay with the browser that typed them: the page that asks to sign in holds them,
sealed, in a hidden field, and nothing is stored here. The seal hides them too, and only whoever
typed them gets them back: the token of the form tells who that was. A form from another site, or
without such a token, is not carried.
"""

import json
import secrets
import zlib
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app, request, session
from itsdangerous import BadData, URLSafeTimedSerializer

from webapp.services.accounts.secrets import opened_seal, seal

FIELD = "carried"
TOKEN_FIELD = "csrf_token"  # noqa: S105 - the name of a field, and of its place in the session
_PURPOSE = "a form carried over a sign-in"
_LASTS = timedelta(hours=12)
_TOKEN_SALT = "wtf-csrf-token"  # noqa: S105 - under which Flask-WTF signs the tokens of forms
_NEVER_CARRIED = (TOKEN_FIELD, "password", "old", "new", "code", "secret", FIELD)


@dataclass(frozen=True, slots=True)
class Carried:
    """A form that was sent: by whom, where to, its fields in order, and whether with a file."""

    typed_by: UUID
    address: str
    fields: tuple[tuple[str, str], ...]
    had_file: bool


def name_typist(person_id: UUID) -> None:
    """Let the forms of this session tell whose they are, so that what is typed stays theirs.

    Their token is of the session and signed; it names the person beside its random part.
    """
    if TOKEN_FIELD not in session:
        session[TOKEN_FIELD] = f"{secrets.token_hex(20)}.{person_id.hex}"


def seal_of_form() -> str | None:
    """Return the form of the present request, sealed; None if there is none to carry."""
    typed_by = _typist() if request.method == "POST" and is_from_here() else None
    if typed_by is None:
        return None
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _NEVER_CARRIED
    ]
    had_file = any(file.filename for file in request.files.values())
    if not (fields or had_file):
        return None
    text = json.dumps([typed_by.hex, request.full_path.rstrip("?"), fields, had_file])
    return seal(zlib.compress(text.encode()), key=_key(), purpose=_PURPOSE)


def carried_before() -> str | None:
    """Return the seal that the page that asks to sign in has sent, None if it holds no form.

    So a second window, whose sign-in the first one's has outrun, loses nothing either.
    """
    sealed = request.form.get(FIELD) if is_from_here() else None
    return sealed if sealed and opened(sealed) else None


def opened(sealed: str) -> Carried | None:
    """Return the form of a seal, None if it is none of ours or too old."""
    content = opened_seal(sealed, key=_key(), purpose=_PURPOSE, lasts=_LASTS)
    if content is None:
        return None
    typed_by, address, fields, had_file = json.loads(zlib.decompress(content))
    pairs = tuple((str(name), str(value)) for name, value in fields)
    return Carried(UUID(typed_by), str(address), pairs, bool(had_file))


def opened_by(sealed: str | None, person_id: UUID) -> Carried | None:
    """Return the form of a seal to whoever typed it, and to nobody else."""
    found = opened(sealed) if sealed else None
    return found if found is not None and found.typed_by == person_id else None


def is_from_here() -> bool:
    """Return whether a page of this site sent the request, as the browser itself tells."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    sent_from, here = urlsplit(origin), urlsplit(request.host_url)
    return (sent_from.scheme, sent_from.netloc) == (here.scheme, here.netloc)


def _typist() -> UUID | None:
    """Return for whom the form of the present request was made, None if its token tells nobody."""
    signed = URLSafeTimedSerializer(_key(), salt=_TOKEN_SALT)
    try:
        token = signed.loads(request.form.get(TOKEN_FIELD, ""))
        return UUID(hex=str(token).partition(".")[2])
    except (BadData, ValueError):
        return None


def _key() -> str:
    return str(current_app.secret_key)
