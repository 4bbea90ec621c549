"""The page that says why something can't be done with a tender now, and what to do instead."""

from uuid import UUID

from werkzeug.wrappers import Response

from webapp.services.refusals import Refused
from webapp.views.pages import page
from webapp.views.preparing.part_pages import CONFLICT


def refused_page(procurement_id: UUID, refused: Refused, *, status: int = CONFLICT) -> Response:
    """Say why it can't be done."""
    return page(
        "tendering/refused.html", status=status, procurement_id=procurement_id, refused=refused
    )
