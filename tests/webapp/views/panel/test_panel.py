"""The pages of the evaluation panel, as officer, chair and evaluator walk them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene, open_to_panel, opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store.scoring_tables import EvaluatorMark


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    return opened_tender(store, (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER)), NOW)


def at(scene: Scene, path: str = "") -> str:
    return f"/procurements/{scene.procurement_id}/panel{path}"


def test_a_panel_is_made_up_declared_and_shown(
    client_of: Callable[..., Client], person_of: Callable[..., Person], scene: Scene
) -> None:
    officer, evaluator = client_of(Role.PROCUREMENT_OFFICER), client_of(Role.EVALUATOR)
    chair_id = str(person_of(Role.EVALUATION_CHAIR).id)
    who = person_of(Role.EVALUATOR)

    named = officer.fill_in(at(scene, "/chair"), {"chair": chair_id})
    given = officer.fill_in(
        at(scene, f"/evaluators/{who.id}"),
        {"questions": ["staff", "care"], "why": "They know the parks"},
    )
    before = evaluator.get(at(scene)).text
    declared = evaluator.fill_in(at(scene, "/declaration"), {"handling": "none", "detail": ""})
    led_on = evaluator.get(at(scene, "/declaration")).text
    after = evaluator.get(at(scene)).text
    board = officer.get(at(scene)).text

    assert [one.status_code for one in (named, given, declared)] == [302, 302, 302]
    assert "You have not declared your interests" in before
    assert "Score the bids" in led_on
    assert "My scoring" in after
    assert "0 of 4 scores in" in board
    assert "Nobody scores Licence to spray" in board


def test_the_declaration_lists_bidders_by_the_alphabet_and_no_letter(
    client_of: Callable[..., Client], store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    people = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    scene = opened_tender(store, people, NOW, names=("Zeta Ltd", "Alpha Ltd"))
    seat(store, scene, person_of(Role.EVALUATOR), NOW, handling="")

    text = client_of(Role.EVALUATOR).get(at(scene, "/declaration")).text

    assert text.index("Alpha Ltd") < text.index("Zeta Ltd")
    assert "Bidder A" not in text


def test_a_conflict_is_declared_judged_and_stands_on_the_panel(
    client_of: Callable[..., Client], store: WatchedStore, person_of: Callable[..., Person],
    scene: Scene,
) -> None:  # fmt: skip
    who = person_of(Role.EVALUATOR)
    seat(store, scene, who, NOW, handling="")
    evaluator, officer = client_of(Role.EVALUATOR), client_of(Role.PROCUREMENT_OFFICER)

    vague = evaluator.fill_in(at(scene, "/declaration"), {"handling": "managed", "detail": ""})
    evaluator.fill_in(
        at(scene, "/declaration"), {"handling": "managed", "detail": "A <b>cousin</b> at Beta"}
    )
    page = officer.get(at(scene, f"/declarations/{who.id}")).text
    judged = officer.fill_in(
        at(scene, f"/declarations/{who.id}"),
        {"verdict": "waived", "why": "They have not met for years"},
    )
    told = evaluator.get(at(scene, "/declaration")).text

    assert vague.status_code == 400
    assert "Enter what the conflict is" in vague.text
    assert "A &lt;b&gt;cousin&lt;/b&gt; at Beta" in page
    assert judged.status_code == 302
    assert "They have not met for years" in told


def test_a_form_that_was_read_before_another_saved_is_refused_and_keeps_what_was_chosen(
    client_of: Callable[..., Client], store: WatchedStore, person_of: Callable[..., Person],
    scene: Scene,
) -> None:  # fmt: skip
    who = person_of(Role.EVALUATOR)
    seat(store, scene, who, NOW, questions=["staff"])

    answer = client_of(Role.PROCUREMENT_OFFICER).fill_in(
        at(scene, f"/evaluators/{who.id}"),
        {"read": "0", "questions": ["care"], "why": "A change of plan"},
    )

    assert answer.status_code == 409
    assert "Somebody else changed this" in answer.text
    assert "A change of plan" in answer.text


def test_a_sample_answer_is_set_tried_and_closed(
    client_of: Callable[..., Client], store: WatchedStore, person_of: Callable[..., Person],
    scene: Scene,
) -> None:  # fmt: skip
    seat(store, scene, person_of(Role.EVALUATOR), NOW, questions=["staff"])
    officer, evaluator = client_of(Role.PROCUREMENT_OFFICER), client_of(Role.EVALUATOR)
    officer.fill_in(at(scene, "/calibration/add"), {"question": "staff", "text": "Eight gardeners"})
    listed = evaluator.get(at(scene, "/calibration")).text
    announced = [
        evaluator.get(where).text
        for where in (at(scene), f"/procurements/{scene.procurement_id}/scoring", "/")
    ]
    address = at(scene, "/calibration/") + listed.split("/calibration/")[1].split('"')[0]

    tried = evaluator.fill_in(address, {"score": "3", "rationale": "It names no rota"})

    assert all("1 sample answer" in page for page in announced)
    assert tried.status_code == 302
    assert "All the same" in evaluator.get(address).text
    assert "1 sample answer" not in evaluator.get("/").text


def test_no_page_of_an_evaluator_holds_what_another_gave(
    client_of: Callable[..., Client], store: WatchedStore, person_of: Callable[..., Person],
    scene: Scene,
) -> None:  # fmt: skip
    seat(store, scene, person_of(Role.EVALUATOR), NOW)
    chair = person_of(Role.EVALUATION_CHAIR)
    seat(store, scene, chair, NOW)
    with store.by_hand() as session:
        session.add(
            EvaluatorMark(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[0],
                criterion="staff",
                user_id=chair.id,
                number=1,
                is_in=True,
                score="4.75",
                rationale="A secret reason",
                quotations="[]",
                made_at=NOW,
            )
        )
    open_to_panel(store, scene, chair, "care", NOW)
    client = client_of(Role.EVALUATOR)

    texts = [client.get(at(scene, path)).text for path in ("", "/declaration", "/calibration")]

    for text in texts:
        assert "4.75" not in text
        assert "A secret reason" not in text
        assert "scores in" not in text


def test_what_is_shown_early_stands_on_the_panel_with_its_reason(
    client_of: Callable[..., Client], store: WatchedStore, person_of: Callable[..., Person],
    scene: Scene,
) -> None:  # fmt: skip
    who = person_of(Role.EVALUATOR)
    seat(store, scene, who, NOW)
    officer = client_of(Role.PROCUREMENT_OFFICER)

    officer.fill_in(
        at(scene, "/shown-early"),
        {"to": str(who.id), "what": "prices", "because": "They check the cost plan"},
    )

    text = officer.get(at(scene)).text
    assert "The prices of all bids" in text
    assert "They check the cost plan" in text


def test_the_day_and_time_for_scores_is_said_changed_and_seen_by_who_scores(
    client_of: Callable[..., Client],
    store: WatchedStore,
    person_of: Callable[..., Person],
    scene: Scene,
) -> None:
    seat(store, scene, person_of(Role.EVALUATOR), NOW)
    officer, evaluator = client_of(Role.PROCUREMENT_OFFICER), client_of(Role.EVALUATOR)
    day = NOW + timedelta(days=3)
    typed = {"day-day": f"{day:%d}", "day-month": f"{day:%m}", "day-year": f"{day:%Y}"}

    before = officer.get(at(scene)).text
    vague = officer.fill_in(at(scene, "/due"), {**typed, "time": "late"})
    done = officer.fill_in(at(scene, "/due"), {**typed, "time": "17:00"})
    unsaid = officer.fill_in(at(scene, "/due"), {**typed, "time": "12:00", "because": ""})
    mine = evaluator.get(f"/procurements/{scene.procurement_id}/scoring").text
    home = evaluator.get("/").text

    assert "Nobody has said until when scores are due." in before
    assert [one.status_code for one in (vague, done, unsaid)] == [400, 302, 409]
    assert "Enter the time by the 24-hour clock" in vague.text
    assert "The record has to say why" in unsaid.text
    assert "Due by" in mine
    assert "17:00" in mine
    assert "17:00" in home


def test_an_officer_who_scores_reads_no_name_of_a_bidder_on_the_pages_of_the_tender(
    client_of: Callable[..., Client],
    store: WatchedStore,
    person_of: Callable[..., Person],
    scene: Scene,
) -> None:
    officer, tender = client_of(Role.PROCUREMENT_OFFICER), f"/procurements/{scene.procurement_id}"
    before = officer.get(f"{tender}/tender").text
    seat(store, scene, person_of(Role.PROCUREMENT_OFFICER), NOW)
    places = ("tender", "tender/bids", "tender/bidders/1/link/end", "panel", "record", "settling")

    pages = {place: officer.get(f"{tender}/{place}").text for place in places}

    assert "Alpha Ltd" in before
    assert [place for place, page in pages.items() if "Alpha Ltd" in page] == []
    assert "End the link of Bidder A?" in pages["tender/bidders/1/link/end"]
