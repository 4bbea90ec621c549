"""What is next in the tender of a lot, and that a contract awarded lot by lot is not as a whole."""

from collections.abc import Callable

import pytest

from evaluation.settling.issues import Kind
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.databases import lift_guard
from tests.webapp.lots import ASKED, Divided, awarded, joined_lots
from tests.webapp.results import SCORES, evaluated, evaluated_tender, excluded
from tests.webapp.scoring import Scene
from tests.webapp.services.awarding.doing import page, recommended
from tests.webapp.services.dashboards.test_tenders import counted_queries
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.dashboards import Task, Work, dashboard_of
from webapp.services.lot_awards.joining import leave_lot
from webapp.services.lot_awards.working import Asked
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.services.tendering.overview import tender_overview
from webapp.services.tendering.steps import Step
from webapp.store import lot_awards as rows
from webapp.store.lot_tables import LotAward, LotTender

People = Callable[..., Person]
Clients = Callable[..., Client]
WHY = "The southern parks are awarded by themselves."


@pytest.fixture
def officer(person_of: People) -> Person:
    return person_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def divided(store: WatchedStore, person_of: People) -> Divided:
    return joined_lots(store, person_of, NOW)


@pytest.fixture
def whole(store: WatchedStore, person_of: People, officer: Person, divided: Divided) -> Scene:
    """A tender for all of a contract whose lots are awarded together, each by one of its own."""
    awarded(store, officer, divided.procurement_id, NOW)
    scene = evaluated_tender(store, person_of, NOW, reference="COV-2026-020")
    with store.by_hand() as session:
        found = rows.last_award(session, divided.procurement_id)
        assert found is not None
        copied = {
            column.key: getattr(found.award, column.key)
            for column in LotAward.__table__.columns
            if column.key not in {"id", "procurement_id"}
        }
        session.add(LotAward(procurement_id=scene.procurement_id, **copied))
        session.add(
            LotTender(
                procurement_id=scene.procurement_id,
                number=1,
                lot=1,
                tender_id=divided.tenders[0].procurement_id,
                because="",
                made_by=officer.id,
                made_at=NOW,
            )
        )
    return scene


def tasks(store: WatchedStore, person: Person) -> list[Task]:
    return [one for one in dashboard_of(store, person, now=NOW).mine if one.work is Work.TENDER]


def steps(store: WatchedStore, person: Person, scenes: tuple[Scene, ...]) -> list[Step]:
    """Return the next step of some tenders, the same on each one's page and on the dashboard."""
    of_board = {one.procurement_id: one.step for one in tasks(store, person)}
    found = [tender_overview(store, person, one.procurement_id, now=NOW).step for one in scenes]
    assert [of_board.get(one.procurement_id) for one in scenes] == found
    return found


def test_a_lot_waits_for_the_award_of_the_lots_is_evaluated_again_and_then_recommended(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    waiting = steps(store, officer, divided.tenders)
    awarded(store, officer, divided.procurement_id, NOW)
    again = steps(store, officer, divided.tenders)
    for scene in divided.tenders:
        evaluated(store, scene, officer, NOW, number=2, why="Lots")
    ready = steps(store, officer, divided.tenders)
    excluded(store, divided.tenders[0], 0, officer, NOW)
    evaluated(store, divided.tenders[0], officer, NOW, number=3, why="Excluded")
    stale = steps(store, officer, divided.tenders)

    assert waiting == [Step.LOTS, Step.LOTS]
    assert again == [Step.EVALUATE_AGAIN, Step.EVALUATE_AGAIN]
    assert ready == [Step.RECOMMEND, Step.RECOMMEND]
    assert stale == [Step.LOTS, Step.LOTS]


def test_a_tender_that_is_taken_out_is_evaluated_again_without_what_the_lots_added(
    store: WatchedStore, officer: Person, divided: Divided
) -> None:
    awarded(store, officer, divided.procurement_id, NOW)
    for scene in divided.tenders:
        evaluated(store, scene, officer, NOW, number=2, why="Lots")
    leave_lot(
        store, officer, procurement_id=divided.procurement_id, lot=2, because=WHY, read=2, now=NOW
    )
    before = steps(store, officer, divided.tenders)
    evaluated(store, divided.tenders[1], officer, NOW, number=3, why="Taken out")

    assert before == [Step.LOTS, Step.EVALUATE_AGAIN]
    assert steps(store, officer, divided.tenders) == [Step.LOTS, Step.RECOMMEND]


def test_without_a_limit_nothing_is_evaluated_again_and_a_tied_lot_waits_on(
    store: WatchedStore, person_of: People, officer: Person
) -> None:
    free = joined_lots(
        store,
        person_of,
        NOW,
        most_lots=None,
        scores=(SCORES, SCORES[:1] * 3),
        equal=frozenset({2}),
    )
    awarded(store, officer, free.procurement_id, NOW, Asked(ASKED.rule))

    assert steps(store, officer, free.tenders) == [Step.RECOMMEND, Step.LOTS]


def test_lots_cost_the_dashboard_no_more_queries(
    store: WatchedStore, person_of: People, officer: Person, divided: Divided
) -> None:
    def asked() -> int:
        with counted_queries() as queries:
            dashboard_of(store, officer, now=NOW)
        return len(queries)

    before = asked()
    evaluated_tender(store, person_of, NOW, reference="COV-2026-021")
    awarded(store, officer, divided.procurement_id, NOW)

    assert asked() == before


def test_the_page_of_the_lots_is_reached_from_the_tender_of_a_lot(
    divided: Divided, client_of: Clients
) -> None:
    client = client_of(Role.PROCUREMENT_OFFICER)
    home = client.get("/").text
    place = f"/procurements/{divided.tenders[0].procurement_id}/award-of-lots"

    led = client.get(place)

    assert "Have the lots awarded" in home
    assert place in home
    assert led.location == f"/procurements/{divided.procurement_id}/award-of-lots"


def test_a_contract_whose_lots_are_awarded_together_is_not_recommended_as_a_whole(
    store: WatchedStore, officer: Person, whole: Scene
) -> None:
    outcome = recommended(store, officer, whole)

    shown = page(store, officer, whole)
    assert isinstance(outcome, Refused)
    told = "The lots of COV-2026-020 are awarded together, each by a tender of its own"
    assert outcome.problem == told
    assert "first take the tenders out of the lots" in outcome.remedy
    assert (shown.is_lot_by_lot, [one.kind for one in shown.issues]) == (True, [Kind.LOTS])
    assert whole.procurement_id not in {one.procurement_id for one in tasks(store, officer)}
    overview = tender_overview(store, officer, whole.procurement_id, now=NOW)
    assert overview.step is Step.LOT_BY_LOT


def test_it_is_not_recommended_as_a_whole_either_before_its_lots_are_awarded(
    store: WatchedStore, officer: Person, whole: Scene
) -> None:
    with store.by_hand() as session:
        lift_guard(session, "lot_award")
        session.query(LotAward).filter_by(procurement_id=whole.procurement_id).delete()

    outcome = recommended(store, officer, whole)

    assert isinstance(outcome, Refused)
    assert outcome.problem.startswith("The lots of COV-2026-020 are awarded together")


def test_its_pages_lead_to_the_lots_and_propose_no_award_as_a_whole(
    whole: Scene, client_of: Clients
) -> None:
    client = client_of(Role.PROCUREMENT_OFFICER)
    start = f"/procurements/{whole.procurement_id}"

    result, award, form = (
        client.get(f"{start}{path}").text for path in ("/result", "/award", "/award/recommendation")
    )

    assert "What is next: go on lot by lot" in result
    assert all(f'href="{start}/award-of-lots"' in one for one in (result, award, form))
    assert all("Recommend the award</" not in one for one in (result, award))
    assert "officer recommends the award" not in award
    assert "It can’t be recommended yet" in form


def test_once_no_lot_has_a_tender_any_more_it_is_recommended_as_a_whole_again(
    store: WatchedStore, officer: Person, whole: Scene
) -> None:
    with store.by_hand() as session:
        session.add(
            LotTender(
                procurement_id=whole.procurement_id,
                number=2,
                lot=1,
                tender_id=None,
                because=WHY,
                made_by=officer.id,
                made_at=NOW,
            )
        )

    assert recommended(store, officer, whole) == Done()


def test_a_lot_that_nobody_is_left_to_have_is_said_to_be_so(
    store: WatchedStore, person_of: People, officer: Person, client_of: Clients
) -> None:
    lots = joined_lots(store, person_of, NOW, names=(("Alpha Ltd",), ("Alpha Ltd",)))
    awarded(store, officer, lots.procurement_id, NOW)
    second = lots.tenders[1]
    evaluated(store, second, officer, NOW, number=2, why="Lots")

    shown = client_of(Role.PROCUREMENT_OFFICER).get(f"/procurements/{second.procurement_id}/result")

    assert "What is next: see how it can go on" in shown.text
    assert "Every bid that is ranked is passed over, so that nobody is left" in shown.text
    assert "alone in the first place" not in shown.text
