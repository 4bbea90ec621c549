"""The pages of the evaluation panel, as officer, chair and evaluator walk them."""

from collections.abc import Callable

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
    after = evaluator.get(at(scene)).text
    board = officer.get(at(scene)).text

    assert [one.status_code for one in (named, given, declared)] == [302, 302, 302]
    assert "You have not declared your interests" in before
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
    address = at(scene, "/calibration/") + listed.split("/calibration/")[1].split('"')[0]

    tried = evaluator.fill_in(address, {"score": "3", "rationale": "It names no rota"})

    assert tried.status_code == 302
    assert "All the same" in evaluator.get(address).text


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
