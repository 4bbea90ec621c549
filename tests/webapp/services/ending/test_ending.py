"""Ending a procurement without award: who is told, what stays sealed, and that it is over."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from evaluation.panel.phases import Phase
from forms.bidding import BidFile
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.phases import NAMES, Stage, Stand, stand_at
from tests.webapp.services.panel.acts import acts, told_to
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.recommending import recommend
from webapp.services.bids.opening import open_bids
from webapp.services.bids.sealed import Vault
from webapp.services.bids.taking_in import take_in
from webapp.services.bids.withdrawing import withdraw_bid
from webapp.services.dashboards import Work, dashboard_of
from webapp.services.ending import ending
from webapp.services.ending.ended import Ended
from webapp.services.ending.ending import (
    AWARD_STANDS,
    EndedWithLetters,
    EndingPage,
    end_procurement,
    ending_page_of,
)
from webapp.services.letters.reading import own_letter
from webapp.services.panel.acting import NO_REASON, NOT_AN_OFFICER
from webapp.services.panel.assigning import name_chair
from webapp.services.refusals import Refused
from webapp.services.result.running import evaluate_now
from webapp.services.tendering.clarifying import ask
from webapp.services.tendering.inviting import Supplier, invite
from webapp.services.tendering.standing import standing_of
from webapp.services.tendering.steps import Step
from webapp.settings import Settings
from webapp.store.award_tables import LetterSent
from webapp.store.bid_tables import OpenedBid
from webapp.store.notification_tables import Mail

WHY = "The grounds are closed for building, so that nothing is to be mown."
LATER = NOW + timedelta(days=30)


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return Vault(settings.instance_folder, settings.secret_key)


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def at(
    store: WatchedStore, vault: Vault, person_of: Callable[..., Person]
) -> Callable[[Stage], Stand]:
    """Return how a tender is brought to a stage."""
    return lambda stage: stand_at(stage, store, vault, person_of, NOW)


def ended(
    store: WatchedStore, person: Person, stand: Stand, because: str = WHY
) -> EndedWithLetters | Refused:
    return end_procurement(
        store,
        person,
        procurement_id=stand.procurement_id,
        because=because,
        links=LINKS,
        now=NOW,
    )


def over(store: WatchedStore, stand: Stand) -> Refused:
    """Return why everything later is refused."""
    with store.reading() as session:
        found = standing_of(session, stand.procurement_id, now=NOW).ended
    assert isinstance(found, Ended)
    return found.refused


def test_every_bidder_is_told_at_one_moment_and_sent_twice_it_ends_once(
    store: WatchedStore, officer: Person, at: Callable[[Stage], Stand]
) -> None:
    stand = at(Stage.SCORING)

    outcome = ended(store, officer, stand)
    again = ended(store, officer, stand)

    with store.reading() as session:
        letters = session.query(LetterSent).filter_by(kind="procurement-ended").all()
        subject = Mail.subject.like("The procurement is ended%")
        mails = session.query(Mail).filter(subject, Mail.user_id.is_(None)).all()
    assert isinstance(outcome, EndedWithLetters)
    assert isinstance(again, EndedWithLetters)
    assert (len(outcome.links), again.links) == (3, ())
    assert {one.made_at for one in letters} == {NOW}
    assert (len(letters), len(mails)) == (3, 3)
    assert all(WHY in one.html for one in letters)
    assert not [one for one in letters if NAMES[0] in one.html and NAMES[1] in one.html]
    own = own_letter(store, stand.scene.bidders[0])
    assert own is not None
    assert "Your bid was opened" in own.html
    assert own.document is not None
    assert len(acts(store, "end-procurement")) == 1
    assert "procurement-ended" in told_to(store, stand.people["one"])


def test_what_was_sealed_stays_sealed_and_the_phase_stays_as_it_was(
    store: WatchedStore,
    vault: Vault,
    person_of: Callable[..., Person],
    officer: Person,
    at: Callable[[Stage], Stand],
) -> None:
    stand = at(Stage.PUBLISHED)
    ended(store, officer, stand)

    hands = [
        open_bids(store, vault, one, procurement_id=stand.procurement_id, now=LATER)
        for one in (officer, person_of(Role.BUYER))
    ]

    with store.reading() as session:
        standing = standing_of(session, stand.procurement_id, now=LATER)
        mine = standing.bidders[2].bidder_id
    own = own_letter(store, mine)
    assert hands == [over(store, stand)] * 2
    assert standing.phase is Phase.OUT
    assert own is not None
    assert "stays sealed" in own.html


def test_the_second_hand_opens_nothing_once_it_is_over(
    store: WatchedStore,
    vault: Vault,
    person_of: Callable[..., Person],
    officer: Person,
    at: Callable[[Stage], Stand],
) -> None:
    stand = at(Stage.FIRST_HAND)
    ended(store, officer, stand)

    outcome = open_bids(
        store, vault, person_of(Role.BUYER), procurement_id=stand.procurement_id, now=LATER
    )

    with store.reading() as session:
        opened = session.query(OpenedBid).filter_by(procurement_id=stand.procurement_id).count()
    assert outcome == over(store, stand)
    assert opened == 2, "the rows of the fixture, and no other"


def test_every_later_act_is_refused_with_the_reason(
    store: WatchedStore, vault: Vault, officer: Person, at: Callable[[Stage], Stand]
) -> None:
    stand = at(Stage.PUBLISHED)
    id_ = stand.procurement_id
    with store.reading() as session:
        third = standing_of(session, id_, now=NOW).bidders[2].bidder_id
    ended(store, officer, stand)

    supplier = Supplier("Late Ltd", "late@late.example")
    acted = {
        "bid": take_in(store, vault, BidFile("b.xlsx", b"new"), bidder_id=third, received_at=NOW),
        "ask": ask(store, bidder_id=third, question="Which verges?", now=NOW),
        "withdraw": withdraw_bid(store, bidder_id=third, number=3, why="", now=NOW),
        "invite": invite(
            store, officer, procurement_id=id_, supplier=supplier, links=LINKS, now=NOW
        ),
        "chair": name_chair(
            store,
            officer,
            procurement_id=id_,
            user_id=stand.people["chair"].id,
            why="Again",
            read=1,
            now=NOW,
        ),
        "evaluate": evaluate_now(store, officer, id_, why="", now=NOW),
        "recommend": recommend(
            store, officer, procurement_id=id_, because="It is best", run=1, read=0, now=NOW
        ),
        "end": ended(store, officer, stand, "Another reason"),
    }

    refused = over(store, stand)
    assert "ended without award" in refused.problem
    assert {name: one for name, one in acted.items() if one != refused} == {}


@pytest.mark.parametrize("stage", [Stage.SEALED, Stage.SCORING, Stage.RECOMMENDED])
def test_the_front_pages_ask_for_nothing_more(
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Person,
    at: Callable[[Stage], Stand],
    stage: Stage,
) -> None:
    stand = at(stage)
    ended(store, officer, stand)

    people = (*stand.people.values(), officer, person_of(Role.BUYER), person_of(Role.PANEL_CHAIR))

    of_tender = [
        (person.name, one.work, one.step)
        for person in people
        for one in dashboard_of(store, person, now=LATER).mine
        if one.work not in {Work.PREPARE, Work.RECORD} and one.step is not Step.TERMINATION
    ]
    assert of_tender == []


@pytest.mark.parametrize("is_asked", [True, False])
def test_where_the_law_asks_for_the_notice_an_officer_is_led_to_it(
    store: WatchedStore,
    officer: Person,
    at: Callable[[Stage], Stand],
    monkeypatch: pytest.MonkeyPatch,
    is_asked: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    stand = at(Stage.SEALED)
    monkeypatch.setattr(ending, "needs_notice", lambda *_: is_asked)
    ended(store, officer, stand)

    mine = dashboard_of(store, officer, now=LATER).mine
    own = own_letter(store, stand.scene.bidders[0])

    steps = [one.step for one in mine if one.work is Work.TENDER]
    assert steps == ([Step.TERMINATION] if is_asked else [])
    assert own is not None
    assert ("procurement termination notice" in own.html) is is_asked


def test_who_may_not_end_it_or_not_now_is_refused(
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Person,
    at: Callable[[Stage], Stand],
) -> None:
    stand = at(Stage.SCORING)

    assert ended(store, person_of(Role.BUYER), stand) == NOT_AN_OFFICER
    assert ended(store, officer, stand, "") == NO_REASON
    assert isinstance(ended(store, officer, stand, f"{NAMES[0]} was too dear"), Refused)
    found = ending_page_of(store, officer, stand.procurement_id, now=NOW)
    assert isinstance(found, EndingPage)
    assert (found.refused, found.bidders) == (None, 3)


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.TOLD])
def test_an_award_that_stands_is_taken_back_first(
    store: WatchedStore, officer: Person, at: Callable[[Stage], Stand], stage: Stage
) -> None:
    assert ended(store, officer, at(stage)) == AWARD_STANDS
