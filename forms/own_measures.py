"""The form of a measure that the policy does not list."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs are of 3.2
    SelectChoice,
)
from wtforms.validators import StopValidation

from evaluation.outline.proposal import OwnMeasure
from forms.page_fields import ChoiceField
from forms.paragraphs import take_paragraphs
from forms.proposals import LONGEST_REASON, USE_HINTS, USES
from rules.catalogue import Unit

LONGEST_TITLE = 200
LONGEST_DEFINITION = 2_000


class OwnForm(FlaskForm):
    """A measure that the policy does not list: what it is, what it serves, how it is shown."""

    title = StringField("What is it called?", description="For example, Trees planted and kept.")
    definition = TextAreaField(
        "What counts?",
        description="So exactly that two people who count come to the same number.",
    )
    unit = SelectField("In which unit is it counted?", validate_choice=False)
    outcome = SelectField("Which outcome does it serve?", validate_choice=False)
    evidence = TextAreaField("What evidence shows it?")
    use = ChoiceField(
        "What is it used as?",
        choices=[(use.value, use.words) for use in USES[:3]],
        hints={use.value: words for use, words in USE_HINTS.items()},
        missing="Select what the measure is used as",
    )
    because = TextAreaField(
        "Why is it needed beside what the rules propose?",
        description="The policy's lists are not exhaustive; say what this adds to them.",
    )

    def __init__(
        self,
        *,
        outcomes: Sequence[tuple[str, str]],
        units: Sequence[str] = (),
        source: str = "",
        **kwargs: object,
    ) -> None:
        """Take the outcomes that may be served, further units, and where a measure was taken."""
        super().__init__(**kwargs)
        self._source = source
        known = [(unit.value, unit.words) for unit in Unit]
        known += [(unit, unit) for unit in units if unit not in {one for one, _ in known}]
        self.unit.choices = _offered(known, "Select a unit")
        self.outcome.choices = _offered(outcomes, "Select an outcome")

    def validate_title(self, field: Field) -> None:
        """Refuse no title, and one that cannot be shown."""
        found = take_paragraphs(field, "what the measure is called", most=LONGEST_TITLE)
        field.data = " ".join(found.split())

    def validate_definition(self, field: Field) -> None:
        """Refuse a measure that does not say what counts."""
        take_paragraphs(field, "what counts", most=LONGEST_DEFINITION)

    def validate_unit(self, field: Field) -> None:
        """Refuse a unit that is not offered."""
        _refuse_unknown(field, "Select the unit in which it is counted")

    def validate_outcome(self, field: Field) -> None:
        """Refuse an outcome that is not offered."""
        _refuse_unknown(field, "Select the outcome that it serves")

    def validate_evidence(self, field: Field) -> None:
        """Refuse a measure that nothing would show."""
        take_paragraphs(field, "what evidence shows it", most=LONGEST_DEFINITION)

    def validate_because(self, field: Field) -> None:
        """Refuse a measure of one's own without a reason."""
        take_paragraphs(field, "why it is needed", most=LONGEST_REASON)

    def own(self) -> OwnMeasure:
        """Return the measure; only what has been validated can be relied on."""
        return OwnMeasure(
            title=str(self.title.data),
            definition=str(self.definition.data),
            unit=str(self.unit.data),
            outcome=str(self.outcome.data),
            evidence=str(self.evidence.data),
            source=self._source,
        )


def _refuse_unknown(field: Any, message: str) -> None:  # noqa: ANN401 - a field of choices
    if field.data not in {value for value, *_ in field.iter_choices()} - {""}:
        raise StopValidation(message)


def _offered(choices: Sequence[tuple[str, str]], first: str) -> list[Any]:
    return [SelectChoice("", first), *(SelectChoice(*one) for one in choices)]
