"""Lots: what has to be mended, each with its remedy; and the numbers that lots keep."""

from dataclasses import replace

import pytest

from evaluation.outline.lots import Division, Lot, Lots, problems
from rules.money import Money, Pence, VatBasis

WHOLE = Money(Pence(360_000_00), VatBasis.INCLUDED)
TWO = (Lot(1, "North", value=180_000_00), Lot(2, "South", value=180_000_00))
DIVIDED = Lots(Division.DIVIDED, "Two areas", TWO)


def test_lots_that_were_not_considered_have_to_be() -> None:
    assert problems(Lots(), WHOLE) == ("Say whether what is bought is divided into lots.",)


def test_an_undivided_contract_needs_reasons() -> None:
    whole = Lots(Division.WHOLE)

    assert problems(whole, WHOLE) == ("Give the reasons for not using lots.",)
    assert problems(replace(whole, reasons="One system"), WHOLE) == ()


def test_a_division_that_fits_has_nothing_to_mend() -> None:
    assert problems(DIVIDED, WHOLE) == ()
    assert problems(DIVIDED, None) == ()


def test_one_lot_is_no_division() -> None:
    (problem,) = problems(replace(DIVIDED, lots=TWO[:1]), WHOLE)

    assert "at least two lots" in problem


def test_lots_can_not_come_to_more_than_the_whole() -> None:
    over = replace(DIVIDED, lots=(*TWO, Lot(3, "East", value=1)))

    (problem,) = problems(over, WHOLE)

    assert problem == (
        "The lots come to £360,000.01 including VAT, which is £0.01 more than the estimated value "
        "of the whole, £360,000 including VAT. Lower the value of a lot, or raise the estimated "
        "value."
    )


def test_a_lot_without_a_value_counts_as_nothing() -> None:
    assert replace(DIVIDED, lots=(*TWO, Lot(3, "East"))).total == 360_000_00


@pytest.mark.parametrize(
    ("most", "why", "told"),
    [
        (None, "", ""),
        (1, "So that two firms are there", ""),
        (1, "", "Say why bidders are limited"),
        (2, "Because", "limits nobody"),
    ],
)
def test_a_limit_limits_and_says_why(most: int | None, why: str, told: str) -> None:
    found = problems(replace(DIVIDED, most_lots=most, limit_reasons=why), WHOLE)

    assert bool(found) is bool(told)
    assert told in "".join(found)


@pytest.mark.parametrize(("is_divided", "agrees"), [(True, True), (False, False), (None, True)])
def test_what_the_rules_were_told_has_to_agree(*, is_divided: bool | None, agrees: bool) -> None:
    found = problems(DIVIDED, WHOLE, is_divided=is_divided)

    assert ("The rules were told otherwise of lots" in "".join(found)) is not agrees


def test_lots_keep_their_numbers_when_one_goes() -> None:
    three = DIVIDED.with_lot(Lot(3, "East"))

    left = three.without(2)

    assert [lot.number for lot in left.lots] == [1, 3]
    assert left.next_number == 4
    assert left.lot(2) is None


def test_the_same_lot_added_twice_is_there_once() -> None:
    once = DIVIDED.with_new(Lot(3, "East"))

    assert once.with_new(Lot(once.next_number, "East")) == once


def test_a_lot_replaces_that_of_its_number() -> None:
    changed = DIVIDED.with_lot(Lot(1, "North and west"))

    assert [lot.title for lot in changed.lots] == ["North and west", "South"]
