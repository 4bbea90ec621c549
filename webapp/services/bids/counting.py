"""Which of a bidder's bids counts: the last in time, or a late one that was admitted."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from webapp.store.bids import ReceiptRow


class State(StrEnum):
    """What a bid that came in is worth."""

    COUNTS = "counts"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    LATE = "late"
    NOT_ADMITTED = "not_admitted"


@dataclass(frozen=True, slots=True)
class Counting:
    """The receipts of a procurement, each with what it is worth."""

    rows: tuple[ReceiptRow, ...]
    states: tuple[State, ...]

    @property
    def counted(self) -> tuple[ReceiptRow, ...]:
        """The bids that count, one a bidder at most."""
        return self._in(State.COUNTS)

    @property
    def undecided(self) -> tuple[ReceiptRow, ...]:
        """The late bids on which nobody has decided."""
        return self._in(State.LATE)

    def state_of(self, receipt_id: UUID) -> State:
        """Return what a bid is worth."""
        return next(
            state
            for row, state in zip(self.rows, self.states, strict=True)
            if row.receipt.id == receipt_id
        )

    def _in(self, state: State) -> tuple[ReceiptRow, ...]:
        return tuple(
            row for row, found in zip(self.rows, self.states, strict=True) if found is state
        )


def counting(rows: Iterable[ReceiptRow]) -> Counting:
    """Judge the receipts of a procurement, each bidder's in their order."""
    found = tuple(rows)
    counts = {row.receipt.bidder_id: row.receipt.id for row in found if _may_count(row)}
    asks = {
        row.receipt.bidder_id: row.receipt.id
        for row in found
        if row.receipt.is_late and row.withdrawal is None
    }
    last = frozenset(counts.values()), frozenset(asks.values())
    return Counting(found, tuple(_state(row, *last) for row in found))


def in_time(rows: Iterable[ReceiptRow]) -> int:
    """Return how many bidders had sent a bid by the deadline and not taken it back.

    So regulation 27(2)(n)(i) and (o)(i) of the Procurement Regulations 2024 counts tenders.
    """
    found = (row for row in rows if not row.receipt.is_late and row.withdrawal is None)
    return len({row.receipt.bidder_id for row in found})


def _may_count(row: ReceiptRow) -> bool:
    if row.withdrawal is not None:
        return False
    return not row.receipt.is_late or (row.decision is not None and row.decision.is_admitted)


def _state(row: ReceiptRow, counts: frozenset[UUID], asks: frozenset[UUID]) -> State:
    if row.withdrawal is not None:
        return State.WITHDRAWN
    if row.receipt.id in counts:
        return State.COUNTS
    if row.decision is not None and not row.decision.is_admitted:
        return State.NOT_ADMITTED
    is_asking = row.receipt.id in asks and row.decision is None
    return State.LATE if is_asking else State.REPLACED
