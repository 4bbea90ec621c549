"""The pages of the result: what came out, what is next, its files, and who sees what of it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from evaluation.publication import Terms
from tests.webapp.award_rows import Signed, add_step, add_telling
from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import (
    ANSWERED,
    OFFERED,
    SCORES,
    came_unread,
    evaluated_tender,
    excluded,
    moderated_tender,
)
from tests.webapp.samples import decided
from tests.webapp.scoring import Scene
from tests.webapp.tender_rows import Offered
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store.scoring_tables import ModerationStep
from webapp.store.tender_tables import Publication

FILES = ("award-report.html", "award-report.pdf", "evaluation.json", "tender.json")
People = Callable[..., Person]


@pytest.fixture
def officer(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


def at(scene: Scene, place: str = "") -> str:
    return f"/procurements/{scene.procurement_id}/result{place}"


def test_the_page_says_first_who_is_first_and_then_what_is_next(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    scene = evaluated_tender(store, person_of, NOW)

    page = officer.get(at(scene)).text

    lead = page.index("is first of 3 ranked bids, with 89.25 of 100 points")
    assert page.index("Alpha Ltd") < lead < page.index("What is next: recommend the award")
    assert f'href="/procurements/{scene.procurement_id}/award"' in page
    assert "out of date" not in page


def test_the_order_of_a_contract_in_lots_is_said_to_be_of_the_whole(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    scene = evaluated_tender(store, person_of, NOW)
    before = officer.get(at(scene)).text
    with store.by_hand() as session:
        first = session.query(Publication).one()
        terms = replace(Terms.of(first.terms), lots_awarded="Each lot to the best bid for it")
        kept = {one.key: getattr(first, one.key) for one in Publication.__table__.columns}
        session.add(Publication(**{**kept, "id": uuid4(), "number": 2, "terms": terms.canonical}))

    award = f"/procurements/{scene.procurement_id}/award"
    after = [officer.get(one).text for one in (at(scene), award, f"{award}/recommendation")]

    assert "award-of-lots" not in before
    for page in after:
        assert "This order is of bids for the contract as a whole" in page
        assert "It awards no lot." in page
        assert f'href="/procurements/{scene.procurement_id}/award-of-lots"' in page


def test_a_bid_that_counts_and_was_not_read_is_told_with_the_way_out(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    scene = moderated_tender(store, person_of, NOW)
    came_unread(store, scene, NOW)

    pages = [officer.get(at(scene)).text, officer.get(at(scene).replace("result", "settling")).text]

    address = f"/procurements/{scene.procurement_id}/tender/unread"
    assert all("1 bid that counts can’t be read." in page for page in pages)
    assert all(f'href="{address}"' in page for page in pages)


def test_what_is_open_is_to_be_settled_first(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    unsaid = {name: value for name, value in ANSWERED.items() if name != "in_area"}
    first = Offered("100000", {"weeks": {"quantity": "120", "answers": unsaid}})
    scene = evaluated_tender(store, person_of, NOW, offered=(first, *OFFERED[1:]))

    page = officer.get(at(scene)).text

    assert "The result is provisional." in page
    assert f'href="/procurements/{scene.procurement_id}/settling"' in page


def test_a_price_in_question_is_to_be_settled_first(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    first = Offered("50000", OFFERED[0].commitments)
    scene = evaluated_tender(store, person_of, NOW, offered=(first, *OFFERED[1:]))

    page = officer.get(at(scene)).text

    assert "1 abnormally low price" in page
    assert "What is next: settle what is open" in page


def test_a_tie_stays_a_tie(store: WatchedStore, person_of: People, officer: Client) -> None:
    scene = evaluated_tender(
        store, person_of, NOW, offered=(OFFERED[0],) * 3, scores=(SCORES[0],) * 3
    )

    page = officer.get(at(scene)).text

    assert "share the first place, each with 89.25 of 100 points" in page
    assert "No bid is alone in the first place" in page


def test_a_result_out_of_date_says_so_and_leads_to_evaluating_again(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    scene = evaluated_tender(store, person_of, NOW)
    excluded(store, scene, 1, person_of(Role.PROCUREMENT_OFFICER), NOW)

    page = officer.get(at(scene)).text

    assert "This result is out of date" in page
    assert f'href="{at(scene, "/evaluate")}"' in page


def test_before_there_is_a_result_the_page_says_what_is_missing(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    scores = (SCORES[0], SCORES[1], {"staff": "3", "licence": "passed"})
    scene = moderated_tender(store, person_of, NOW, scores=scores)

    page = officer.get(at(scene)).text

    assert "1 thing is missing" in page
    assert "The score of Gamma Grounds plc on “Care of trees”" in page
    assert "Evaluate the bids" not in page


def test_the_bids_are_evaluated_by_a_button(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    scene = moderated_tender(store, person_of, NOW)

    answer = officer.fill_in(at(scene, "/evaluate"), {})

    assert (answer.status_code, answer.headers["Location"]) == (302, at(scene))
    assert "this is evaluation 1" in officer.get(at(scene)).text


def test_evaluating_again_asks_for_the_reason_and_keeps_both(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    scene = evaluated_tender(store, person_of, NOW)
    excluded(store, scene, 1, person_of(Role.PROCUREMENT_OFFICER), NOW)

    without = officer.fill_in(at(scene, "/evaluate"), {"why": ""})
    officer.fill_in(at(scene, "/evaluate"), {"why": "Beta is <excluded>"})
    page = officer.get(at(scene)).text

    assert without.status_code == 400
    assert "Enter why the bids are evaluated again" in without.text
    assert "Beta is &lt;excluded&gt;" in page
    assert f'href="{at(scene, "/1/award-report.pdf")}"' in page


def test_evaluating_what_has_not_changed_is_not_offered(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    scene = evaluated_tender(store, person_of, NOW)

    page = officer.get(at(scene, "/evaluate")).text

    assert "Nothing that the result rests on has changed since evaluation 1" in page


def test_the_files_of_an_evaluation_can_be_taken_along(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    scene = evaluated_tender(store, person_of, NOW)

    answers = {name: officer.get(at(scene, f"/1/{name}")) for name in FILES}

    assert {one.status_code for one in answers.values()} == {200}
    assert answers["award-report.pdf"].data.startswith(b"%PDF")
    assert "Alpha Ltd" in answers["award-report.html"].text
    assert json.loads(answers["evaluation.json"].data)["winner"] == "A"
    assert json.loads(answers["tender.json"].data)["format"] == "podium/tender/1"
    assert officer.get(at(scene, "/2/tender.json")).status_code == 404


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.EVALUATION_CHAIR, Role.BUYER, Role.AUDITOR])
def test_whoever_sees_the_result_sees_all_of_it(
    store: WatchedStore, person_of: People, client_of: Callable[..., Client], role: Role
) -> None:
    scene = evaluated_tender(store, person_of, NOW)

    page = client_of(role).get(at(scene)).text

    assert "is first of 3 ranked bids" in page
    assert "6. Marks and moderation" in page


@pytest.mark.parametrize(
    "role", [Role.PANEL_MEMBER, Role.PANEL_CHAIR, Role.CONTRACT_MANAGER, Role.POLICY_OWNER]
)
def test_whose_time_has_not_come_sees_nothing_of_it(
    store: WatchedStore, person_of: People, client_of: Callable[..., Client], role: Role
) -> None:
    scene = evaluated_tender(store, person_of, NOW)
    client = client_of(role)

    page = client.get(at(scene)).text
    files = [client.get(at(scene, f"/1/{name}")) for name in FILES]

    assert "There is no result yet" in page
    assert "Alpha" not in page
    assert {(one.status_code, one.headers.get("Location")) for one in files} == {(302, at(scene))}


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.AUDITOR, Role.BUYER])
def test_before_bids_are_evaluated_nobody_else_is_told_what_is_missing(
    store: WatchedStore, person_of: People, client_of: Callable[..., Client], role: Role
) -> None:
    scores = (SCORES[0], SCORES[1], {"staff": "3", "licence": "passed"})
    scene = moderated_tender(store, person_of, NOW, scores=scores)

    page = client_of(role).get(at(scene)).text

    assert "There is no result yet" in page
    assert "Gamma" not in page


@pytest.mark.parametrize(
    ("role", "has_prices"), [(Role.CONTRACT_MANAGER, True), (Role.POLICY_OWNER, False)]
)
def test_once_bidders_are_told_others_see_who_won_and_not_what_evaluators_gave(
    store: WatchedStore,
    person_of: People,
    client_of: Callable[..., Client],
    role: Role,
    has_prices: bool,  # noqa: FBT001 - a parameter
) -> None:
    scene = evaluated_tender(store, person_of, NOW)
    _told(store, scene, person_of(Role.PANEL_CHAIR))
    client = client_of(role)

    page = client.get(at(scene)).text
    files = [client.get(at(scene, f"/1/{name}")).status_code for name in FILES]

    assert "is first of 3 ranked bids" in page
    assert ("£112,500.50" in page) is has_prices
    assert "Marks and moderation" not in page
    assert "Evaluator of Coventry" not in page
    assert files == [302] * 4


def test_before_the_tender_is_published_there_is_no_page_of_a_result(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    procurement_id = decided(store, person_of(Role.BUYER), NOW)

    answer = officer.get(f"/procurements/{procurement_id}/result")

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/procurements/{procurement_id}/tender",
    )


def test_while_a_score_is_agreed_anew_the_result_is_not_shown(
    store: WatchedStore, person_of: People, client_of: Callable[..., Client], officer: Client
) -> None:
    scene = evaluated_tender(store, person_of, NOW)
    _reopen(store, scene, person_of(Role.EVALUATION_CHAIR))

    page = officer.get(at(scene)).text
    other = client_of(Role.AUDITOR).get(at(scene)).text

    assert "The bids can’t be evaluated yet: 1 thing is missing." in page
    assert "is first of" not in page + other
    assert officer.get(at(scene, "/1/evaluation.json")).status_code == 302


def test_the_pages_of_another_authority_are_not_there(
    store: WatchedStore, person_of: People, client_of: Callable[..., Client]
) -> None:
    scene = evaluated_tender(store, person_of, NOW)
    foreign = client_of(Role.PROCUREMENT_OFFICER, "elsewhere")

    found = {
        foreign.get(at(scene, place)).status_code for place in ("", "/evaluate", "/1/tender.json")
    }

    assert found == {404}


def test_the_page_asks_no_more_often_of_more_bids(
    store: WatchedStore, person_of: People, officer: Client
) -> None:
    few = evaluated_tender(store, person_of, NOW)
    many = evaluated_tender(
        store,
        person_of,
        NOW,
        names=tuple(f"Supplier {number}" for number in range(9)),
        offered=OFFERED * 3,
        scores=SCORES * 3,
        reference="COV-2026-015",
    )

    assert _queries(store, officer, few) == _queries(store, officer, many)


def _queries(store: WatchedStore, client: Client, scene: Scene) -> int:
    """Return how many queries the page takes once it has been looked at."""
    client.get(at(scene))
    asked: list[str] = []

    def note(*called: object) -> None:
        asked.append(str(called[2]))

    event.listen(store._reader, "before_cursor_execute", note)
    assert client.get(at(scene)).status_code == 200
    event.remove(store._reader, "before_cursor_execute", note)
    return len(asked)


def _reopen(store: WatchedStore, scene: Scene, chair: Person) -> None:
    with store.by_hand() as session:
        session.add(
            ModerationStep(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[0],
                criterion="staff",
                number=3,
                state="reopened",
                score=None,
                rationale="A passage was overlooked",
                quotations="[]",
                present="[]",
                dissent="",
                made_by=chair.id,
                made_at=NOW + timedelta(minutes=1),
            )
        )


def _told(store: WatchedStore, scene: Scene, person: Person) -> None:
    with store.by_hand() as session:
        signed = Signed(person, NOW, Role.PANEL_CHAIR)
        approved = add_step(session, scene, signed, number=1, state="approved")
        add_telling(session, scene, approved, signed)
