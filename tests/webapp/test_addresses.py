"""The addresses that people are told: the application has the page that each is made for."""

import ast
import inspect
from uuid import UUID

import pytest
from flask import Flask

from tests.architecture.tree import modules, name, parsed
from webapp import addresses
from webapp.addresses import (
    award_page,
    bidder_entrance,
    bidder_page,
    calibration_page,
    condition_page,
    departure_page,
    draft_page,
    interests_judged_page,
    interests_page,
    letters_page,
    lots_page,
    meeting_page,
    moderation_page,
    opening_page,
    paper_page,
    result_page,
    scoring_page,
    settling_page,
    standstill_page,
    tender_page,
    unread_bids_page,
    version_page,
)

ONE = UUID(int=1)
BOUND = {
    "version_page": (
        version_page(ONE, 2),
        ("versions.version", {"procurement_id": ONE, "number": 2}),
    ),
    "departure_page": (
        departure_page(ONE, "indicator:cov-2022-trees"),
        ("departures.departure", {"procurement_id": ONE, "key": "indicator:cov-2022-trees"}),
    ),
    "paper_page": (paper_page(ONE), ("papers.paper", {"version_id": ONE})),
    "condition_page": (condition_page(ONE), ("conditions.condition", {"condition_id": ONE})),
    "meeting_page": (meeting_page(ONE), ("meetings.meeting", {"meeting_id": ONE})),
    "calibration_page": (
        calibration_page(ONE),
        ("calibration.calibration", {"procurement_id": ONE}),
    ),
    "scoring_page": (scoring_page(ONE), ("scoring.scoring", {"procurement_id": ONE})),
    "unread_bids_page": (
        unread_bids_page(ONE),
        ("unread_bids.unread", {"procurement_id": ONE}),
    ),
    "lots_page": (lots_page(ONE), ("lot_awards.lots", {"procurement_id": ONE})),
    "opening_page": (opening_page(ONE), ("bids.opening", {"procurement_id": ONE})),
    "moderation_page": (moderation_page(ONE), ("moderating.moderation", {"procurement_id": ONE})),
    "result_page": (result_page(ONE), ("result.result", {"procurement_id": ONE})),
    "tender_page": (tender_page(ONE), ("tendering.tender", {"procurement_id": ONE})),
    "letters_page": (letters_page(ONE), ("letters.letters", {"procurement_id": ONE})),
    "standstill_page": (standstill_page(ONE), ("standstill.standstill", {"procurement_id": ONE})),
    "settling_page": (settling_page(ONE), ("settling.settling", {"procurement_id": ONE})),
    "award_page": (award_page(ONE), ("awarding.award", {"procurement_id": ONE})),
    "interests_page": (
        interests_page(ONE),
        ("interests.declaration", {"procurement_id": ONE}),
    ),
    "interests_judged_page": (
        interests_judged_page(ONE, ONE),
        ("interests.verdict", {"procurement_id": ONE, "user_id": ONE}),
    ),
    "bidder_entrance": (bidder_entrance("a-token"), ("bidding.enter", {"token": "a-token"})),
    "bidder_page": (bidder_page(), ("bidding.bidding", {})),
    "draft_page": (draft_page(ONE), ("drafts.draft", {"draft_id": ONE})),
}
"""For each maker of an address: one that it makes, and the endpoint with what it is called with."""


def written_by_hand(tree: ast.Module) -> list[str]:
    """Return the texts of a module that begin as the path of a page does."""
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [
        node.value
        for node in texts
        if isinstance(node.value, str) and node.value[:1] == "/" and node.value[1:2].isalpha()
    ]


@pytest.mark.parametrize(("address", "bound"), BOUND.values(), ids=BOUND)
def test_the_application_has_the_page(
    application: Flask, address: str, bound: tuple[str, dict[str, object]]
) -> None:
    assert application.url_map.bind("podium.example").match(address) == bound


def test_a_section_of_a_paper_is_named_behind_its_page() -> None:
    assert paper_page(ONE, "the-case") == f"{paper_page(ONE)}#the-case"


def test_every_address_that_is_made_is_held_against_the_application() -> None:
    makers = {found for found, _ in inspect.getmembers(addresses, inspect.isfunction)}

    assert makers == BOUND.keys()


def test_no_service_writes_an_address_by_hand() -> None:
    found = {name(path): written_by_hand(parsed(path)) for path in modules("webapp/services")}

    assert {module: texts for module, texts in found.items() if texts} == {}


def test_an_address_that_is_written_by_hand_is_caught() -> None:
    tree = ast.parse('tell(address=f"/meetings/{meeting.id}", title="Called", text="1/2")')

    assert written_by_hand(tree) == ["/meetings/"]
