"""Secrets: passwords as argon2 hashes, tokens as digests, and what is sealed with a key."""

import base64
import hashlib
import secrets
import unicodedata
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


def seal(text: str, *, key: str) -> str:
    """Return a text that only the installation's key opens again."""
    return _cipher(key).encrypt(text.encode()).decode("ascii")


def opened_seal(sealed: str, *, key: str) -> str | None:
    """Return the text of a seal, None if another key made it or it was tampered with."""
    try:
        return _cipher(key).decrypt(sealed.encode("ascii")).decode()
    except InvalidToken:
        return None


@cache
def _cipher(key: str) -> Fernet:
    digest = hashlib.sha256(f"podium second factor {key}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


def _normal(password: str) -> str:
    return unicodedata.normalize("NFKC", password)
