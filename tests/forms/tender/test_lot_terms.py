"""The published terms of a tender's lot: read, written and refused."""

import json

import pytest

from evaluation.lot_terms import LotTerms, Rule
from forms.errors import InvalidInput
from forms.tender import read_model, read_tender
from forms.tender.writing import tender_json
from tests.forms.tender.test_passed_over import tender

TERMS = {
    "rule": "lowest_cost",
    "limit": 2,
    "tie_break": ["best_total"],
    "rule_at": "the tender notice, section 4",
}


def with_terms(terms: object) -> bytes:
    """Return a tender whose lot has these terms."""
    return json.dumps({**json.loads(tender()), "lots": terms}).encode()


def test_they_are_read_and_written_as_they_were() -> None:
    found = read_tender(with_terms(TERMS), name="t")

    assert found.lots == LotTerms(
        Rule.LOWEST_COST, 2, (Rule.BEST_TOTAL,), "the tender notice, section 4"
    )
    assert tender_json(found)["lots"] == TERMS
    assert read_model(with_terms(TERMS), name="t").lots == found.lots


def test_what_is_not_said_is_not_written() -> None:
    found = read_tender(with_terms({"rule": "in_order"}), name="t")

    assert found.lots == LotTerms(Rule.IN_ORDER)
    assert tender_json(found)["lots"] == {"rule": "in_order"}
    assert "lots" not in tender_json(read_tender(tender(), name="t"))


def test_which_lot_it_is_and_what_others_have_is_read_and_written_where_it_is_said() -> None:
    more = {
        **TERMS,
        "lot": "2 (Parks, south) of COV-2026-010",
        "has_orders": True,
        "has_own_limits": True,
    }

    found = read_tender(with_terms(more), name="t")

    assert found.lots is not None
    assert found.lots.lot == "2 (Parks, south) of COV-2026-010"
    assert (found.lots.has_orders, found.lots.has_own_limits) == (True, True)
    assert tender_json(found)["lots"] == more
    bare = {**TERMS, "lot": " ", "has_orders": False, "has_own_limits": False}
    assert tender_json(read_tender(with_terms(bare), name="t"))["lots"] == TERMS


@pytest.mark.parametrize(
    ("terms", "place"),
    [
        ({**TERMS, "rule": "by_lot"}, "lots.rule"),
        ({"limit": 1}, "lots.rule"),
        ({**TERMS, "limit": 0}, "lots.limit"),
        ({**TERMS, "tie_break": ["in_order"]}, "lots.tie_break[0]"),
        ({**TERMS, "tie_break": ["best_total", "best_total"]}, "lots.tie_break"),
        ({**TERMS, "why": "x"}, "lots.why"),
        ({**TERMS, "lot": 2}, "lots.lot"),
        ({**TERMS, "lot": "2\nParks"}, "lots.lot"),
        ({**TERMS, "lot": "x" * 1_001}, "lots.lot"),
        ({**TERMS, "has_orders": "yes"}, "lots.has_orders"),
        ({**TERMS, "has_own_limits": 1}, "lots.has_own_limits"),
        ("in_order", "lots"),
        (None, "lots"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(terms: object, place: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_tender(with_terms(terms), name="t")

    (error,) = refused.value.errors
    assert error.place == place
    assert error.remedy
