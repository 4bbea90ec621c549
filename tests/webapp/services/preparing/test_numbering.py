"""The next free reference: in the organisation's own pattern, whatever that is."""

from datetime import date

import pytest

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.samples import started
from webapp.services.accounts import Person
from webapp.services.preparing.numbering import Pattern, free_reference, pattern_of


@pytest.mark.parametrize(
    ("references", "pattern"),
    [
        ([], Pattern("COV-2026-")),
        (["COV-2026-014", "COV-2026-013"], Pattern("COV-2026-")),
        (["COV-2025-014", "COV-2024-9999", "COV-2025-001"], Pattern("COV-2026-")),
        (["PR/77", "PR/76", "COV-2026-001"], Pattern("PR/", 2)),
        (["2026-07"], Pattern("2026-", 2)),
        (["Parks", "20260101"], Pattern("COV-2026-")),
        (["X-2031-01"], Pattern("X-2031-", 2)),
    ],
)
def test_the_pattern_is_that_of_most_with_the_present_year(
    references: list[str], pattern: Pattern
) -> None:
    assert pattern_of(references, name="Coventry City Council", year=2026) == pattern


def test_an_authority_whose_name_has_no_latin_letter_has_a_pattern_too() -> None:
    assert pattern_of([], name="中央", year=2026) == Pattern("REF-2026-")


def test_a_number_that_outgrows_its_digits_goes_on() -> None:
    assert Pattern("C-", 3).after(["C-999", "C-1000"]) == "C-1001"


def test_what_is_suggested_is_free(store: WatchedStore, buyer: Person) -> None:
    for number in (3, 1, 2):
        started(store, buyer, NOW, reference=f"COV-2026-00{number}")

    found = free_reference(store, buyer.memberships[0].organisation_id, today=date(2026, 3, 2))

    assert found == "COV-2026-004"


def test_a_stem_is_taken_as_it_is_written(store: WatchedStore, buyer: Person) -> None:
    started(store, buyer, NOW, reference="A_B-07")
    started(store, buyer, NOW, reference="AXB-09")
    started(store, buyer, NOW, reference="A_B-06")

    found = free_reference(store, buyer.memberships[0].organisation_id, today=date(2026, 3, 2))

    assert found == "A_B-08"
