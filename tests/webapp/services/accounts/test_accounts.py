"""Accounts: who is added, who gets in, and for how long."""

from datetime import timedelta

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.people import PASSWORD, PEOPLE
from webapp.roles import Role
from webapp.services.accounts import (
    ATTEMPT_WINDOW,
    ATTEMPTS_PER_ACCOUNT,
    ATTEMPTS_PER_ADDRESS,
    AddUserRefused,
    SignedIn,
    SignInRefused,
    UserAdded,
    add_user,
    sign_in,
    sign_out,
    signing_in,
    who_is,
)
from webapp.services.accounts.secrets import hashed, is_right
from webapp.store import audit, people
from webapp.store.models import User

BUYER = PEOPLE["coventry", Role.BUYER]
NEW = {
    "email": "new@coventry.example",
    "name": "New Person",
    "password": PASSWORD,
    "organisation": "Coventry City Council",
}


def attempt(
    store: WatchedStore,
    password: str = PASSWORD,
    *,
    email: str = BUYER,
    address: str = "192.0.2.1",
    later: timedelta = timedelta(),
) -> SignedIn | SignInRefused:
    return sign_in(
        store,
        email=email,
        password=password,
        address=address,
        now=NOW + later,
        lasts=timedelta(hours=12),
    )


def test_the_right_password_signs_in_and_is_logged(store: WatchedStore) -> None:
    outcome = attempt(store)

    assert isinstance(outcome, SignedIn)
    person = who_is(store, outcome.token, now=NOW)
    assert person is not None
    assert (person.email, person.memberships[0].organisation) == (BUYER, "Coventry City Council")
    with store.reading() as session:
        subject = f"user_account/{person.id}"
        assert audit.last_sha256_of(session, "sign-in", subject=subject) != audit.START


def test_the_address_of_an_account_has_no_capitals_that_matter(store: WatchedStore) -> None:
    assert isinstance(attempt(store, email=f" {BUYER.upper()} "), SignedIn)


@pytest.mark.parametrize(
    ("email", "password"),
    [(BUYER, "wrong"), ("nobody@coventry.example", PASSWORD), (BUYER, "x" * 5000), (BUYER, "")],
)
def test_anything_else_gets_one_and_the_same_refusal(
    store: WatchedStore, email: str, password: str
) -> None:
    assert attempt(store, password, email=email) is SignInRefused.WRONG


def test_a_closed_account_does_not_get_in(store: WatchedStore) -> None:
    outcome = attempt(store)
    with store.writing() as session:
        user = people.user_by_email(session, BUYER)
        assert user is not None
        user.disabled_at = NOW

    assert attempt(store) is SignInRefused.WRONG
    assert isinstance(outcome, SignedIn)
    assert who_is(store, outcome.token, now=NOW) is None


def test_an_account_is_throttled_after_too_many_failures(store: WatchedStore) -> None:
    refusals = [attempt(store, "wrong") for _ in range(ATTEMPTS_PER_ACCOUNT)]

    assert refusals == [SignInRefused.WRONG] * ATTEMPTS_PER_ACCOUNT
    assert attempt(store) is SignInRefused.THROTTLED
    assert attempt(store, address="192.0.2.9") is SignInRefused.THROTTLED
    assert isinstance(attempt(store, email=PEOPLE["coventry", Role.AUDITOR]), SignedIn)


def test_the_throttle_lets_go_when_its_time_is_over(store: WatchedStore) -> None:
    for _ in range(ATTEMPTS_PER_ACCOUNT):
        attempt(store, "wrong")

    assert isinstance(attempt(store, later=ATTEMPT_WINDOW + timedelta(seconds=1)), SignedIn)


@pytest.mark.slow
def test_passwords_tried_at_the_same_moment_are_no_way_past_the_throttle(
    store: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = is_right

    def others_are_faster(password_hash: str, password: str) -> bool:
        monkeypatch.setattr(signing_in, "is_right", judged)
        for _ in range(ATTEMPTS_PER_ACCOUNT):
            attempt(store, "wrong password")
        return judged(password_hash, password)

    monkeypatch.setattr(signing_in, "is_right", others_are_faster)

    assert attempt(store) is SignInRefused.THROTTLED


def test_a_password_that_is_changed_while_the_old_one_is_judged_counts_no_longer(
    store: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = is_right

    def is_changed_meanwhile(password_hash: str, password: str) -> bool:
        found = judged(password_hash, password)
        with store.writing() as session:
            user = people.user_by_email(session, BUYER)
            assert user is not None
            user.password_hash = hashed("another four words")
        return found

    monkeypatch.setattr(signing_in, "is_right", is_changed_meanwhile)

    assert attempt(store) is SignInRefused.WRONG


def test_a_second_factor_that_is_switched_on_while_the_password_is_judged_is_asked_for(
    store: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = is_right

    def is_switched_on_meanwhile(password_hash: str, password: str) -> bool:
        with store.writing() as session:
            user = people.user_by_email(session, BUYER)
            assert user is not None
            user.totp_secret, user.totp_since = "sealed", NOW
        return judged(password_hash, password)

    monkeypatch.setattr(signing_in, "is_right", is_switched_on_meanwhile)
    outcome = attempt(store)

    assert isinstance(outcome, SignedIn)
    assert outcome.awaits_code


def test_a_clock_that_went_wrong_neither_opens_nor_shuts_the_throttle(store: WatchedStore) -> None:
    years, other = timedelta(days=3000), "other@coventry.example"
    attempt(store, later=years)
    for _ in range(ATTEMPTS_PER_ACCOUNT):
        attempt(store, "wrong", email=other, later=years)

    opened = [attempt(store, "wrong") for _ in range(ATTEMPTS_PER_ACCOUNT)]

    assert opened == [SignInRefused.WRONG] * ATTEMPTS_PER_ACCOUNT
    assert attempt(store) is SignInRefused.THROTTLED
    assert attempt(store, email=other) is SignInRefused.WRONG


@pytest.mark.slow
def test_whoever_has_a_whole_network_of_addresses_is_counted_as_one(store: WatchedStore) -> None:
    for number in range(ATTEMPTS_PER_ADDRESS):
        email = f"{number}@coventry.example"
        attempt(store, "wrong", email=email, address=f"2001:db8::{number:x}")

    assert attempt(store, address="2001:db8::ffff") is SignInRefused.THROTTLED
    assert isinstance(attempt(store, address="2001:db8:0:1::1"), SignedIn)


@pytest.mark.parametrize("address", ["", "unknown", "x" * 1000, "fe80::1%eth0", "1.2.3.4:80"])
def test_an_address_that_is_none_makes_no_fault(store: WatchedStore, address: str) -> None:
    assert attempt(store, "wrong", address=address) is SignInRefused.WRONG


@pytest.mark.slow
def test_an_address_that_guesses_many_accounts_is_throttled(store: WatchedStore) -> None:
    for number in range(ATTEMPTS_PER_ADDRESS):
        attempt(store, "wrong", email=f"{number}@coventry.example")

    assert attempt(store) is SignInRefused.THROTTLED
    assert isinstance(attempt(store, address="192.0.2.2"), SignedIn)


def test_attempts_are_forgotten_after_a_day(store: WatchedStore) -> None:
    attempt(store, "wrong")
    attempt(store, later=timedelta(days=2))

    with store.reading() as session:
        assert (
            session.connection().exec_driver_sql("SELECT count(*) FROM sign_in_attempt").scalar()
            == 1
        )


def test_a_sign_in_ends_when_its_time_is_over(store: WatchedStore) -> None:
    outcome = attempt(store)

    assert isinstance(outcome, SignedIn)
    assert who_is(store, outcome.token, now=NOW + timedelta(hours=11, minutes=59)) is not None
    assert who_is(store, outcome.token, now=NOW + timedelta(hours=12)) is None


def test_signing_out_ends_it_on_the_server(store: WatchedStore) -> None:
    outcome = attempt(store)
    assert isinstance(outcome, SignedIn)

    sign_out(store, outcome.token, now=NOW)
    sign_out(store, outcome.token, now=NOW)

    assert who_is(store, outcome.token, now=NOW) is None


def test_the_token_itself_is_not_stored(store: WatchedStore) -> None:
    outcome = attempt(store)
    assert isinstance(outcome, SignedIn)

    with store.reading() as session:
        stored = session.connection().exec_driver_sql("SELECT * FROM sign_in_session").all()

    assert outcome.token not in str(stored)


def test_a_person_is_added_with_a_role_and_can_sign_in(store: WatchedStore) -> None:
    outcome = add_user(store, **NEW, role=Role.BUYER, now=NOW)

    assert isinstance(outcome, UserAdded)
    assert outcome.is_new
    signed_in = attempt(store, email=NEW["email"])
    assert isinstance(signed_in, SignedIn)
    person = who_is(store, signed_in.token, now=NOW)
    assert person is not None
    assert person.roles_in(outcome.organisation_id) == {Role.BUYER}


def test_a_second_role_goes_to_the_same_account(store: WatchedStore) -> None:
    first = add_user(store, **NEW, role=Role.BUYER, now=NOW)
    second = add_user(store, **{**NEW, "password": "another long one"}, role=Role.AUDITOR, now=NOW)

    assert isinstance(first, UserAdded)
    assert isinstance(second, UserAdded)
    assert (second.user_id, second.is_new) == (first.user_id, False)
    assert isinstance(attempt(store, email=NEW["email"]), SignedIn)


def test_a_new_organisation_is_made_with_its_policy(store: WatchedStore) -> None:
    add_user(store, **{**NEW, "organisation": "New Town"}, role=Role.BUYER, now=NOW, policy=None)

    with store.reading() as session:
        made = people.organisation_by_name(session, "New Town")
        assert made is not None
        assert made.policy is None


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"email": "nobody"}, AddUserRefused.NOT_AN_EMAIL),
        ({"email": "a@b@c.example"}, AddUserRefused.NOT_AN_EMAIL),
        ({"email": "\udcff@b.example"}, AddUserRefused.NOT_AN_EMAIL),
        ({"name": "  "}, AddUserRefused.NO_NAME),
        ({"name": "a\udcff"}, AddUserRefused.NO_NAME),
        ({"organisation": "a\nb"}, AddUserRefused.NO_ORGANISATION),
        ({"name": "x" * 201}, AddUserRefused.NO_NAME),
        ({"organisation": ""}, AddUserRefused.NO_ORGANISATION),
        ({"password": "short"}, AddUserRefused.PASSWORD_TOO_SHORT),
        ({"password": "x" * 201}, AddUserRefused.PASSWORD_TOO_LONG),
    ],
)
def test_what_makes_no_account_is_refused_and_nothing_is_stored(
    store: WatchedStore, change: dict[str, str], refusal: AddUserRefused
) -> None:
    outcome = add_user(store, **{**NEW, **change}, role=Role.BUYER, now=NOW)

    assert outcome is refusal
    with store.reading() as session:
        assert people.user_by_email(session, NEW["email"]) is None


def test_a_role_that_is_held_is_not_given_again(store: WatchedStore) -> None:
    add_user(store, **NEW, role=Role.BUYER, now=NOW)

    outcome = add_user(store, **NEW, role=Role.BUYER, now=NOW)

    assert outcome is AddUserRefused.ROLE_HELD_ALREADY


def test_a_closed_account_gets_no_role(store: WatchedStore) -> None:
    with store.writing() as session:
        session.query(User).filter_by(email=BUYER).one().disabled_at = NOW

    outcome = add_user(store, **{**NEW, "email": BUYER}, role=Role.AUDITOR, now=NOW)

    assert outcome is AddUserRefused.DISABLED


def test_passwords_are_the_same_however_they_are_composed(store: WatchedStore) -> None:
    composed, decomposed = "cafe\u0301 au lait please", "caf\u00e9 au lait please"
    add_user(store, **{**NEW, "password": decomposed}, role=Role.BUYER, now=NOW)

    assert isinstance(attempt(store, composed, email=NEW["email"]), SignedIn)
