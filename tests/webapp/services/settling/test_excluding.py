"""Grounds on which a tender is disregarded: declared and lifted by an officer, on record."""

from collections.abc import Callable

import pytest

from evaluation.panel.declarations import Handling
from evaluation.panel.phases import Phase
from evaluation.settling.grounds import ABNORMALLY_LOW, GROUNDS
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import SCORES, moderated_tender
from tests.webapp.scoring import Scene, opened_tender
from tests.webapp.services.awarding.doing import ran
from tests.webapp.services.panel.acts import acts, declared
from tests.webapp.services.settling.doing import disregarded, lifted, shown, tender
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.moderating.opening import Opened, open_answer
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.refusals import Refused
from webapp.services.result.building import built
from webapp.services.scoring.desks import CellId
from webapp.services.settling.acting import NO_SUCH_BID, NOT_AN_OFFICER, NOT_MODERATED
from webapp.services.settling.excluding import NO_GROUND, NOT_HEARD
from webapp.store import settlements


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    return tender(store, person_of)


def test_a_tender_is_disregarded_on_a_ground_and_the_evaluation_reads_it(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    outcome = disregarded(store, officer, scene)

    assert outcome == Done()
    with store.reading() as session:
        made = built(session, scene.procurement_id).tender
    (found,) = made.by_id["B"].exclusions
    assert (found.ground, found.because) == (
        "Conditions of participation not satisfied (Procurement Act 2023, s.19(3)(a))",
        "It holds no certificate of competence.",
    )


def test_where_the_law_gives_an_opportunity_first_it_is_said_how(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    unheard = disregarded(store, officer, scene, "excluded")
    heard = disregarded(store, officer, scene, "excluded", heard="By letter of 1 March")

    assert (unheard, heard) == (NOT_HEARD, Done())
    with store.reading() as session:
        (row,) = settlements.exclusions(session, scene.procurement_id)
    assert (row.heard, row.role) == ("By letter of 1 March", "procurement_officer")


def test_it_is_lifted_with_a_reason_and_both_stay(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    disregarded(store, officer, scene)
    outcomes = [lifted(store, officer, scene), lifted(store, officer, scene)]

    assert outcomes == [Done(), Done()]
    assert len(acts(store, "lift-disregard")) == 1
    bid = shown(store, officer, scene).bid(2)
    assert bid is not None
    assert [(one.is_on, one.stands) for one in bid.declared] == [(True, False), (False, False)]
    with store.reading() as session:
        assert settlements.exclusions(session, scene.procurement_id) == []


def test_lifted_and_declared_again_it_stands_again(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    disregarded(store, officer, scene)
    lifted(store, officer, scene)
    stale = disregarded(store, officer, scene)
    again = disregarded(store, officer, scene, read=2)

    assert (stale, again) == (CHANGED_MEANWHILE, Done())
    bid = shown(store, officer, scene).bid(2)
    assert bid is not None
    assert [one.number for one in bid.standing] == [3]


def test_the_same_twice_is_on_record_once_and_the_log_names_no_bidder(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    outcomes = [disregarded(store, officer, scene), disregarded(store, officer, scene)]

    assert outcomes == [Done(), Done()]
    (known,) = acts(store, "disregard-tender")
    assert known["bidder"] == 2
    assert "certificate" not in str(known)
    assert "Beta" not in str(known)


@pytest.mark.parametrize(
    ("ground", "because", "expected"),
    [
        ("bad-mood", "Because", NO_GROUND),
        (ABNORMALLY_LOW.id, "Because", NO_GROUND),
        ("conditions", "", NO_REASON),
    ],
)
def test_it_needs_a_ground_of_the_list_and_a_reason(
    store: WatchedStore,
    officer: Person,
    scene: Scene,
    ground: str,
    because: str,
    expected: Refused,
) -> None:
    assert disregarded(store, officer, scene, ground, because) == expected


def test_the_chair_declares_none_and_an_unknown_bid_has_none(
    store: WatchedStore, officer: Person, chair: Person, scene: Scene
) -> None:
    assert disregarded(store, chair, scene) == NOT_AN_OFFICER
    assert disregarded(store, officer, scene, bidder=9) == NO_SUCH_BID


def test_whoever_takes_no_part_declares_none(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    declared(store, officer, scene, Handling.RECUSED, "My sister works there")

    outcome = disregarded(store, officer, scene)

    assert isinstance(outcome, Refused)
    assert "You take no part in this evaluation" in outcome.problem


def test_it_can_be_declared_as_soon_as_bids_are_open(
    store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    people = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    scene = opened_tender(store, people, NOW)

    outcome = disregarded(store, people[1], scene)

    assert outcome == Done()
    found = shown(store, people[1], scene)
    assert not found.is_moderated
    assert (found.promises, found.prices) == ((), ())


def test_every_ground_can_be_declared(store: WatchedStore, officer: Person, scene: Scene) -> None:
    for read, ground in enumerate(GROUNDS):
        done = disregarded(store, officer, scene, ground, heard="On 1 March", read=read)
        assert done == Done()


def test_a_reason_that_tells_of_another_bidder_is_refused(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    outcome = disregarded(store, officer, scene, because="It colluded with Gamma Grounds plc.")

    assert isinstance(outcome, Refused)
    assert "Gamma Grounds plc" in outcome.problem


def test_a_ground_lifted_from_a_tender_without_scores_takes_it_back_to_the_panel(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person, chair: Person
) -> None:
    scene = moderated_tender(store, person_of, NOW, scores=(SCORES[0], {}, SCORES[2]))
    disregarded(store, officer, scene)
    ran(store, scene, officer)
    before = shown(store, officer, scene)

    lifted(store, officer, scene)
    after = shown(store, officer, scene)
    opened = open_answer(
        store,
        chair,
        procurement_id=scene.procurement_id,
        cell=CellId("staff", 2),
        why="Nobody scored it while it was disregarded",
        now=NOW,
    )

    assert (before.access.phase, before.not_now) == (Phase.EVALUATED, None)
    assert (after.access.phase, after.not_now) == (Phase.MODERATING, NOT_MODERATED)
    assert opened == Opened(1)
