"""Bids in round numbers, among which an example is sought."""

from fractions import Fraction

import pytest

from evaluation.evaluate import evaluate
from evaluation.numbers import Amount
from evaluation.stress.profiles import (
    Sketch,
    levels,
    middle_price,
    promised,
    round_prices,
    variants,
    written_out,
)
from tests.evaluation.builders import (
    at_least,
    commitments,
    contested,
    example,
    group,
    measure,
    model,
    price,
    scored,
    tender,
)
from tests.evaluation.stress.models import contest


@pytest.mark.parametrize(
    ("middle", "rounded"), [("312500", 300000), ("100000", 100000), ("9.5", 9), ("0.04", "0.04")]
)
def test_prices_stand_around_a_round_one(middle: str, rounded: int | str) -> None:
    assert middle_price(Amount(Fraction(middle))) == Fraction(rounded)


def test_prices_run_from_six_tenths_to_one_and_a_half() -> None:
    prices = round_prices(Amount(Fraction(1000)))

    assert [prices[0], prices[1], prices[-1]] == [600, 650, 1500]


def test_levels_run_from_the_lowest_marks_that_stand_to_the_highest() -> None:
    made = model(
        price("40"),
        group("g", "60", scored("a", "50", minimum=at_least(score="3")), scored("b", "50"),
              minimum=at_least(percent="40")),
    )  # fmt: skip

    found = levels(contest(made))

    assert (found[0].steps, found[-1].steps) == ((3, 2), (5, 5))
    assert [int(found[0].points), int(found[-1].points)] == [30, 60]


def test_a_minimum_that_does_not_disqualify_is_no_floor() -> None:
    made = model(scored("a", "100", minimum=at_least(score="3", disqualifies=False)))

    assert levels(contest(made))[0].steps == (0,)


def test_variants_are_a_mark_or_two_better_and_never_off_the_scale() -> None:
    arena = contest(model(price("40"), scored("a", "40"), scored("b", "20")))
    good = levels(arena)[-2]

    found = {profile.steps: profile.points for profile in variants(arena, good)}

    assert good.steps == (4, 4)
    assert found == {(5, 4): 56, (4, 5): 52, (5, 5): 60}


def test_a_bid_is_written_out_so_that_it_can_be_evaluated() -> None:
    arena = contest(contested().model)
    poor, good = levels(arena)[0], levels(arena)[-1]
    shares = (Fraction(1, 2),) * len(arena.offers)

    bids = written_out(
        arena, [Sketch(Fraction(9), poor, shares), Sketch(Fraction(8), good, shares)]
    )

    evaluation = evaluate(tender(arena.model, *bids))
    assert evaluation.ranking == (("B",), ("A",))
    assert {bid.id: bid.commitments["carbon"].quantity for bid in bids} == {"A": 50, "B": 50}
    assert evaluation.by_id["B"].reasons == ()


def test_nothing_is_promised_of_measures_without_value() -> None:
    assert promised(commitments("c", "10", measure("m", "0")), Fraction(1)) is None


def test_a_target_is_promised_whole_within_the_cap() -> None:
    aimed = commitments("c", "10", measure("m", "3"), target="10")
    capped = commitments("c", "10", measure("m", "3", cap="2"), target="10")

    assert promised(aimed, Fraction(1, 5)) == (aimed.measures[0], Fraction(4))
    assert promised(capped, Fraction(1, 5)) == (capped.measures[0], Fraction(2))
    assert promised(aimed, Fraction(0)) == (aimed.measures[0], Fraction(0))


def test_an_offer_is_a_round_quantity_within_the_cap() -> None:
    leaf = commitments("c", "10", measure("zero", "0"), measure("m", "3", cap="40"))

    assert promised(leaf, Fraction(1, 5)) == (leaf.measures[1], Fraction(8))


def test_the_example_s_levels_pass_its_minimums() -> None:
    assert levels(contest(example().model))[0].steps == (3, 3, 0)
