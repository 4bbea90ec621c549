"""The e-mails of letters: a letter is provided once its e-mail has left, and officers are told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW, Clock
from tests.webapp.letters import sent
from tests.webapp.scoring import Scene
from webapp.documents.summaries import LetterKind
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.delivering import Delivery, Post, tell_given_up
from webapp.services.letters.noticing import NoticeEntry, enter_notice
from webapp.services.letters.sending import LettersPage, letters_page_of
from webapp.services.letters.standstill import StandstillPage, standstill_page_of
from webapp.services.panel.acting import Done
from webapp.services.telling.mailing import ATTEMPTS, WAITS, NotSent, send_waiting
from webapp.services.telling.notifying import told_to
from webapp.services.tendering.bidder_mail import mail_bidders
from webapp.settings import Settings
from webapp.store.award_tables import LetterSent
from webapp.store.notification_tables import Mail
from webapp.store.tender_tables import Bidder


@dataclass
class RefusesOne:
    """A carrier that takes every e-mail but those to one bidder."""

    recipient: str

    def carry(self, mail_id: UUID, message: EmailMessage) -> None:
        """Take an e-mail, unless it is to the bidder."""
        del mail_id
        if message["To"] == self.recipient:
            raise NotSent("The mail server refused the recipient (550)")

    def close(self) -> None:
        """Hold nothing open."""


@pytest.fixture
def refused_bidder(store: WatchedStore, scene: Scene, officer: Person) -> str:
    return sent(store, scene, officer, NOW).links[1].email


def delivered(store: WatchedStore, officer: Person, scene: Scene) -> list[Delivery | None]:
    page = letters_page_of(store, officer, scene.procurement_id, now=NOW)
    assert isinstance(page, LettersPage)
    assert page.told is not None
    return [one.delivery for one in page.told.letters]


def posts(store: WatchedStore, officer: Person, scene: Scene) -> list[Post]:
    return [one.post for one in delivered(store, officer, scene) if one]


def standstill(
    store: WatchedStore, officer: Person, scene: Scene, *, days: int = 0
) -> StandstillPage:
    now = NOW + timedelta(days=days)
    page = standstill_page_of(store, officer, scene.procurement_id, now=now)
    assert isinstance(page, StandstillPage)
    return page


def send_round(
    store: WatchedStore, settings: Settings, carrier: RefusesOne, clock: Clock, count: int = 1
) -> None:
    waits = iter((*WAITS, timedelta(days=1)))
    for _ in range(count):
        send_waiting(store, settings, carrier, clock=clock, on_given_up=tell_given_up)
        clock.now += next(waits)


def test_a_letter_waits_until_the_mail_server_has_taken_its_e_mail(
    store: WatchedStore,
    scene: Scene,
    officer: Person,
    refused_bidder: str,
    settings: Settings,
    clock: Clock,
) -> None:
    before = posts(store, officer, scene), len(standstill(store, officer, scene).not_provided)
    send_round(store, settings, RefusesOne(refused_bidder), clock)

    first, second, third = delivered(store, officer, scene)
    assert before == ([Post.WAITING] * 3, 3)
    assert first is not None
    assert third is not None
    assert (first.post, third.post) == (Post.HANDED_OVER, Post.HANDED_OVER)
    assert second == Delivery(
        number=2,
        name=second.name if second else "",
        email=refused_bidder,
        post=Post.FAILING,
        at=NOW,
        problem="The mail server refused the recipient (550)",
    )
    assert standstill(store, officer, scene).not_provided == (second,)


def test_officers_are_told_once_that_the_e_mail_of_a_letter_is_given_up(
    store: WatchedStore,
    scene: Scene,
    officer: Person,
    person_of: Callable[..., Person],
    refused_bidder: str,
    settings: Settings,
    clock: Clock,
) -> None:
    carrier = RefusesOne(refused_bidder)
    send_round(store, settings, carrier, clock, ATTEMPTS - 1)
    before = [one.kind for one in told_to(store, officer, page=1).told]
    send_round(store, settings, carrier, clock)
    send_round(store, settings, carrier, clock)

    told = [one for one in told_to(store, officer, page=1).told if one.kind == "letter-not-sent"]
    others = told_to(store, person_of(Role.BUYER), page=1).told
    (name,) = [one.name for one in delivered(store, officer, scene) if one and one.has_failed]
    assert "letter-not-sent" not in before
    assert "letter-not-sent" not in [one.kind for one in others]
    assert [(one.title, one.address) for one in told] == [
        (
            f"A letter did not reach {name}: Grounds maintenance",
            f"/procurements/{scene.procurement_id}/letters",
        )
    ]
    assert "in 6 attempts. The mail server refused the recipient (550). It is" in told[0].text
    assert posts(store, officer, scene) == [Post.HANDED_OVER, Post.GIVEN_UP, Post.HANDED_OVER]


def test_an_e_mail_that_left_after_the_notice_provided_its_letter_too_late(
    store: WatchedStore,
    scene: Scene,
    officer: Person,
    refused_bidder: str,
    settings: Settings,
    clock: Clock,
) -> None:
    send_round(store, settings, RefusesOne(refused_bidder), clock)
    entered = enter_notice(
        store,
        officer,
        procurement_id=scene.procurement_id,
        entry=NoticeEntry(NOW.date()),
        read=0,
        now=NOW,
    )
    assert isinstance(entered, Done)
    clock.now = NOW + timedelta(days=2)
    send_round(store, settings, RefusesOne(""), clock)

    (late,) = standstill(store, officer, scene, days=2).not_provided
    assert (late.email, late.post) == (refused_bidder, Post.HANDED_OVER)


def test_nobody_is_told_of_other_e_mails(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    with store.by_hand() as session:
        session.add(
            Mail(
                recipient=officer.email,
                subject="A paper",
                text="",
                queued_at=NOW,
                attempts=ATTEMPTS,
            )
        )
    with store.writing() as session:
        (mail,) = session.query(Mail).filter_by(subject="A paper")
        tell_given_up(session, mail, NOW)

    kinds = [one.kind for one in told_to(store, officer, page=1).told]
    assert "letter-not-sent" not in kinds
    assert scene.bidders


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (LetterKind.LOW_PRICE, "settling"),
        (LetterKind.ENDED, "tender"),
        (LetterKind.TAKEN_BACK, "letters"),
    ],
)
def test_a_letter_that_tells_of_no_award_leads_to_the_page_from_which_it_went(
    store: WatchedStore, scene: Scene, officer: Person, kind: LetterKind, page: str
) -> None:
    with store.by_hand() as session:
        bidder = session.get_one(Bidder, scene.bidders[0])
        session.add(
            LetterSent(
                procurement_id=scene.procurement_id,
                bidder_id=bidder.id,
                kind=kind.value,
                html="<p>",
                html_sha256="0" * 64,
                made_by=officer.id,
                made_at=NOW,
            )
        )
        mail_bidders(session, [bidder], subject="A letter", text="", now=NOW)
    with store.writing() as session:
        (mail,) = session.query(Mail).filter_by(subject="A letter")
        mail.attempts, mail.problem = ATTEMPTS, "The mail server answered 550"
        tell_given_up(session, mail, NOW)

    (told,) = [one for one in told_to(store, officer, page=1).told if one.kind == "letter-not-sent"]
    assert told.address == f"/procurements/{scene.procurement_id}/{page}"
