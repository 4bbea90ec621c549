"""The basis of prices: what bidders are told of it, and what a notice can take from it."""

from evaluation.publication import PriceBasis
from evaluation.publication.price_basis import OFFERED
from rules.money import VatBasis


def test_whatever_can_be_chosen_has_words_of_its_own() -> None:
    words = [one.words for one in OFFERED]

    assert PriceBasis.UNSAID not in OFFERED
    assert PriceBasis.UNSAID.words == ""
    assert len(set(words)) == len(words)
    assert all(words)


def test_the_words_say_the_same_of_vat_as_the_notice_takes_from_them() -> None:
    said = {
        one: VatBasis.EXCLUDED if one.words.startswith("Without") else VatBasis.INCLUDED
        for one in OFFERED
        if "VAT" in one.words
    }

    assert {one: one.vat for one in OFFERED if one.vat} == said
    assert PriceBasis.OTHERWISE.vat is None


def test_a_price_for_one_year_is_not_what_the_contract_costs() -> None:
    assert {one for one in PriceBasis if one.is_of_year} == {
        PriceBasis.EXCLUDED_YEAR,
        PriceBasis.INCLUDED_YEAR,
    }
