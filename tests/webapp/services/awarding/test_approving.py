"""Approving an award: by one of the body, who neither evaluated nor chaired nor recommended."""

from collections.abc import Callable

import pytest

from evaluation.panel.declarations import Handling
from evaluation.panel.phases import Phase
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import moderated_tender
from tests.webapp.scoring import Scene, seat
from tests.webapp.services.awarding.doing import (
    MINUTE,
    decided,
    has_declared,
    page,
    ran,
    recommended,
    taken_back,
)
from tests.webapp.services.panel.acts import acts, told_to
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awarding import approving
from webapp.services.awarding.approving import (
    CHAIRED,
    EVALUATED,
    IS_RECOMMENDER,
    NO_MINUTE,
    UNDECLARED,
    Approval,
    decide_award,
)
from webapp.services.awarding.pages import award_page_of
from webapp.services.awarding.recommending import NOT_RECOMMENDED
from webapp.services.awarding.route import AwardRoute
from webapp.services.panel.acting import CHANGED_MEANWHILE, NO_REASON, Done
from webapp.services.panel.declaring import NOT_ASKED_YET, declare
from webapp.services.panel.interests_pages import InterestsPage, interests_page_of
from webapp.services.refusals import Refused
from webapp.services.settling.acting import CONFLICT
from webapp.store.scoring_tables import EvaluationChairing


@pytest.fixture
def waiting(store: WatchedStore, officer: Person, scene: Scene) -> Scene:
    """A tender whose award is recommended."""
    assert recommended(store, officer, scene) == Done()
    return scene


def test_the_page_says_which_body_approves_and_why(
    store: WatchedStore, member: Person, waiting: Scene
) -> None:
    undeclared = page(store, member, waiting)
    has_declared(store, member, waiting)

    found = page(store, member, waiting)

    assert found.route.bodies == ("Procurement Panel",)
    assert found.route.because
    assert (undeclared.not_approving, undeclared.is_to_declare) == (UNDECLARED, True)
    assert (found.not_approving, found.is_to_declare) == (None, False)


def test_whoever_has_not_declared_their_interests_approves_nothing(
    store: WatchedStore, member: Person, waiting: Scene
) -> None:
    outcome = decide_award(
        store,
        member,
        procurement_id=waiting.procurement_id,
        approval=Approval.APPROVED,
        because="",
        minute="Minute 7",
        read=1,
        now=NOW,
    )

    assert outcome == UNDECLARED


@pytest.mark.parametrize("handling", [Handling.MANAGED, Handling.RECUSED])
def test_whoever_declares_a_conflict_that_nobody_waived_approves_nothing(
    store: WatchedStore, member: Person, waiting: Scene, handling: Handling
) -> None:
    has_declared(store, member, waiting, handling, "My brother works for Alpha")

    found = page(store, member, waiting) if handling is Handling.MANAGED else None
    outcome = decide_award(
        store,
        member,
        procurement_id=waiting.procurement_id,
        approval=Approval.APPROVED,
        because="",
        minute="Minute 7",
        read=1,
        now=NOW,
    )

    assert isinstance(outcome, Refused)
    assert found is None or found.not_approving == CONFLICT


def test_a_member_is_not_told_who_bids_before_an_award_is_recommended(
    store: WatchedStore, member: Person, scene: Scene
) -> None:
    shown = interests_page_of(store, member, scene.procurement_id, member.id, now=NOW)

    assert isinstance(shown, InterestsPage)
    assert shown.not_asked == NOT_ASKED_YET
    assert shown.bidders == ()
    outcome = declare(
        store,
        member,
        procurement_id=scene.procurement_id,
        handling=Handling.NONE,
        detail="",
        bidders_sha256=shown.access.bidders_sha256,
        now=NOW,
    )
    assert outcome == NOT_ASKED_YET


@pytest.mark.parametrize("role", [Role.PANEL_MEMBER, Role.PANEL_CHAIR])
def test_one_of_the_body_approves_with_the_minute_and_the_officer_is_told(
    store: WatchedStore,
    person_of: Callable[..., Person],
    officer: Person,
    waiting: Scene,
    role: Role,
) -> None:
    person = person_of(role)

    outcome = decided(store, person, waiting)

    assert outcome == Done()
    found = page(store, person, waiting)
    assert found.phase is Phase.APPROVED
    assert found.approval is not None
    assert (found.approval.by, found.approval.role, found.approval.minute) == (
        person.name,
        role.value,
        MINUTE,
    )
    assert found.approval.body == "Procurement Panel"
    assert "award-approved" in told_to(store, officer)


def test_the_same_twice_is_on_record_once(
    store: WatchedStore, member: Person, waiting: Scene
) -> None:
    outcomes = [decided(store, member, waiting), decided(store, member, waiting)]

    assert outcomes == [Done(), Done()]
    assert len(acts(store, "approve-award")) == 1


def test_the_second_of_two_sees_what_the_first_did(
    store: WatchedStore, member: Person, panel_chair: Person, waiting: Scene
) -> None:
    decided(store, member, waiting)
    second = decided(store, panel_chair, waiting, Approval.REFUSED, "No")

    assert isinstance(second, Refused)
    assert second.problem.startswith(f"{member.name} decided on it")
    assert page(store, member, waiting).phase is Phase.APPROVED


def test_an_evaluator_of_the_tender_never_approves_its_award(
    store: WatchedStore, member: Person, waiting: Scene
) -> None:
    seat(store, waiting, member, NOW)

    assert decided(store, member, waiting) == EVALUATED


def test_whoever_chaired_it_never_does(
    store: WatchedStore, officer: Person, member: Person, waiting: Scene
) -> None:
    with store.by_hand() as session:
        session.add(
            EvaluationChairing(
                procurement_id=waiting.procurement_id,
                number=2,
                user_id=member.id,
                why="For a day",
                made_by=officer.id,
                made_at=NOW,
            )
        )

    assert decided(store, member, waiting) == CHAIRED


def test_whoever_recommended_it_never_does_even_after_taking_it_back(
    store: WatchedStore,
    officer: Person,
    waiting: Scene,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it is delegated to an officer, another officer decides."""
    officers = AwardRoute((), frozenset({Role.PROCUREMENT_OFFICER}), "The value is small.")
    monkeypatch.setattr(approving, "route_of", lambda _: officers)

    mine = decided(store, officer, waiting, minute="")

    assert mine == IS_RECOMMENDER


@pytest.mark.parametrize(
    "role", [Role.PROCUREMENT_OFFICER, Role.EVALUATOR, Role.BUYER, Role.ADMINISTRATOR]
)
def test_nobody_outside_the_body_approves(
    store: WatchedStore, person_of: Callable[..., Person], waiting: Scene, role: Role
) -> None:
    outcome = decided(store, person_of(role), waiting)

    assert isinstance(outcome, Refused)
    assert outcome.problem == "You are not of those who approve this award"
    assert "Procurement Panel" in outcome.remedy


def test_whoever_takes_no_part_for_a_conflict_never_does(
    store: WatchedStore, member: Person, waiting: Scene
) -> None:
    seat(store, waiting, member, NOW, questions=(), handling=Handling.RECUSED.value)

    outcome = decided(store, member, waiting)

    assert isinstance(outcome, Refused)
    assert "You take no part in this evaluation" in outcome.problem


def test_a_body_needs_its_minute_and_a_refusal_its_reason(
    store: WatchedStore, member: Person, waiting: Scene
) -> None:
    assert decided(store, member, waiting, minute="") == NO_MINUTE
    assert decided(store, member, waiting, Approval.REFUSED) == NO_REASON


def test_a_refused_award_can_be_recommended_anew(
    store: WatchedStore, officer: Person, member: Person, waiting: Scene
) -> None:
    refused = decided(store, member, waiting, Approval.REFUSED, "The reasons are too thin")
    late = decided(store, member, waiting, read=2)
    anew = recommended(store, officer, waiting, "With more reasons", read=2)
    approved = decided(store, member, waiting, read=3)

    assert refused == Done()
    assert isinstance(late, Refused)
    assert "refused it" in late.problem
    assert (anew, approved) == (Done(), Done())
    assert "award-refused" in told_to(store, officer)


def test_nothing_is_decided_that_is_not_recommended(
    store: WatchedStore, officer: Person, member: Person, scene: Scene
) -> None:
    before = decided(store, member, scene, read=0)
    recommended(store, officer, scene)
    taken_back(store, officer, scene)
    after = decided(store, member, scene, read=2)

    assert before == NOT_RECOMMENDED
    assert isinstance(after, Refused)
    assert "took the recommendation back" in after.problem


def test_an_evaluation_made_again_ends_the_recommendation(
    store: WatchedStore, officer: Person, member: Person, waiting: Scene
) -> None:
    ran(store, waiting, officer, number=2, why="To be sure")

    assert decided(store, member, waiting) == NOT_RECOMMENDED
    assert recommended(store, officer, waiting, run=2, read=1) == Done()
    assert decided(store, member, waiting, read=1) == CHANGED_MEANWHILE
    assert decided(store, member, waiting, read=2) == Done()


def test_before_the_award_is_recommended_the_body_sees_nothing_of_it(
    store: WatchedStore, person_of: Callable[..., Person], member: Person
) -> None:
    scene = moderated_tender(store, person_of, NOW)

    assert isinstance(award_page_of(store, member, scene.procurement_id, now=NOW), Refused)
