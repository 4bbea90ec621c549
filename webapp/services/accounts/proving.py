"""Proving that it is really the person who is signed in: the password, asked for once more."""

from datetime import datetime

from webapp.services.accounts.persons import Person
from webapp.services.accounts.secrets import is_right, sha256
from webapp.services.accounts.throttle import ATTEMPT_WINDOW, is_throttled, note_attempt
from webapp.services.refusals import Refused
from webapp.store import Store, people

WRONG_PASSWORD = Refused("That is not your password", "Enter the password you sign in with")
GUESSED_TOO_OFTEN = Refused(
    "There were too many wrong passwords for this account",
    f"Wait {ATTEMPT_WINDOW.seconds // 60} minutes, then try again",
)


def proven_password(
    store: Store, person: Person, password: str, *, address: str, now: datetime
) -> str | Refused:
    """Return the hash that a password was right for, or why it was not taken.

    A wrong one counts as a failure to sign in, so that a browser that was left open is no way to
    guess. Whoever acts on the proof sees that the account still has this hash.
    """
    email_sha256 = sha256(person.email)
    with store.reading() as session:
        if is_throttled(session, email_sha256, address, now=now):
            return GUESSED_TOO_OFTEN
        judged = people.user(session, person.id).password_hash
    if is_right(judged, password):
        with store.reading() as session:
            is_late = is_throttled(session, email_sha256, address, now=now)
        return GUESSED_TOO_OFTEN if is_late else judged
    with store.writing() as session:
        note_attempt(session, email_sha256, address, now=now, succeeded=False)
    return WRONG_PASSWORD
