"""Making the file of a procurement: whether it may be made, its parts, its index, its act."""

import os
import tempfile
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from evaluation.disclosure import Audience, Recipient, Thing, treatment_of
from evaluation.panel.naming import bid_id
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from webapp.documents.disclosure import Part, index_page
from webapp.services.accounts import Person
from webapp.services.bids.sealed import Vault
from webapp.services.disclosure.archive import Archive
from webapp.services.disclosure.contents import (
    Filling,
    Written,
    json_bytes,
    part_of,
    write_tables,
)
from webapp.services.disclosure.extras import ACT, winners_of, write_beside
from webapp.services.disclosure.indexing import State, index_json, index_of
from webapp.services.disclosure.naming import naming
from webapp.services.lot_awards.seeing import seen_in
from webapp.services.panel.access import panel_access
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.tendering.standing import standing_of
from webapp.store import Session, Store, audit, disclosures, publications
from webapp.store import procurements as procurement_rows

_IN_MEMORY: Final = 4_000_000

NO_BIDDER = Refused(
    "The tender has no bidder of that number", "Choose one of those who were invited to bid"
)
NOT_TOLD = Refused(
    "The bidder has not been sent its letter about the award, and learns nothing before it",
    "Send the letters first; all bidders are told at the same time",
)
KEPT_FROM = Refused(
    "The file holds what is kept from you now: you score or chair in this tender, or your role "
    "sees it only later",
    "Ask a procurement officer or an auditor who takes no part in the evaluation",
)


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is made: its bytes, to be read from the beginning, its name, size and digest."""

    file: IO[bytes] = field(repr=False)
    name: str
    size: int
    sha256: str


def kept_in(folder: Path, secret: str) -> Vault:
    """Return where an installation keeps bids and attached files."""
    return Vault(folder, secret)


def disclose(
    store: Store,
    vault: Vault,
    person: Person | None,
    *,
    procurement_id: UUID,
    recipient: Recipient,
    now: datetime,
) -> Made | Refused:
    """Make the file of a procurement for somebody, and note that it was taken along.

    The same record gives the same bytes. `person` is None for whoever runs the service.
    """
    with store.reading() as session:
        state = _state(session, procurement_id, now)
        if state is None:
            return NO_PROCUREMENT
        refused = refused_to(session, person, procurement_id, recipient, now=now)
        if refused is not None:
            return refused
        made = _made(session, vault, state, recipient, now)
    with store.writing() as session:
        _note(session, state, person, recipient, made, now=now)
    return made


def refused_to(
    session: Session,
    person: Person | None,
    procurement_id: UUID,
    recipient: Recipient,
    *,
    now: datetime,
) -> Refused | None:
    """Return why somebody may not have the file for somebody, None where they may."""
    if person is None:
        phase = standing_of(session, procurement_id, now=now).phase
    else:
        seen = panel_access(session, person, procurement_id, now=now)
        phase = seen.phase
        if not all(seen.sees(sight) for sight in _sights(recipient, phase)):
            return seen.refused or KEPT_FROM
        is_whole = recipient.audience is Audience.COURT
        if is_whole and not seen_in(session, person, procurement_id, now=now).sees_all:
            return KEPT_FROM
    if recipient.audience is not Audience.BIDDER:
        return None
    bidders = publications.bidders(session, procurement_id)
    bidder = next((one for one in bidders if one.number == recipient.number), None)
    if bidder is None:
        return NO_BIDDER
    told = disclosures.told_bidders(session, procurement_id)
    return None if phase.is_at_least(Phase.TOLD) and bidder.id in told else NOT_TOLD


def _sights(recipient: Recipient, phase: Phase) -> frozenset[Sight]:
    """Return what the file for somebody lets whoever takes it along see."""
    return frozenset(
        thing.sight
        for thing in Thing
        if thing.sight and treatment_of(thing, recipient.audience, phase).is_given
    )


def _state(session: Session, procurement_id: UUID, now: datetime) -> State | None:
    found = procurement_rows.procurement(session, procurement_id)
    if found is None:
        return None
    record, organisation = found
    return State(
        record,
        organisation,
        standing_of(session, procurement_id, now=now).phase,
        tuple(publications.bidders(session, procurement_id)),
        disclosures.last_act(session, organisation.id, procurement_id, but=ACT),
    )


def _made(
    session: Session, vault: Vault, state: State, recipient: Recipient, now: datetime
) -> Made:
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - whoever sends it closes it
    try:
        with closing(Archive(file)) as archive:
            sha256 = _filled(session, vault, archive, state, recipient, now)
    except BaseException:
        file.close()
        raise
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    name = f"{_plain(state.record.reference)} file for {_plain(recipient.code)}.zip"
    return Made(file, name, size, sha256)


def _filled(
    session: Session,
    vault: Vault,
    archive: Archive,
    state: State,
    recipient: Recipient,
    now: datetime,
) -> str:
    """Write everything into a file, and return the digest of its index."""
    called = naming(
        recipient,
        disclosures.workers(session, state.organisation.id),
        state.bidders,
        _winners(session, state),
    )
    filling = Filling(
        session,
        archive,
        state.organisation.id,
        state.record.id,
        recipient,
        state.phase,
        f"{state.record.reference}: {state.record.title}",
        called,
    )
    parts = tuple(_part(filling, vault, thing, now) for thing in Thing)
    index = index_of(state, recipient, parts)
    archive.add("index.html", (index_page(index).encode(),))
    return archive.add("index.json", (json_bytes(index_json(index, recipient)),)).sha256


def _winners(session: Session, state: State) -> frozenset[UUID]:
    """Return the bidders that everybody may know: who won, once all were told."""
    if not state.phase.is_at_least(Phase.TOLD):
        return frozenset()
    ids = {bid_id(one.number): one.id for one in state.bidders}
    return winners_of(disclosures.last_result(session, state.record.id), ids)


def _part(filling: Filling, vault: Vault, thing: Thing, now: datetime) -> Part:
    treatment, written = filling.treatment(thing), Written()
    if treatment.is_given:
        write_tables(filling, thing, written)
        write_beside(filling, vault, thing, written, now)
    return part_of(thing, treatment, written)


def _plain(text: str) -> str:
    return "".join(char if char.isalnum() or char in "-._ " else "-" for char in text)


def _note(
    session: Session,
    state: State,
    person: Person | None,
    recipient: Recipient,
    made: Made,
    *,
    now: datetime,
) -> None:
    audit.append(
        session,
        "disclose",
        at=now,
        actor_id=person.id if person else None,
        organisation_id=state.organisation.id,
        subject=f"procurement/{state.record.id}",
        detail={
            "for": recipient.audience.value,
            "bidder": recipient.number,
            "phase": state.phase.value,
            "index_sha256": made.sha256,
            "bytes": made.size,
        },
    )
