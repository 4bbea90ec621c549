"""The forms of attachments: a file with what it is, and the reason for taking one off."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import StopValidation

from forms.attached_files import FILE_TYPES, LARGEST_FILE
from forms.paragraphs import take_paragraphs

LONGEST_DESCRIPTION = 300
LONGEST_REASON = 500


class AttachForm(FlaskForm):
    """A file, and what it is."""

    file = FileField(
        "File",
        description=(
            f"Of at most {LARGEST_FILE // 1_000_000} MB: "
            f"{', '.join(one.words for one in FILE_TYPES)}. Without macros."
        ),
    )
    description = StringField(
        "What is it?",
        description="For example: Market engagement report, January 2026.",
    )

    def validate_file(self, field: Field) -> None:
        """Refuse no file."""
        if not field.data or not field.data.filename:
            raise StopValidation("Select the file")

    def validate_description(self, field: Field) -> None:
        """Ask what the file is, so that nobody has to open it to find out."""
        take_paragraphs(field, "what the file is", most=LONGEST_DESCRIPTION)


class RemoveForm(FlaskForm):
    """Why a file is taken off."""

    why = TextAreaField(
        "Why is it taken off?",
        description=(
            "The file leaves the list. That it was attached, and why it went, stays on record."
        ),
    )

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it is taken off", most=LONGEST_REASON)
