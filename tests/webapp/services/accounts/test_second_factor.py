"""The second factor: codes that count once, recovery codes, and the throttle before both."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.people import PASSWORD, PEOPLE
from webapp.roles import Role
from webapp.services.accounts import (
    ATTEMPTS_PER_ACCOUNT,
    Person,
    SignedIn,
    SignInRefused,
    give_code,
    sign_in,
    who_is,
)
from webapp.services.accounts.directory import (
    NO_ACCOUNT,
    NOTHING_TO_TAKE_OFF,
    reset_by_command,
)
from webapp.services.accounts.proving import GUESSED_TOO_OFTEN, WRONG_PASSWORD
from webapp.services.accounts.second_factor import (
    OFF,
    ON_ALREADY,
    WRONG_CODE,
    Given,
    SwitchedOff,
    SwitchedOn,
    offer,
    renew_codes,
    switch_off,
    switch_on,
)
from webapp.services.refusals import Refused
from webapp.store.models import AuditEntry, User

KEY = "k" * 32
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOUR = timedelta(hours=1)


def code_at(later: timedelta = timedelta()) -> str:
    return pyotp.TOTP(SECRET).at(NOW + later)


def switched_on(store: WatchedStore, person: Person) -> SwitchedOn:
    outcome = switching_on(store, person)
    assert isinstance(outcome, SwitchedOn)
    return outcome


def switching_on(
    store: WatchedStore,
    person: Person,
    secret: str = SECRET,
    code: str | None = None,
    password: str = PASSWORD,
) -> SwitchedOn | Refused:
    return switch_on(
        store,
        person,
        Given(secret, code_at() if code is None else code, password),
        token="this",
        address="192.0.2.1",
        now=NOW,
        key=KEY,
    )


def begun(store: WatchedStore) -> SignedIn:
    outcome = sign_in(
        store,
        email=PEOPLE["coventry", Role.BUYER],
        password=PASSWORD,
        address="192.0.2.1",
        now=NOW,
        lasts=HOUR,
    )
    assert isinstance(outcome, SignedIn)
    return outcome


def given(
    store: WatchedStore,
    token: str,
    code: str,
    later: timedelta = timedelta(),
    *,
    key: str = KEY,
) -> SignedIn | SignInRefused:
    return give_code(
        store,
        token=token,
        code=code,
        address="192.0.2.1",
        now=NOW + later,
        lasts=HOUR,
        key=key,
    )


def switched_off(
    store: WatchedStore, person: Person, password: str, later: timedelta = timedelta()
) -> SwitchedOff | Refused:
    return switch_off(store, person, password=password, address="192.0.2.1", now=NOW + later)


def test_the_code_of_the_published_example_is_known() -> None:
    """RFC 6238, appendix B: SHA-1, 59 seconds, eight digits 94287082."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

    assert pyotp.TOTP(secret, digits=8).at(59) == "94287082"


def test_a_password_alone_opens_nothing_once_it_is_on(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)

    waiting = begun(store)

    assert waiting.awaits_code
    assert who_is(store, waiting.token, now=NOW) is None


def test_the_code_of_the_moment_finishes_the_sign_in(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)
    later = timedelta(minutes=2)

    outcome = given(store, begun(store).token, code_at(later), later)

    assert isinstance(outcome, SignedIn)
    person = who_is(store, outcome.token, now=NOW + later)
    assert person is not None
    assert person.id == buyer.id


def test_a_code_counts_once(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)
    later = timedelta(minutes=2)
    given(store, begun(store).token, code_at(later), later)

    again = given(store, begun(store).token, code_at(later), later)

    assert again is SignInRefused.WRONG


def test_a_code_of_long_ago_or_yet_to_come_is_wrong(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)
    token = begun(store).token

    outcomes = {
        given(store, token, code_at(timedelta(minutes=5) + shift), timedelta(minutes=5))
        for shift in (timedelta(minutes=-2), timedelta(minutes=2))
    }

    assert outcomes == {SignInRefused.WRONG}


def test_a_recovery_code_stands_for_the_device_once(store: WatchedStore, buyer: Person) -> None:
    code = switched_on(store, buyer).recovery_codes[0]

    first = given(store, begun(store).token, f" {code.upper()} ")
    second = given(store, begun(store).token, code)

    assert isinstance(first, SignedIn)
    assert second is SignInRefused.WRONG


def test_guessing_codes_is_throttled_like_guessing_passwords(
    store: WatchedStore, buyer: Person
) -> None:
    switched_on(store, buyer)
    token = begun(store).token

    outcomes = [given(store, token, "000000") for _ in range(ATTEMPTS_PER_ACCOUNT)]

    assert outcomes == [SignInRefused.WRONG] * ATTEMPTS_PER_ACCOUNT
    assert given(store, token, code_at(HOUR)) is SignInRefused.THROTTLED


def test_a_right_password_does_not_wipe_out_wrong_codes(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)

    outcomes = [given(store, begun(store).token, "000000") for _ in range(ATTEMPTS_PER_ACCOUNT)]

    assert set(outcomes) == {SignInRefused.WRONG}
    throttled = sign_in(
        store,
        email=buyer.email,
        password=PASSWORD,
        address="192.0.2.1",
        now=NOW,
        lasts=HOUR,
    )
    assert throttled is SignInRefused.THROTTLED


def test_the_waiting_sign_in_runs_out(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)
    later = timedelta(minutes=11)

    assert given(store, begun(store).token, code_at(later), later) is SignInRefused.ENDED


def test_it_is_switched_on_only_with_a_code_of_the_device(
    store: WatchedStore, buyer: Person
) -> None:
    wrong = switching_on(store, buyer, code="000000")
    no_secret = switching_on(store, buyer, secret="x", code="1")

    assert (wrong, no_secret) == (WRONG_CODE, WRONG_CODE)
    assert not begun(store).awaits_code


def test_it_is_switched_on_only_by_whoever_knows_the_password(
    store: WatchedStore, buyer: Person
) -> None:
    outcomes = [switching_on(store, buyer, password="guessed") for _ in range(ATTEMPTS_PER_ACCOUNT)]

    assert outcomes == [WRONG_PASSWORD] * ATTEMPTS_PER_ACCOUNT
    assert switching_on(store, buyer) == GUESSED_TOO_OFTEN


def test_new_recovery_codes_need_the_password_and_void_the_old_ones(
    store: WatchedStore, buyer: Person
) -> None:
    old = switched_on(store, buyer).recovery_codes

    wrong = renewed(store, buyer, "guessed")
    new = renewed(store, buyer, PASSWORD)

    assert wrong == WRONG_PASSWORD
    assert isinstance(new, SwitchedOn)
    assert len(set(new.recovery_codes) - set(old)) == 10
    assert given(store, begun(store).token, old[0]) is SignInRefused.WRONG
    assert isinstance(given(store, begun(store).token, new.recovery_codes[0]), SignedIn)


def test_there_are_no_recovery_codes_without_a_second_factor(
    store: WatchedStore, buyer: Person
) -> None:
    assert renewed(store, buyer, PASSWORD) == OFF


def test_whoever_runs_the_service_takes_it_off_an_account_that_nobody_else_can_open(
    store: WatchedStore, buyer: Person
) -> None:
    switched_on(store, buyer)
    email = PEOPLE["coventry", Role.BUYER]

    nobody = reset_by_command(store, email="nobody@coventry.example", now=NOW)
    done = reset_by_command(store, email=f" {email.upper()}", now=NOW)
    again = reset_by_command(store, email=email, now=NOW)

    with store.reading() as session:
        (entry,) = session.scalars(
            select(AuditEntry).where(AuditEntry.act == "switch-off-second-factor")
        ).all()
    assert (nobody, done, again) == (NO_ACCOUNT, None, NOTHING_TO_TAKE_OFF)
    assert entry.actor_id is None
    assert not begun(store).awaits_code


def renewed(store: WatchedStore, person: Person, password: str) -> SwitchedOn | Refused:
    return renew_codes(store, person, password=password, address="192.0.2.1", now=NOW)


def test_it_is_not_switched_on_twice(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)

    again = switching_on(store, buyer)

    assert again == ON_ALREADY


def test_the_secret_is_sealed_in_the_store(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)

    with store.reading() as session:
        kept = session.get_one(User, buyer.id).totp_secret
    assert kept is not None
    assert SECRET not in kept


def test_the_password_switches_it_off(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)

    assert switched_off(store, buyer, "wrong") == WRONG_PASSWORD
    assert switched_off(store, buyer, PASSWORD) == SwitchedOff()
    assert not begun(store).awaits_code


def test_switching_it_off_twice_is_noted_once(store: WatchedStore, buyer: Person) -> None:
    switched_on(store, buyer)

    outcomes = [switched_off(store, buyer, PASSWORD) for _ in range(2)]

    with store.reading() as session:
        acts = session.scalars(select(AuditEntry.act)).all()
    assert outcomes == [SwitchedOff(), SwitchedOff()]
    assert acts.count("switch-off-second-factor") == 1


def test_a_browser_that_was_left_open_is_no_way_to_guess_the_password(
    store: WatchedStore, buyer: Person
) -> None:
    switched_on(store, buyer)

    outcomes = [switched_off(store, buyer, "wrong") for _ in range(ATTEMPTS_PER_ACCOUNT)]

    assert outcomes == [WRONG_PASSWORD] * ATTEMPTS_PER_ACCOUNT
    assert switched_off(store, buyer, PASSWORD) == GUESSED_TOO_OFTEN
    assert isinstance(switched_off(store, buyer, PASSWORD, HOUR), SwitchedOff)


def test_a_second_factor_that_another_key_sealed_is_told_and_a_recovery_code_still_counts(
    store: WatchedStore, buyer: Person
) -> None:
    codes = switched_on(store, buyer).recovery_codes
    token = begun(store).token

    right = given(store, token, code_at(HOUR / 120), HOUR / 120, key="another key" * 3)
    spare = given(store, token, codes[0], key="another key" * 3)

    assert right is SignInRefused.UNREADABLE
    assert isinstance(spare, SignedIn)


def test_a_code_that_two_workers_are_given_at_once_counts_for_one(
    store: WatchedStore, buyer: Person
) -> None:
    spare = switched_on(store, buyer).recovery_codes[0]
    tokens = [begun(store).token for _ in range(4)]
    later = HOUR / 120

    with ThreadPoolExecutor(4) as threads:
        same = [threads.submit(given, store, token, code_at(later), later) for token in tokens[:2]]
        once = [threads.submit(given, store, token, spare) for token in tokens[2:]]

    for outcomes in (same, once):
        assert sorted(isinstance(one.result(), SignedIn) for one in outcomes) == [False, True]


def test_a_sign_in_that_waits_ends_when_the_second_factor_is_switched_off(
    store: WatchedStore, buyer: Person
) -> None:
    switched_on(store, buyer)
    token = begun(store).token
    switched_off(store, buyer, PASSWORD)

    assert given(store, token, code_at()) is SignInRefused.ENDED


def test_an_offer_draws_its_address(buyer: Person) -> None:
    drawn = offer(buyer)

    assert len(drawn.secret) == 32
    assert drawn.side > 30
    assert drawn.path.startswith("M4 4h1v1h-1z")
    assert offer(buyer, drawn.secret) == drawn


@pytest.mark.parametrize("secret", ["", "short", "<script>" * 4])
def test_an_offer_takes_no_secret_that_is_none(buyer: Person, secret: str) -> None:
    assert offer(buyer, secret).secret != secret
