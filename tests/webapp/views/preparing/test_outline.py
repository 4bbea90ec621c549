"""The outline through the pages: HTML to read, PDF to take along, Word to edit."""

from uuid import UUID

import pytest

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.samples import answered, decided
from webapp.services.accounts import Person


@pytest.fixture
def procurement_id(store: WatchedStore, buyer: Person) -> UUID:
    return decided(store, buyer, NOW)


def test_the_outline_is_a_page(buyer_client: Client, procurement_id: UUID) -> None:
    html = buyer_client.get(f"/procurements/{procurement_id}/outline").text

    assert "Procurement Outline Document" in html
    assert "Buyer of Coventry City Council" in html
    assert html.count("<h1") == 1
    assert "<style" not in html


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "mimetype", "start"),
    [("pdf", "application/pdf", b"%PDF-"), ("docx", WORD, b"PK\x03\x04")],
)
def test_the_file_is_the_same_each_time(
    buyer_client: Client, procurement_id: UUID, ending: str, mimetype: str, start: bytes
) -> None:
    first, second = (
        buyer_client.get(f"/procurements/{procurement_id}/outline.{ending}") for _ in range(2)
    )

    named = f"attachment; filename=outline-COV-2026-014.{ending}"
    assert (first.mimetype, first.headers["Content-Disposition"]) == (mimetype, named)
    assert first.data.startswith(start)
    assert first.data == second.data


def test_without_a_recorded_decision_there_is_none(
    buyer_client: Client, store: WatchedStore, buyer: Person
) -> None:
    ready = answered(store, buyer, NOW)

    for name in ("outline", "outline.pdf", "outline.docx"):
        response = buyer_client.get(f"/procurements/{ready}/{name}")

        assert response.headers["Location"] == f"/procurements/{ready}/decision"
