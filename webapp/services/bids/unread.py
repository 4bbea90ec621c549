"""Bids that count and can't be read: what is known of each, and whether it is left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import HANDS
from webapp.roles import Role
from webapp.services.bids.counting import counting
from webapp.store import Session
from webapp.store import bids as rows
from webapp.store.bids import ReceiptRow, UnreadStepRow

ASKED, RETURNED, LOST = "asked", "returned", "lost"


@dataclass(frozen=True, slots=True)
class Loss:
    """That somebody declared, in a role, that a bid can't be had."""

    by_id: UUID | None
    by: str
    role: Role
    because: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Unread:
    """A bid that counts and was not read, with what was done about it.

    `asked_at` is when its bidder was asked for the very file last, None before.
    """

    row: ReceiptRow
    asked_at: datetime | None
    losses: tuple[Loss, ...]
    steps: int

    @property
    def is_left_out(self) -> bool:
        """Whether two people of different roles declared that it can't be had."""
        people, roles = {one.by_id for one in self.losses}, {one.role for one in self.losses}
        return len(people) >= HANDS and len(roles) >= HANDS


def every_unread(session: Session, procurement_id: UUID) -> tuple[Unread, ...]:
    """Return the bids that count and were not read, those that are left out too."""
    read = {one.bid_receipt_id for one in rows.opened(session, procurement_id)}
    counted = counting(rows.receipts(session, procurement_id)).counted
    found = [row for row in counted if row.receipt.id not in read]
    if not found:
        return ()
    steps: dict[UUID, list[UnreadStepRow]] = {}
    for one in rows.unread_steps(session, procurement_id):
        steps.setdefault(one.step.bid_receipt_id, []).append(one)
    return tuple(_unread(row, steps.get(row.receipt.id, ())) for row in found)


def unread_in(session: Session, procurement_id: UUID) -> tuple[ReceiptRow, ...]:
    """Return the bids without which nothing is evaluated: they count, and may yet be read."""
    found = every_unread(session, procurement_id)
    return tuple(one.row for one in found if not one.is_left_out)


def left_out(found: Iterable[Unread]) -> tuple[Unread, ...]:
    """Return the bids that are left out."""
    return tuple(one for one in found if one.is_left_out)


def _unread(row: ReceiptRow, steps: Sequence[UnreadStepRow]) -> Unread:
    asked = [one.step.made_at for one in steps if one.step.kind == ASKED]
    losses = tuple(_loss(one) for one in steps if one.step.kind == LOST)
    return Unread(row, asked[-1] if asked else None, losses, len(steps))


def _loss(one: UnreadStepRow) -> Loss:
    step = one.step
    return Loss(step.made_by, one.name, Role(step.role), step.because, step.made_at)


def words_of(losses: Iterable[Loss]) -> Mapping[str, str]:
    """Return why a bid is left out and who declared it, each a text for documents."""
    found = tuple(losses)
    return {
        "because": "\n".join(one.because for one in found),
        "declared_by": "; ".join(f"{one.by}, {one.role.words.lower()}" for one in found),
    }
