"""Whoever scores or moderates an answer reads the question that the bidder was asked."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.moderating import chair_panel, give
from tests.webapp.scoring import MODEL, Scene, opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person

SCORES = {"staff": ("4", "3"), "care": ("7", "7.5"), "licence": ("passed", "passed")}
ASKED = "Who does the work?\nSay <who> stands in for whom."
SHOWN = "Who does the work?\nSay &lt;who&gt; stands in for whom."


def tender(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    """Put a tender on record whose question on staff asks something, in at most three words."""
    model: dict[str, Any] = deepcopy(dict[str, Any](MODEL))
    model["criteria"][0]["criteria"][0] |= {"asked": ASKED, "most_words": 3}
    found: Mapping[str, object] = model
    hands = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    return opened_tender(store, hands, NOW, model=found)


def test_an_evaluator_reads_the_question_and_how_long_the_answer_is(
    store: WatchedStore, person_of: Callable[..., Person], client_of: Callable[..., Client]
) -> None:
    scene = tender(store, person_of)
    seat(store, scene, person_of(Role.EVALUATOR), NOW)
    client = client_of(Role.EVALUATOR)

    page = client.get(f"/procurements/{scene.procurement_id}/scoring/staff/1").text
    other = client.get(f"/procurements/{scene.procurement_id}/scoring/care/1").text

    assert SHOWN in page
    assert "An answer may have at most 3 words; this one has 25 words." in page
    assert "data-asked" not in other
    assert "An answer may have" not in other


def test_a_chair_reads_the_question_beside_the_answer(
    store: WatchedStore, person_of: Callable[..., Person], client_of: Callable[..., Client]
) -> None:
    scene = tender(store, person_of)
    chair_panel(store, scene, person_of(Role.EVALUATION_CHAIR), NOW)
    seat(store, scene, person_of(Role.EVALUATOR), NOW)
    give(store, scene, person_of(Role.EVALUATOR), SCORES, NOW)
    client = client_of(Role.EVALUATION_CHAIR)

    page = client.get(f"/procurements/{scene.procurement_id}/moderation/staff/1").text

    assert SHOWN in page
