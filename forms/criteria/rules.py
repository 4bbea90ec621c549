"""What settles ties, and from where on a price is asked about: rules of the model as a whole."""

from collections.abc import Iterable
from fractions import Fraction

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import StopValidation

from evaluation.outline.criteria import Criteria, PriceScreen
from forms.criteria.numbers import decimal, written
from forms.page_fields import TypedTextField

_WHOLE = Fraction(100)


def _share(name: str, label: str, hint: str, example: str) -> TypedTextField:
    parse = decimal(name, example, above=Fraction(0), most=_WHOLE)
    return TypedTextField(label, parse=parse, write=written, suffix="%", description=hint)


class RulesForm(FlaskForm):
    """The criteria that are compared where bids are equal, and the screen for low prices."""

    first = SelectField("Which criterion is compared first?", validate_choice=False)
    second = SelectField("If they are still equal, which is compared next?", validate_choice=False)
    third = SelectField("And after that?", validate_choice=False)
    below_mean = _share(
        "The share below the mean",
        "How far below the mean of all prices?",
        "Leave it empty if the mean is not to be looked at.",
        "40",
    )
    below_next = _share(
        "The share below the next higher price",
        "How far below the next higher price?",
        "Leave it empty if the next price is not to be looked at.",
        "30",
    )

    @property
    def turns(self) -> tuple[SelectField, ...]:
        """The fields of what is compared in turn."""
        return (self.first, self.second, self.third)

    def offer(self, criteria: Iterable[tuple[str, str]], *, has_price: bool) -> None:
        """Offer criteria by id with their titles; without a price there is none to ask about."""
        offered = [("", "None: bids that are equal share the place"), *criteria]
        for field in self.turns:
            field.choices = list(offered)
        if not has_price:
            del self.below_mean
            del self.below_next

    def validate_first(self, field: SelectField) -> None:
        """Refuse what is not offered."""
        _take(field)

    def validate_second(self, field: SelectField) -> None:
        """Refuse what is not offered, and what is compared already."""
        _take(field, self.first)

    def validate_third(self, field: SelectField) -> None:
        """Refuse what is not offered, and what is compared already."""
        _take(field, self.first, self.second)

    @property
    def order(self) -> tuple[str, ...]:
        """What is compared in turn; only what has been validated can be relied on."""
        return tuple(str(field.data) for field in self.turns if field.data)

    @property
    def screen(self) -> PriceScreen:
        """The screen for low prices; only what has been validated can be relied on."""
        if "below_mean" not in self:
            return PriceScreen()
        return PriceScreen(self.below_mean.data or "", self.below_next.data or "")

    @staticmethod
    def data_of(criteria: Criteria) -> dict[str, str]:
        """Return what the fields show of criteria."""
        names = ("first", "second", "third")
        screen = criteria.price_screen
        shown = dict(zip(names, criteria.tie_break, strict=False))
        return {**shown, "below_mean": screen.below_mean, "below_next": screen.below_next}


def _take(field: SelectField, *before: SelectField) -> None:
    if field.data not in {value for value, *_ in field.iter_choices()}:
        raise StopValidation("Select a criterion, or none")
    if field.data and field.data in {one.data for one in before}:
        raise StopValidation("Select another criterion: this one is compared before")
    if field.data and not all(one.data for one in before):
        raise StopValidation("Select what is compared before this one first")
