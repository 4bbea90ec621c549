"""Awarding lots together: who is passed over, what follows in each tender, and what is refused."""

import json
from collections.abc import Callable

import pytest

from evaluation.lot_terms import LotTerms
from evaluation.lots import Rule
from evaluation.settling.issues import Kind, LotState
from evaluation.tender import PassedOver
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.letters import approve
from tests.webapp.lots import (
    ASKED,
    GROUP,
    RULE_AT,
    Divided,
    awarded,
    divided_procurement,
    joined,
    joined_lots,
    lot_tenders,
)
from tests.webapp.outlines import seated
from tests.webapp.results import SCORES, came_unread, evaluated, excluded
from tests.webapp.services.panel.acts import acts, told_to
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding.resting import resting_of
from webapp.services.lot_awards.awarding import AwardedNow, award_now, review
from webapp.services.lot_awards.pages import LotsPage, lots_page_of
from webapp.services.lot_awards.standing import LotPlace, place_of
from webapp.services.lot_awards.working import Asked
from webapp.services.panel.acting import CHANGED_MEANWHILE
from webapp.services.record.pinned import compared
from webapp.services.refusals import Refused
from webapp.services.result.building import built
from webapp.store import lot_awards as rows
from webapp.store.errors import LotAwardWasChanged
from webapp.store.lot_tables import LotAward, LotOutcome, LotTender

People = Callable[..., Person]


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def divided(store: WatchedStore, person_of: People) -> Divided:
    return joined_lots(store, person_of, NOW)


def place(store: WatchedStore, divided: Divided, lot: int) -> LotPlace:
    with store.reading() as session:
        found = place_of(session, divided.tenders[lot - 1].procurement_id)
    assert found is not None
    return found


def kinds(store: WatchedStore, divided: Divided, lot: int) -> set[Kind]:
    with store.reading() as session:
        resting = resting_of(session, divided.tenders[lot - 1].procurement_id)
    return {one.kind for one in resting.issues}


def test_who_has_all_it_may_is_passed_over_in_the_next_lot_which_is_evaluated_again(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    before = kinds(store, divided, 1), kinds(store, divided, 2)

    outcome = awarded(store, officer, divided.procurement_id, NOW)

    first, second = place(store, divided, 1), place(store, divided, 2)
    over = second.passed_over
    assert outcome == AwardedNow(1)
    assert before == ({Kind.LOTS}, {Kind.LOTS})
    assert (first.state, first.passed_over) == (LotState.DECIDED, ())
    assert over == (
        PassedOver(
            "A",
            "You are to be awarded lot 1 (Parks, north) of COV-2026-010, so you are at the limit "
            "of 1 lot. Lot 1 (Parks, north) comes before this one in the published order.",
        ),
    )
    again = {Kind.OUT_OF_DATE}
    assert (kinds(store, divided, 1), kinds(store, divided, 2)) == (again, again)
    for scene in divided.tenders:
        evaluated(store, scene, officer, NOW, number=2, why="Lots")
    assert kinds(store, divided, 1) == set()
    with store.reading() as session:
        made = [built(session, scene.procurement_id).tender for scene in divided.tenders]
        resting = resting_of(session, divided.tenders[1].procurement_id)
    assert resting.issues == ()
    assert resting.judged.evaluation is not None
    assert (resting.judged.evaluation.first, resting.judged.evaluation.winner) == ("A", "B")
    assert place(store, divided, 1).state is LotState.DECIDED
    assert [one.lots for one in made] == [
        LotTerms(Rule.IN_ORDER, 1, (Rule.BEST_TOTAL,), RULE_AT, f"{lot} of {GROUP}")
        for lot in ("1 (Parks, north)", "2 (Parks, south)")
    ]


def test_a_lot_that_the_rule_leaves_tied_is_kept_back_though_those_above_are_passed_over(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    """Whether Beta or Gamma has lot 3 hangs on who of the two has lot 2, and nothing says."""
    lots = joined_lots(
        store,
        person_of,
        NOW,
        names=(("Alpha Ltd",), ("Beta CIC", "Gamma plc"), ("Alpha Ltd", "Beta CIC", "Gamma plc")),
        scores=(SCORES, SCORES[:1] * 2, SCORES),
        equal=frozenset({2}),
        titles=("North", "South", "West"),
    )

    outcome = awarded(store, officer, lots.procurement_id, NOW, Asked(Rule.IN_ORDER, (), RULE_AT))

    assert outcome == AwardedNow(1)
    third = place(store, lots, 3)
    assert third.state is LotState.TIED
    assert [one.bid for one in third.passed_over] == ["A"]
    evaluated(store, lots.tenders[2], officer, NOW, number=2, why="Lots")
    with store.reading() as session:
        resting = resting_of(session, lots.tenders[2].procurement_id)
    assert resting.judged.evaluation is not None
    assert resting.judged.evaluation.winner == "B"
    assert {one.kind for one in resting.issues} == {Kind.LOTS}


def test_it_is_noted_in_every_record_and_told_to_officers(
    store: WatchedStore, person_of: People, divided: Divided
) -> None:
    other = seated(store, "Ada Byron", NOW, role=Role.PROCUREMENT_OFFICER)

    awarded(store, person_of(Role.PROCUREMENT_OFFICER), divided.procurement_id, NOW)

    (noted,) = acts(store, "award-lots")
    with store.reading() as session:
        last = rows.last_award(session, divided.procurement_id)
    assert last is not None
    assert noted["result_sha256"] == last.award.result_sha256
    assert [one["passed_over"] for one in acts(store, "award-lots-of")] == [0, 1]
    assert "lots-awarded" in told_to(store, other)


def test_what_is_on_record_of_lots_is_pinned_row_by_row(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    before = [one for one in compared(store).unfit if " lot" in one.what]
    with store.by_hand() as session:
        lift_guard(session, "lot_outcome")
        lift_guard(session, "lot_tender")
        session.query(LotOutcome).filter_by(lot=2).one().passed_over = "[]"
        session.query(LotTender).filter_by(lot=1).one().because = "Changed"
        lift_guard(session, "lot_award")
        session.query(LotAward).one().most_lots = 2

    after = [str(one).partition(": ")[2] for one in compared(store).unfit if " lot" in one.what]

    assert before == []
    assert len(after) == 3
    assert all(one.startswith("it was changed") for one in after)


@pytest.mark.parametrize("changed", ["run", "rests_on", "outline"])
def test_what_an_award_of_lots_rests_on_is_pinned(
    changed: str, store: WatchedStore, officer: Person, divided: Divided
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    with store.by_hand() as session:
        lift_guard(session, "lot_outcome")
        lift_guard(session, "lot_award")
        first, second = session.query(LotOutcome).order_by(LotOutcome.lot)
        if changed == "run":
            second.evaluation_run_id = first.evaluation_run_id
        elif changed == "rests_on":
            second.rests_on = "[]"
        else:
            session.query(LotAward).one().outline_revision = 7

    after = [one for one in compared(store).unfit if " lot" in one.what]

    assert len(after) == 1


def test_a_bid_that_counts_no_more_is_passed_over_no_more_and_its_tender_is_evaluated_anew(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    second = divided.tenders[1]
    awarded(store, officer, divided.procurement_id, NOW)
    came_unread(store, second, NOW)
    with store.reading() as session:
        over = built(session, second.procurement_id).tender.passed_over
    evaluated(store, second, officer, NOW, number=2, why="It counts no more")

    assert over == ()
    assert place(store, divided, 2).state is LotState.OUT_OF_DATE


def test_a_long_reference_stands_in_the_award_as_it_is(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    reference = f"COV-{'2026' * 24}"
    group_id = divided_procurement(store, person_of, NOW, reference=reference)
    for lot, scene in enumerate(lot_tenders(store, person_of, NOW), start=1):
        joined(store, officer, group_id, lot, scene.procurement_id, NOW)

    outcome = awarded(store, officer, group_id, NOW)

    with store.reading() as session:
        last = rows.last_award(session, group_id)
    assert outcome == AwardedNow(1)
    assert last is not None
    assert json.loads(last.award.input)["reference"] == reference


@pytest.mark.parametrize("is_swapped", [True, False])
def test_an_award_that_other_hands_changed_is_given_to_nobody(
    store: WatchedStore, officer: Person, divided: Divided, *, is_swapped: bool
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    with store.by_hand() as session:
        lift_guard(session, "lot_award")
        award = session.query(LotAward).one()
        award.result = award.input if is_swapped else "{}"

    with pytest.raises(LotAwardWasChanged):
        lots_page_of(store, officer, divided.procurement_id, now=NOW)


def test_what_stands_on_record_is_the_input_and_what_podium_lots_makes_of_it(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)

    with store.reading() as session:
        last = rows.last_award(session, divided.procurement_id)
    assert last is not None
    told, given = json.loads(last.award.result), json.loads(last.award.input)
    assert (told["format"], given["format"]) == ("podium/lots-result/1", "podium/lots/1")
    assert [one["bids"] for one in told["lots"]] == [["1-A"], ["2-B"]]
    assert given["bidders"]["1-A"] == {"also": ["2-A"]}
    assert (given["limit"], given["rule_at"]) == (1, RULE_AT)


def test_sent_twice_it_is_on_record_once_and_another_rule_is_another_award(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    first = awarded(store, officer, divided.procurement_id, NOW)

    again = awarded(store, officer, divided.procurement_id, NOW)
    other = awarded(
        store, officer, divided.procurement_id, NOW, Asked(Rule.BEST_TOTAL, (), RULE_AT)
    )

    assert (first, again) == (AwardedNow(1), AwardedNow(1, is_new=False))
    assert other == AwardedNow(2)


def test_an_evaluation_made_between_reading_and_confirming_is_not_awarded_over(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    read = review(store, officer, divided.procurement_id, ASKED, now=NOW)
    assert not isinstance(read, Refused)
    excluded(store, divided.tenders[0], 0, officer, NOW)
    evaluated(store, divided.tenders[0], officer, NOW, number=2, why="Excluded")

    outcome = award_now(
        store,
        officer,
        procurement_id=divided.procurement_id,
        asked=ASKED,
        read=read.fingerprint,
        now=NOW,
    )

    assert outcome == CHANGED_MEANWHILE


def test_a_tender_evaluated_anew_holds_up_every_lot_until_they_are_awarded_again(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    excluded(store, divided.tenders[0], 0, officer, NOW)
    evaluated(store, divided.tenders[0], officer, NOW, number=2, why="Excluded")

    stale = place(store, divided, 1).state, place(store, divided, 2).state
    again = awarded(store, officer, divided.procurement_id, NOW)

    assert stale == (LotState.OUT_OF_DATE, LotState.OUT_OF_DATE)
    assert again == AwardedNow(2)
    assert place(store, divided, 2).state is LotState.DECIDED
    assert place(store, divided, 2).passed_over == ()


def test_what_is_open_or_out_of_date_in_a_lot_is_refused_naming_the_lot(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    excluded(store, divided.tenders[1], 0, officer, NOW)

    outcome = awarded(store, officer, divided.procurement_id, NOW)

    assert isinstance(outcome, Refused)
    assert outcome.problem.startswith("Lot 2 (COV-2026-010-L2): something that its last")


def test_a_lot_whose_award_is_recommended_keeps_all_lots_as_they_are(
    store: WatchedStore, person_of: People, officer: Person, divided: Divided
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    evaluated(store, divided.tenders[0], officer, NOW, number=2, why="Lots")
    approve(store, divided.tenders[0], person_of, NOW, run=2)

    outcome = awarded(store, officer, divided.procurement_id, NOW)

    assert isinstance(outcome, Refused)
    assert "recommended or approved" in outcome.problem


def test_others_than_officers_have_no_lots_awarded(
    store: WatchedStore, person_of: People, divided: Divided
) -> None:
    for role in (Role.EVALUATOR, Role.PANEL_CHAIR, Role.BUYER, Role.AUDITOR):
        outcome = awarded(store, person_of(role), divided.procurement_id, NOW)

        assert isinstance(outcome, Refused)
        assert "procurement officer" in outcome.problem


def test_the_page_shows_who_won_only_to_whom_every_result_is_shown(
    store: WatchedStore, person_of: People, officer: Person, divided: Divided
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)

    own = lots_page_of(store, officer, divided.procurement_id, now=NOW)
    other = lots_page_of(store, person_of(Role.PANEL_MEMBER), divided.procurement_id, now=NOW)

    assert isinstance(own, LotsPage)
    assert isinstance(other, LotsPage)
    assert own.award is not None
    assert [lot.bidders for lot in own.award.lots] == [("Alpha Ltd",), ("Beta Gardens CIC",)]
    assert [one.is_again for one in own.lots] == [True, True]
    assert other.award is not None
    assert (other.is_seen, other.award.lots, other.is_officer) == (False, (), False)


def test_without_a_limit_each_lot_goes_to_its_first_and_nobody_is_passed_over(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    free = joined_lots(store, person_of, NOW, most_lots=None)

    outcome = awarded(store, officer, free.procurement_id, NOW, Asked(Rule.IN_ORDER))

    with store.reading() as session:
        made = built(session, free.tenders[1].procurement_id)
    assert outcome == AwardedNow(1)
    assert (made.tender.passed_over, made.tender.lots) == ((), None)
    assert (kinds(store, free, 1), kinds(store, free, 2)) == (set(), set())
