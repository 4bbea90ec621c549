"""The steps of an award are pinned by their acts, from the recommendation to the contract."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import approve, approved_tender, sent
from tests.webapp.pins import found_unfit, notice_tampering
from tests.webapp.scoring import Scene
from tests.webapp.services.awarding.doing import decided, has_declared, recommended, taken_back
from tests.webapp.tenders import LINKS
from webapp.services.accounts import Person
from webapp.services.awarding.approving import Approval
from webapp.services.awarding.reversing import (
    Reversal,
    ReversalDecision,
    Reversed,
    ask_reversal,
    decide_reversal,
)
from webapp.services.letters.contracting import enter_contract, resume_award, stop_award
from webapp.services.letters.noticing import NoticeEntry, enter_notice
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.store.award_tables import AwardStep

LATER = NOW + timedelta(hours=1)
STEP = "the step of the award"


def reversal(
    store: WatchedStore, person: Person, scene: Scene, decision: Reversal | None, read: int
) -> Done | Reversed | Refused:
    """Ask that the award be taken back, or decide on that."""
    given = {"procurement_id": scene.procurement_id, "read": read, "links": LINKS, "now": LATER}
    if decision is None:
        return ask_reversal(store, person, because="A sum is wrong.", **given)  # type: ignore[arg-type] # each is of its type
    made = ReversalDecision(decision, "The scores were added again.", "Panel, minute 3")
    return decide_reversal(store, person, made, **given)  # type: ignore[arg-type] # each is of its type


def test_a_recommendation_and_what_became_of_it_are_pinned(
    store: WatchedStore, officer: Person, member: Person, scene: Scene
) -> None:
    before = found_unfit(store)

    assert recommended(store, officer, scene) == Done()
    assert decided(store, member, scene, Approval.REFUSED, "The reasons are too thin") == Done()
    assert recommended(store, officer, scene, "With more reasons", read=2) == Done()
    assert taken_back(store, officer, scene, read=3) == Done()
    assert recommended(store, officer, scene, read=4) == Done()
    assert decided(store, member, scene, because="It is sound.", read=5) == Done()

    assert found_unfit(store) == before
    for number in (1, 2, 4, 6):
        notice_tampering(store, STEP, AwardStep, number=number)


def test_an_award_that_was_upheld_stopped_and_entered_into_is_pinned(
    store: WatchedStore, person_of: Callable[..., Person], officer: Person, member: Person
) -> None:
    scene = approved_tender(store, person_of, NOW)
    before = found_unfit(store)
    sent(store, scene, officer, NOW)

    def at(now: datetime) -> dict[str, object]:
        return {"procurement_id": scene.procurement_id, "on": now.date(), "now": now}

    assert stop_award(store, officer, because="A claim", **at(LATER)) == Done()  # type: ignore[arg-type] # each is of its type
    assert resume_award(store, officer, because="It was dropped", **at(LATER)) == Done()  # type: ignore[arg-type] # each is of its type
    assert reversal(store, officer, scene, None, 4) == Done()
    has_declared(store, member, scene)
    assert reversal(store, member, scene, Reversal.UPHELD, 5) == Done()
    enter_notice(
        store,
        officer,
        procurement_id=scene.procurement_id,
        entry=NoticeEntry(LATER.date()),
        read=0,
        now=LATER,
    )
    over = LATER + timedelta(days=60)
    assert enter_contract(store, officer, because="Signed", **at(over)) == Done()  # type: ignore[arg-type] # each is of its type

    assert found_unfit(store) == before
    for state in ("stopped", "resumed", "reversal_asked", "upheld", "awarded"):
        notice_tampering(store, STEP, AwardStep, state=state)


@pytest.mark.parametrize("tellings", [1, 2])
def test_an_award_that_was_taken_back_is_pinned_with_the_letters_that_say_so(
    tellings: int,
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Person,
    member: Person,
) -> None:
    scene = approved_tender(store, person_of, NOW)
    before = found_unfit(store)
    sent(store, scene, officer, NOW)
    assert reversal(store, officer, scene, None, 2) == Done()
    has_declared(store, member, scene)
    assert isinstance(reversal(store, member, scene, Reversal.REVERSED, 3), Reversed)
    assert found_unfit(store) == before
    if tellings > 1:
        approve(store, scene, person_of, LATER, first=5)
        put_in = found_unfit(store).keys() - before.keys()
        sent(store, scene, officer, LATER + timedelta(days=2))
        assert {one.split(", ")[1] for one in put_in} == {STEP}
        assert found_unfit(store).keys() - before.keys() == put_in

    notice_tampering(store, STEP, AwardStep, state="reversed")
