"""The terms that the tender of a lot has from the award: those of all lots, by either way."""

from collections.abc import Callable

from evaluation.lot_terms import LotTerms, Rule
from evaluation.settling.issues import LotState
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.lots import (
    GROUP,
    NORTH,
    RULE_AT,
    TITLES,
    Divided,
    awarded,
    divided_procurement,
    joined,
    joined_lots,
)
from tests.webapp.results import MODEL, SCORES, evaluated, evaluated_tender
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.lot_awards.awarding import AwardedNow
from webapp.services.lot_awards.standing import place_of
from webapp.services.lot_awards.terms import from_lots
from webapp.services.lot_awards.working import Asked
from webapp.services.panel.acting import Done

People = Callable[..., Person]
CALLED = tuple(f"{number} ({title}) of {GROUP}" for number, title in enumerate(TITLES, start=1))


def followed(store: WatchedStore, officer: Person, divided: Divided) -> list[LotTerms | None]:
    """Return the terms of each lot, whose tender evaluated with them is as the award left it."""
    for scene in divided.tenders:
        evaluated(store, scene, officer, NOW, number=2, why="Lots")
    found = []
    with store.reading() as session:
        for scene in divided.tenders:
            place = place_of(session, scene.procurement_id)
            assert place is not None
            assert place.state is LotState.DECIDED
            assert not place.is_again
            found.append(from_lots(session, scene.procurement_id).terms)
    return found


def test_without_a_limit_a_published_order_belongs_to_every_lot(
    store: WatchedStore, person_of: People
) -> None:
    """That a lot has terms then tells nobody that a place of it was shared."""
    officer = person_of(Role.PROCUREMENT_OFFICER)
    divided = joined_lots(store, person_of, NOW, most_lots=None)

    outcome = awarded(store, officer, divided.procurement_id, NOW)

    assert outcome == AwardedNow(1)
    assert followed(store, officer, divided) == [
        LotTerms(Rule.IN_ORDER, None, (Rule.BEST_TOTAL,), RULE_AT, called) for called in CALLED
    ]


def test_without_a_limit_and_an_order_a_lot_is_awarded_as_by_itself(
    store: WatchedStore, person_of: People
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    divided = joined_lots(store, person_of, NOW, most_lots=None)

    awarded(store, officer, divided.procurement_id, NOW, Asked(Rule.IN_ORDER, (), RULE_AT))

    assert followed(store, officer, divided) == [None, None]


def test_an_order_for_equal_figures_of_one_lot_belongs_to_the_terms_of_all(
    store: WatchedStore, person_of: People
) -> None:
    officer = person_of(Role.PROCUREMENT_OFFICER)
    group_id = divided_procurement(store, person_of, NOW)
    tenders = tuple(
        evaluated_tender(
            store,
            person_of,
            NOW,
            names=NORTH,
            scores=SCORES,
            model=model,
            reference=f"{GROUP}-L{number}",
        )
        for number, model in enumerate(({**MODEL, "tie_break": ["price"]}, MODEL), start=1)
    )
    for number, scene in enumerate(tenders, start=1):
        outcome = joined(store, officer, group_id, number, scene.procurement_id, NOW)
        assert outcome == Done()
    asked = Asked(Rule.IN_ORDER, (), RULE_AT)

    assert awarded(store, officer, group_id, NOW, asked) == AwardedNow(1)

    assert followed(store, officer, Divided(group_id, tenders)) == [
        LotTerms(Rule.IN_ORDER, 1, (), RULE_AT, called, has_orders=True) for called in CALLED
    ]
