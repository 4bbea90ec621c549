"""A bidder reads the documents of the tender that it is invited to."""

import pytest

from tests.webapp.bids import come_in
from tests.webapp.clients import Client


@pytest.fixture
def bidder(stranger: Client, links: list[str]) -> Client:
    """A bidder that came in by its link."""
    come_in(stranger, links[0])
    return stranger


@pytest.mark.parametrize(("name", "words"), [("guide", "Guide for bidders"), ("instructions", "")])
def test_a_bidder_reads_a_document_and_takes_it_along(
    bidder: Client, name: str, words: str
) -> None:
    read = bidder.get(f"/bid/documents/{name}")

    assert read.status_code == 200
    assert words in read.text
    assert f"/bid/documents/{name}" in bidder.get("/bid").text
    assert bidder.get(f"/bid/documents/{name}.pdf").data.startswith(b"%PDF-")
    assert bidder.get(f"/bid/documents/{name}.docx").data.startswith(b"PK")


def test_there_is_no_other_document(bidder: Client) -> None:
    assert bidder.get("/bid/documents/letters").status_code == 404


def test_whoever_did_not_come_in_reads_none(stranger: Client) -> None:
    assert stranger.get("/bid/documents/guide").status_code == 401
