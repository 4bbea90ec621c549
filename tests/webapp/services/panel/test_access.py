"""What a person may see of a tender, from the rows of the record."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from evaluation.panel.declarations import Handling
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Declared, Seat, Sight
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene, open_to_panel, opened_tender, seat
from tests.webapp.services.panel.acts import access_of, assigned, chaired, declared
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.panel.access import REFUSALS, panel_access
from webapp.services.panel.acting import Done
from webapp.services.panel.unmasking import NO_SUCH_BIDDER, TO_ONESELF, unmask
from webapp.store.scoring_tables import EvaluatorMark
from webapp.store.tender_tables import Bidder

ALPHA, BETA = "Alpha Ltd", "Beta Gardens CIC"


def hand_in(store: WatchedStore, scene: Scene, person: Person, *cells: tuple[int, str]) -> None:
    with store.by_hand() as session:
        for bidder, criterion in cells:
            session.add(
                EvaluatorMark(
                    procurement_id=scene.procurement_id,
                    bidder_id=scene.bidders[bidder],
                    criterion=criterion,
                    user_id=person.id,
                    number=1,
                    is_in=True,
                    score="4",
                    rationale="Because",
                    quotations="[]",
                    made_at=NOW,
                )
            )


def test_the_seats_are_the_roles_value_for_value() -> None:
    assert {seat.value for seat in Seat} == {role.value for role in Role}


def test_an_evaluator_sees_masked_bids_of_their_questions_once_declared(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, questions=["staff"])

    found = access_of(store, evaluator, scene)

    assert found.phase is Phase.SCORING
    assert list(found.called.values()) == ["Bidder A", "Bidder B"]
    assert found.refused is None
    assert found.visible.reads("staff")
    assert not found.visible.reads("care")
    assert found.may_score(scene.bidders[0], "staff")
    assert not found.may_score(scene.bidders[0], "care")
    assert not found.sees(Sight.PRICES)


def test_nothing_is_called_anything_before_interests_are_declared(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, handling="")

    found = access_of(store, evaluator, scene)

    assert found.called == {}
    assert found.refused is not None
    assert "have not declared" in found.refused.problem
    assert not found.may_score(scene.bidders[0], "staff")


def test_names_are_shown_where_the_terms_do_not_mask_them(
    store: WatchedStore, buyer: Person, officer: Person, evaluator: Person
) -> None:
    open_scene = opened_tender(store, (buyer, officer), NOW, are_names_masked=False)
    seat(store, open_scene, evaluator, NOW)

    assert list(access_of(store, evaluator, open_scene).called.values()) == [ALPHA, BETA]


def test_another_bidder_asks_everybody_for_their_interests_again(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW)
    with store.by_hand() as session:
        session.add(
            Bidder(
                procurement_id=scene.procurement_id,
                number=3,
                name="Gamma",
                email="gamma@supplier.example",
                address="",
                identifier="",
                invited_by=officer.id,
                invited_at=NOW,
            )
        )

    found = access_of(store, evaluator, scene)

    assert found.viewer.declared is Declared.MISSING
    assert found.called == {}


def test_an_answer_that_moderation_opened_is_not_scored_any_more(
    store: WatchedStore, evaluator: Person, chair: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW)
    open_to_panel(store, scene, chair, "staff", NOW)

    found = access_of(store, evaluator, scene)

    assert found.phase is Phase.MODERATING
    assert not found.may_score(scene.bidders[0], "staff")
    assert found.may_score(scene.bidders[1], "staff")


def test_the_marks_of_others_wait_until_all_of_ones_own_are_in_or_locked(
    store: WatchedStore, evaluator: Person, chair: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, questions=["staff"])
    open_to_panel(store, scene, chair, "staff", NOW)
    before = access_of(store, evaluator, scene)

    hand_in(store, scene, evaluator, (1, "staff"))

    assert not before.sees(Sight.MARKS)
    assert access_of(store, evaluator, scene).sees(Sight.MARKS)


def test_a_mark_that_was_taken_back_is_not_in(
    store: WatchedStore, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW, questions=["staff"])
    hand_in(store, scene, evaluator, (0, "staff"), (1, "staff"))
    assert access_of(store, evaluator, scene).viewer.is_own_in
    with store.by_hand() as session:
        session.add(
            EvaluatorMark(
                procurement_id=scene.procurement_id,
                bidder_id=scene.bidders[0],
                criterion="staff",
                user_id=evaluator.id,
                number=2,
                is_in=False,
                score=None,
                rationale="",
                quotations="[]",
                made_at=NOW + timedelta(minutes=1),
            )
        )

    assert not access_of(store, evaluator, scene).viewer.is_own_in


def test_a_name_shown_early_is_shown_to_that_person_alone(
    store: WatchedStore, officer: Person, evaluator: Person, chair: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW)
    chaired(store, officer, scene, chair)
    declared(store, chair, scene)

    outcome = unmask(
        store,
        officer,
        procurement_id=scene.procurement_id,
        user_id=evaluator.id,
        bidder_id=scene.bidders[1],
        because="They met the foreman",
        now=NOW,
    )

    assert outcome == Done()
    assert list(access_of(store, evaluator, scene).called.values()) == ["Bidder A", BETA]
    assert list(access_of(store, chair, scene).called.values()) == ["Bidder A", "Bidder B"]
    assert not access_of(store, evaluator, scene).sees(Sight.PRICES)


def test_prices_shown_early_are_seen_and_nobody_shows_them_to_themselves(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW)

    def shown(person: Person) -> object:
        return unmask(
            store,
            officer,
            procurement_id=scene.procurement_id,
            user_id=person.id,
            bidder_id=None,
            because="The cost plan is theirs",
            now=NOW,
        )

    assert (shown(evaluator), shown(evaluator)) == (Done(), Done())
    assert shown(officer) == TO_ONESELF
    assert access_of(store, evaluator, scene).sees(Sight.PRICES)


def test_a_bidder_of_another_tender_is_not_unmasked(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    outcome = unmask(
        store,
        officer,
        procurement_id=scene.procurement_id,
        user_id=evaluator.id,
        bidder_id=scene.procurement_id,
        because="Why not",
        now=NOW,
    )

    assert outcome == NO_SUCH_BIDDER


def test_whoever_leaves_reads_nothing_more(
    store: WatchedStore, officer: Person, evaluator: Person, scene: Scene
) -> None:
    seat(store, scene, evaluator, NOW)

    assert assigned(store, officer, scene, evaluator, why="Has left the council") == Done()

    assert access_of(store, evaluator, scene).called == {}


def test_an_officer_who_scores_too_is_blind_like_any_evaluator(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    seen = access_of(store, officer, scene)
    seat(store, scene, officer, NOW, questions=["staff"])

    blind = access_of(store, officer, scene)

    assert list(seen.called.values()) == [ALPHA, BETA]
    assert seen.sees(Sight.PRICES)
    assert list(blind.called.values()) == ["Bidder A", "Bidder B"]
    assert not blind.sees(Sight.PRICES)


@pytest.mark.parametrize("role", Role)
def test_nobody_of_another_organisation_sees_anything(
    store: WatchedStore, person_of: Callable[..., Person], scene: Scene, role: Role
) -> None:
    found = access_of(store, person_of(role, "elsewhere"), scene)

    assert found.visible.sights == frozenset()
    assert found.called == {}
    assert found.refused in REFUSALS.values()


@pytest.mark.parametrize("role", Role)
def test_while_bids_are_sealed_nobody_reads_one(
    store: WatchedStore, person_of: Callable[..., Person], scene: Scene, role: Role
) -> None:
    before = scene.deadline_at - timedelta(seconds=1)
    with store.reading() as session:
        found = panel_access(session, person_of(role), scene.procurement_id, now=before)

    assert found.phase is Phase.OUT
    assert found.visible.sights <= {Sight.BIDDERS}
    assert found.called == {}


def test_a_recused_officer_sees_nothing_either(
    store: WatchedStore, officer: Person, scene: Scene
) -> None:
    declared(store, officer, scene, Handling.RECUSED, "A sister owns one of them")

    assert access_of(store, officer, scene).visible.sights == frozenset()
