"""Whether the part that a page is about needs another look, as the page says at its head."""

from dataclasses import dataclass

from flask import request, url_for

from webapp.services.parts.looking import PAGES, looked_at_because
from webapp.services.preparing.procurements import Preparation
from webapp.views.access import may_write

_PART_OF_PAGE = {endpoint: part for part, endpoint in PAGES.items()}


@dataclass(frozen=True, slots=True)
class LookAsked:
    """Because of what a part needs another look; `address` is empty for who may not change it."""

    because: str
    address: str


def look_asked(preparation: Preparation | None) -> LookAsked | None:
    """Return that the part of this page needs another look, None where it needs none."""
    part = _PART_OF_PAGE.get(request.endpoint or "", "")
    names = preparation.looks.get(part, ()) if preparation is not None else ()
    if preparation is None or not names:
        return None
    is_open = may_write(preparation.organisation_id, preparation.id) and preparation.closed is None
    address = url_for("looks.still_right", procurement_id=preparation.id, part=part)
    return LookAsked(looked_at_because(names), address if is_open else "")
