"""Starting a tree of criteria, and adding, moving and removing a criterion."""

from collections.abc import Iterable, Sequence

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs are of 3.2
    SelectChoice,
)
from wtforms.validators import StopValidation

from evaluation.outline.criteria import BuiltCriterion, CriterionKind, MarksFrom
from evaluation.outline.criteria.templates import LEVELS
from forms.criteria.lines import take_title
from forms.page_fields import ChoiceField

COPY = "copy"
QUESTIONS, PROMISES = "questions", "promises"
AT_THE_TOP = "."
"""What a form sends for the top of the tree, which no id can be."""

_KINDS = {
    CriterionKind.SCORED: (
        "A question that evaluators mark",
        "On a scale, such as 0 to 5, with a description of what earns each mark.",
    ),
    CriterionKind.GROUP: (
        "A group of criteria",
        "Such as Quality: what stands in it shares its weight.",
    ),
    CriterionKind.COMMITMENTS: (
        "Promises in numbers",
        "Bidders promise quantities of the proposal's measures, each worth so many pounds.",
    ),
    CriterionKind.PRICE: ("The price", "A formula turns it into points."),
    CriterionKind.GATE: (
        "A requirement",
        "It is passed or failed and has no weight: a bid that fails it is out.",
    ),
}


class StartForm(FlaskForm):
    """What a tree of criteria starts from."""

    template = ChoiceField(
        "What do you want to start from?", choices=[], missing="Select what to start from"
    )
    source = SelectField("Which procurement?", validate_choice=False)
    asked = ChoiceField(
        "How is social value asked about?",
        choices=[
            (QUESTIONS, "A question for each measure"),
            (PROMISES, "Promises in numbers"),
        ],
        hints={
            QUESTIONS: "Bidders say what they will do, and evaluators mark it.",
            PROMISES: (
                "Bidders promise quantities, each worth so many pounds. You need the value of a "
                "unit of every measure."
            ),
        },
        missing="Select how social value is asked about",
        default=QUESTIONS,
    )

    def offer(
        self, templates: Iterable[tuple[str, str, str]], sources: Sequence[tuple[str, str]]
    ) -> None:
        """Offer templates, as values with words and hints, and procurements to copy from."""
        every = [*templates]
        if sources:
            hint = "Its criteria as they stand, without the stress test."
            every.append((COPY, "The criteria of an earlier procurement", hint))
        self.template.choices = [SelectChoice(value, words) for value, words, _ in every]
        self.template.hints = {value: hint for value, _, hint in every}
        self.source.choices = [("", "Select a procurement"), *sources]

    @property
    def is_copy(self) -> bool:
        """Whether an earlier procurement is copied from."""
        return bool(self.template.data == COPY)

    def validate_source(self, field: SelectField) -> None:
        """Refuse a procurement that is not offered, where one is copied from."""
        offered = {value for value, *_ in field.iter_choices()} - {""}
        if self.is_copy and field.data not in offered:
            raise StopValidation("Select the procurement whose criteria you want to copy")


class AddForm(FlaskForm):
    """What is added to the criteria: its kind, its title, and where it stands."""

    kind = ChoiceField(
        "What kind of criterion is it?",
        choices=[(kind.value, words) for kind, (words, _) in _KINDS.items()],
        hints={kind.value: hint for kind, (_, hint) in _KINDS.items()},
        missing="Select what kind of criterion it is",
    )
    title = StringField(
        "What is it called?",
        description="Bidders read it, for example “Method” or “Living wage”.",
        render_kw={"autocomplete": "off"},
    )
    within = SelectField("Where does it stand?", validate_choice=False)

    def offer(self, groups: Iterable[tuple[str, str]], *, has_price: bool) -> None:
        """Offer the groups, as ids with their titles; a second price is not offered."""
        self.within.choices = [(AT_THE_TOP, "At the top"), *groups]
        if has_price:
            kinds = (one for one in _KINDS.items() if one[0] is not CriterionKind.PRICE)
            self.kind.choices = [SelectChoice(kind.value, words) for kind, (words, _) in kinds]

    def validate_title(self, field: Field) -> None:
        """Refuse no title, and one that cannot be shown."""
        take_title(field, "what it is called")

    def validate_within(self, field: SelectField) -> None:
        """Refuse a group that is not offered."""
        if field.data not in {value for value, *_ in field.iter_choices()}:
            raise StopValidation("Select where it stands")

    def criterion(self, id_: str) -> BuiltCriterion:
        """Return the new criterion; only what has been validated can be relied on."""
        kind = CriterionKind(self.kind.data)
        is_scored = kind is CriterionKind.SCORED
        return BuiltCriterion(
            id=id_,
            title=str(self.title.data),
            kind=kind,
            within=group_of(str(self.within.data)),
            scale=MarksFrom("0", "5") if is_scored else None,
            descriptors=LEVELS if is_scored else (),
        )


class MoveForm(FlaskForm):
    """Where a criterion is put."""

    place = SelectField("Where do you want to put it?", validate_choice=False)

    def offer(self, places: Iterable[tuple[str, str]]) -> None:
        """Offer places, as values of `place_of` with their words."""
        self.place.choices = [("", "Select a place"), *places]

    def validate_place(self, field: SelectField) -> None:
        """Refuse a place that is not offered."""
        if field.data not in {value for value, *_ in field.iter_choices()} - {""}:
            raise StopValidation("Select where you want to put it")

    @property
    def chosen(self) -> tuple[str, str]:
        """The group and what is followed in it; only what has been validated can be relied on."""
        within, _, after = str(self.place.data).partition("|")
        return group_of(within), after


class RemoveForm(FlaskForm):
    """That a criterion is to be removed."""


def place_of(within: str, after: str) -> str:
    """Return the value by which a form names a place: a group, and what is followed in it."""
    return f"{within or AT_THE_TOP}|{after}"


def group_of(value: str) -> str:
    """Return the id of the group that a form names, empty for the top."""
    return "" if value == AT_THE_TOP else value
