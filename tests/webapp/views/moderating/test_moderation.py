"""The pages of moderation: what could matter comes first, and nothing typed is lost."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from tests.webapp.clients import Client, WatchedStore, forms_in
from tests.webapp.conftest import NOW
from tests.webapp.moderating import agreed, agreement, chair_panel, give, opened_all
from tests.webapp.outlines import seated
from tests.webapp.scoring import NAMES, REASONS, Scene, opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.scoring.desks import CellId
from webapp.store.scoring_tables import EvaluatorMark

ALL = {"staff": ("4", "3"), "care": ("7", "7.5"), "licence": ("passed", "passed")}
OTHER = {"staff": ("2", "3"), "care": ("7", "6"), "licence": ("passed", "passed")}


@pytest.fixture
def chair(person_of: Callable[..., Person]) -> Person:
    return person_of(Role.EVALUATION_CHAIR)


@pytest.fixture
def client(client_of: Callable[..., Client]) -> Client:
    return client_of(Role.EVALUATION_CHAIR)


@pytest.fixture
def evaluators(store: WatchedStore, person_of: Callable[..., Person]) -> list[Person]:
    return [
        person_of(Role.EVALUATOR),
        seated(store, "Second <b>Evaluator</b>", NOW, role=Role.EVALUATOR),
    ]


@pytest.fixture
def scene(
    store: WatchedStore,
    person_of: Callable[..., Person],
    chair: Person,
    evaluators: list[Person],
) -> Scene:
    hands = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    made = opened_tender(store, hands, NOW)
    chair_panel(store, made, chair, NOW)
    for one, scores in zip(evaluators, (ALL, OTHER), strict=True):
        seat(store, made, one, NOW)
        give(store, made, one, scores, NOW)
    return made


def at(scene: Scene, place: str = "") -> str:
    return f"/procurements/{scene.procurement_id}/moderation{place}"


def whole(chair: Person, **told: object) -> dict[str, object]:
    return {
        "score": "3",
        "rationale": REASONS,
        "quotation": ["Two crews", ""],
        "present": [str(chair.id)],
        **told,
    }


def sent(client: Client, scene: Scene, place: str, action: str, **data: object) -> object:
    page = client.get(at(scene, place)).text
    form = next(one for one in forms_in(page) if one.action.endswith(action))
    return client.post(form.action, data={**form.hidden, **data})


def test_the_chair_opens_everything_that_is_complete_and_is_led_to_what_could_matter(
    client: Client, scene: Scene
) -> None:
    before = client.get(at(scene)).text
    form = next(one for one in forms_in(before) if one.action.endswith("/open-complete"))

    done = client.post(form.action, data=form.hidden)

    assert "0 of 6 scores agreed, 6 ready to be opened." in before
    assert "Open the 6 answers whose scores are in" in before
    assert done.headers["Location"] == at(scene)
    after = client.get(at(scene)).text
    assert "6 answers are open to the panel." in after
    assert "0 of 6 scores agreed, 6 open." in after
    assert f'href="{at(scene, "/staff/1")}" role="button"' in after
    assert "could change who is first: Staff, Bidder A" in after
    assert "all bids count as equal in price here" in after
    assert after.index("Staff, Bidder A") < after.index("Care of trees, Bidder A")


def test_the_chair_alone_is_told_what_could_change_who_is_first_and_all_see_the_order(
    client_of: Callable[..., Client],
    client: Client,
    store: WatchedStore,
    chair: Person,
    scene: Scene,
) -> None:
    opened_all(store, scene, chair, NOW)
    others = [client_of(role) for role in (Role.EVALUATOR, Role.PROCUREMENT_OFFICER)]

    pages = [one.get(at(scene)).text for one in others]
    answers = [one.get(at(scene, "/staff/1")).text for one in (client, *others)]

    assert "could change who is first: Staff, Bidder A" in client.get(at(scene)).text
    for page in (*pages, *answers):
        assert "could change who is first" not in page
        assert "◆" not in page
    assert pages[0].index("Staff, Bidder A") < pages[0].index("Care of trees, Bidder A")
    assert "told to the chair alone" in pages[0]


def test_names_that_are_masked_stand_nowhere_for_the_panel(
    client: Client, store: WatchedStore, chair: Person, scene: Scene
) -> None:
    opened_all(store, scene, chair, NOW)

    pages = [client.get(at(scene, place)).text for place in ("", "/staff/1", "/staff/2")]

    for page in pages:
        assert "Bidder A" in page or "Bidder B" in page
        assert not any(name in page for name in NAMES)


def test_scores_stand_side_by_side_with_their_words_and_typed_text_is_no_markup(
    client: Client, store: WatchedStore, chair: Person, evaluators: list[Person], scene: Scene
) -> None:
    opened_all(store, scene, chair, NOW)

    page = client.get(at(scene, "/staff/1")).text

    assert page.count('<li class="podium-table__score">') == 2
    assert evaluators[0].name in page
    assert "Second &lt;b&gt;Evaluator&lt;/b&gt;" in page
    assert "From 2 to 4: 2 apart" in page
    assert "<mark>Two crews</mark>" in page


def test_a_score_is_agreed_and_leads_to_the_next_answer(
    client: Client, store: WatchedStore, chair: Person, evaluators: list[Person], scene: Scene
) -> None:
    opened_all(store, scene, chair, NOW)
    present = [str(chair.id), str(evaluators[0].id)]
    told = whole(
        chair, present=present, dissenting=[str(evaluators[0].id)], dissent="Worth a 4 <i>"
    )

    done = client.fill_in(at(scene, "/staff/1"), told)

    assert done.status_code == 302, done.text
    assert done.headers["Location"] == at(scene, "/care/2")
    following = client.get(at(scene, "/care/2")).text
    assert "The score of Bidder A on Staff is agreed." in following
    assert following.count("checked") == 2
    page = client.get(at(scene, "/staff/1")).text
    assert "Agreed: 3: Meets most of what is asked for" in page
    assert "Worth a 4 &lt;i&gt;" in page
    assert f"<strong>Dissent</strong> of {evaluators[0].name}" in page
    assert "Record the agreed score" not in page
    assert "1 of 6 scores agreed, 5 open." in client.get(at(scene)).text


def test_what_is_lacking_is_said_beside_its_field_and_what_was_typed_stays(
    client: Client, store: WatchedStore, chair: Person, scene: Scene
) -> None:
    opened_all(store, scene, chair, NOW)

    page = client.fill_in(
        at(scene, "/staff/1"),
        {"rationale": "So far so good", "quotation": "six crews", "dissent": "No"},
    )

    assert page.status_code == 400
    assert "Select who was present" in page.text
    assert "Select who dissents, or empty what they hold" in page.text
    assert "So far so good" in page.text
    assert "six crews" in page.text
    lacking = client.fill_in(
        at(scene, "/staff/1"),
        {"rationale": "", "quotation": "six crews", "present": [str(chair.id)]},
    )
    assert "Select a score" in lacking.text
    assert "“six crews” does not stand in the answer" in lacking.text


def test_of_two_windows_the_second_sees_what_the_first_did_and_loses_nothing(
    client: Client, store: WatchedStore, chair: Person, scene: Scene
) -> None:
    opened_all(store, scene, chair, NOW)
    hidden = forms_in(client.get(at(scene, "/staff/1")).text)[-1].hidden
    what = agreement("4", [chair], words=f"{REASONS} So the first window.")
    agreed(store, chair, scene, CellId("staff", 1), what, NOW)

    late = client.post(
        at(scene, "/staff/1/agree"),
        data={**hidden, **whole(chair, rationale="What the second window typed")},
    )

    assert late.status_code == 409
    assert "went on in another window, or by somebody else" in late.text
    assert "So the first window." in late.text
    assert "What the second window typed" in late.text
    assert "Record the agreed score" not in late.text


def test_an_agreed_score_is_reopened_with_a_reason(
    client: Client, store: WatchedStore, chair: Person, scene: Scene
) -> None:
    opened_all(store, scene, chair, NOW)
    agreed(store, chair, scene, CellId("staff", 1), agreement("4", [chair]), NOW)

    bare = client.fill_in(at(scene, "/staff/1/reopen"), {"why": " "})
    done = client.fill_in(at(scene, "/staff/1/reopen"), {"why": "A page was overlooked"})

    assert bare.status_code == 400
    assert "Enter why it has to be agreed again" in bare.text
    assert (done.status_code, done.headers["Location"]) == (302, at(scene, "/staff/1"))
    page = client.get(at(scene, "/staff/1")).text
    assert "A page was overlooked" in page
    assert "Agreed before: 4" in page
    assert "Record the agreed score" in page
    assert "The form begins with what was agreed before" in page
    assert 'value="4" checked' in page
    assert page.split("</textarea>")[-3].endswith(agreement("4", [chair]).own.rationale)
    assert client.get(at(scene, "/staff/2/reopen")).status_code == 302


def test_an_answer_is_opened_early_only_with_a_reason(
    client: Client, store: WatchedStore, evaluators: list[Person], scene: Scene
) -> None:
    give(store, scene, evaluators[1], {"staff": ("2",)}, NOW, is_in=False, number=2)
    place = at(scene, "/staff/1")

    asked = client.fill_in(place, {"why": ""})
    done = client.fill_in(place, {"why": "They are ill until June"})

    assert "1 of 2 own scores are in. Still to come: Second" in asked.text
    assert asked.status_code == 400
    assert "Enter why the panel opens the answer without them" in asked.text
    assert done.status_code == 302
    assert "Before every score was in: They are ill until June" in client.get(place).text


def test_a_draft_is_in_no_page_and_no_query(
    client: Client,
    client_of: Callable[..., Client],
    store: WatchedStore,
    evaluators: list[Person],
    chair: Person,
    scene: Scene,
) -> None:
    with store.by_hand() as session:
        session.add(
            EvaluatorMark(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[0],
                criterion="staff",
                user_id=evaluators[1].id,
                number=2,
                is_in=False,
                score="1",
                rationale="SECRETDRAFT",
                quotations="[]",
                made_at=NOW,
            )
        )
    client.fill_in(at(scene, "/staff/1"), {"why": "They are ill"})
    opened_all(store, scene, chair, NOW)
    read: list[str] = []

    def note(mark: EvaluatorMark, _: object) -> None:
        read.append(mark.rationale)

    event.listen(EvaluatorMark, "load", note)
    try:
        pages = [
            one.get(at(scene, place)).text
            for one in (client, client_of(Role.PROCUREMENT_OFFICER), client_of(Role.EVALUATOR))
            for place in ("", "/staff/1", "/care/1")
        ]
    finally:
        event.remove(EvaluatorMark, "load", note)

    assert not any("SECRETDRAFT" in page for page in [*pages, *read])
    assert read


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.BUYER, "has not come so far"),
        (Role.AUDITOR, "How far each answer is"),
        (Role.PROCUREMENT_OFFICER, "How far evaluators are apart"),
        (Role.EVALUATOR, "How far evaluators are apart"),
        (Role.CONTRACT_MANAGER, "has not come so far"),
        (Role.PANEL_MEMBER, "has not come so far"),
    ],
)
def test_each_role_sees_what_is_theirs_to_see_and_nobody_but_the_chair_an_act(
    client_of: Callable[..., Client],
    store: WatchedStore,
    chair: Person,
    scene: Scene,
    role: Role,
    words: str,
) -> None:
    opened_all(store, scene, chair, NOW)

    pages = [client_of(role).get(at(scene, place)).text for place in ("", "/staff/1")]

    assert words in pages[0]
    is_shown = words == "How far evaluators are apart"
    assert ("So says" in pages[1]) == is_shown
    for page in pages:
        assert not any("/moderation" in form.action for form in forms_in(page))


def test_the_number_of_queries_does_not_grow_with_what_is_moderated(
    client: Client,
    store: WatchedStore,
    person_of: Callable[..., Person],
    chair: Person,
    evaluators: list[Person],
) -> None:
    hands = (person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER))
    bids = 12
    made = opened_tender(store, hands, NOW, names=[f"Supplier {n}" for n in range(bids)])
    chair_panel(store, made, chair, NOW)
    seat(store, made, evaluators[0], NOW)
    give(store, made, evaluators[0], {"staff": ["4"]}, NOW)
    opened_all(store, made, chair, NOW)
    few = [queries(store, client, at(made, place)) for place in ("", "/staff/1")]
    give(
        store, made, evaluators[0], {"staff": ["", *["2"] * (bids - 1)], "care": ["7"] * bids}, NOW
    )
    seat(store, made, evaluators[1], NOW, questions=["licence"])
    give(store, made, evaluators[1], {"licence": ["passed", "failed"] * 6}, NOW)
    opened_all(store, made, chair, NOW)

    many = [queries(store, client, at(made, place)) for place in ("", "/staff/1")]

    assert few == many
    assert max(many) < 50, many


def queries(store: WatchedStore, client: Client, address: str) -> int:
    """Return how many queries a page takes once what can be kept is kept."""
    client.get(address)
    seen: list[str] = []

    def note(*told: object) -> None:
        seen.append(str(told[2]))

    event.listen(store._reader, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(store._reader, "before_cursor_execute", note)
    return len(seen)


def test_what_is_not_there_is_no_page(client: Client, scene: Scene) -> None:
    for place in ("/price/1", "/staff/9", "/nothing/1"):
        assert client.get(at(scene, place)).status_code == 404
