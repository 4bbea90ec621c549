"""The forms of accounts: invitations, passwords, and the codes of the second factor."""

from flask_wtf import FlaskForm
from wtforms import (
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import StopValidation

from forms.characters import is_invisible, refused_character
from forms.credentials import require_email, require_password, stripped
from forms.paragraphs import take_paragraphs

LONGEST_NAME = 200
LONGEST_CODE = 40
LONGEST_REFERENCE = 100
LONGEST_REASON = 1_000
_LONG_ENOUGH = "At least 12 characters. Three or four words that only you would put together."


class InviteForm(FlaskForm):
    """Who is invited, to which role, and for which procurement if for one."""

    name = StringField("Name", render_kw={"autocomplete": "off"})
    email = EmailField("E-mail address", render_kw={"autocomplete": "off"})
    role = SelectField("Role")
    reference = StringField(
        "Reference of one procurement",
        description="Leave it empty if the role is for every procurement of the organisation.",
        render_kw={"autocomplete": "off"},
    )

    def __init__(self, roles: tuple[tuple[str, str], ...], **kwargs: object) -> None:
        """Offer these roles, each a value and its words."""
        super().__init__(**kwargs)
        self.role.choices = list(roles)

    def validate_name(self, field: Field) -> None:
        """Refuse a name that is empty, endless or cannot be shown."""
        text = stripped(field)
        if not text or is_invisible(text):
            raise StopValidation("Enter the person's name")
        if len(text) > LONGEST_NAME:
            raise StopValidation(f"Enter at most {LONGEST_NAME} characters")
        if (mark := refused_character(text)) is not None:
            raise StopValidation(f"Take out the character {mark}, which cannot be shown")

    def validate_email(self, field: Field) -> None:
        """Refuse what cannot be an address."""
        require_email(field)

    def validate_reference(self, field: Field) -> None:
        """Refuse a reference that none can be."""
        if len(stripped(field)) > LONGEST_REFERENCE:
            raise StopValidation(f"Enter at most {LONGEST_REFERENCE} characters")


class EndRoleForm(FlaskForm):
    """Why a role ends, or every role of somebody."""

    why = TextAreaField(
        "Why does it end?",
        description="For example: moved to another team. It goes on the record with your name.",
    )

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it ends", most=LONGEST_REASON)


class NewPasswordForm(FlaskForm):
    """The password of a new account."""

    password = PasswordField(
        "Password",
        description=_LONG_ENOUGH,
        render_kw={"autocomplete": "new-password"},
    )

    def validate_password(self, field: Field) -> None:
        """Refuse none; how long it has to be is the service's to say."""
        require_password(field, "Enter a password")


class ChangePasswordForm(FlaskForm):
    """The old password and the new one."""

    old = PasswordField("Your password now", render_kw={"autocomplete": "current-password"})
    new = PasswordField(
        "Your new password",
        description=_LONG_ENOUGH,
        render_kw={"autocomplete": "new-password"},
    )

    def validate_old(self, field: Field) -> None:
        """Refuse no password."""
        require_password(field, "Enter the password you sign in with")

    def validate_new(self, field: Field) -> None:
        """Refuse no password."""
        require_password(field, "Enter a new password")


class CodeForm(FlaskForm):
    """A code of the second factor."""

    code = StringField(
        "Code",
        description="The six digits that your authenticator shows, or one of your recovery codes.",
        render_kw={"autocomplete": "one-time-code", "inputmode": "text"},
    )

    def validate_code(self, field: Field) -> None:
        """Refuse no code, and what is too long to be one."""
        text = stripped(field)
        if not text:
            raise StopValidation("Enter the code")
        if len(text) > LONGEST_CODE:
            raise StopValidation("Enter the six digits, or one recovery code")


class OwnPasswordForm(FlaskForm):
    """The password of whoever is signed in, asked for once more."""

    password = PasswordField("Your password", render_kw={"autocomplete": "current-password"})

    def validate_password(self, field: Field) -> None:
        """Refuse no password."""
        require_password(field, "Enter the password you sign in with")


class SwitchOnForm(CodeForm, OwnPasswordForm):
    """The secret that was offered, the code that shows it has arrived, and the password."""

    secret = HiddenField()

    def __init__(self, **data: object) -> None:
        """Ask for the device's code alone: there are no recovery codes yet."""
        super().__init__(**data)
        self.code.description = "The six digits that your authenticator shows now."
