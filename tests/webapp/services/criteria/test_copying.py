"""Criteria to copy: those of one's own organisation."""

from collections.abc import Callable

from tests.webapp.conftest import Clock
from tests.webapp.criteria import with_criteria
from tests.webapp.proposals import proposing
from tests.webapp.samples import started
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.criteria import criteria_to_copy, sources
from webapp.services.criteria.copying import SourceOfCriteria
from webapp.store import Store


def test_other_procurements_of_the_organisation_that_have_criteria_are_offered(
    store: Store, buyer: Person, clock: Clock, person_of: Callable[..., Person]
) -> None:
    here = started(store, buyer, clock.now)
    earlier = started(store, buyer, clock.now, reference="COV-2025-001")
    started(store, buyer, clock.now, reference="COV-2025-002")
    stranger = person_of(Role.BUYER, "elsewhere")
    theirs = started(store, stranger, clock.now)
    saved = with_criteria(store, buyer, earlier, clock.now)
    with_criteria(store, buyer, here, clock.now)
    with_criteria(store, stranger, theirs, clock.now)

    assert sources(store, here) == (
        SourceOfCriteria(earlier, "COV-2025-001", "Grounds maintenance"),
    )
    assert criteria_to_copy(store, earlier) == saved


def test_nothing_is_copied_from_a_procurement_without_criteria(
    store: Store, buyer: Person, clock: Clock
) -> None:
    assert criteria_to_copy(store, proposing(store, buyer, clock.now)) is None
