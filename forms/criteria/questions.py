"""The form of a question that evaluators mark: its scale, what earns each mark, its minimum."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, ClassVar

from wtforms import Field, TextAreaField
from wtforms.validators import StopValidation

from evaluation.numbers import exact, plain
from evaluation.outline.criteria import BuiltCriterion, CriterionKind, Level, MarksFrom
from evaluation.outline.criteria.tree import marks_of
from evaluation.outline.criteria.value import MOST_LEVELS, MOST_WORDS
from forms.criteria.base import CriterionForm, MinimumPart, Offers, OutcomePart, beyond
from forms.criteria.lines import take_asked
from forms.criteria.numbers import decimal, read_decimal, written
from forms.page_fields import ChoiceField, SeveralField, TypedTextField
from forms.paragraphs import take_paragraphs

LONGEST_DESCRIPTOR = 1_000
OTHER = "other"
SCALES = ("0-3", "0-4", "0-5", "0-10")
_UNCHANGED = MarksFrom("0", "5")


def _limit(text: str) -> str:
    """Return a limit of words as it is kept.

    Raises:
        ValueError: With what to type instead.
    """
    what = "The words of an answer"
    found = read_decimal(
        text, what=what, example="500", least=Fraction(1), most=Fraction(MOST_WORDS)
    )
    if not found.isdigit():
        message = f"{what} must be a whole number, such as 500"
        raise ValueError(message)
    return found


class QuestionForm(CriterionForm, OutcomePart, MinimumPart):
    """A question; `question_form` adds a field for each mark."""

    shown: ClassVar[tuple[str, ...]] = ("title", "asked", "most_words", "outcome", "indicators")

    asked = TextAreaField(
        "What are bidders asked?",
        description=(
            "The question as a bidder is to answer it, which evaluators read beside the answer. It "
            "is needed before the outline is submitted."
        ),
    )
    most_words = TypedTextField(
        "How many words may an answer have?",
        parse=_limit,
        write=written,
        description=(
            "Leave it empty for no limit. A longer answer is read whole and marked as too long."
        ),
    )
    indicators = SeveralField("Which of the proposal's measures does it ask about?", choices=[])
    scale = ChoiceField(
        "On which scale is it marked?",
        choices=[
            *((one, one.replace("-", " to ")) for one in SCALES),
            (OTHER, "Another scale"),
        ],
        missing="Select a scale",
        description=(
            "A description stays with its mark. If you change the scale, marks that the new one "
            "does not have lose theirs, and the page asks for those of the others."
        ),
    )
    lowest = TypedTextField(
        "Lowest mark", parse=decimal("The lowest mark", "0", least=Fraction(0)), write=written
    )
    highest = TypedTextField(
        "Highest mark", parse=decimal("The highest mark", "5", above=Fraction(0)), write=written
    )
    step = TypedTextField(
        "Step between marks", parse=decimal("The step", "0.5", above=Fraction(0)), write=written
    )

    def __init__(self, standing: BuiltCriterion, offers: Offers) -> None:
        """Take the question as it stands, and what can be chosen."""
        scale = standing.scale or _UNCHANGED
        told = {one.level: one.text for one in standing.descriptors}
        super().__init__(
            standing,
            asked=standing.asked,
            most_words=standing.most_words,
            indicators=list(standing.indicators),
            scale=_choice(scale),
            lowest=scale.lowest,
            highest=scale.highest,
            step=scale.step,
            **self.outcome_data(standing),
            **self.minimum_data(standing),
            **{level_field(level): text for level, text in told.items()},
        )
        self.offer_outcomes(offers, standing)
        known = dict(offers.indicators)
        gone = [(id_, f"{id_} (not in the proposal)") for id_ in standing.indicators]
        offered = [*offers.indicators, *(one for one in gone if one[0] not in known)]
        self.indicators.choices = offered

    @property
    def levels(self) -> tuple[Field, ...]:
        """The fields of the marks, the highest first, as evaluators read them."""
        names = [level_field(plain(mark)) for mark in _marks(self.standing)]
        return tuple(self[name] for name in reversed(names))

    @property
    def marks(self) -> MarksFrom:
        """The scale that was chosen; only what has been validated can be relied on."""
        if self.scale.data == OTHER:
            return MarksFrom(self.lowest.data, self.highest.data, self.step.data or "1")
        lowest, _, highest = str(self.scale.data).partition("-")
        return MarksFrom(lowest, highest)

    def validate_asked(self, field: Field) -> None:
        """Refuse what cannot be shown, or nobody would read; none is taken for not yet."""
        take_asked(field, "what bidders are asked")

    def validate_lowest(self, field: TypedTextField) -> None:
        """Refuse a scale of one's own without a lowest mark."""
        self._refuse_missing(field, "Enter the lowest mark, such as 0")

    def validate_highest(self, field: TypedTextField) -> None:
        """Refuse a scale that does not rise."""
        self._refuse_missing(field, "Enter the highest mark, such as 5")
        has_both = self.scale.data == OTHER and field.data and self.lowest.data
        if has_both and exact(field.data) <= exact(self.lowest.data):
            raise StopValidation("The highest mark must lie above the lowest")

    def validate_step(self, field: TypedTextField) -> None:
        """Refuse steps that do not reach the highest mark, and more marks than are described."""
        if self.scale.data != OTHER:
            field.errors = []
            return
        ends = (self.lowest.data, self.highest.data)
        if field.process_errors or None in ends or exact(ends[1]) <= exact(ends[0]):
            return
        span = (exact(ends[1]) - exact(ends[0])) / exact(field.data or "1")
        if span.denominator != 1:
            raise StopValidation("Enter a step that leads from the lowest mark to the highest")
        if span >= MOST_LEVELS:
            message = f"Enter a step that makes at most {MOST_LEVELS} marks"
            raise StopValidation(message)

    def validate_minimum(self, field: TypedTextField) -> None:
        """Refuse a minimum that the scale does not reach."""
        super().validate_minimum(field)
        if self.minimum_asked(is_percent=False) is None or not self._has_scale():
            return
        beyond(field, exact(self.marks.highest), f"Enter at most {self.marks.highest}")
        if field.data is not None and exact(field.data) < exact(self.marks.lowest):
            message = f"Enter at least {self.marks.lowest}"
            raise StopValidation(message)

    def criterion(self) -> BuiltCriterion:
        """Return the question as it was sent; only what has been validated can be relied on."""
        on_scale = {plain(mark) for mark in marks_of(self.marks)}
        described = (
            Level(plain(mark), str(self[level_field(plain(mark))].data))
            for mark in _marks(self.standing)
        )
        return BuiltCriterion(
            id=self.standing.id,
            title=str(self.title.data),
            kind=CriterionKind.SCORED,
            within=self.standing.within,
            weight=self.standing.weight,
            outcome=self.outcome_served,
            is_for_climate=self.is_for_climate,
            indicators=tuple(self.indicators.data or ()),
            minimum=self.minimum_asked(is_percent=False),
            scale=self.marks,
            descriptors=tuple(one for one in described if one.text and one.level in on_scale),
            asked=str(self.asked.data),
            most_words=str(self.most_words.data or ""),
        )

    def _refuse_missing(self, field: TypedTextField, message: str) -> None:
        if self.scale.data != OTHER:
            field.errors = []
        elif field.data is None and not field.process_errors:
            raise StopValidation(message)

    def _has_scale(self) -> bool:
        if self.scale.data != OTHER:
            return self.scale.data in SCALES
        return self.lowest.data is not None and self.highest.data is not None


def question_form(standing: BuiltCriterion, offers: Offers) -> QuestionForm:
    """Return the form of a question, with a field for each mark of its scale."""
    fields: dict[str, Any] = {}
    for mark in _marks(standing):
        name = level_field(plain(mark))
        fields[name] = TextAreaField(f"What earns {plain(mark)}?")
        fields[f"validate_{name}"] = _description_of(plain(mark))
    made = type("DescribedQuestionForm", (QuestionForm,), fields)
    form: QuestionForm = made(standing, offers)
    return form


def level_field(level: str) -> str:
    """Return the name of the field in which a mark is described."""
    return f"level-{level}"


def _description_of(level: str) -> Callable[[QuestionForm, Field], None]:
    def validate(_: QuestionForm, field: Field) -> None:
        """Refuse what cannot be shown, or nobody would read; none is taken for not yet."""
        take_paragraphs(field, f"what earns {level}", most=LONGEST_DESCRIPTOR, is_needed=False)

    return validate


def _marks(standing: BuiltCriterion) -> tuple[Fraction, ...]:
    return marks_of(standing.scale or _UNCHANGED)


def _choice(scale: MarksFrom) -> str:
    plain_scale = f"{scale.lowest}-{scale.highest}"
    return plain_scale if scale.step == "1" and plain_scale in SCALES else OTHER
