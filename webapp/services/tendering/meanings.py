"""What counts of each measure, as bidders are told it: its definition, and its clause."""

from collections.abc import Mapping
from types import MappingProxyType

from evaluation.outline.clauses import Clauses
from evaluation.outline.indicators import obligation_of
from evaluation.outline.proposal import Proposal
from evaluation.outline.variables import from_procurement
from webapp.services.parts import part_of_version
from webapp.services.parts.kinds import CLAUSES, PROPOSAL
from webapp.services.tendering.published import Published
from webapp.store import Session
from webapp.store.models import ProcurementRecord


def meanings_of(
    session: Session, record: ProcurementRecord, authority: str, published: Published
) -> Mapping[str, tuple[str, ...]]:
    """Return what counts of each measure: its definition, and its clause in the sealed outline."""
    measures = published.model.measures
    if not measures:
        return MappingProxyType({})
    version = published.outline_version_id
    clauses = part_of_version(session, record.id, version, CLAUSES) or Clauses()
    proposal = part_of_version(session, record.id, version, PROPOSAL) or Proposal()
    defined = {one.measure: one.own.definition for one in proposal.choices if one.own}
    known = from_procurement(authority, record.title)
    told = {
        id_: (*defined.get(id_, "").splitlines(), *obligation_of(clauses, id_, known).splitlines())
        for id_ in measures
    }
    return MappingProxyType({id_: tuple(filter(None, lines)) for id_, lines in told.items()})
