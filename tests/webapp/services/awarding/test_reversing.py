"""Taking an award back of which bidders are told: who decides, who is told, and what stays."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from evaluation.panel.phases import Phase
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approve, approved_tender, drafted, sent, step
from tests.webapp.scoring import Scene
from tests.webapp.services.awarding.doing import has_declared, page
from tests.webapp.services.panel.acts import acts, told_to
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding import reversing
from webapp.services.awarding.approving import NO_MINUTE, UNDECLARED
from webapp.services.awarding.recommending import NOT_AN_OFFICER
from webapp.services.awarding.reversing import (
    ASKED,
    ENTERED,
    NOT_ASKED,
    NOT_TOLD,
    Reversal,
    ReversalDecision,
    Reversed,
    ask_reversal,
    decide_reversal,
)
from webapp.services.awarding.route import AwardRoute
from webapp.services.letters.bundling import Bundle, bundle_of
from webapp.services.letters.contracting import enter_contract, resume_award, stop_award
from webapp.services.letters.noticing import NoticeEntry, enter_notice
from webapp.services.letters.reading import (
    LetterShown,
    letter_as_sent,
    own_letter,
    own_letters,
)
from webapp.services.letters.rounds import rounds_of
from webapp.services.letters.sending import LettersPage, letters_page_of
from webapp.services.letters.standstill import REVERSAL_ASKED, StandstillPage, standstill_page_of
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.refusals import Refused
from webapp.services.tendering.standing import standing_of
from webapp.services.tendering.steps import Step, coming
from webapp.store import tender_workloads
from webapp.store.award_tables import AwardNotice, AwardTelling, LetterSent
from webapp.store.finding import Reading
from webapp.store.notification_tables import Mail

WHY = "A score was added up wrongly, so that the assessment has to be made again."
MINUTE = "Procurement Panel, 5 March 2026, minute 3"
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def officer(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def told(store: WatchedStore, person_of: Callable[..., Person], officer: Person) -> Scene:
    scene = approved_tender(store, person_of, NOW)
    sent(store, scene, officer, NOW)
    return scene


def asked(
    store: WatchedStore, person: Person, scene: Scene, because: str = WHY, *, read: int = 2
) -> Done | Reversed | Refused:
    return ask_reversal(
        store,
        person,
        procurement_id=scene.procurement_id,
        because=because,
        read=read,
        links=LINKS,
        now=LATER,
    )


def decided(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    reversal: Reversal = Reversal.REVERSED,
    because: str = "",
    minute: str = MINUTE,
    *,
    read: int = 3,
) -> Done | Reversed | Refused:
    return decide_reversal(
        store,
        person,
        ReversalDecision(reversal, because, minute),
        procurement_id=scene.procurement_id,
        read=read,
        links=LINKS,
        now=LATER,
    )


def taken_back(store: WatchedStore, officer: Person, member: Person, scene: Scene) -> None:
    """Have the officer ask, and a member of the body take the award back."""
    assert asked(store, officer, scene) == Done()
    has_declared(store, member, scene)
    assert isinstance(decided(store, member, scene), Reversed)


def phase_of(store: WatchedStore, scene: Scene, now: datetime = LATER) -> Phase:
    with store.reading() as session:
        return standing_of(session, scene.procurement_id, now=now).phase


def test_until_the_body_has_decided_no_contract_is_entered_into_and_the_body_is_asked(
    store: WatchedStore, officer: Person, member: Person, told: Scene
) -> None:
    assert asked(store, officer, told) == Done()
    assert asked(store, officer, told) == Done()

    entered = enter_contract(
        store,
        officer,
        procurement_id=told.procurement_id,
        on=LATER.date(),
        because="Signed",
        now=LATER,
    )
    with store.reading() as session:
        of_this = Reading(frozenset(), frozenset({told.procurement_id}))
        (one,) = coming(session, of_this, now=LATER)

    assert entered == REVERSAL_ASKED
    assert (phase_of(store, told), one.step) == (Phase.TOLD, Step.REVERSAL)
    assert page(store, member, told).asked is not None
    assert "award-reversal-asked" in told_to(store, member)
    assert len(acts(store, "ask-to-reverse-award")) == 1


def test_every_bidder_is_told_at_one_moment_that_the_award_is_taken_back_and_why(
    store: WatchedStore, officer: Person, member: Person, told: Scene
) -> None:
    taken_back(store, officer, member, told)

    with store.reading() as session:
        letters = session.query(LetterSent).filter_by(kind="award-taken-back").all()
        mails = session.query(Mail).filter(Mail.subject.like("The award decision%")).all()
    assert {one.bidder_id for one in letters} == set(told.bidders)
    assert {one.made_at for one in letters} == {LATER}
    assert all(WHY in one.html for one in letters)
    assert len({one.recipient for one in mails}) == len(told.bidders)
    assert all("Alpha Ltd" not in one.html for one in letters if one.bidder_id != told.bidders[0])
    assert phase_of(store, told) is Phase.EVALUATED
    (known,) = acts(store, "reverse-award")
    assert len(known["letters"]) == len(told.bidders)  # type: ignore[arg-type] # it is a list


def test_sent_twice_an_award_is_taken_back_once(
    store: WatchedStore, officer: Person, member: Person, told: Scene
) -> None:
    taken_back(store, officer, member, told)

    again = decided(store, member, told)

    assert again == Reversed((), is_mailed=LINKS.is_mailed)
    assert len(acts(store, "reverse-award")) == 1


def test_an_award_that_is_upheld_goes_on_and_keeps_what_stopped_it(
    store: WatchedStore, officer: Person, member: Person, told: Scene
) -> None:
    stop_award(
        store,
        officer,
        procurement_id=told.procurement_id,
        on=NOW.date(),
        because="A claim",
        now=LATER,
    )
    assert asked(store, officer, told, read=3) == Done()
    has_declared(store, member, told)
    nameless = decided(store, member, told, Reversal.UPHELD, read=4)

    outcome = decided(store, member, told, Reversal.UPHELD, "The scores add up", read=4)

    found = standstill_page_of(store, officer, told.procurement_id, now=LATER)
    assert isinstance(found, StandstillPage)
    assert (nameless, outcome) == (NO_REASON, Done())
    assert (found.award.is_reversal_asked, found.award.is_stopped) == (False, True)
    assert phase_of(store, told) is Phase.TOLD
    assert len(own_letters(store, told.bidders[0])) == 1


def test_the_new_letters_restate_the_whole_and_the_notice_starts_a_new_standstill(
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Person,
    member: Person,
    told: Scene,
) -> None:
    first = datetime(2026, 3, 3, 10, tzinfo=UTC)
    entry = NoticeEntry(first.date(), reference="2026/S 1")
    given = {"procurement_id": told.procurement_id, "entry": entry, "read": 0}
    assert enter_notice(store, officer, **given, now=first) == Done()  # type: ignore[arg-type] # each is of its type
    taken_back(store, officer, member, told)
    between = letters_page_of(store, officer, told.procurement_id, now=LATER)
    approve(store, told, person_of, LATER, first=5)
    again = first + timedelta(days=2)

    outcome = sent(store, told, officer, again)

    assert isinstance(between, LettersPage)
    assert (between.told, between.has_rounds) == (None, True)
    assert "Every letter of 2 March 2026" in drafted(store, told, again).issuing.replaces
    assert len(outcome.links) == len(told.bidders)
    own = own_letter(store, told.bidders[1])
    assert own is not None
    assert "Takes the place of" in own.html
    assert own.document is not None
    assert [one.kind for one in own_letters(store, told.bidders[1])] == [
        "assessment-summary",
        "award-taken-back",
        "assessment-summary",
    ]
    found = standstill_page_of(store, officer, told.procurement_id, now=again)
    assert isinstance(found, StandstillPage)
    assert (found.standstill, found.entries, phase_of(store, told, again)) == (
        None,
        (),
        Phase.TOLD,
    )
    with store.reading() as session:
        assert session.query(AwardTelling).count() == 2
        assert session.query(AwardNotice).count() == 1


def test_a_claim_that_stops_an_award_stops_the_next_one_too_until_it_is_disposed_of(
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Person,
    member: Person,
    told: Scene,
) -> None:
    first = datetime(2026, 3, 3, 10, tzinfo=UTC)
    common = {"procurement_id": told.procurement_id}
    entry = NoticeEntry(first.date())
    enter_notice(store, officer, **common, entry=entry, read=0, now=first)
    stop_award(store, officer, **common, on=first.date(), because="A claim", now=first)
    assert asked(store, officer, told, read=3) == Done()
    has_declared(store, member, told)
    assert isinstance(decided(store, member, told, read=4), Reversed)
    approve(store, told, person_of, LATER, first=6)
    again = first + timedelta(days=2)
    sent(store, told, officer, again)
    enter_notice(store, officer, **common, entry=NoticeEntry(again.date()), read=0, now=again)
    over = again + timedelta(days=30)

    kept = enter_contract(store, officer, **common, on=over.date(), because="Signed", now=over)
    with store.reading() as session:
        of_this = Reading(frozenset(), frozenset({told.procurement_id}))
        (row,) = tender_workloads.out(session, of_this)
    resumed = resume_award(
        store,
        officer,
        **common,
        on=first.date(),
        because="Discontinued",
        now=over,
    )
    free = enter_contract(store, officer, **common, on=over.date(), because="Signed", now=over)

    assert isinstance(kept, Refused)
    assert kept.problem == "The award is stopped"
    assert row.is_stopped
    assert (resumed, free) == (Done(), Done())


def test_what_bidders_were_told_stays_to_be_read_and_each_round_has_its_bundle(
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Person,
    member: Person,
    told: Scene,
) -> None:
    before = bundle_of(store, officer, told.procurement_id, now=NOW)
    taken_back(store, officer, member, told)

    rounds = rounds_of(store, officer, told.procurement_id, now=LATER)
    bundle = bundle_of(store, officer, told.procurement_id, telling=1, now=LATER)
    own = own_letter(store, told.bidders[0])

    assert isinstance(rounds, tuple)
    (one,) = rounds
    assert (one.because, one.back_by, len(one.letters), len(one.back)) == (
        WHY,
        member.name,
        len(told.bidders),
        len(told.bidders),
    )
    shown = letter_as_sent(store, officer, told.procurement_id, one.letters[0].id, now=LATER)
    assert isinstance(shown, LetterShown)
    assert shown.document is not None
    assert isinstance(bundle, Bundle)
    assert isinstance(before, Bundle)
    assert bundle.sealed.data == before.sealed.data
    assert own is not None
    assert own.kind == "award-taken-back"
    assert own.document is not None
    manager = person_of(Role.CONTRACT_MANAGER)
    assert isinstance(rounds_of(store, manager, told.procurement_id, now=LATER), Refused)


def test_where_one_officer_approves_alone_one_takes_the_award_back_alone(
    store: WatchedStore, officer: Person, told: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = AwardRoute((), frozenset({Role.PROCUREMENT_OFFICER}), "It is small.")
    monkeypatch.setattr(reversing, "route_of", lambda _: alone)

    outcome = asked(store, officer, told)

    assert isinstance(outcome, Reversed)
    assert len(outcome.links) == len(told.bidders)
    assert phase_of(store, told) is Phase.EVALUATED


def test_what_can_not_be_taken_back_or_not_so_is_refused(
    store: WatchedStore,
    officer: Person,
    member: Person,
    told: Scene,
) -> None:
    by_another = asked(store, member, told)
    nameless = asked(store, officer, told, "")
    of_others = asked(store, officer, told, "Beta Gardens CIC should have won")
    stale = asked(store, officer, told, read=1)
    nothing = decided(store, member, told, read=2)
    assert asked(store, officer, told) == Done()
    twice = asked(store, officer, told, "Another reason", read=3)
    undeclared = decided(store, member, told)
    has_declared(store, member, told)
    without_minute = decided(store, member, told, minute="")
    late = decided(store, member, told, read=2)

    assert (by_another, nameless, stale, twice) == (
        NOT_AN_OFFICER,
        NO_REASON,
        CHANGED_MEANWHILE,
        ASKED,
    )
    assert isinstance(of_others, Refused)
    assert "another" in of_others.problem
    assert isinstance(nothing, Refused)
    assert nothing != NOT_ASKED
    assert (undeclared, without_minute, late) == (UNDECLARED, NO_MINUTE, CHANGED_MEANWHILE)


def test_before_bidders_are_told_and_after_the_contract_there_is_no_award_to_take_back(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person
) -> None:
    scene = approved_tender(store, person_of, NOW)
    early = asked(store, officer, scene)
    sent(store, scene, officer, NOW)
    step(store, scene, "awarded", officer, Role.PROCUREMENT_OFFICER, NOW, number=3)

    late = asked(store, officer, scene, read=3)

    assert (early, late) == (NOT_TOLD, ENTERED)
