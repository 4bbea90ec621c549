"""An evaluator's own score of an answer, as it is typed, pasted or pinned."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import StopValidation

from evaluation.model import GateCriterion, Question
from evaluation.numbers import exact, is_number, plain
from evaluation.own_scores import (
    LONGEST_QUOTATION,
    LONGEST_RATIONALE,
    MOST_QUOTATIONS,
    OwnScore,
    levels,
    scored,
)
from evaluation.quotations import Quotation
from forms.page_fields import ChoiceField, SeveralField
from forms.paragraphs import TextIsWrong, read_paragraphs, take_paragraphs
from forms.tender.scales import marks_in_words
from rules.wording import lower_first, upper_first

MOST_RADIOS = 12
"""Scales of more levels take a mark that is typed: a list of them would be too long to read."""

_LARGEST_PLACE = 10_000_000


class LevelField(ChoiceField):
    """One of the levels of a question; none is chosen yet in a draft."""

    def pre_validate(self, form: object) -> None:
        """Refuse what is no level."""
        if self.data:
            super().pre_validate(form)


class MarkField(StringField):
    """A mark on a long scale, as it is typed; none in a draft."""

    def __init__(self, label: str, *, question: Question, **kwargs: Any) -> None:  # noqa: ANN401 - WTForms' own arguments
        """Take the question that the mark is of."""
        super().__init__(label, **kwargs)
        self.question = question

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse what is not on the scale."""
        text = str(self.data or "").strip()
        if text and scored(self.question, text) is None:
            raise StopValidation(f"Enter {lower_first(str(self.description))}")
        self.data = plain(exact(text)) if is_number(text) else text


class QuotationsField(Field):
    """Passages of the answer, one a text, each with where it was pinned, if it was.

    `data` holds those that are not empty; `typed` is what a page shows again.
    """

    def __init__(self, label: str, **kwargs: Any) -> None:  # noqa: ANN401 - WTForms' own arguments
        """Begin with none."""
        super().__init__(label, **kwargs)
        self.typed: list[Quotation] = []

    @property
    def starts(self) -> str:
        """The name of the inputs that say where each was pinned."""
        return f"{self.name}-start"

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - WTForms' own signature
        """Take the quotations from the object, or from what was sent."""
        super().process(formdata, *args, **kwargs)
        if formdata is not None:
            words = formdata.getlist(self.name)
            starts = formdata.getlist(self.starts)
            placed = zip(words, [*starts, *[""] * len(words)], strict=False)
            self.data = [Quotation(text, _place(start)) for text, start in placed if text.strip()]
        self.typed = list(self.data or ())

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Leave the reading to `process`, which sees the places too."""

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse too many, too long ones, and what cannot be shown."""
        if len(self.data) > MOST_QUOTATIONS:
            over = len(self.data) - MOST_QUOTATIONS
            message = f"Take out {over} of the quotations: {MOST_QUOTATIONS} are the most"
            raise StopValidation(message)
        try:
            self.data = [Quotation(_words(one.words), one.start) for one in self.data]
        except TextIsWrong as wrong:
            raise StopValidation(str(wrong)) from wrong


class ScoreForm(FlaskForm):
    """A score, why, and the words that it rests on; see `score_form`."""

    number = HiddenField()
    quotation = QuotationsField("Words of the answer that your score rests on")
    rationale = TextAreaField("Your reasons, by reference to the answer")
    meant = SeveralField(
        "Is this what you mean?", choices=[("yes", "Yes, hand my score in as it is")]
    )

    def validate_rationale(self, field: Field) -> None:
        """Keep the paragraphs, and refuse what cannot be shown."""
        take_paragraphs(field, "your reasons", most=LONGEST_RATIONALE, is_needed=False)

    @property
    def is_meant(self) -> bool:
        """Whether odd words are confirmed."""
        return bool(self.meant.data)

    def own(self) -> OwnScore:
        """Return what was typed; only what was validated can be relied on."""
        return OwnScore(
            str(self["score"].data or ""),
            str(self.rationale.data or ""),
            tuple(self.quotation.data),
        )


def score_form(question: Question) -> type[ScoreForm]:
    """Return the form for an answer to a question, with its levels and what each means."""
    return type("QuestionScoreForm", (ScoreForm,), {"score": score_field(question, "Your score")})


def given(own: OwnScore) -> dict[str, object]:
    """Return what the form begins with."""
    return {
        "score": own.score,
        "rationale": own.rationale,
        "quotation": list(own.quotations),
    }


def score_field(question: Question, label: str) -> Field:
    """Return the field of a score: radios, or a mark that is typed where the scale is long."""
    offered = levels(question)
    if isinstance(question, GateCriterion):
        choices = [(level, level.capitalize()) for level, _ in offered]
    elif len(offered) > MOST_RADIOS:
        return MarkField(
            label, question=question, description=upper_first(marks_in_words(question.scale))
        )
    else:
        choices = [(level, level) for level, _ in offered]
    hints = {level: text for level, text in offered if text}
    return LevelField(label, choices=choices, missing="Select a score", hints=hints)


def _place(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) < len(str(_LARGEST_PLACE))
    return int(text) if is_number else None


def _words(text: str) -> str:
    return read_paragraphs(text, what="a quotation", most=LONGEST_QUOTATION, is_needed=False)
