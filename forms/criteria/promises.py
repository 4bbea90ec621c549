"""The form of promises in numbers: which measures, what each is worth, and the formula."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar

from wtforms.validators import StopValidation

from evaluation.model import CommitmentFormula
from evaluation.outline.criteria import BuiltCriterion, CriterionKind, MeasureAsked, Offered
from evaluation.outline.criteria.templates import measure_of
from evaluation.outline.criteria.value import MOST_MEASURES
from forms.criteria.base import NO_MINIMUM, CriterionForm, MinimumPart, beyond
from forms.criteria.numbers import decimal, written
from forms.page_fields import ChoiceField, SeveralField, TypedTextField

MOST_SHOWN = 60
"""How many measures one form shows: the fields of more could not be sent at once."""

_FORMULAS = {
    CommitmentFormula.RELATIVE_TO_HIGHEST: (
        "Compared with the highest offer",
        "The bid that promises most earns all points, half as much earns half.",
    ),
    CommitmentFormula.RELATIVE_TO_TARGET: (
        "Compared with a target that you set",
        "No other bid changes what a promise earns, and nothing is earned beyond the target.",
    ),
}


@dataclass(frozen=True, slots=True)
class MeasureFields:
    """A measure as the form shows it: what it is, and the fields of its value and its cap."""

    measure: MeasureAsked
    is_offered: bool
    value: TypedTextField
    cap: TypedTextField


class PromisesForm(CriterionForm, MinimumPart):
    """Promises in numbers; `promises_form` adds the fields of each measure."""

    shown: ClassVar[tuple[str, ...]] = ("title",)

    measures = SeveralField(
        "Which measures do bidders promise quantities of?",
        choices=[],
        description="Those on which the social value proposal lets bidders compete.",
    )
    formula = ChoiceField(
        "How does what is promised become points?",
        choices=[(one.value, words) for one, (words, _) in _FORMULAS.items()],
        hints={one.value: hint for one, (_, hint) in _FORMULAS.items()},
        missing="Select how what is promised becomes points",
    )
    target = TypedTextField(
        "Which value earns all points?",
        parse=decimal("The target", "50,000", above=Fraction(0)),
        write=written,
        prefix="£",
    )

    def __init__(self, standing: BuiltCriterion, offered: Sequence[MeasureAsked]) -> None:
        """Take the criterion as it stands, and every measure that can be asked for."""
        self.every = tuple(offered)
        self._asked = {one.id for one in standing.measures}
        values: dict[str, object] = {}
        for one in self.every:
            values |= {value_field(one.id): one.value or None, cap_field(one.id): one.cap or None}
        super().__init__(
            standing,
            formula=standing.formula or None,
            target=standing.target or None,
            measures=[one.id for one in standing.measures],
            **self.minimum_data(standing),
            **values,
        )
        self.measures.choices = [(one.id, one.title) for one in self.every]
        self.minimum.suffix = "per cent"

    @property
    def rows(self) -> tuple[MeasureFields, ...]:
        """The measures with their fields."""
        return tuple(
            MeasureFields(
                one, one.id in self._asked, self[value_field(one.id)], self[cap_field(one.id)]
            )
            for one in self.every
        )

    def validate_measures(self, field: SeveralField) -> None:
        """Refuse to ask for nothing."""
        if not field.data:
            raise StopValidation("Select at least one measure")
        if len(field.data) > MOST_MEASURES:
            message = f"Select at most {MOST_MEASURES} measures"
            raise StopValidation(message)

    def validate_target(self, field: TypedTextField) -> None:
        """Refuse a target that is not said."""
        if self.formula.data != CommitmentFormula.RELATIVE_TO_TARGET:
            field.errors = []
        elif field.data is None and not field.process_errors:
            raise StopValidation("Enter the target, such as 50,000")

    def validate_minimum(self, field: TypedTextField) -> None:
        """Refuse more than all, and a minimum that would hang on other bids."""
        super().validate_minimum(field)
        is_relative = self.formula.data == CommitmentFormula.RELATIVE_TO_HIGHEST
        if self.minimum_does.data != NO_MINIMUM and is_relative:
            raise StopValidation(
                "Take the minimum out, or set a target: compared with the highest offer, whether "
                "a bid reached it would hang on the other bids"
            )
        beyond(field, Fraction(100), "Enter at most 100")

    def criterion(self) -> BuiltCriterion:
        """Return the criterion as it was sent; only what has been validated can be relied on."""
        has_target = self.formula.data == CommitmentFormula.RELATIVE_TO_TARGET
        chosen = set(self.measures.data or ())
        return BuiltCriterion(
            id=self.standing.id,
            title=str(self.title.data),
            kind=CriterionKind.COMMITMENTS,
            within=self.standing.within,
            weight=self.standing.weight,
            minimum=self.minimum_asked(is_percent=True),
            formula=str(self.formula.data),
            target=self.target.data if has_target else "",
            measures=tuple(
                replace(row.measure, value=row.value.data or "", cap=row.cap.data or "")
                for row in self.rows
                if row.measure.id in chosen
            ),
        )


def promises_form(standing: BuiltCriterion, offered: Sequence[Offered]) -> PromisesForm:
    """Return the form of promises, with fields for each measure that is asked for or offered."""
    asked = {one.id for one in standing.measures}
    others = (measure_of(one) for one in offered if one.id not in asked)
    every = (*standing.measures, *others)[:MOST_SHOWN]
    published = {one.id: one.published for one in offered}
    fields: dict[str, Any] = {}
    for one in every:
        fields[value_field(one.id)] = TypedTextField(
            "Value of a unit",
            parse=decimal(f"The value of ‘{one.title}’", "277.22", least=Fraction(0)),
            write=written,
            prefix="£",
            description=published.get(one.id, ""),
        )
        fields[cap_field(one.id)] = TypedTextField(
            "Most that counts",
            parse=decimal(f"The most that counts of ‘{one.title}’", "100", above=Fraction(0)),
            write=written,
            suffix=one.unit,
        )
    made = type("MeasuredPromisesForm", (PromisesForm,), fields)
    form: PromisesForm = made(standing, every)
    return form


def value_field(measure: str) -> str:
    """Return the name of the field that holds the value of a unit of a measure."""
    return f"value-{measure}"


def cap_field(measure: str) -> str:
    """Return the name of the field that holds how much of a measure counts."""
    return f"cap-{measure}"
