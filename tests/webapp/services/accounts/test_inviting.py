"""Inviting: one invitation to a role, however often it is sent, and one link that opens it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.accounts.accepting import open_invitation
from webapp.services.accounts.inviting import (
    DOUBLE_CLICK,
    INVITATION_LASTS,
    Invited,
    Invitee,
    SentAlready,
    invite,
)
from webapp.services.refusals import Refused
from webapp.store import audit
from webapp.store.notification_tables import Mail
from webapp.store.people_tables import Invitation

NIA = Invitee("Nia New", "nia@coventry.example", Role.BUYER)
LATER = NOW + DOUBLE_CLICK + timedelta(seconds=1)


@pytest.fixture
def keeper(person_of: Callable[[Role], Person]) -> Person:
    return person_of(Role.ADMINISTRATOR)


def sent(
    store: WatchedStore, keeper: Person, *, is_mailed: bool, now: datetime = NOW
) -> Invited | SentAlready | Refused:
    return invite(
        store,
        keeper,
        organisation_id=keeper.memberships[0].organisation_id,
        invitee=NIA,
        address=lambda token: f"https://podium.example/invitations/{token}",
        is_mailed=is_mailed,
        now=now,
    )


def mails(store: WatchedStore) -> list[str]:
    with store.reading() as session:
        return list(session.scalars(select(Mail.text).order_by(Mail.queued_at)))


def test_a_form_that_is_sent_twice_sends_one_e_mail(store: WatchedStore, keeper: Person) -> None:
    first = sent(store, keeper, is_mailed=True)

    second = sent(store, keeper, is_mailed=True)

    assert isinstance(first, Invited)
    assert second == SentAlready(first.invitation_id, first.expires_at)
    assert len(mails(store)) == 1
    assert open_invitation(store, first.token, now=NOW) is not None


def test_sent_again_later_the_e_mail_says_that_its_link_takes_the_place_of_the_other(
    store: WatchedStore, keeper: Person
) -> None:
    first = sent(store, keeper, is_mailed=True)

    second = sent(store, keeper, is_mailed=True, now=LATER)

    assert isinstance(first, Invited)
    assert isinstance(second, Invited)
    assert (second.invitation_id, second.is_again) == (first.invitation_id, True)
    assert second.expires_at == LATER + INVITATION_LASTS
    assert ["takes the place" in text for text in mails(store)] == [False, True]


def test_where_no_e_mail_is_sent_each_sending_makes_the_one_link_that_opens(
    store: WatchedStore, keeper: Person
) -> None:
    links = [sent(store, keeper, is_mailed=False) for _ in range(3)]

    tokens = [link.token for link in links if isinstance(link, Invited)]
    opened = [open_invitation(store, token, now=NOW) is not None for token in tokens]
    assert opened == [False, False, True]
    with store.reading() as session:
        (kept,) = session.scalars(select(Invitation)).all()
        assert not {kept.token_sha256} & set(tokens)
        assert audit.verify(session).broken_at is None
