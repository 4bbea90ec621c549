"""The page that says why something can't be done with a tender now, and what to do instead."""

from uuid import UUID

from werkzeug.wrappers import Response

from webapp.services.refusals import Refused
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.refusals import CONFLICT


def refused_page(
    procurement_id: UUID,
    refused: Refused,
    *,
    status: int = CONFLICT,
    doing: str = "This can’t be done now",
) -> Response:
    """Say why it can't be done, under the name of what was to be done."""
    return page(
        "tendering/refused.html",
        status=status,
        procurement=preparation_of(procurement_id),
        refused=refused,
        doing=doing,
    )
