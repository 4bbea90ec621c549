"""Which prices are expected."""

from evaluation.model import PriceFormula
from evaluation.stress.expected import ExpectedPrices, expected_prices
from tests.evaluation.builders import model, price, scored
from tests.evaluation.stress.models import clean_price, decided


def ends(found: ExpectedPrices) -> tuple[int, int]:
    """Return the ends of a range in pounds."""
    return int(found.lowest), int(found.highest)


def test_prices_are_expected_around_the_estimated_value_without_vat() -> None:
    found = expected_prices(model(price("100")), decided())

    assert ends(found) == (210_000, 390_000)
    assert found.middle == 300_000
    assert found.budget == 300_000
    assert found.because == (
        "prices are expected from 30 per cent below to 30 per cent above the estimated value, "
        "£300,000 excluding VAT"
    )


def test_a_set_range_is_expected_to_be_filled() -> None:
    found = expected_prices(model(clean_price("100")), None)

    assert ends(found) == (50_000, 150_000)
    assert found.budget is None
    assert "between the floor and the ceiling" in found.because


def test_an_estimate_prevails_over_a_set_range() -> None:
    assert expected_prices(model(clean_price("100")), decided()).middle == 300_000


def test_without_either_the_range_is_round_and_says_so() -> None:
    found = expected_prices(model(price("100", PriceFormula.RELATIVE_TO_MEAN)), None)

    assert ends(found) == (70_000, 130_000)
    assert found.because.startswith("no estimated value is given")


def test_a_model_without_price_has_a_range_that_nobody_uses() -> None:
    assert expected_prices(model(scored("q", "100")), None).middle == 100_000
