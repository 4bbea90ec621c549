"""Promises that the packs leave open: who settles them, how, and what the rules keep."""

from collections.abc import Callable

import pytest

from evaluation.tender import CommitmentVerdict
from tests.webapp.clients import WatchedStore
from tests.webapp.scoring import Scene
from tests.webapp.services.panel.acts import acts
from tests.webapp.services.settling.doing import OPEN_PROMISE, settled, shown, tender
from webapp.services.accounts import Person
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.refusals import Refused
from webapp.services.result.building import built
from webapp.services.settling.acting import NOT_A_SETTLER
from webapp.services.settling.promises import DECIDED_BY_RULES, NO_SUCH_PROMISE, NOT_A_VERDICT


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    return tender(store, person_of, offered=OPEN_PROMISE)


def test_a_promise_that_lacks_an_answer_waits_for_a_person(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    found = shown(store, officer, scene)

    (promise,) = found.promises
    assert (promise.called, promise.quantity, promise.is_open) == ("Beta Gardens CIC", "80", True)
    assert found.open_count == 1


@pytest.mark.parametrize("who", ["officer", "chair"])
def test_an_officer_or_the_chair_settles_it_and_it_is_read_by_the_evaluation(
    store: WatchedStore, scene: Scene, who: str, request: pytest.FixtureRequest
) -> None:
    person: Person = request.getfixturevalue(who)

    outcome = settled(store, person, scene)

    assert outcome == Done()
    (promise,) = shown(store, person, scene).promises
    assert [one.verdict for one in promise.said] == ["counted"]
    with store.reading() as session:
        made = built(session, scene.procurement_id).tender
    found = made.by_id["B"].commitments["weeks"].settled
    assert found is not None
    assert found.verdict is CommitmentVerdict.COUNTED
    assert found.by_role == {"officer": "procurement_officer", "chair": "evaluation_chair"}[who]


def test_an_evaluator_settles_nothing(store: WatchedStore, evaluator: Person, scene: Scene) -> None:
    assert settled(store, evaluator, scene) == NOT_A_SETTLER


def test_what_the_rules_decide_for_certain_nobody_settles(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    assert settled(store, officer, scene, bidder=1) == DECIDED_BY_RULES
    assert settled(store, officer, scene, measure="carbon") == NO_SUCH_PROMISE


def test_the_same_twice_is_on_record_once_and_the_log_holds_no_reason(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    settled(store, officer, scene)
    again = settled(store, officer, scene)

    assert again == Done()
    (known,) = acts(store, "settle-promise")
    assert (known["bidder"], known["verdict"], known["number"]) == (2, "counted", 1)
    assert "college" not in str(known)


def test_it_can_be_settled_again_and_all_of_it_stays(
    store: WatchedStore, officer: Person, chair: Person, scene: Scene
) -> None:
    settled(store, officer, scene)
    stale = settled(store, chair, scene, CommitmentVerdict.NOT_COUNTED, "No letter is there.")
    again = settled(
        store, chair, scene, CommitmentVerdict.NOT_COUNTED, "No letter is there.", read=1
    )

    assert (stale, again) == (CHANGED_MEANWHILE, Done())
    (promise,) = shown(store, officer, scene).promises
    assert [one.verdict for one in promise.said] == ["counted", "not_counted"]


@pytest.mark.parametrize(
    ("verdict", "because", "expected"),
    [
        (CommitmentVerdict.NEEDS_REVIEW, "Because", NOT_A_VERDICT),
        (CommitmentVerdict.COUNTED, "", NO_REASON),
    ],
)
def test_it_needs_a_verdict_and_a_reason(
    store: WatchedStore,
    officer: Person,
    scene: Scene,
    verdict: CommitmentVerdict,
    because: str,
    expected: Refused,
) -> None:
    assert settled(store, officer, scene, verdict, because) == expected


def test_a_reason_that_tells_of_another_bidder_is_refused(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    outcome = settled(store, officer, scene, because="Alpha Ltd promises the same.")

    assert isinstance(outcome, Refused)
    assert "would tell one bidder about another" in outcome.problem
