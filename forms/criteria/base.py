"""What the forms of all kinds of criterion share: the title, the outcome, a minimum."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.validators import StopValidation

from evaluation.outline.criteria import BuiltCriterion, MinimumAsked
from forms.criteria.lines import take_title
from forms.criteria.numbers import decimal, written
from forms.page_fields import ChoiceField, TypedTextField

FOR_CLIMATE = "beside:climate"
"""What is sent in place of an outcome; it has a character that no id has."""

NO_MINIMUM, OUT, TOLD, UNSAID = "none", "out", "told", "unsaid"
_DOES = {True: OUT, False: TOLD, None: UNSAID}


@dataclass(frozen=True, slots=True)
class Offers:
    """What a form offers: outcomes by id with their titles, and the proposal's measures.

    `has_climate` is whether the rules want a weight for climate beside social value's.
    """

    outcomes: Mapping[str, str]
    indicators: Sequence[tuple[str, str]] = ()
    has_climate: bool = False


class CriterionForm(FlaskForm):
    """A criterion told anew; each kind has a form of its own."""

    shown: ClassVar[tuple[str, ...]] = ("title",)
    """The fields in the order of the page, those that hang on a choice left to it."""

    title = StringField("What is it called?", render_kw={"autocomplete": "off"})

    def __init__(self, standing: BuiltCriterion, **data: object) -> None:
        """Take the criterion as it stands."""
        self.standing = standing
        super().__init__(data={"title": standing.title, **data})

    def validate_title(self, field: Field) -> None:
        """Refuse no title, and one that cannot be shown."""
        take_title(field, "what it is called")

    def criterion(self) -> BuiltCriterion:
        """Return the criterion as it was sent; only what has been validated can be relied on.

        Raises:
            NotImplementedError: The form is of no kind.
        """
        raise NotImplementedError


class OutcomePart(FlaskForm):
    """The outcome that a criterion serves."""

    outcome = SelectField(
        "Which social value outcome does it serve?",
        description="What serves an outcome counts as social value.",
        validate_choice=False,
    )

    @staticmethod
    def outcome_data(standing: BuiltCriterion) -> dict[str, object]:
        """Return what the field shows of a criterion."""
        return {"outcome": FOR_CLIMATE if standing.is_for_climate else standing.outcome}

    def offer_outcomes(self, offers: Offers, standing: BuiltCriterion) -> None:
        """Offer the outcomes that apply, and the one that stands even if it does not."""
        offered = {"": "None: it is not social value"}
        if offers.has_climate or standing.is_for_climate:
            offered[FOR_CLIMATE] = "None: it carries the weight for climate, beside social value"
        offered |= offers.outcomes
        if standing.outcome and standing.outcome not in offered:
            offered[standing.outcome] = f"{standing.outcome} (not applied to this procurement)"
        self.outcome.choices = [*offered.items()]

    @property
    def is_for_climate(self) -> bool:
        """Whether it carries the weight for climate; only what was validated can be relied on."""
        return bool(self.outcome.data == FOR_CLIMATE)

    @property
    def outcome_served(self) -> str:
        """The outcome, empty for none; only what has been validated can be relied on."""
        return "" if self.is_for_climate else str(self.outcome.data)

    def validate_outcome(self, field: SelectField) -> None:
        """Refuse an outcome that is not offered."""
        if field.data not in {value for value, *_ in field.iter_choices()}:
            raise StopValidation("Select an outcome, or none")


class MinimumPart(FlaskForm):
    """What a bid must reach, and what becomes of one that does not."""

    minimum_does = ChoiceField(
        "Must a bid reach a minimum?",
        choices=[
            (NO_MINIMUM, "No"),
            (OUT, "Yes, and a bid below it is out"),
            (TOLD, "Yes, but a bid below it stays in, and is told so"),
        ],
        missing="Select whether a bid must reach a minimum",
    )
    minimum = TypedTextField(
        "The minimum", parse=decimal("The minimum", "3", least=Fraction(0)), write=written
    )

    @staticmethod
    def minimum_data(standing: BuiltCriterion) -> dict[str, object]:
        """Return what the fields show of a criterion."""
        if standing.minimum is None:
            return {"minimum_does": NO_MINIMUM}
        does = _DOES[standing.minimum.disqualifies]
        return {"minimum_does": does, "minimum": standing.minimum.amount}

    def validate_minimum(self, field: TypedTextField) -> None:
        """Refuse a minimum that is not said; one that is not asked for is forgotten."""
        if self.minimum_does.data not in (OUT, TOLD):
            field.errors = []
            return
        if field.data is None and not field.process_errors:
            raise StopValidation("Enter the minimum")

    def minimum_asked(self, *, is_percent: bool) -> MinimumAsked | None:
        """Return the minimum; only what has been validated can be relied on."""
        if self.minimum_does.data == NO_MINIMUM:
            return None
        amount = str(self.minimum.data)
        return MinimumAsked(amount, is_percent, disqualifies=self.minimum_does.data == OUT)


def beyond(field: TypedTextField, most: Fraction, words: str) -> None:
    """Refuse a number above another.

    Raises:
        StopValidation: It is above, with what to type instead.
    """
    if field.data is not None and Fraction(field.data) > most:
        raise StopValidation(words)
