"""Differences are told by their place, with both values, and no endless list of them."""

from forms.json_text import Number, parse_json
from webapp.services.bundles.differences import MOST_LISTED, Difference, json_differences


def compared(sealed: str, recomputed: str) -> list[tuple[str, str, str]]:
    """Return the places at which two JSON texts differ, with both values."""
    values = [parse_json(text.encode(), name="f", limit=1000) for text in (sealed, recomputed)]
    found = json_differences("f.json", *values)
    return [(one.place, one.sealed, one.recomputed) for one in found]


def test_equal_values_have_no_difference() -> None:
    assert compared('{"a": [1, {"b": null}]}', '{"a":[1,{"b":null}]}') == []


def test_each_place_is_named_with_both_values() -> None:
    sealed = '{"bids": [{"total": "77.10", "rank": 1}, {"rank": 2}], "winner": "A", "old": []}'
    other = '{"bids": [{"total": "76.10", "rank": 2}], "winner": null, "new": {"a": true}}'

    assert compared(sealed, other) == [
        ("bids[0].total", "“77.10”", "“76.10”"),
        ("bids[0].rank", "1", "2"),
        ("bids", "2 items", "1 items"),
        ("winner", "“A”", "null"),
        ("old", "a list of 0", "nothing"),
        ("new", "nothing", "an object"),
    ]


def test_true_is_not_one_and_a_text_is_no_number() -> None:
    assert compared('{"a": true, "b": "1"}', '{"a": 1, "b": 1}') == [
        ("a", "true", "1"),
        ("b", "“1”", "1"),
    ]


def test_many_differences_are_counted() -> None:
    found = json_differences("f", [Number("1")] * 50, [Number("2")] * 50)

    assert len(found) == MOST_LISTED + 1
    assert found[-1].place == "and 30 more places"


def test_a_long_text_is_cut_short() -> None:
    (found,) = json_differences("f", "x" * 500, "y")

    assert len(found.sealed) < 120


def test_a_difference_reads_as_a_sentence() -> None:
    told = str(Difference("results/evaluation.json", "winner", "“A”", "“B”"))

    assert told == "results/evaluation.json, winner: the bundle has “A”, and it should be “B”"
