"""The forms of inviting bidders, and of ending a link."""

from flask_wtf import FlaskForm
from wtforms import EmailField, Field, StringField, TextAreaField
from wtforms.validators import StopValidation

from forms.characters import is_invisible, refused_character
from forms.credentials import require_email, stripped
from forms.paragraphs import take_paragraphs

LONGEST_NAME = 200
LONGEST_ADDRESS = 500
LONGEST_REASON = 1_000


class BidderForm(FlaskForm):
    """A supplier that is invited to bid."""

    name = StringField("Name of the supplier", render_kw={"autocomplete": "off"})
    email = EmailField(
        "E-mail address",
        description="The link to the tender is sent here. Whoever reads it can act as the bidder.",
        render_kw={"autocomplete": "off"},
    )
    address = TextAreaField("Postal address", description="Optional. Letters are made out to it.")
    identifier = StringField(
        "Identifier",
        description="Optional: its number on Find a Tender (PPON) or at Companies House.",
        render_kw={"autocomplete": "off"},
    )

    def validate_name(self, field: Field) -> None:
        """Refuse a name that is empty, endless or cannot be shown."""
        take_line(field, most=LONGEST_NAME, missing="Enter the name of the supplier")

    def validate_email(self, field: Field) -> None:
        """Refuse what cannot be an address."""
        require_email(field)

    def validate_address(self, field: Field) -> None:
        """Take the postal address, or nothing."""
        take_paragraphs(field, "the postal address", most=LONGEST_ADDRESS, is_needed=False)

    def validate_identifier(self, field: Field) -> None:
        """Take the identifier, or nothing."""
        take_line(field, most=LONGEST_NAME)


class EndLinkForm(FlaskForm):
    """Why the link of a bidder ends."""

    why = TextAreaField(
        "Why does the link end?",
        description="For example: sent to the wrong address. It goes on the record.",
    )

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why the link ends", most=LONGEST_REASON)


def take_line(field: Field, *, most: int, missing: str = "") -> None:
    """Take one line of text; refuse one that is too long, unseen, or empty where it is asked."""
    text = stripped(field)
    if missing and is_invisible(text):
        raise StopValidation(missing)
    if len(text) > most:
        raise StopValidation(f"Enter at most {most} characters")
    if (mark := refused_character(text)) is not None:
        raise StopValidation(f"Take out the character {mark}, which cannot be shown")
