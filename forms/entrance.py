"""The forms before the journey: signing in, and starting a procurement."""

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, PasswordField, StringField
from wtforms.validators import StopValidation

from forms.characters import is_invisible, refused_character
from forms.json_fields import ID
from forms.procurement import LONGEST_REFERENCE, LONGEST_TITLE

_LONGEST_EMAIL = 254
_LONGEST_PASSWORD = 1000


class SignInForm(FlaskForm):
    """E-mail address and password."""

    email = EmailField("E-mail address", render_kw={"autocomplete": "username"})
    password = PasswordField("Password", render_kw={"autocomplete": "current-password"})

    def validate_email(self, field: Field) -> None:
        """Refuse what cannot be an address."""
        text = _stripped(field)
        if not text:
            raise StopValidation("Enter your e-mail address")
        name, _, host = text.rpartition("@")
        if not (name and host) or len(text) > _LONGEST_EMAIL or refused_character(text):
            raise StopValidation("Enter an e-mail address such as name@example.gov.uk")

    def validate_password(self, field: Field) -> None:
        """Refuse no password, and one that is too long to be one."""
        if not field.data:
            raise StopValidation("Enter your password")
        if len(field.data) > _LONGEST_PASSWORD:
            raise StopValidation(f"Enter a password of at most {_LONGEST_PASSWORD} characters")


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
        text = _stripped(field)
        if not text:
            raise StopValidation("Enter what is being bought")
        if is_invisible(text):
            raise StopValidation("Enter what is being bought in characters that can be seen")
        if len(text) > LONGEST_TITLE:
            raise StopValidation(f"Enter at most {LONGEST_TITLE} characters")
        if (mark := refused_character(text)) is not None:
            raise StopValidation(f"Take out the character {mark}, which cannot be shown")

    def validate_reference(self, field: Field) -> None:
        """Refuse a reference that is not an id."""
        text = _stripped(field)
        if not text:
            raise StopValidation("Enter a reference, such as COV-2026-014")
        if len(text) > LONGEST_REFERENCE or not ID.fullmatch(text):
            raise StopValidation(
                f"Enter at most {LONGEST_REFERENCE} letters, digits, dots, hyphens and "
                "underscores, beginning with a letter or digit"
            )


def _stripped(field: Field) -> str:
    field.data = (field.data or "").strip()
    return str(field.data)
