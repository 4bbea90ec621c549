"""What is said when the bids of a tender are evaluated again."""

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField

from forms.paragraphs import take_paragraphs

LONGEST = 4_000


class EvaluatingForm(FlaskForm):
    """That the bids are evaluated, for the first time."""


class EvaluatingAgainForm(EvaluatingForm):
    """Why the bids are evaluated again."""

    why = TextAreaField(
        "Why are the bids evaluated again?",
        description="Say what has changed since, such as a score that the panel agreed anew. The "
        "record keeps it with your name, and the evaluation before it too.",
    )

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why the bids are evaluated again", most=LONGEST)
