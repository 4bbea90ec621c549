"""The forms before the journey: signing in, and starting a procurement."""

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, StringField
from wtforms.validators import StopValidation

from forms.characters import is_invisible
from forms.credentials import require_email, require_password, stripped
from forms.json_fields import ID, id_in_words
from forms.paragraphs import why_not_shown
from forms.procurement import LONGEST_REFERENCE, LONGEST_TITLE


class SignInForm(FlaskForm):
    """E-mail address and password."""

    email = EmailField("E-mail address", render_kw={"autocomplete": "username"})
    password = PasswordField("Password", render_kw={"autocomplete": "current-password"})

    def validate_email(self, field: Field) -> None:
        """Refuse what cannot be an address."""
        require_email(field, "Enter your e-mail address")

    def validate_password(self, field: Field) -> None:
        """Refuse no password, and one that is too long to be one."""
        require_password(field, "Enter your password")


class StartForm(FlaskForm):
    """What a procurement is called, before anything is known of it."""

    title = StringField("What is being bought?", description="For example, Grounds maintenance.")
    reference = StringField(
        "Reference",
        description="Your own, such as COV-2026-014: letters, digits, dots and hyphens.",
        render_kw={"autocomplete": "off"},
    )

    def validate_title(self, field: Field) -> None:
        """Refuse a title that is empty, invisible, endless or cannot be shown."""
        text = stripped(field)
        if not text:
            raise StopValidation("Enter what is being bought")
        if is_invisible(text):
            raise StopValidation("Enter what is being bought in characters that can be seen")
        if len(text) > LONGEST_TITLE:
            raise StopValidation(f"Enter at most {LONGEST_TITLE} characters")
        if message := why_not_shown(text, "what is being bought"):
            raise StopValidation(message)

    def validate_reference(self, field: Field) -> None:
        """Refuse a reference that is not an id."""
        text = stripped(field)
        if not text:
            raise StopValidation("Enter a reference, such as COV-2026-014")
        if len(text) > LONGEST_REFERENCE or not ID.fullmatch(text):
            raise StopValidation(f"Enter {id_in_words(LONGEST_REFERENCE)}")
