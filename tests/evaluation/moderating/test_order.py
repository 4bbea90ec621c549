"""Which answers a panel talks about first, against every mark tried one by one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from evaluation.evaluate import evaluate
from evaluation.model import GateCriterion, Model, ScoredCriterion
from evaluation.moderating.order import (
    Given,
    Spread,
    Untold,
    could_change,
    spread_of,
    with_equal_prices,
)
from evaluation.numbers import Amount, Mark
from evaluation.tender import Bid, GateScore, Score, Tender
from forms.tender.reading import read_model

QUESTIONS = ("q1", "q2")


def model_of(*, minimum: str = "", gate: bool = False) -> Model:
    first: dict[str, object] = {
        "id": "q1",
        "title": "Method",
        "kind": "scored",
        "weight": "40",
        "scale": "0-5",
    }
    if minimum:
        first["minimum"] = {"score": minimum, "disqualifies": True}
    criteria: list[dict[str, object]] = [
        {"id": "price", "title": "Price", "kind": "price", "weight": "40",
         "formula": "relative_to_lowest", "zero_price": "reject_bid"},
        first,
        {"id": "q2", "title": "Staff", "kind": "scored", "weight": "20", "scale": "0-10"},
    ]  # fmt: skip
    if gate:
        criteria.append({"id": "gate", "title": "Licence", "kind": "gate"})
    tender = {
        "format": "podium/tender/1",
        "reference": "T",
        "model": {"criteria": criteria},
        "bids": [],
    }
    return read_model(json.dumps(tender).encode(), name="model").model


def bid(name: str, price: int) -> Bid:
    return Bid(name, name, price=Amount(Fraction(price)))


def marks(*values: int) -> tuple[Mark, ...]:
    return tuple(Mark(Fraction(value)) for value in values)


BIDS = (bid("A", 100), bid("B", 110))


def given_all(told: Mapping[tuple[str, str], Sequence[int]]) -> list[Given]:
    return [Given(*place, marks(*values)) for place, values in told.items()]


def in_range(one: Given) -> Iterator[Fraction]:
    values = [Fraction(score) for score in one.scores if isinstance(score, Fraction)]
    at = min(values)
    while at <= max(values):
        yield at
        at += Fraction(1, 2)


def by_trying(model: Model, bids: Sequence[Bid], known: Sequence[Given]) -> dict[object, bool]:
    """Return the same by evaluating the whole tender for each mark within the range."""

    def winner(changed: Given | None = None, mark: Fraction | None = None) -> str | None:
        scores: dict[str, dict[str, Score]] = {one.id: {} for one in bids}
        for one in known:
            values = [Fraction(score) for score in one.scores if isinstance(score, Fraction)]
            taken = mark if one is changed and mark is not None else sum(values) / len(values)
            scores[one.bid][one.criterion] = Score(Mark(Fraction(taken)))
        made = tuple(replace(one, scores=scores[one.id]) for one in bids)
        return evaluate(Tender("T", model, made)).winner

    usual = winner()
    return {
        (one.bid, one.criterion): any(winner(one, mark) != usual for mark in in_range(one))
        for one in known
    }


places = list(product("AB", QUESTIONS))


@for_all(
    st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=4), min_size=4, max_size=4),
    st.integers(80, 160),
    st.sampled_from(["", "2", "3"]),
)
def test_it_is_what_trying_every_mark_in_the_range_finds(
    values: list[list[int]], price: int, minimum: str
) -> None:
    model = model_of(minimum=minimum)
    bids = (bid("A", 100), bid("B", price))
    known = given_all(dict(zip(places, values, strict=True)))

    assert could_change(model, bids, known) == by_trying(model, bids, known)


def test_a_wide_spread_that_changes_nothing_is_told_apart_from_a_narrow_one_that_could() -> None:
    known = given_all(
        {("A", "q1"): (3, 4), ("A", "q2"): (5, 5), ("B", "q1"): (4, 4), ("B", "q2"): (5, 5)}
    )
    far = [*known[:2], *given_all({("B", "q1"): (0, 2), ("B", "q2"): (0, 0)})]

    near = could_change(model_of(), BIDS, known)
    apart = could_change(model_of(), BIDS, far)

    assert near == {("A", "q1"): True, ("A", "q2"): False, ("B", "q1"): False, ("B", "q2"): False}
    assert isinstance(apart, Mapping)
    assert not apart["B", "q1"]


def test_an_agreed_score_stands_and_is_not_asked_about() -> None:
    known = given_all(dict.fromkeys(places, (2, 4)))
    known[0] = replace(known[0], agreed=Mark(Fraction(5)))

    found = could_change(model_of(), BIDS, known)

    assert isinstance(found, Mapping)
    assert ("A", "q1") not in found
    assert found["B", "q1"] is False


def test_while_an_answer_has_no_score_it_cannot_be_told() -> None:
    known = given_all(dict.fromkeys(places, (2, 4)))

    assert could_change(model_of(), BIDS, known[1:]) == Untold(
        "one answer is not open, or has no score"
    )


def test_a_price_that_could_not_be_read_leaves_it_untold() -> None:
    known = given_all(dict.fromkeys(places, (2, 4)))
    bids = (BIDS[0], replace(BIDS[1], price=None))

    assert isinstance(could_change(model_of(), bids, known), Untold)
    assert isinstance(could_change(model_of(), with_equal_prices(bids), known), Mapping)


def test_to_whom_prices_are_hidden_no_price_makes_a_difference() -> None:
    known = given_all(
        {("A", "q1"): (3, 4), ("A", "q2"): (5, 5), ("B", "q1"): (3, 5), ("B", "q2"): (5, 5)}
    )
    found = [
        could_change(model_of(), with_equal_prices((bid("A", 100), bid("B", other))), known)
        for other in (50, 100, 5000)
    ]

    assert found[0] == found[1] == found[2]


def test_a_gate_on_which_evaluators_differ_could_change_who_is_first() -> None:
    known = given_all({("A", "q1"): (5,), ("A", "q2"): (9,), ("B", "q1"): (1,), ("B", "q2"): (1,)})
    split = (GateScore.PASSED, GateScore.FAILED)
    passed = (GateScore.PASSED,)

    first = could_change(
        model_of(gate=True), BIDS, [*known, Given("A", "gate", split), Given("B", "gate", passed)]
    )
    other = could_change(
        model_of(gate=True), BIDS, [*known, Given("A", "gate", passed), Given("B", "gate", split)]
    )

    assert isinstance(first, Mapping)
    assert isinstance(other, Mapping)
    assert (first["A", "gate"], other["B", "gate"]) == (True, False)


def test_a_bid_that_failed_a_gate_needs_no_other_score() -> None:
    known = given_all({("A", "q1"): (3, 4), ("A", "q2"): (9,)})
    gates = [
        Given("A", "gate", (GateScore.PASSED,)),
        Given("B", "gate", (GateScore.FAILED, GateScore.FAILED)),
    ]

    found = could_change(model_of(gate=True), BIDS, [*known, *gates])

    assert found == {
        ("A", "q1"): False,
        ("A", "q2"): False,
        ("A", "gate"): False,
        ("B", "gate"): False,
    }


@pytest.mark.parametrize(
    ("question", "scores", "spread"),
    [
        ("q1", marks(2, 4, 3), Spread("2", Fraction(2, 5))),
        ("q2", marks(2, 4), Spread("2", Fraction(1, 5))),
        ("q1", marks(3), Spread("0", Fraction(0))),
        ("q1", (), Spread("", Fraction(0))),
        ("gate", (GateScore.PASSED, GateScore.FAILED), Spread("Split", Fraction(1))),
        ("gate", (GateScore.PASSED, GateScore.PASSED), Spread("0", Fraction(0))),
    ],
)
def test_a_spread_has_its_figure_and_its_share_of_the_scale(
    question: str, scores: tuple[Mark, ...], spread: Spread
) -> None:
    found = model_of(gate=True).by_id[question]
    assert isinstance(found, ScoredCriterion | GateCriterion)

    assert spread_of(found, Given("A", question, scores)) == spread
