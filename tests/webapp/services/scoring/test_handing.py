"""A score is handed in with its reasons and its quotation, and can be taken back for a while."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select

from evaluation.own_scores import OwnScore, Part
from evaluation.quotations import Quotation
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import REASONS, Scene, open_to_panel, seat, whole_score
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.refusals import Refused
from webapp.services.scoring.desks import LOCKED, CellId, Saved
from webapp.services.scoring.handing import (
    NOT_IN,
    NOTHING_READY,
    HandedIn,
    NotReady,
    hand_in,
    hand_in_all,
    take_back,
)
from webapp.services.scoring.saving import Stale, save_draft
from webapp.services.telling.notifying import told_to
from webapp.store.models import AuditEntry
from webapp.store.scoring_tables import EvaluationChairing, EvaluatorMark

CELL = CellId("staff", 1)
BETA = OwnScore(
    "3",
    "Nine gardeners and one supervisor on Fridays are offered; nothing says who stands in while "
    "the supervisor is away.",
    (Quotation("Nine gardeners"),),
)


def hand(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    own: OwnScore,
    *,
    number: int = 0,
    cell: CellId = CELL,
    is_meant: bool = False,
) -> Saved | Stale | NotReady | Refused:
    return hand_in(
        store,
        person,
        procurement_id=scene.procurement_id,
        cell=cell,
        number=number,
        own=own,
        is_meant=is_meant,
        now=NOW,
    )


def draft(
    store: WatchedStore, person: Person, scene: Scene, own: OwnScore, cell: CellId = CELL
) -> None:
    outcome = save_draft(
        store,
        person,
        procurement_id=scene.procurement_id,
        cell=cell,
        number=0,
        own=own,
        now=NOW,
    )
    assert isinstance(outcome, Saved), outcome


def acts(store: WatchedStore) -> list[str]:
    with store.reading() as session:
        found = session.scalars(select(AuditEntry.act).order_by(AuditEntry.number)).all()
    return [act for act in found if act.endswith("-score")]


def states(store: WatchedStore) -> list[bool]:
    with store.reading() as session:
        return list(session.scalars(select(EvaluatorMark.is_in).order_by(EvaluatorMark.number)))


def test_a_whole_score_is_handed_in_once_however_often_it_is_sent(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    draft(store, evaluator, scene, whole_score())

    first = hand(store, evaluator, scene, whole_score(), number=1)
    again = hand(store, evaluator, scene, whole_score(), number=1)

    assert isinstance(first, Saved)
    assert first.is_in
    assert again == first
    assert states(store) == [False, True]
    assert acts(store) == ["hand-in-score"]


def test_a_score_needs_reasons_and_a_quotation_that_stands(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    nothing = hand(store, evaluator, scene, OwnScore())
    invented = hand(store, evaluator, scene, whole_score(words="six crews"))
    off_scale = hand(store, evaluator, scene, whole_score("5.5"))

    assert isinstance(nothing, NotReady)
    assert [one.part for one in nothing.lacks] == [Part.SCORE, Part.RATIONALE, Part.QUOTATION]
    assert isinstance(invented, NotReady)
    assert [one.words for one in invented.lacks] == [
        "“six crews” does not stand in the answer: copy the words from it exactly"
    ]
    assert isinstance(off_scale, NotReady)
    assert [one.part for one in off_scale.lacks] == [Part.SCORE]
    assert states(store) == []


def test_where_there_is_no_answer_nothing_has_to_be_quoted(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    own = OwnScore("failed", "Nothing was submitted on licences")

    outcome = hand(store, evaluator, scene, own, cell=CellId("licence", 1))

    assert isinstance(outcome, Saved)


def test_generic_reasons_are_handed_in_only_if_they_are_meant(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    own = whole_score(rationale="A good response which meets the requirement in all areas.")

    doubted = hand(store, evaluator, scene, own)
    meant = hand(store, evaluator, scene, own, is_meant=True)

    assert isinstance(doubted, NotReady)
    assert "would fit any" in doubted.doubts[0].message
    assert isinstance(meant, Saved)


def test_reasons_copied_from_another_bidder_are_doubted(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    hand(store, evaluator, scene, whole_score())

    copied = replace(BETA, rationale=REASONS)
    outcome = hand(store, evaluator, scene, copied, cell=CellId("staff", 2))

    assert isinstance(outcome, NotReady)
    assert outcome.doubts[0].message == (
        "The rationale is the same as that of Bidder A, or nearly, once names and numbers are "
        "left out."
    )


def test_drafts_that_are_complete_are_handed_in_together(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    draft(store, evaluator, scene, whole_score())
    draft(store, evaluator, scene, BETA, CellId("staff", 2))
    draft(store, evaluator, scene, OwnScore("", "Not yet"), CellId("care", 1))

    first = hand_in_all(store, evaluator, procurement_id=scene.procurement_id, now=NOW)
    second = hand_in_all(store, evaluator, procurement_id=scene.procurement_id, now=NOW)

    assert first == HandedIn(2, 1)
    assert second == NOTHING_READY
    assert acts(store) == ["hand-in-score"] * 2


def test_a_score_is_taken_back_as_a_draft_until_the_panel_opens_the_answer(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    def take(number: int) -> object:
        return take_back(
            store,
            evaluator,
            procurement_id=scene.procurement_id,
            cell=CELL,
            number=number,
            now=NOW,
        )

    made = hand(store, evaluator, scene, whole_score())
    assert isinstance(made, Saved)

    back = take(1)
    assert back == replace(made, number=2, is_in=False)
    assert take(1) == back
    assert take(2) == NOT_IN
    assert isinstance(hand(store, evaluator, scene, whole_score(), number=2), Saved)
    open_to_panel(store, scene, evaluator, "staff", NOW)
    assert take(3) == LOCKED
    assert hand(store, evaluator, scene, whole_score("5"), number=3) == LOCKED
    assert acts(store) == ["hand-in-score", "take-back-score", "hand-in-score"]


def test_the_log_pins_a_score_and_tells_nothing_of_it(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    hand(store, evaluator, scene, whole_score())

    with store.reading() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.act == "hand-in-score")).one()
    assert entry.actor_id == evaluator.id
    assert '"bidder":1' in entry.detail
    assert "Two crews" not in entry.detail
    assert "chainsaws" not in entry.detail
    assert '"score"' not in entry.detail
    assert "Alpha" not in entry.detail


def test_what_one_evaluator_saved_is_no_business_of_anothers(
    store: WatchedStore,
    evaluator: Person,
    scene: Scene,
    person_of: Callable[..., Person],
) -> None:
    chair = person_of(Role.EVALUATION_CHAIR)
    seat(store, scene, chair, NOW)
    hand(store, evaluator, scene, whole_score())

    other = hand(store, chair, scene, whole_score())

    assert isinstance(other, Saved)
    assert other.number == 1


def test_the_chair_is_told_once_every_score_is_in_and_not_before(
    store: WatchedStore, scene: Scene, evaluator: Person, person_of: Callable[..., Person]
) -> None:
    chair = person_of(Role.EVALUATION_CHAIR)
    cells = [(one, bidder) for one in ("staff", "care", "licence") for bidder in scene.bidders]
    with store.by_hand() as session:
        session.add(
            EvaluationChairing(
                procurement_id=scene.procurement_id,
                number=1,
                user_id=chair.id,
                why="",
                made_by=chair.id,
                made_at=NOW,
            )
        )
        session.add_all(
            EvaluatorMark(
                procurement_id=scene.procurement_id,
                bidder_id=bidder,
                criterion=criterion,
                user_id=evaluator.id,
                number=1,
                is_in=True,
                score="4",
                rationale="Because",
                quotations="[]",
                made_at=NOW,
            )
            for criterion, bidder in cells[2:]
        )

    first = hand(store, evaluator, scene, whole_score())
    before = told_to(store, chair, page=1).told
    last = hand(store, evaluator, scene, BETA, cell=CellId("staff", 2))

    assert isinstance(first, Saved), first
    assert isinstance(last, Saved), last
    assert before == ()
    assert [one.kind for one in told_to(store, chair, page=1).told] == ["scores-in"]
