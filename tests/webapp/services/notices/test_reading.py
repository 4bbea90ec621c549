"""What each notice would hold, from which phase on, and who may see it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from tests.ocds.samples import part
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.notices import announced, entered_into
from tests.webapp.outlines import benched
from tests.webapp.samples import decided
from tests.webapp.scoring import Scene
from tests.webapp.tenders import published, sealed
from webapp.documents.notices import Draft, NoticeKind
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.notices.gathering import (
    NOT_ENDED,
    NOT_SEALED,
    NOT_SIGNED,
    NOT_THE_ACT,
    NOT_TOLD,
)
from webapp.services.notices.reading import NOT_YOURS, notice_of, notices_of

SIGNED_ON = date(2026, 3, 30)


def draft_of(store: WatchedStore, person: Person, scene: Scene, kind: NoticeKind) -> Draft:
    shown = notice_of(store, person, scene.procurement_id, kind, now=NOW)
    assert shown.draft is not None, shown.refused
    return shown.draft


def test_nothing_is_announced_before_the_outline_is_approved(
    store: WatchedStore, buyer: Person, officer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)

    found = notices_of(store, officer, procurement_id, now=NOW)

    assert [one.refused for one in found] == [NOT_SEALED] * 4
    assert [one.draft for one in found] == [None] * 4


def test_a_procurement_under_older_law_has_none_of_these_notices(
    store: WatchedStore, buyer: Person, officer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW, commenced_on=date(2024, 6, 3))

    found = notices_of(store, officer, procurement_id, now=NOW)

    assert {one.refused for one in found} == {NOT_THE_ACT}


def test_a_sealed_outline_makes_a_tender_notice_without_its_deadline(
    store: WatchedStore, buyer: Person, officer: Person, person_of: Callable[..., Person]
) -> None:
    procurement_id = sealed(store, buyer, benched(store, person_of(Role.PANEL_CHAIR), NOW), NOW)

    before = notice_of(store, officer, procurement_id, NoticeKind.TENDER, now=NOW)
    published(store, officer, procurement_id, NOW)
    after = notice_of(store, officer, procurement_id, NoticeKind.TENDER, now=NOW)

    assert before.draft is not None
    assert after.draft is not None
    assert "tenderPeriod" not in part(before.draft, "tender")
    assert part(after.draft, "tender", "tenderPeriod", "endDate").endswith("+01:00")
    assert part(after.draft, "tender", "lots", 0, "awardCriteria", "criteria")
    assert after.duty is not None
    assert after.duty.notice == "UK4"


def test_the_later_notices_wait_for_their_phase(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    _, award, contract, termination = notices_of(store, officer, scene.procurement_id, now=NOW)

    refused = (award.refused, contract.refused, termination.refused)
    assert refused == (NOT_TOLD, NOT_SIGNED, NOT_ENDED)


@pytest.mark.usefixtures("telling_id")
def test_the_award_notice_names_the_winner_and_counts_the_bids(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    draft = draft_of(store, officer, scene, NoticeKind.AWARD)

    assert part(draft, "awards", 0, "suppliers") == ({"id": "bid-A", "name": "Alpha Ltd"},)
    assert [one["value"] for one in part(draft, "bids", "statistics")] == [3, 3]
    assert "standstillPeriod" not in part(draft, "awards", 0)
    assert "Beta" not in str(draft.release)


def test_the_standstill_stands_in_the_notice_once_it_began(
    store: WatchedStore, officer: Person, scene: Scene, telling_id: UUID
) -> None:
    announced(store, scene, telling_id, officer, NOW, date(2026, 3, 11))

    draft = draft_of(store, officer, scene, NoticeKind.AWARD)

    assert part(draft, "awards", 0, "standstillPeriod", "endDate") == "2026-03-11T23:59:59+00:00"


@pytest.mark.usefixtures("telling_id")
def test_the_winners_promises_are_the_indicators_of_the_contract(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    entered_into(store, scene, officer, NOW, SIGNED_ON)

    draft = draft_of(store, officer, scene, NoticeKind.CONTRACT)
    [metric] = part(draft, "contracts", 0, "agreedMetrics")

    assert (metric["id"], metric["observations"][0]["measure"]) == ("weeks", 120)
    assert metric["observations"][0]["notes"] == "Serves the outcome cov-2022-young-people"
    assert metric["description"] == "As promised in the bid."
    assert part(draft, "contracts", 0, "dateSigned") == "2026-03-30T00:00:00+01:00"
    assert not [one for one in draft.missing if "indicator" in one.title]


@pytest.mark.usefixtures("telling_id")
@pytest.mark.parametrize("role", [Role.POLICY_OWNER, Role.EVALUATION_CHAIR])
def test_who_may_not_see_prices_or_has_conflicts_sees_no_award(
    store: WatchedStore, person_of: Callable[..., Person], scene: Scene, role: Role
) -> None:
    tender, award, _, _ = notices_of(store, person_of(role), scene.procurement_id, now=NOW)

    assert tender.draft is not None
    seen = role is Role.EVALUATION_CHAIR
    assert (award.draft is not None) is seen
    assert (award.refused == NOT_YOURS) is not seen
