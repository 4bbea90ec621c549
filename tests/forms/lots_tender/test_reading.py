"""Lots as they are sent: what is read, and what is refused with its place and the remedy."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from evaluation.lots import LotBidder, LotsTender, Rule
from forms.errors import InvalidInput
from forms.lots_tender import read_lots
from forms.lots_tender.reading import TenderAt
from rules.errors import PodiumError

Value = dict[str, Any]
MODEL: Value = {
    "criteria": [
        {"id": "price", "title": "Price", "kind": "price", "weight": "40",
         "formula": "relative_to_lowest"},
        {"id": "q", "title": "Method", "kind": "scored", "weight": "60", "scale": "0-5"},
    ]
}  # fmt: skip


def bid(id_: str, name: str = "", price: str = "100") -> Value:
    """Return a bid."""
    return {"id": id_, "bidder": name or f"{id_} Ltd", "price": price, "scores": {"q": "4"}}


def sent() -> Value:
    """Return two lots with a common model."""
    return {
        "format": "podium/lots/1",
        "reference": "COV-2026-014",
        "rule": "in_order",
        "limit": 1,
        "model": MODEL,
        "lots": [
            {"id": "north", "title": "North", "tender": {"bids": [bid("A"), bid("B")]}},
            {"id": "south", "tender": {"bids": [bid("A"), bid("B")]}},
        ],
    }


def nowhere(named: str) -> bytes:
    """Have no file."""
    raise PodiumError(named, "it is not there", "Name a file that is")


def read(value: object, tender_at: TenderAt = nowhere) -> LotsTender:
    """Read lots."""
    return read_lots(json.dumps(value).encode(), name="lots.json", tender_at=tender_at)


def refusals(value: object, tender_at: TenderAt = nowhere) -> list[str]:
    """Return what is refused, a line each."""
    with pytest.raises(InvalidInput) as refused:
        read(value, tender_at)
    return [str(error) for error in refused.value.errors]


def test_what_is_common_stands_once_and_holds_in_every_lot() -> None:
    found = read(sent())

    assert (found.rule, found.limit, found.reference) == (Rule.IN_ORDER, 1, "COV-2026-014")
    first, second = found.lots
    assert first.tender.model.sha256 == second.tender.model.sha256
    assert [lot.tender.reference for lot in found.lots] == [
        "COV-2026-014.north",
        "COV-2026-014.south",
    ]
    assert found.bidders == (LotBidder("A", "A Ltd", ("A",)), LotBidder("B", "B Ltd", ("B",)))


def test_a_tender_may_stand_in_a_file_of_its_own() -> None:
    value = sent()
    south = value["lots"][1]["tender"]
    value["lots"][1]["tender"] = "south.json"
    asked: list[str] = []

    def tender_at(named: str) -> bytes:
        asked.append(named)
        return json.dumps(south).encode()

    assert read(value, tender_at) == read(sent())
    assert asked == ["south.json"]


def test_companies_of_one_group_count_as_one_bidder() -> None:
    value = sent()
    value["lots"][1]["tender"]["bids"] = [bid("A2", "Alpha South Ltd"), bid("B")]
    value["bidders"] = {"A": {"also": ["A2"], "limit": 1}}

    found = read(value)

    assert found.bidders[0] == LotBidder("A", "A Ltd", ("A", "A2"), 1)
    assert found.bidder_of["A2"].id == "A"


def _no_lots(value: Value) -> None:
    value["lots"] = value["lots"][:1]


def _two_names(value: Value) -> None:
    value["lots"][1]["tender"]["bids"][0]["bidder"] = "Alpha Ltd"


def _two_ids(value: Value) -> None:
    value["lots"][1]["tender"]["bids"][0]["id"] = "A2"


def _same_lot(value: Value) -> None:
    value["lots"][1]["id"] = "north"


def _rule(rule: str, **more: object) -> Callable[[Value], None]:
    return lambda value: value.update({"rule": rule, **more})


def _bidders(said: Value, rule: str = "in_order") -> Callable[[Value], None]:
    return lambda value: value.update(bidders=said, rule=rule)


def _ratio(value: Value) -> None:
    value["rule"] = "best_total"
    value["model"] = {
        "method": "price_per_quality_point",
        "criteria": [
            {"id": "price", "title": "Price", "kind": "price"},
            {"id": "q", "title": "Method", "kind": "scored", "weight": "100", "scale": "0-5"},
        ],
    }


def _no_price(value: Value) -> None:
    value["rule"] = "lowest_cost"
    value["model"] = {"criteria": [MODEL["criteria"][1] | {"weight": "100"}]}
    for lot in value["lots"]:
        for one in lot["tender"]["bids"]:
            del one["price"]


def _score(value: Value) -> None:
    value["lots"][1]["tender"]["bids"][0]["scores"] = {"q": "6"}


def _model(value: Value) -> None:
    value["model"]["criteria"][1]["scale"] = "five"


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        (_no_lots, "lots: ", "podium evaluate takes one tender alone"),
        (_two_names, "lots (south).tender.bids (A).bidder: ", "write one name, or two ids"),
        (_two_ids, "lots (south).tender.bids (A2): ", '{"A": {"also": ["A2"]}}'),
        (_same_lot, "lots[1] (north).id: ", "Give each lot an id of its own"),
        (_rule("best"), "rule: ", "Give one of bidder_preference, best_total"),
        (_rule("in_order", limit="1"), "limit: ", "without quotes"),
        (_rule("in_order", limit=0), "limit: ", "from 1 to 100"),
        (_rule("in_order", limits=2), "limits: ", "Write limit, or leave the key out"),
        (_rule("best_total", tie_break=["best_total"]), "tie_break[0]: ", "compared already"),
        (_rule("in_order", tie_break=["dice"]), "tie_break[0]: ", "best_total, lowest_cost"),
        (_bidders({"Z": {}}), "bidders.Z: ", "Name a bidder by the id of one of its bids"),
        (_bidders({"A": {"limit": 2}}), "bidders.A.limit: ", "more than the limit of all, 1"),
        (_bidders({"A": {"preference": ["north"]}}), "bidders.A.preference: ", "does not ask"),
        (_bidders({"A": {"also": ["B"]}, "B": {}}), "bidders.A.also: ", "Say it of one of the two"),
        (_bidders({"A": {"also": ["B", "B"]}}), "bidders.A.also: ", "under one bidder alone"),
        (_bidders({}, "bidder_preference"), "bidders.A.preference: ", "all the lots that it has"),
        (
            _bidders({"A": {"preference": ["north", "east"]}}, "bidder_preference"),
            "bidders.A.preference: ",
            "Name each of north and south once",
        ),
        (_ratio, "lots[0].tender.model: ", "gives no total to add up"),
        (_no_price, "lots[0].tender.model: ", "Compare best_total"),
        (_score, "lots[1] (south).tender.bids[0] (A).scores.q: ", "0"),
        (_model, "model.criteria[1].scale: ", ""),
    ],
)
def test_what_is_wrong_is_refused_with_its_place_and_the_remedy(
    change: Callable[[Value], None], place: str, said: str
) -> None:
    value = json.loads(json.dumps(sent()))
    change(value)

    found = refusals(value)

    assert found[0].startswith(place)
    assert said in found[0]


def test_another_format_is_told_from_lots() -> None:
    assert "podium evaluate takes one tender" in refusals({"format": "podium/tender/1"})[0]
    assert refusals([]) == ["it is a list. Give an object of podium/lots/1."]


def test_a_tenders_file_that_is_no_tender_is_refused_under_its_lot() -> None:
    value = sent()
    value["lots"][0]["tender"] = "north.json"

    assert refusals(value)[0].startswith('lots[0] (north).tender "north.json": it is not there')
    assert "not JSON" in refusals(value, lambda _: b"{")[0]
    assert "Give an object of podium/tender/1" in refusals(value, lambda _: b"[]")[0]
    other = json.dumps({"format": "podium/procurement/1"}).encode()
    assert "is another format" in refusals(value, lambda _: other)[0]


def test_a_number_in_place_of_a_tender_and_a_deep_file_are_refused() -> None:
    value = sent()
    value["lots"][0]["tender"] = 5
    assert refusals(value)[0].startswith("lots[0] (north).tender: ")

    with pytest.raises(InvalidInput, match="brackets stand open"):
        read_lots(b"[" * 5000, name="lots.json", tender_at=nowhere)
