"""The words of the record's pages: the kinds of act, and where a line leads."""

from typing import Any, Final

from flask import current_app, url_for

from webapp.services.record import Group
from webapp.services.record.telling import Place

GROUPS: Final = {
    Group.ANSWERS: "Answers and decisions",
    Group.PARTS: "Parts of the outline",
    Group.OUTLINE: "Submission and approval",
    Group.MEETINGS: "Meetings",
    Group.EVALUATION: "The evaluation panel",
    Group.FILES: "Files",
    Group.PEOPLE: "Roles and invitations",
    Group.SIGN_INS: "Sign-ins and accounts",
    Group.SETTINGS: "Settings",
    Group.MEASURES: "Licensed measures",
    Group.EXPORTS: "The record downloaded",
    Group.BIDS: "Bids",
}
OF_PROCUREMENT: Final = (
    Group.ANSWERS,
    Group.PARTS,
    Group.OUTLINE,
    Group.MEETINGS,
    Group.EVALUATION,
    Group.FILES,
    Group.BIDS,
    Group.PEOPLE,
    Group.EXPORTS,
)
"""The kinds that the acts on one procurement can be of."""


def place_address(place: Place | None) -> str:
    """Return the address of a page that shows something as it was, empty where there is none."""
    if place is None or place.endpoint not in current_app.view_functions:
        return ""
    arguments: dict[str, Any] = dict(place.arguments)
    return "" if None in arguments.values() else url_for(place.endpoint, **arguments)
