"""Why a procurement is ended without award."""

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField

from forms.paragraphs import take_paragraphs

LONGEST = 8_000


class EndForm(FlaskForm):
    """Why a procurement is ended without award."""

    because = TextAreaField(
        "Why the procurement is ended",
        description="Every bidder reads this in its letter: say nothing of single tenders.",
    )

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why the procurement is ended", most=LONGEST)
