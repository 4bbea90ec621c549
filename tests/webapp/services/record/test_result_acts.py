"""The sentence of an evaluation."""

from datetime import UTC, datetime
from uuid import UUID

from webapp.services.record.sentences import told
from webapp.services.record.telling import Entry, Named, Told

ANN = UUID(int=1)


def sentence(**detail: object) -> Told:
    at = datetime(2026, 5, 12, 9, 14, tzinfo=UTC)
    return told(Entry(7, at, ANN, "evaluate-bids", f"procurement/{ANN}", detail), Named())


def test_the_first_evaluation_is_told_with_its_fingerprints() -> None:
    found = sentence(number=1, tender_sha256="a" * 64, result_sha256="b" * 64, why="")

    assert found == Told(
        f"had the bids evaluated, evaluation 1 (fingerprints: tender {'a' * 12}… and result "
        f"{'b' * 12}…)"
    )


def test_a_later_one_is_told_with_its_reason() -> None:
    found = sentence(number=2, tender_sha256="a", result_sha256="b", why="A score was agreed anew")

    assert found.what.startswith("had the bids evaluated again, evaluation 2 ")
    assert found.why == "A score was agreed anew"
