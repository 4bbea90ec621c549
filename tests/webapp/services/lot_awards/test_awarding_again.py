"""Lots that were awarded before are awarded again only with a reason, which is pinned."""

from collections.abc import Callable

import pytest

from evaluation.lots import Rule
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.lots import (
    ASKED,
    RULE_AT,
    Divided,
    awarded,
    divided_procurement,
    joined_lots,
)
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.dashboards import Work, dashboard_of
from webapp.services.lot_awards.awarding import NO_REASON, AwardedNow, award_now, review
from webapp.services.lot_awards.pages import LotsPage, lots_page_of
from webapp.services.lot_awards.working import Asked
from webapp.services.panel.acting import CHANGED_MEANWHILE
from webapp.services.record.pinned import compared
from webapp.services.refusals import Refused
from webapp.services.tendering.overview import tender_overview
from webapp.services.tendering.steps import Step
from webapp.store.lot_tables import LotAward
from webapp.store.models import ProcurementRecord

People = Callable[..., Person]
Clients = Callable[..., Client]
OTHER = Asked(Rule.BEST_TOTAL, (), RULE_AT)
WHY = "The rule was entered wrongly."


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def divided(store: WatchedStore, person_of: People) -> Divided:
    return joined_lots(store, person_of, NOW)


def read(store: WatchedStore, officer: Person, divided: Divided, asked: Asked) -> str:
    found = review(store, officer, divided.procurement_id, asked, now=NOW)
    assert not isinstance(found, Refused), found
    return found.fingerprint


def test_it_needs_a_reason_and_is_bound_to_the_award_that_was_read(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    def award(asked: Asked, fingerprint: str, why: str = "") -> AwardedNow | Refused:
        return award_now(
            store,
            officer,
            procurement_id=divided.procurement_id,
            asked=asked,
            read=fingerprint,
            why=why,
            now=NOW,
        )

    stale = read(store, officer, divided, OTHER)
    first = award(ASKED, own := read(store, officer, divided, ASKED), "Not kept")
    sent_twice = award(ASKED, own)
    over = award(OTHER, stale, WHY)
    bare = award(OTHER, read(store, officer, divided, OTHER), " ")
    again = award(OTHER, read(store, officer, divided, OTHER), f" {WHY} ")
    back = award(ASKED, own, WHY)

    assert (first, sent_twice) == (AwardedNow(1), AwardedNow(1, is_new=False))
    assert (over, bare, again, back) == (
        CHANGED_MEANWHILE,
        NO_REASON,
        AwardedNow(2),
        CHANGED_MEANWHILE,
    )
    shown = lots_page_of(store, officer, divided.procurement_id, now=NOW)
    assert isinstance(shown, LotsPage)
    assert shown.award is not None
    assert (shown.award.number, shown.award.why) == (2, WHY)
    assert [(one.number, one.rule, one.why) for one in shown.earlier] == [(1, "in_order", "")]


def test_who_may_not_see_who_won_does_not_read_why_it_was_awarded_again(
    store: WatchedStore, person_of: People, officer: Person, divided: Divided
) -> None:
    for asked in (ASKED, OTHER, ASKED):
        awarded(store, officer, divided.procurement_id, NOW, asked)

    shown = lots_page_of(store, person_of(Role.PANEL_MEMBER), divided.procurement_id, now=NOW)

    assert isinstance(shown, LotsPage)
    assert shown.award is not None
    assert (shown.award.number, shown.award.why) == (3, "")
    assert [(one.number, one.why) for one in shown.earlier] == [(2, ""), (1, "")]


def test_a_reason_that_other_hands_changed_is_found(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    for asked in (ASKED, OTHER):
        awarded(store, officer, divided.procurement_id, NOW, asked)
    before = [one for one in compared(store).unfit if "lots" in one.what]
    with store.by_hand() as session:
        lift_guard(session, "lot_award")
        session.query(LotAward).filter_by(number=2).one().why = "Something else."

    after = [one for one in compared(store).unfit if "lots" in one.what]

    assert before == []
    assert [one.what.partition(", ")[2] for one in after] == ["the award of lots, number 2"]


def test_a_divided_procurement_leads_to_its_lots_once_one_has_a_tender(
    store: WatchedStore, person_of: People, officer: Person, client_of: Clients
) -> None:
    bare = divided_procurement(store, person_of, NOW, reference="COV-2026-030")
    lots = joined_lots(store, person_of, NOW)
    with store.by_hand() as session:
        for one in (bare, lots.procurement_id):
            session.get_one(ProcurementRecord, one).stage = "sealed"

    def steps() -> dict[object, Step | None]:
        tasks = dashboard_of(store, officer, now=NOW).mine
        return {one.procurement_id: one.step for one in tasks if one.work is Work.TENDER}

    before, home = steps(), client_of(Role.PROCUREMENT_OFFICER).get("/").text
    page = tender_overview(store, officer, lots.procurement_id, now=NOW).step
    awarded(store, officer, lots.procurement_id, NOW)

    assert (before.get(bare), before.get(lots.procurement_id)) == (Step.PUBLISH, Step.LOT_BY_LOT)
    assert f'href="/procurements/{lots.procurement_id}/award-of-lots"' in home
    assert page is Step.LOT_BY_LOT
    assert tender_overview(store, officer, bare, now=NOW).step is Step.PUBLISH
    assert lots.procurement_id not in steps()
