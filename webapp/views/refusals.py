"""How a page answers what was refused: its status, and the error at its head."""

from collections.abc import Sequence

from webapp.services.refusals import Refused
from webapp.views.fields import PageError, refusal_words

CONFLICT = 409


def status_of(refused: Refused | None, errors: Sequence[PageError]) -> int:
    """Return the status of a form's page: refused as things stand, wrong as typed, or fine."""
    if refused is not None:
        return CONFLICT
    return 400 if errors else 200


def refusal_errors(refused: Refused | None) -> tuple[PageError, ...]:
    """Return why something was refused as an error of the page."""
    return () if refused is None else (PageError(refusal_words(refused), "#main-content"),)
