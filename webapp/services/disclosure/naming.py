"""What a file calls people and bidders: by their names for a court, by their roles for others."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from uuid import UUID

from evaluation.disclosure import Audience, Recipient
from evaluation.disclosure.masking import Masker, Named
from evaluation.panel.naming import masked_name
from rules.wording import lower_first
from webapp.roles import Role
from webapp.store.disclosures import Worker
from webapp.store.tender_tables import Bidder

_ID: Final = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
SOMEBODY: Final = "somebody who has no role here"


@dataclass(slots=True)
class Naming:
    """What everybody is called in one file.

    Whoever is called by a role gets a number within it when first met, so that two of the same role
    are told apart; rows come in the same order every time, and so do the numbers. `open_bidders`
    are those whose names this file may tell.
    """

    recipient: Recipient
    workers: Mapping[UUID, Worker]
    bidders: Mapping[UUID, Bidder]
    open_bidders: frozenset[UUID]
    _roles: dict[UUID, str] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    @property
    def is_open(self) -> bool:
        """Whether everybody is called by name."""
        return self.recipient.audience is Audience.COURT

    def person(self, user_id: UUID) -> str:
        """Return what somebody of the authority is called."""
        worker = self.workers.get(user_id)
        if worker is None:
            return SOMEBODY
        return worker.name if self.is_open else self.role(worker)

    def role(self, worker: Worker) -> str:
        """Return somebody's role, with the number that tells them apart within it."""
        if worker.id not in self._roles:
            role = Role(worker.roles[0]).words if worker.roles else "Worker"
            self._counts[role] += 1
            self._roles[worker.id] = f"{role} {self._counts[role]}"
        return self._roles[worker.id]

    def bidder(self, bidder_id: UUID) -> str:
        """Return what a bidder is called."""
        bidder = self.bidders.get(bidder_id)
        if bidder is None:
            return "a bidder"
        if self.is_open or bidder_id in self.open_bidders:
            return f"{bidder.name} ({lower_first(masked_name(bidder.number))})"
        return self._masked(bidder)

    def people_in(self, text: str) -> str:
        """Return a text in which ids of people are what these are called."""

        def called(match: "re.Match[str]") -> str:
            worker = self.workers.get(UUID(match[0]))
            return match[0] if worker is None else self.person(worker.id)

        return _ID.sub(called, text)

    def masker(self) -> Masker | None:
        """Return what takes names out of texts, None where they stay."""
        if self.is_open:
            return None
        people = [
            Named((one.name, one.email), partial(self.role, one), is_person=True)
            for one in self.workers.values()
        ]
        own = self.recipient.number
        bidders = [
            Named(_written(one), partial(self._masked, one))
            for one in self.bidders.values()
            if one.number != own and (own is not None or one.id not in self.open_bidders)
        ]
        return Masker((*bidders, *people))

    def _masked(self, bidder: Bidder) -> str:
        """Return what a bidder is called whose name is not told; to another, no more than that."""
        return "another bidder" if self.recipient.number else masked_name(bidder.number)


def naming(
    recipient: Recipient,
    workers: Sequence[Worker],
    bidders: Sequence[Bidder],
    winners: frozenset[UUID],
) -> Naming:
    """Return what everybody is called in a file for somebody."""
    own = frozenset(one.id for one in bidders if one.number == recipient.number)
    return Naming(
        recipient,
        {one.id: one for one in workers},
        {one.id: one for one in bidders},
        own | winners,
    )


def _written(bidder: Bidder) -> tuple[str, ...]:
    told = (bidder.name, bidder.email, bidder.identifier, *bidder.address.splitlines())
    return tuple(text.strip() for text in told if text.strip())
