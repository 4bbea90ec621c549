"""On which basis prices are asked for: with or without VAT, and for which term."""

from enum import StrEnum

from rules.money import VatBasis


class PriceBasis(StrEnum):
    """With or without VAT, and for which term; `UNSAID` where nobody was asked yet."""

    UNSAID = ""
    EXCLUDED_WHOLE = "excluded-whole-term"
    INCLUDED_WHOLE = "included-whole-term"
    EXCLUDED_YEAR = "excluded-one-year"
    INCLUDED_YEAR = "included-one-year"
    OTHERWISE = "otherwise"

    @property
    def words(self) -> str:
        """What bidders are told, to stand by itself; empty where nothing is said.

        >>> PriceBasis.EXCLUDED_WHOLE.words
        'Without VAT, for the whole term of the contract (extensions not counted)'
        """
        return _WORDS[self]

    @property
    def vat(self) -> VatBasis | None:
        """Whether a price counts value added tax, None where the basis does not say."""
        return _VAT.get(self)

    @property
    def is_of_year(self) -> bool:
        """Whether a price is for one year, and not what the whole contract costs."""
        return self in _OF_YEAR


OFFERED = tuple(one for one in PriceBasis if one)
"""What can be chosen."""

_WORDS = {
    PriceBasis.UNSAID: "",
    PriceBasis.EXCLUDED_WHOLE: (
        "Without VAT, for the whole term of the contract (extensions not counted)"
    ),
    PriceBasis.INCLUDED_WHOLE: (
        "With VAT, for the whole term of the contract (extensions not counted)"
    ),
    PriceBasis.EXCLUDED_YEAR: "Without VAT, for one year",
    PriceBasis.INCLUDED_YEAR: "With VAT, for one year",
    PriceBasis.OTHERWISE: "As the instructions say",
}
_OF_YEAR = frozenset({PriceBasis.EXCLUDED_YEAR, PriceBasis.INCLUDED_YEAR})
_VAT = {
    PriceBasis.EXCLUDED_WHOLE: VatBasis.EXCLUDED,
    PriceBasis.INCLUDED_WHOLE: VatBasis.INCLUDED,
    PriceBasis.EXCLUDED_YEAR: VatBasis.EXCLUDED,
    PriceBasis.INCLUDED_YEAR: VatBasis.INCLUDED,
}
