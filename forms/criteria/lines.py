"""A title as a person types it, and the question that stands below it."""

from wtforms import Field
from wtforms.validators import StopValidation

from evaluation.outline.criteria.value import LONGEST_ASKED
from forms.characters import is_invisible
from forms.paragraphs import take_paragraphs, why_not_shown

LONGEST_TITLE = 200


def take_title(field: Field, what: str) -> None:
    """Bring a title to one line, and refuse one that is empty, endless or cannot be shown.

    Raises:
        StopValidation: It can't be taken, with what to do.
    """
    text = " ".join(str(field.data or "").split())
    field.data = text
    if is_invisible(text):
        can_be_seen = ", in characters that can be seen" if text else ""
        message = f"Enter {what}{can_be_seen}"
        raise StopValidation(message)
    if len(text) > LONGEST_TITLE:
        message = f"Shorten {what} by {len(text) - LONGEST_TITLE:,} characters"
        raise StopValidation(message)
    if hidden := why_not_shown(text, what):
        raise StopValidation(hidden)


def take_asked(field: Field, what: str) -> None:
    """Bring what bidders are asked to its paragraphs; none is taken for not yet.

    Raises:
        StopValidation: It can't be taken, with what to do.
    """
    take_paragraphs(field, what, most=LONGEST_ASKED, is_needed=False)
