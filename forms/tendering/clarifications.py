"""The form with which an officer answers a bidder's question to every bidder."""

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, TextAreaField

from forms.paragraphs import take_paragraphs

LONGEST_QUESTION = 4_000
LONGEST_ANSWER = 10_000


class AnswerForm(FlaskForm):
    """The question as every bidder may read it, and the answer."""

    after = HiddenField()
    question = TextAreaField(
        "The question as every bidder reads it",
        description="Take out whatever says who asked, or belongs to their business alone.",
    )
    answer = TextAreaField("The answer")

    def validate_question(self, field: Field) -> None:
        """Ask for the question as it may be read."""
        take_paragraphs(field, "the question", most=LONGEST_QUESTION)

    def validate_answer(self, field: Field) -> None:
        """Ask for the answer."""
        take_paragraphs(field, "the answer", most=LONGEST_ANSWER)

    @property
    def answers_read(self) -> int:
        """How many answers the page showed, -1 if that was tampered with."""
        text = self.after.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1  # noqa: PLR2004 - no question has ten thousand answers
