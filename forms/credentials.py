"""What the forms of signing in and of accounts ask alike: an e-mail address, and a password."""

from wtforms import Field
from wtforms.validators import StopValidation

from forms.characters import refused_character

LONGEST_EMAIL = 254
_LONGEST_PASSWORD = 1000


def stripped(field: Field) -> str:
    """Take the spaces around what was typed out of a field, and return the rest."""
    field.data = (field.data or "").strip()
    return str(field.data)


def require_email(field: Field, missing: str = "") -> None:
    """Refuse what cannot be an e-mail address.

    Args:
        field: What was typed.
        missing: What to say where nothing was; the same as of what can be none if left out.
    """
    text = stripped(field)
    if not text and missing:
        raise StopValidation(missing)
    name, _, host = text.rpartition("@")
    if not (name and host) or len(text) > LONGEST_EMAIL or refused_character(text):
        raise StopValidation("Enter an e-mail address such as name@example.gov.uk")


def require_password(field: Field, missing: str) -> None:
    """Refuse no password, and one that is too long to be one."""
    if not field.data:
        raise StopValidation(missing)
    if len(field.data) > _LONGEST_PASSWORD:
        raise StopValidation(f"Enter a password of at most {_LONGEST_PASSWORD} characters")
