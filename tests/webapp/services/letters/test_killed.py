"""Killed while letters go out: all bidders are told or none, and each gets its e-mail in the end.

An e-mail is handed over at least once. Where the mail server had taken it and the process was
killed before it could note that, it is handed over again under the same Message-ID, by which
mail programs know it for the same.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.cli.calling import PODIUM
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approved_tender, sent, try_to_send
from tests.webapp.people import PEOPLE, open_session
from tests.webapp.scoring import Scene
from tests.webapp.services.letters.mail_sink import Moment, Sink, mail_server
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.sending import Sent
from webapp.services.telling.mailing import SmtpCarrier, send_waiting
from webapp.settings import Settings
from webapp.store import audit
from webapp.store.award_tables import AwardTelling, LetterSent
from webapp.store.notification_tables import Mail

pytestmark = pytest.mark.slow

SUBJECT = "The outcome of the tender"
AFTER_THE_WAIT = timedelta(minutes=3)
"""Later than the wait after a first attempt."""


def outcomes(store: WatchedStore) -> list[Mail]:
    """Return the e-mails to bidders about an outcome."""
    with store.reading() as session:
        return list(session.scalars(select(Mail).where(Mail.subject.startswith(SUBJECT))))


def killed_at(settings: Settings, moment: Moment, count: int) -> Sink:
    """Send what waits, and kill whoever does at a moment; return the server that was called."""
    began = [0]

    def end(now: Moment, taken: int) -> None:
        if began and (now, taken) == (moment, count):
            os.kill(began.pop(), signal.SIGKILL)

    with mail_server(Sink(end)) as sink:
        environment = {
            **os.environ,
            "HOME": str(settings.instance_folder),
            "PODIUM_INSTANCE": str(settings.instance_folder),
            "PODIUM_DATABASE_URL": settings.database_url,
            "PODIUM_SECRET_KEY": settings.secret_key,
            "PODIUM_MAIL": f"smtp://127.0.0.1:{sink.port}",
        }
        process = subprocess.Popen(
            [PODIUM, "mail", "send"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        began[0] = process.pid
        assert process.wait(timeout=60) == -signal.SIGKILL
    return sink


@pytest.mark.parametrize(
    ("moment", "count", "twice"),
    [
        (Moment.CALLED, 0, 0),
        (Moment.BEFORE, 1, 0),
        (Moment.TAKEN, 1, 1),
        (Moment.TAKEN, 3, 1),
    ],
)
def test_each_bidder_gets_its_e_mail_though_whoever_sends_them_is_killed(
    moment: Moment,
    count: int,
    twice: int,
    store: WatchedStore,
    settings: Settings,
    person_of: Callable[..., Person],
) -> None:
    scene = approved_tender(store, person_of, NOW)
    sent(store, scene, person_of(Role.PROCUREMENT_OFFICER), NOW)

    before = killed_at(settings, moment, count)
    with mail_server(Sink()) as after:
        later = datetime.now(UTC) + AFTER_THE_WAIT
        carrier = SmtpCarrier(f"smtp://127.0.0.1:{after.port}")
        send_waiting(store, settings, carrier, clock=lambda: later)

    every = Sink(taken=[*before.taken, *after.taken])
    found = every.ids_by_recipient(SUBJECT)
    rows = outcomes(store)
    assert len(rows) == len(scene.bidders)
    assert found.keys() == {one.recipient for one in rows}
    assert {one: set(ids) for one, ids in found.items()} == {
        one.recipient: {f"<{one.id}@localhost>"} for one in rows
    }
    ids = [str(one["Message-ID"]) for one in every.taken]
    assert len(ids) - len(set(ids)) == twice
    assert all(one.sent_at for one in rows)
    assert {one.queued_at for one in rows} == {NOW}


def told(store: WatchedStore, scene: Scene) -> tuple[int, int, int]:
    """Return how many tellings, letters and e-mails are on record, and check the log."""
    with store.reading() as session:
        assert audit.verify(session).broken_at is None
        tellings = session.query(AwardTelling).filter_by(procurement_id=scene.procurement_id)
        letters = session.query(LetterSent).filter_by(procurement_id=scene.procurement_id)
        return tellings.count(), letters.count(), len(outcomes(store))


@pytest.mark.parametrize("lasts", [0.0, 0.01, 0.02, 0.04, 0.08, 0.16])
def test_killed_while_letters_are_sent_all_are_on_record_or_none(
    lasts: float, store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    scene = approved_tender(store, person_of, NOW)
    token = open_session(store, PEOPLE["coventry", Role.PROCUREMENT_OFFICER], NOW)
    command = [
        sys.executable, "-m", "tests.webapp.services.letters.sending_when_told",
        store.url, token, str(scene.procurement_id), NOW.isoformat(),
    ]  # fmt: skip
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "read\n"
        process.stdin.write("send\n")
        process.stdin.flush()
        time.sleep(lasts)
        process.kill()
        is_acknowledged = "sent" in process.stdout.read()

    found = told(store, scene)
    again = (
        try_to_send(store, scene, person_of(Role.PROCUREMENT_OFFICER), NOW)
        if not found[0]
        else None
    )

    all_of_them = (1, len(scene.bidders), len(scene.bidders))
    assert found in {(0, 0, 0), all_of_them}
    assert found == all_of_them or not is_acknowledged
    assert again is None or isinstance(again, Sent)
    assert told(store, scene) == all_of_them
