"""An award of lots is shown without what tells prices to whoever may not see these."""

from typing import Any

import pytest

from webapp.services.lot_awards.showing import result_shown

DEARER = "The best combination that gives it this lot comes to £221,000, £8,499.50 more."


def told(rule: str, tie_break: list[str]) -> dict[str, Any]:
    claim = {"lot": "1", "bid": "1-A", "verdict": "passed_over", "rank": 1, "figure": "96.00"}
    return {
        "rule": rule,
        "tie_break": tie_break,
        "limit": 1,
        "decided": True,
        "sums": {"awarded": 1, "total": "170.00", "price": "212500.5"},
        "notes": [],
        "lots": [
            {"id": "1", "title": "North", "outcome": "not_awarded", "bids": [], "because": DEARER}
        ],
        "bidders": [
            {"bidder": "Alpha Ltd", "bids": ["1-A"], "lots": [{**claim, "because": DEARER}]}
        ],
    }


@pytest.mark.parametrize(
    ("rule", "tie_break", "has_reasons"),
    [
        ("lowest_cost", [], False),
        ("best_total", [], False),
        ("in_order", ["lowest_cost"], False),
        ("in_order", [], True),
    ],
)
def test_without_prices_no_figure_is_shown_and_no_reason_that_compares_sums(
    rule: str, tie_break: list[str], *, has_reasons: bool
) -> None:
    found = result_shown(told(rule, tie_break), sees_names=True, sees_prices=False)

    lot = found["lots"][0]
    assert (found["has_figures"], found["has_reasons"]) == (False, has_reasons)
    assert (found["price"], lot.bids[0].figure) == ("", "")
    assert (lot.because, lot.bids[0].because) == ((DEARER, DEARER) if has_reasons else ("", ""))
    assert (lot.bids[0].bidder, lot.bids[0].rank) == ("Alpha Ltd", 1)


def test_with_prices_all_of_it_is_shown_with_money_as_people_read_it() -> None:
    found = result_shown(told("lowest_cost", []), sees_names=True, sees_prices=True)

    assert (found["total"], found["price"]) == ("170.00", "£212,500.50")
    assert found["lots"][0].bids[0].figure == "96.00"
    assert found["lots"][0].because == DEARER


def test_without_names_nobody_is_shown() -> None:
    found = result_shown(told("lowest_cost", []), sees_names=False, sees_prices=False)

    assert (found["lots"], found["total"], found["price"]) == ((), "", "")
