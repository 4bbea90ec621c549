"""Sending letters: all at once, once, only when approved and clean, and as they were read."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta

from evaluation.letters.issuing import LetterWords
from evaluation.panel.phases import Phase
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approved_tender, drafted, sent, step, try_to_send
from tests.webapp.results import came_unread, evaluated_tender, excluded
from tests.webapp.scoring import Scene
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.drafting import CHANGED_SINCE, UNREAD
from webapp.services.letters.sending import (
    CHANGED,
    NOT_APPROVED,
    NOT_CLEAN,
    LettersPage,
    letters_page_of,
    send_letters,
)
from webapp.services.letters.words import TOLD, give_words
from webapp.services.panel.acting import NOT_AN_OFFICER
from webapp.services.tendering.standing import standing_of
from webapp.store.award_tables import AwardTelling, LetterSent
from webapp.store.models import AuditEntry
from webapp.store.notification_tables import Mail
from webapp.store.tender_tables import BidderLink


def test_every_bidder_gets_its_letter_and_a_link_at_the_same_moment(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    given = sent(store, scene, officer, NOW)

    with store.reading() as session:
        letters = session.query(LetterSent).all()
        mails = [one for one in session.query(Mail) if "outcome" in one.subject]
        links = session.query(BidderLink).filter_by(made_at=NOW).all()
        phase = standing_of(session, scene.procurement_id, now=NOW).phase
    assert {one.bidder_id for one in letters} == set(scene.bidders)
    assert {one.made_at for one in letters} == {NOW}
    assert all(hashlib.sha256(one.html.encode()).hexdigest() == one.html_sha256 for one in letters)
    assert sorted(one.recipient for one in mails) == [one.email for one in given.links]
    assert {one.expires_at for one in links} == {NOW + timedelta(days=60)}
    assert all(one.address in mail.text for one, mail in zip(given.links, mails, strict=True))
    assert not any("89.25" in mail.text for mail in mails)
    assert phase is Phase.TOLD


def test_a_double_click_sends_once(store: WatchedStore, scene: Scene, officer: Person) -> None:
    read = drafted(store, scene, NOW).rests_on
    sent(store, scene, officer, NOW)

    again = send_letters(
        store, officer, procurement_id=scene.procurement_id, read=read, links=LINKS, now=NOW
    )

    assert again.links == ()  # type: ignore[union-attr] # it is sent, not refused
    with store.reading() as session:
        assert session.query(AwardTelling).count() == 1
        assert session.query(LetterSent).count() == len(scene.bidders)


def test_nothing_goes_out_before_the_award_is_approved_or_after_it_was_taken_back(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    step(store, scene, "withdrawn", officer, Role.PROCUREMENT_OFFICER, NOW, number=3)

    refused = try_to_send(store, scene, officer, NOW)

    assert refused == NOT_APPROVED


def test_letters_in_whose_way_something_is_stay_here(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = approved_tender(store, person_of, NOW, is_complete=False)

    refused = try_to_send(store, scene, officer, NOW)

    assert refused == NOT_CLEAN
    found = drafted(store, scene, NOW).drafts[0]
    assert {one.lacks for one in found.findings} == {"address", "identifier"}


def test_letters_that_are_not_those_that_were_read_stay_here(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    read = drafted(store, scene, NOW).rests_on
    give_words(
        store,
        officer,
        procurement_id=scene.procurement_id,
        number=1,
        given=LetterWords("9 Low Street, Coventry", "GB-COH-9"),
        read=1,
        now=NOW,
    )

    refused = send_letters(
        store, officer, procurement_id=scene.procurement_id, read=read, links=LINKS, now=NOW
    )

    assert refused == CHANGED


def test_only_an_officer_sends_them(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person]
) -> None:
    assert try_to_send(store, scene, person_of(Role.BUYER), NOW) == NOT_AN_OFFICER


def test_the_act_names_each_letter_by_its_digest(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    sent(store, scene, officer, NOW)

    with store.reading() as session:
        entry = session.query(AuditEntry).filter_by(act="send-award-letters").one()
        sealed = {one.html_sha256 for one in session.query(LetterSent)}
    told = json.loads(entry.detail)
    assert told["run"] == 1
    assert {one["sha256"] for one in told["letters"]} == sealed


def test_before_it_is_approved_the_page_shows_drafts_and_why_they_wait(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = evaluated_tender(store, person_of, NOW)

    found = letters_page_of(store, officer, scene.procurement_id, now=NOW)

    assert isinstance(found, LettersPage)
    assert found.not_now == NOT_APPROVED
    assert found.drafted is not None
    assert len(found.drafted.drafts) == len(scene.bidders)


def test_what_was_sent_is_shown_as_sent_and_completed_no_more(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    sent(store, scene, officer, NOW)

    found = letters_page_of(store, officer, scene.procurement_id, now=NOW)
    refused = give_words(
        store,
        officer,
        procurement_id=scene.procurement_id,
        number=1,
        given=LetterWords("9 Low Street"),
        read=1,
        now=NOW,
    )

    assert isinstance(found, LettersPage)
    assert found.told is not None
    assert found.told.letters[0].name == "Alpha Ltd"
    assert refused == TOLD


def test_no_letter_goes_out_on_an_award_that_leaves_out_a_bid_that_counts(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    came_unread(store, scene, NOW)

    found = drafted(store, scene, NOW)

    assert found.because == UNREAD
    assert try_to_send(store, scene, officer, NOW) == NOT_CLEAN


def test_no_letter_goes_out_on_an_evaluation_of_what_was_changed_since(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    excluded(store, scene, 0, officer, NOW)

    found = drafted(store, scene, NOW)

    assert found.because == CHANGED_SINCE
    assert try_to_send(store, scene, officer, NOW) == NOT_CLEAN
