"""The people of the tests: one for each role in each of two organisations."""

import hashlib
import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher

from webapp.roles import Role
from webapp.store import Store, people
from webapp.store.models import Organisation, RoleHeld, SignInSession, User

ORGANISATIONS = {"coventry": "Coventry City Council", "elsewhere": "Borough of Elsewhere"}
PASSWORD = "correct horse battery staple"
PEOPLE = {
    (organisation, role): f"{role.value}@{organisation}.example"
    for organisation in ORGANISATIONS
    for role in Role
}


def enrol(store: Store, at: datetime) -> None:
    """Add the organisations and everybody in them, all with one password."""
    password_hash = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    with store.writing() as session:
        made = {
            key: Organisation(name=name, policy="coventry", created_at=at)
            for key, name in ORGANISATIONS.items()
        }
        session.add_all(made.values())
        for (organisation, role), email in PEOPLE.items():
            name = f"{role.words} of {ORGANISATIONS[organisation]}"
            user = User(email=email, name=name, password_hash=password_hash, created_at=at)
            session.add(user)
            session.flush()
            held = RoleHeld(
                user_id=user.id,
                organisation_id=made[organisation].id,
                role=role.value,
                granted_at=at,
            )
            session.add(held)


def open_session(store: Store, email: str, at: datetime) -> str:
    """Sign somebody in without a password, and return the token."""
    token = secrets.token_urlsafe(16)
    with store.writing() as session:
        user = people.user_by_email(session, email)
        assert user is not None
        session.add(
            SignInSession(
                token_sha256=hashlib.sha256(token.encode()).hexdigest(),
                user_id=user.id,
                created_at=at,
                expires_at=at + timedelta(hours=12),
            )
        )
    return token
