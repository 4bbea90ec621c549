"""The documents of a tender, made from what is published and the same for every bidder."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final
from uuid import UUID

from evaluation.publication.counting import Counting, counting_of
from rules.uk_time import day_of
from webapp.documents.content import Document
from webapp.documents.tender_pack import Pack, guide, instructions
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.result.building import decided_on
from webapp.services.tendering.meanings import meanings_of
from webapp.services.tendering.published import Published, published_of
from webapp.store import Session, Store
from webapp.store import procurements as procurement_rows
from webapp.store.models import Organisation, ProcurementRecord

NOT_PUBLISHED = Refused("The tender is not published", "Come back when it is")
KINDS: Final[Mapping[str, Callable[[Pack], Document]]] = MappingProxyType(
    {"instructions": instructions, "guide": guide}
)
"""By the name in its address, every document that is made of a published tender."""


def tender_document(store: Store, procurement_id: UUID, name: str) -> Document | Refused | None:
    """Return a document of a tender, None if there is none of that name."""
    make = KINDS.get(name)
    if make is None:
        return None
    with store.reading() as session:
        pack = pack_of(session, procurement_id)
    return pack if isinstance(pack, Refused) else make(pack)


def pack_of(session: Session, procurement_id: UUID) -> Pack | Refused:
    """Return what the documents of a tender are made from, or that nothing is published."""
    record = procurement_rows.procurement(session, procurement_id)
    if record is None:
        return NO_PROCUREMENT
    found = published_of(session, procurement_id)
    if found is None:
        return NOT_PUBLISHED
    organisation = procurement_rows.organisation(session, record[0].organisation_id)
    return Pack(
        reference=record[0].reference,
        title=record[0].title,
        authority=organisation.name,
        number=found.number,
        published_on=day_of(found.at),
        model=found.model,
        terms=found.terms,
        counting=_counting(session, record[0], organisation, found),
        meanings=meanings_of(session, record[0], organisation.name, found),
    )


def _counting(
    session: Session, record: ProcurementRecord, organisation: Organisation, published: Published
) -> Counting:
    """Return by which rules promises are judged: those that the evaluation will apply."""
    if not published.model.measures:
        return Counting()
    procurement, packs = decided_on(session, record, organisation, published)
    return Counting() if procurement is None else counting_of(procurement.facts(), packs)
