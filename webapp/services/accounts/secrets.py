"""Secrets: passwords as argon2 hashes, tokens as digests, and what is sealed with a key."""

import base64
import hashlib
import secrets
import unicodedata
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.fernet import Fernet, InvalidToken

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200


def sha256(text: str) -> str:
    """Return the digest under which a token or a code is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def new_token() -> str:
    """Return a secret that nobody can guess: 256 bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(32)


def hashed(password: str) -> str:
    """Return the hash of a password, with its parameters and salt."""
    return _hasher().hash(_normal(password))


def is_right(password_hash: str, password: str) -> bool:
    """Return whether a password is the one of a hash."""
    if len(password) > LONGEST_PASSWORD:
        return False
    try:
        return _hasher().verify(password_hash, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobodys_hash() -> str:
    """Return a hash that no password fits, so that an unknown address costs as much time."""
    return _hasher().hash(new_token())


def seal(content: bytes, *, key: str, purpose: str) -> str:
    """Return content that only the installation's key opens again, for the same purpose."""
    return _cipher(key, purpose).encrypt(content).decode("ascii")


def opened_seal(
    sealed: str, *, key: str, purpose: str, lasts: timedelta | None = None
) -> bytes | None:
    """Return the content of a seal; None if it is none of this key and purpose, or too old."""
    try:
        return _cipher(key, purpose).decrypt(
            sealed.encode(), ttl=None if lasts is None else int(lasts.total_seconds())
        )
    except InvalidToken:
        return None


@cache
def _cipher(key: str, purpose: str) -> Fernet:
    digest = hashlib.sha256(f"podium {purpose} {key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
