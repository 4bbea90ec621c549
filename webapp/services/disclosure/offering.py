"""What the page of the file shows: for whom one can be made now, and what each would get."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.disclosure import Audience, Ground, Recipient, Thing, Treatment, treatment_of
from evaluation.panel.phases import Phase
from webapp.services.accounts import Person
from webapp.services.disclosure.making import refused_to
from webapp.services.panel.access import panel_access
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.store import Session, Store, disclosures, publications
from webapp.store import procurements as procurement_rows
from webapp.store.models import ProcurementRecord


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody a file can be for; `refused` says why not now, None where it can."""

    recipient: Recipient
    words: str
    refused: Refused | None


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """For whom a file can be made, and by audience what each kind of thing would be."""

    record: ProcurementRecord
    phase: Phase
    choices: tuple[Choice, ...]
    profiles: Mapping[Audience, tuple[tuple[Thing, Treatment], ...]]

    @property
    def possible(self) -> tuple[Choice, ...]:
        """Those for whom one can be made now."""
        return tuple(one for one in self.choices if one.refused is None)

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Every ground that a profile names now, each once."""
        return tuple(
            dict.fromkeys(
                ground
                for rows in self.profiles.values()
                for _, treatment in rows
                for ground in treatment.grounds
            )
        )


def offer(store: Store, person: Person, procurement_id: UUID, *, now: datetime) -> Offer | Refused:
    """Return for whom a person can take the file of a procurement along."""
    with store.reading() as session:
        found = procurement_rows.procurement(session, procurement_id)
        if found is None:
            return NO_PROCUREMENT
        seen = panel_access(session, person, procurement_id, now=now)
        return Offer(
            record=found[0],
            phase=seen.phase,
            choices=_choices(session, person, procurement_id, now),
            profiles={
                audience: tuple(
                    (thing, treatment_of(thing, audience, seen.phase)) for thing in Thing
                )
                for audience in Audience
            },
        )


def _choices(
    session: Session, person: Person, procurement_id: UUID, now: datetime
) -> tuple[Choice, ...]:
    """Return for whom a file can be; bidders are named only to whom they may be."""
    public, court = Recipient(Audience.PUBLIC), Recipient(Audience.COURT)
    found = [
        Choice(one, one.audience.words, refused_to(session, person, procurement_id, one, now=now))
        for one in (public, court)
    ]
    sent = disclosures.told_bidders(session, procurement_id)
    told = [one for one in publications.bidders(session, procurement_id) if one.id in sent]
    first = Recipient(Audience.BIDDER, told[0].number) if told else None
    refused = refused_to(session, person, procurement_id, first, now=now) if first else None
    if refused is not None:
        return tuple(found)
    return (
        *found,
        *(Choice(Recipient(Audience.BIDDER, one.number), one.name, None) for one in told),
    )
