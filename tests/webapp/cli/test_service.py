"""`podium serve`, `db` and `users`: what is missing is named, and nothing is half done."""

import http.client
import os
import re
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.webapp.cli.calling import PODIUM, Answer, in_a_shell
from tests.webapp.cli.conftest import Podium
from webapp.cli.server import Server
from webapp.cli.service import Serving, missing_contact
from webapp.cli.worker import PatientWorker
from webapp.services.accounts import SignedIn, sign_in
from webapp.settings import settings_from_environment
from webapp.store import Store, people

PASSWORD = b"correct horse battery\n"
GUNICORN_WAITS_SECONDS = 5
"""How long a thread of gunicorn's own waits for the first word of a new connection."""


def add(podium: Podium, given: bytes = PASSWORD, /, **changes: str) -> Answer:
    options = {
        "email": "ann@example.org",
        "name": "Ann",
        "role": "buyer",
        "organisation": "Coventry City Council",
        **changes,
    }
    named = [f"--{option}={value}" for option, value in options.items()]
    return podium("users", "add", *named, "--password-stdin", given=given)


def test_without_a_database_nothing_is_served(podium: Podium) -> None:
    answer = podium("serve")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "database: it is missing or of another version. Run: podium db upgrade.\n"
    )


def test_without_a_database_nobody_is_added(podium: Podium) -> None:
    answer = add(podium)

    assert answer.code == 2
    assert "Run: podium db upgrade" in answer.err


def test_the_database_is_upgraded_as_often_as_one_likes(podium: Podium) -> None:
    answers = [podium("db", "upgrade") for _ in range(2)]

    assert [answer.code for answer in answers] == [0, 0]
    assert answers[1].out == "The database is up to date.\n"


def test_a_port_in_use_is_told(podium: Podium) -> None:
    podium("db", "upgrade")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        answer = podium("serve", "--port", port)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"127.0.0.1:{port}: another program answers there already.")


def test_an_address_of_another_machine_is_told(podium: Podium) -> None:
    podium("db", "upgrade")

    answer = podium("serve", "--host", "192.0.2.1", "--port", "8765")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("192.0.2.1:8765: it can't be used")


@pytest.mark.parametrize("folder", ["/proc/podium", "/dev/null"])
def test_an_instance_that_cannot_be_written_is_told(
    podium: Podium, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setenv("PODIUM_INSTANCE", folder)

    answer = podium("db", "upgrade")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("PODIUM_INSTANCE: ")
    assert "Name a folder that this user may write to" in answer.err


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////nowhere/podium.sqlite3"])
def test_a_wrong_database_is_told(
    podium: Podium, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("PODIUM_DATABASE_URL", url)

    answer = podium("db", "upgrade")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("PODIUM_DATABASE_URL: ")


def test_a_person_is_added_and_given_another_role_but_not_the_same_twice(podium: Podium) -> None:
    podium("db", "upgrade")

    added, twice, auditor = add(podium), add(podium), add(podium, role="auditor")

    assert added.out == "Added ann@example.org as buyer of Coventry City Council.\n"
    assert (added.code, twice.code, auditor.code) == (0, 2, 0)
    assert "--role: This person holds that role already" in twice.err
    assert "its password is as it was" in auditor.out


def test_what_an_authority_is_and_where_is_told_once_for_all_its_procurements(
    podium: Podium, tmp_path: Path
) -> None:
    podium("db", "upgrade")

    added = add(podium, **{"authority-type": "local_authority", "nation": "england"})
    wrong = add(podium, email="bob@example.org", nation="france")

    assert (added.code, wrong.code) == (0, 2)
    store = Store(f"sqlite:///{tmp_path / 'instance' / 'podium.sqlite3'}")
    with store.reading() as session:
        authority = people.organisation_by_name(session, "Coventry City Council")
    store.close()
    assert authority is not None
    assert (authority.authority_type, authority.nation) == ("local_authority", "england")


def test_a_password_is_made_and_printed_where_none_is_given(podium: Podium) -> None:
    podium("db", "upgrade")
    who = ("--email=ann@example.org", "--name=Ann", "--role=buyer", "--organisation=Coventry")

    answer = podium("users", "add", *who)

    assert answer.code == 0
    assert len(answer.out.partition("Password: ")[2].strip()) >= 20


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "ann"}, "--email: That is not an e-mail address"),
        ({"name": " "}, "--name: "),
        ({"organisation": ""}, "--organisation: "),
        ({"role": "king"}, "'buyer'"),
        ({"policy": "nope"}, "there is no policy «nope»"),
        ({"policy": "uk"}, "there is no policy «uk»"),
    ],
)
def test_a_wrong_person_is_refused(podium: Podium, changes: dict[str, str], said: str) -> None:
    podium("db", "upgrade")

    answer = add(podium, PASSWORD, **changes)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("nobody@example.org", "There is no account of that e-mail address"),
        ("ann@example.org", "That account has no second factor"),
    ],
)
def test_there_is_no_second_factor_to_take_off(podium: Podium, email: str, said: str) -> None:
    podium("db", "upgrade")
    add(podium)

    answer = podium("users", "reset-second-factor", f"--email={email}")

    assert (answer.code, answer.out) == (2, "")
    assert f"--email: {said}" in answer.err


def test_the_second_factor_of_whom_no_administrator_can_help_is_taken_off(
    podium: Podium, tmp_path: Path
) -> None:
    podium("db", "upgrade")
    add(podium)
    store = Store(f"sqlite:///{tmp_path / 'instance' / 'podium.sqlite3'}")
    with store.writing() as session:
        user = people.user_by_email(session, "ann@example.org")
        assert user is not None
        user.totp_secret, user.totp_since = "sealed", datetime(2026, 3, 2, tzinfo=UTC)

    answer = podium("users", "reset-second-factor", "--email=ann@example.org")

    with store.reading() as session:
        again = people.user_by_email(session, "ann@example.org")
    store.close()
    assert answer.code == 0
    assert answer.out == (
        "The second factor of ann@example.org is off, and its sign-ins have ended.\n"
    )
    assert again is not None
    assert (again.totp_secret, again.totp_since) == (None, None)


def test_a_password_that_was_lost_is_set_anew(podium: Podium, tmp_path: Path) -> None:
    podium("db", "upgrade")
    add(podium)

    made = podium("users", "set-password", "--email=ann@example.org")
    given = podium(
        "users",
        "set-password",
        "--email=ann@example.org",
        "--password-stdin",
        given=b"four words\n",
    )
    nobody = podium("users", "set-password", "--email=nobody@example.org")

    store = Store(f"sqlite:///{tmp_path / 'instance' / 'podium.sqlite3'}")
    password = made.out.partition("Password: ")[2].strip()
    signed_in = sign_in(
        store,
        email="ann@example.org",
        password=password,
        address="192.0.2.1",
        now=datetime.now(UTC),
        lasts=timedelta(hours=1),
    )
    store.close()
    assert (made.code, given.code, nobody.code) == (0, 2, 2)
    assert isinstance(signed_in, SignedIn)
    assert "password: That can't be a password" in given.err
    assert "--email: There is no account of that e-mail address" in nobody.err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "password: The password is too short"),
        (b"short\n", "password: The password is too short"),
        (b"x" * 300, "password: The password is too long"),
        (b"long enough \xff\n", "password: it is not UTF-8"),
    ],
)
def test_a_wrong_password_is_refused(podium: Podium, given: bytes, said: str) -> None:
    podium("db", "upgrade")

    answer = add(podium, given)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_password_from_nowhere_is_told(tmp_path: Path) -> None:
    line = (
        'PODIUM_INSTANCE=i "$0" users add --email a@b.c --name A --role buyer '
        "--organisation O --password-stdin <&-"
    )

    answer = in_a_shell(line, tmp_path)

    assert answer.code == 2
    assert answer.err.startswith("standard input: it is closed.")


def test_no_header_of_a_client_is_believed_before_the_setting_says_so(tmp_path: Path) -> None:
    settings = settings_from_environment({"PODIUM_INSTANCE": str(tmp_path)}, is_loopback=True)

    server = Server(settings, Serving())

    assert server.cfg.forwarded_allow_ips == []


@pytest.mark.slow
def test_the_service_answers_logs_nobody_and_stops_when_told(
    podium: Podium, tmp_path: Path
) -> None:
    podium("db", "upgrade")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [PODIUM, "serve", "--workers=1", "--access-log", f"--port={port}"],
        env={**os.environ, "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    )

    answer = _answer_of(port, "/sign-in?next=/somebody")
    served.terminate()
    printed, _ = served.communicate(timeout=30)

    assert "Sign in" in answer
    assert re.search(r"GET /sign-in 200 \d+ ms", printed)
    assert "somebody" not in printed
    assert printed.count("127.0.0.1") == 1
    assert served.returncode == 0
    assert not (tmp_path / ".gunicorn").exists()


@pytest.mark.slow
def test_connections_that_say_nothing_keep_nobody_waiting(podium: Podium, tmp_path: Path) -> None:
    podium("db", "upgrade")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    served = subprocess.Popen(
        [PODIUM, "serve", "--workers=1", "--threads=2", f"--port={port}"],
        env={**os.environ, "HOME": str(tmp_path)},
        stdout=subprocess.DEVNULL,
    )
    _answer_of(port, "/sign-in")
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(6)]
    time.sleep(0.5)

    began = time.monotonic()
    answer = _answer_of(port, "/sign-in")
    waited = time.monotonic() - began
    for one in silent:
        one.close()
    served.terminate()
    served.wait(timeout=30)

    assert "Sign in" in answer
    assert waited < GUNICORN_WAITS_SECONDS / 2


def _answer_of(port: int, path: str) -> str:
    """Return a page of a service that may still have to start."""
    until = time.monotonic() + 30
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            connection.request("GET", path)
            return connection.getresponse().read().decode()
        except ConnectionError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


@pytest.mark.parametrize(
    ("given", "is_loopback", "is_told"),
    [
        ({}, True, False),
        ({}, False, True),
        ({"PODIUM_HOSTS": "podium.example"}, True, True),
        ({"PODIUM_CONTACT": "access@example.org"}, False, False),
    ],
)
def test_a_service_for_others_without_a_contact_is_told_so(
    tmp_path: Path, given: dict[str, str], *, is_loopback: bool, is_told: bool
) -> None:
    settings = settings_from_environment(
        {"PODIUM_INSTANCE": str(tmp_path), **given}, is_loopback=is_loopback
    )

    assert ("Set PODIUM_CONTACT" in missing_contact(settings)) is is_told


def test_the_settings_of_the_server_are_those_of_the_options(tmp_path: Path) -> None:
    settings = settings_from_environment({"PODIUM_INSTANCE": str(tmp_path)}, is_loopback=True)

    cfg = Server(settings, Serving("127.0.0.1", 8001, 3, 5, 1000)).cfg

    assert (cfg.address, cfg.workers, cfg.threads) == ([("127.0.0.1", 8001)], 3, 5)
    assert (cfg.worker_class, cfg.graceful_timeout, cfg.keepalive) == (PatientWorker, 30, 75)
    assert (cfg.max_requests, cfg.max_requests_jitter) == (1000, 100)
    assert cfg.accesslog is None
    assert cfg.control_socket_disable
