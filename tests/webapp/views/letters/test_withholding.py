"""The pages of what is withheld from letters, as an officer and an auditor walk them."""

from collections.abc import Callable
from html import unescape

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import agreed_anew, approved_tender, sent
from tests.webapp.results import moderated_tender
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.acting import TOO_EARLY
from webapp.services.letters.words import TOLD

SECRET = "a rota that is printed weekly"
GIVEN = {
    "passage": SECRET,
    "reader": "2",
    "ground": "sensitive_commercial_information",
    "because": "The rota is a trade secret.",
}


@pytest.fixture
def officer(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.PROCUREMENT_OFFICER)


@pytest.fixture
def scene(store: WatchedStore, person_of: Callable[..., Person]) -> Scene:
    return approved_tender(store, person_of, NOW)


def at(scene: Scene, path: str = "") -> str:
    return f"/procurements/{scene.procurement_id}/letters/withheld{path}"


def test_words_are_withheld_read_and_told_again(scene: Scene, officer: Client) -> None:
    letters = at(scene).removesuffix("/withheld")
    linked = officer.get(letters).text
    before = officer.get(at(scene)).text
    asked = officer.get(at(scene, "/explanations/staff")).text
    pressed = officer.fill_in(at(scene, "/explanations/staff"), GIVEN)
    after = officer.get(at(scene)).text
    theirs, others = officer.get(f"{letters}/2").text, officer.get(f"{letters}/3").text
    back = officer.fill_in(at(scene, "/1/take-back"), {"because": "It was published since."})
    again = officer.get(at(scene)).text
    whole = officer.get(f"{letters}/2").text

    assert at(scene) in linked
    assert "Nothing is withheld." in before
    assert SECRET in asked
    assert "Every letter that holds it" in asked
    assert pressed.status_code == 302
    assert "The letter to Beta Gardens CIC" in after
    assert "The rota is a trade secret." in after
    assert SECRET not in theirs
    assert "[withheld]" in theirs
    assert SECRET in others
    assert back.status_code == 302
    assert "What was taken back" in again
    assert "It was published since." in again
    assert SECRET in whole


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"reader": ""}, "Select from whose letter"),
        ({"reader": "7"}, "Select from whose letter"),
        ({"ground": "secrecy"}, "Select the ground"),
        ({"because": " "}, "Enter why the authority is satisfied of that"),
        ({"passage": "nine gardeners"}, "The explanation does not hold those words"),
    ],
)
def test_what_is_missing_or_wrong_is_said(
    scene: Scene, officer: Client, given: dict[str, str], error: str
) -> None:
    answer = officer.fill_in(at(scene, "/explanations/staff"), GIVEN | given)

    assert answer.status_code in {400, 409, 422}
    assert error in unescape(answer.text)
    assert "Nothing is withheld." in officer.get(at(scene)).text


def test_why_it_is_told_again_is_asked_for(scene: Scene, officer: Client) -> None:
    officer.fill_in(at(scene, "/explanations/staff"), GIVEN)

    answer = officer.fill_in(at(scene, "/1/take-back"), {"because": ""})

    assert "Enter why it is not withheld any more" in answer.text
    assert officer.get(at(scene, "/2/take-back")).status_code == 404
    assert officer.get(at(scene, "/explanations/price")).status_code == 404


def test_an_auditor_reads_it_and_changes_nothing(
    scene: Scene, officer: Client, client_of: Callable[..., Client]
) -> None:
    officer.fill_in(at(scene, "/explanations/staff"), GIVEN)
    auditor = client_of(Role.AUDITOR)

    text = auditor.get(at(scene)).text

    assert "The rota is a trade secret." in text
    assert "Take it back" not in text
    assert "Withhold it, or words of it" not in text
    assert auditor.get(at(scene, "/explanations/staff")).status_code == 403
    assert auditor.get(at(scene, "/1/take-back")).status_code == 403


def test_once_the_letters_are_sent_the_forms_say_that_it_is_too_late(
    scene: Scene, store: WatchedStore, officer: Client, person_of: Callable[..., Person]
) -> None:
    officer.fill_in(at(scene, "/explanations/staff"), GIVEN)
    sent(store, scene, person_of(Role.PROCUREMENT_OFFICER), NOW)

    for path in ("", "/explanations/staff", "/1/take-back"):
        answer = officer.get(at(scene, path))
        assert answer.status_code == 200
        assert TOLD.problem in unescape(answer.text)
        assert "Take it back" not in answer.text


def test_before_there_is_a_result_nothing_of_it_shows(
    store: WatchedStore, person_of: Callable[..., Person], officer: Client
) -> None:
    scene = moderated_tender(store, person_of, NOW)

    for path in ("", "/explanations/staff", "/1/take-back"):
        text = unescape(officer.get(at(scene, path)).text)
        assert TOO_EARLY.problem in text
        assert "Alpha Ltd" not in text


def test_what_waits_for_another_decision_is_said_on_both_pages(
    scene: Scene, store: WatchedStore, officer: Client, person_of: Callable[..., Person]
) -> None:
    officer.fill_in(at(scene, "/explanations/staff"), GIVEN)
    agreed_anew(store, scene, person_of, NOW, f"It holds {SECRET}, and a deputy for each post.")

    letters = unescape(officer.get(at(scene).removesuffix("/withheld")).text)
    withheld = unescape(officer.get(at(scene)).text)

    said = "The explanation for ‘Staff’ was agreed anew since it was withheld."
    assert f"{said} Decide again what is withheld of it." in letters
    assert "Can’t be written yet" in letters
    assert f'href="{at(scene)}">What is withheld<' in letters
    assert said in withheld
    assert "To be decided again" in withheld
    assert at(scene, "/1/take-back") in withheld
    assert at(scene, "/explanations/staff") in withheld


def test_words_that_are_told_elsewhere_are_named_by_their_place(
    scene: Scene, officer: Client
) -> None:
    officer.fill_in(at(scene, "/explanations/staff"), GIVEN | {"passage": "the question"})

    letters = unescape(officer.get(at(scene).removesuffix("/withheld")).text)

    where = "under ‘Staff’, in ‘How your tender was assessed’"
    assert f"<strong>Staff.</strong> The withheld words also stand {where}." in letters
    assert "Withhold them there too, or word it otherwise." in letters
    assert f'href="{at(scene)}">What is withheld<' in letters


def test_the_pages_say_who_decides_and_what_cannot_be_withheld(
    scene: Scene, officer: Client
) -> None:
    asked = unescape(officer.get(at(scene, "/explanations/staff")).text)
    shown = unescape(officer.get(at(scene)).text)

    assert "You decide this for Coventry City Council." in asked
    assert "do not repeat the secret here" in asked
    assert "The others will read it." in asked
    assert (
        "This service does not withhold scores, prices or promised quantities. If one must be "
        "withheld, take advice before the letters go out."
    ) in shown
    assert (
        "Reasons why a promise does not count can’t be withheld here: word them so that they hold "
        "nothing sensitive."
    ) in shown
