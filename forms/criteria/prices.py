"""The form of the price: the formula, and what becomes of a price of zero."""

from fractions import Fraction
from typing import ClassVar

from wtforms.validators import StopValidation

from evaluation.model import PriceFormula
from evaluation.numbers import exact
from evaluation.outline.criteria import BuiltCriterion, CriterionKind, ZeroPriceRule
from forms.criteria.base import CriterionForm
from forms.criteria.numbers import decimal, written
from forms.page_fields import ChoiceField, TypedTextField

_FORMULAS = {
    PriceFormula.RELATIVE_TO_LOWEST: (
        "Compared with the lowest price",
        "Lowest price ÷ price × 100. A price of twice the lowest earns half.",
    ),
    PriceFormula.SET_RANGE: (
        "Between a floor and a ceiling that you set",
        "No other bid changes what a price earns: each bidder can work it out beforehand.",
    ),
    PriceFormula.RELATIVE_DIFFERENCE: (
        "By how much it is above the lowest",
        "So many per cent above the lowest price lose so many; twice the lowest earns nothing.",
    ),
    PriceFormula.LINEAR_BETWEEN_BIDS: (
        "Between the lowest and the highest bid",
        "The cheapest earns all, the dearest nothing. One very dear bid lifts all the others.",
    ),
    PriceFormula.RELATIVE_TO_MEAN: (
        "Compared with the mean of all bids",
        "The mean earns half; each per cent below it one more, each above it one less.",
    ),
    PriceFormula.LOGARITHMIC: (
        "By the logarithm of price ÷ lowest price",
        "It falls fast at first; at so many times the lowest price nothing is earned.",
    ),
}
_ZERO = {
    ZeroPriceRule.REJECT_BID: (
        "The bid is rejected",
        (
            "A price of zero is treated as abnormally low: tell the bidder, and disqualify only if "
            "it can’t show that it can perform at that price (Procurement Act 2023 "
            "s.19(4) and (5))."
        ),
    ),
    ZeroPriceRule.FULL_MARKS: (
        "It earns full marks",
        "And other prices are not compared with it.",
    ),
    ZeroPriceRule.REPLACED: (
        "It is taken for another amount",
        "Such as a penny, so that the formula has a result.",
    ),
}
_AMOUNT = decimal("The amount", "80,000", least=Fraction(0))


class PriceForm(CriterionForm):
    """The price."""

    shown: ClassVar[tuple[str, ...]] = ("title",)

    formula = ChoiceField(
        "How does a price become points?",
        choices=[(one.value, words) for one, (words, _) in _FORMULAS.items()],
        hints={one.value: hint for one, (_, hint) in _FORMULAS.items()},
        missing="Select how a price becomes points",
    )
    floor = TypedTextField(
        "Floor: a price from here down earns full marks",
        parse=_AMOUNT,
        write=written,
        prefix="£",
        description="Excluding VAT, as bids are priced.",
    )
    ceiling = TypedTextField(
        "Ceiling: a price from here up earns nothing", parse=_AMOUNT, write=written, prefix="£"
    )
    factor = TypedTextField(
        "At how many times the lowest price is nothing earned?",
        parse=decimal("The factor", "2", above=Fraction(1)),
        write=written,
    )
    zero_price = ChoiceField(
        "What becomes of a price of zero?",
        choices=[(one.value, words) for one, (words, _) in _ZERO.items()],
        hints={one.value: hint for one, (_, hint) in _ZERO.items()},
        missing="Select what becomes of a price of zero",
        description="Settled now, it is the same for everybody: afterwards it would be for one.",
    )
    replaced_by = TypedTextField(
        "Which amount?",
        parse=decimal("The amount", "0.01", above=Fraction(0)),
        write=written,
        prefix="£",
    )

    def __init__(self, standing: BuiltCriterion) -> None:
        """Take the price as it stands."""
        super().__init__(
            standing,
            formula=standing.formula or None,
            zero_price=standing.zero_price.value or None,
            floor=standing.floor or None,
            ceiling=standing.ceiling or None,
            factor=standing.factor or None,
            replaced_by=standing.replaced_by or None,
        )

    def validate_floor(self, field: TypedTextField) -> None:
        """Refuse a range without a floor."""
        self._ask(field, self._is(PriceFormula.SET_RANGE), "Enter the floor, such as 80,000")

    def validate_ceiling(self, field: TypedTextField) -> None:
        """Refuse a range that does not rise."""
        is_asked = self._is(PriceFormula.SET_RANGE)
        self._ask(field, is_asked, "Enter the ceiling, such as 120,000")
        has_both = is_asked and field.data is not None and self.floor.data is not None
        if has_both and exact(field.data) <= exact(self.floor.data):
            raise StopValidation("Enter a ceiling above the floor")

    def validate_factor(self, field: TypedTextField) -> None:
        """Refuse a logarithm without an end."""
        self._ask(field, self._is(PriceFormula.LOGARITHMIC), "Enter the factor, such as 2")

    def validate_replaced_by(self, field: TypedTextField) -> None:
        """Refuse to take a price of zero for nothing else."""
        is_asked = self.zero_price.data == ZeroPriceRule.REPLACED
        self._ask(field, is_asked, "Enter the amount, such as 0.01")

    def criterion(self) -> BuiltCriterion:
        """Return the price as it was sent; only what has been validated can be relied on."""
        is_range = self._is(PriceFormula.SET_RANGE)
        zero = ZeroPriceRule(self.zero_price.data)
        return BuiltCriterion(
            id=self.standing.id,
            title=str(self.title.data),
            kind=CriterionKind.PRICE,
            within=self.standing.within,
            weight=self.standing.weight,
            formula=str(self.formula.data),
            floor=self.floor.data if is_range else "",
            ceiling=self.ceiling.data if is_range else "",
            factor=self.factor.data if self._is(PriceFormula.LOGARITHMIC) else "",
            zero_price=zero,
            replaced_by=self.replaced_by.data if zero is ZeroPriceRule.REPLACED else "",
        )

    def _is(self, formula: PriceFormula) -> bool:
        return bool(self.formula.data == formula)

    @staticmethod
    def _ask(field: TypedTextField, is_asked: bool, message: str) -> None:  # noqa: FBT001 - whether
        if not is_asked:
            field.errors = []
        elif field.data is None and not field.process_errors:
            raise StopValidation(message)
