"""What names a row that the log pins: the same words for an act and for the row as it stands."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

Key = tuple[str, ...]
"""What a row is, and its place; in front of both, once it is known, the procurement."""
Digest = tuple[str, ...]
"""What tells that a row is the very one, in text."""
Detail = Mapping[str, Any]
Numbers = Mapping[UUID, int]
"""The numbers of the bidders."""


def subject(procurement_id: UUID) -> str:
    """Return a procurement as acts name it."""
    return f"procurement/{procurement_id}"


def bidder(number: int) -> str:
    """Return which bidder a row is of."""
    return f"bidder {number}"


def row(number: int) -> str:
    """Return which row a row is of those in its place, the first being 1."""
    return f"row {number}"


def numbered(number: int) -> str:
    """Return a row of those that people know by their numbers."""
    return f"number {number}"


def question(bidder_number: int, number: int, of_it: int) -> Key:
    """Return what is of the question about a bidder's price with a number."""
    return bidder(bidder_number), f"question {number}", numbered(of_it)


def receipt(bidder_number: int, number: int, of_it: int) -> Key:
    """Return what is of the receipt of a bidder with a number."""
    return bidder(bidder_number), f"receipt {number}", row(of_it)


def criterion(name: str, bidder_number: int, number: int) -> Key:
    """Return a score of a bidder for a criterion."""
    return name, bidder(bidder_number), row(number)


def lot(number: int) -> str:
    """Return which lot a row is of."""
    return f"lot {number}"


def moment(at: datetime | str) -> str:
    """Return a moment, also one that is written in ISO 8601, in UTC."""
    found = datetime.fromisoformat(at) if isinstance(at, str) else at
    return found.astimezone(UTC).isoformat()
