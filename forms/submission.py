"""Submitting an outline, and taking it back: the words that go with it."""

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, TextAreaField

from forms.paragraphs import take_paragraphs

LONGEST_REASON = 4_000


class SubmitForm(FlaskForm):
    """What those who decide should know beside the outline; `read` stands for what was read."""

    read = HiddenField()
    why = TextAreaField(
        "Is there anything that the panel should know? (optional)",
        description="It stands beside the outline, not in it.",
    )

    def validate_why(self, field: Field) -> None:
        """Take a text that can be shown, or none."""
        take_paragraphs(field, "what the panel should know", most=LONGEST_REASON, is_needed=False)


class AnewForm(SubmitForm):
    """The same for an outline that those who decide have seen before."""

    why = TextAreaField(
        "What has changed since the version before?",
        description="Say how each reason for which it came back was met. "
        "Every changed word is shown to the panel as well.",
    )

    def validate_why(self, field: Field) -> None:
        """Ask for what has changed."""
        take_paragraphs(field, "what has changed", most=LONGEST_REASON)


class ReasonForm(FlaskForm):
    """Why something is done."""

    why = TextAreaField("Why?")

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "the reason, in a sentence or two", most=LONGEST_REASON)
