"""Accounts: adding people, signing them in and out, and knowing who asks."""

from webapp.services.accounts.enrolling import AddUserRefused, UserAdded, add_user
from webapp.services.accounts.persons import Membership, Person, person_in, who_is
from webapp.services.accounts.secrets import LONGEST_PASSWORD, SHORTEST_PASSWORD
from webapp.services.accounts.signing_in import (
    SignedIn,
    SignInRefused,
    give_code,
    sign_in,
    sign_out,
)
from webapp.services.accounts.throttle import (
    ATTEMPT_WINDOW,
    ATTEMPTS_KEPT,
    ATTEMPTS_PER_ACCOUNT,
    ATTEMPTS_PER_ADDRESS,
)

__all__ = [
    "ATTEMPTS_KEPT",
    "ATTEMPTS_PER_ACCOUNT",
    "ATTEMPTS_PER_ADDRESS",
    "ATTEMPT_WINDOW",
    "LONGEST_PASSWORD",
    "SHORTEST_PASSWORD",
    "AddUserRefused",
    "Membership",
    "Person",
    "SignInRefused",
    "SignedIn",
    "UserAdded",
    "add_user",
    "give_code",
    "person_in",
    "sign_in",
    "sign_out",
    "who_is",
]
