"""What the procurements that a person may read come to: by tier, and by the outcomes asked for."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from rules.money import Money, Pence, VatBasis
from rules.stack import Stack
from rules.vocabulary.conclusions import TIERS
from webapp.services.accounts import Person
from webapp.services.finding.listing import reading_of
from webapp.services.settings import stack_of_organisation
from webapp.store import Store
from webapp.store import finding as rows

BASES: Final = (VatBasis.INCLUDED, VatBasis.EXCLUDED, None)


@dataclass(frozen=True, slots=True)
class Sum:
    """What the procurements of one kind come to: how many, and their values by VAT basis.

    Values on different bases are never added; `without_value` have none yet.
    """

    key: str
    procurements: int
    pence: Mapping[VatBasis | None, int]
    without_value: int = 0

    def on(self, basis: VatBasis | None) -> Money:
        """Return the sum of the values on a basis, nothing where there are none."""
        return Money(Pence(self.pence.get(basis, 0)), basis)


@dataclass(frozen=True, slots=True)
class Overview:
    """Sums by tier in the tiers' order, those without a tier last; and by outcome, most first.

    `proposing` is how many procurements have a proposal; a procurement counts for each outcome
    that it asks for, with all of its value.
    """

    tiers: tuple[Sum, ...]
    outcomes: tuple[Sum, ...]
    procurements: int
    proposing: int


@dataclass(slots=True)
class _Tally:
    procurements: int = 0
    valued: int = 0
    pence: dict[VatBasis | None, int] = field(default_factory=dict)

    def add(self, count: int, valued: int, basis: VatBasis | None, pence: int) -> None:
        self.procurements += count
        self.valued += valued
        if valued:
            self.pence[basis] = self.pence.get(basis, 0) + pence

    def told(self, key: str) -> Sum:
        return Sum(key, self.procurements, self.pence, self.procurements - self.valued)


def overview_of(store: Store, person: Person) -> Overview:
    """Return what the procurements that a person may read come to, in the same few queries."""
    with store.reading() as session:
        reading = reading_of(person)
        tiers = _by_tier(rows.sums_by_tier(session, reading))
        by_measures = rows.sums_by_measures(session, reading)
        owners = {owner for owner, *_ in by_measures}
        stacks = {owner: stack_of_organisation(store, owner) for owner in owners}
    outcomes, proposing = _by_outcome(by_measures, stacks)
    return Overview(tiers, outcomes, sum(one.procurements for one in tiers), proposing)


def _by_tier(
    found: Iterable[tuple[str | None, str | None, int, int, int]],
) -> tuple[Sum, ...]:
    tallies = {tier: _Tally() for tier in (*TIERS, "")}
    for tier, vat, count, valued, pence in found:
        tallies[tier or ""].add(count, valued, _basis(vat), pence)
    return tuple(tally.told(tier) for tier, tally in tallies.items())


def _by_outcome(
    found: Iterable[tuple[UUID, str, str | None, int, int, int]], stacks: Mapping[UUID, Stack]
) -> tuple[tuple[Sum, ...], int]:
    tallies: dict[str, _Tally] = {}
    proposing = 0
    for owner, measures, vat, count, valued, pence in found:
        proposing += count
        for title in _outcomes(json.loads(measures), stacks[owner]):
            tallies.setdefault(title, _Tally()).add(count, valued, _basis(vat), pence)
    sums = (tally.told(title) for title, tally in tallies.items())
    return tuple(sorted(sums, key=lambda one: (-one.procurements, one.key))), proposing


def _outcomes(measures: Iterable[tuple[str, str | None]], stack: Stack) -> frozenset[str]:
    """Return the titles of the outcomes that measures serve, each once."""
    found = set()
    for measure, own in measures:
        indicator = stack.indicators.get(measure)
        id_ = own or (indicator.outcome if indicator else "")
        outcome = stack.outcomes.get(id_)
        found.add(outcome.title if outcome else id_ or "No outcome of the policy")
    return frozenset(found)


def _basis(vat: str | None) -> VatBasis | None:
    return VatBasis(vat) if vat else None
