"""Beginning a procurement from an earlier one: its answers and parts, never its approvals."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from evaluation.outline.checklist import Checklist, begun_anew
from evaluation.outline.proposal import Proposal
from webapp.services.accounts import Person
from webapp.services.parts import Held, add_revision, every_part
from webapp.services.parts.kinds import CHECKLIST, PROPOSAL
from webapp.services.parts.looking import COPIED, PAGES, ask_for_look
from webapp.services.preparing.beginning import FIRST_VERSION, AnswersRefused, ReferenceTaken, begin
from webapp.services.preparing.procurements import Preparation, Started, answers_of, opened
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.store import Session, Store, audit
from webapp.store import procurements as rows
from webapp.store.models import ProcurementRecord


def _checklist(checklist: Checklist, _: Person) -> Checklist:
    return begun_anew(checklist)


def _proposal(proposal: Proposal, person: Person) -> Proposal:
    """Return a proposal in which nothing is allowed yet, and that the person has written too."""
    authors = dict.fromkeys((*proposal.authors, str(person.id)))
    return replace(proposal, allowings=(), authors=tuple(authors))


FRESH: Mapping[str, Callable[[Any, Person], object]] = MappingProxyType(
    {CHECKLIST.name: _checklist, PROPOSAL.name: _proposal}
)
"""By the name of a part, what it begins as in a copy, where that is not what it was."""


CopyOutcome = Started | ReferenceTaken | AnswersRefused | Refused


def copy_procurement(
    store: Store,
    person: Person,
    *,
    source_id: UUID,
    reference: str,
    title: str,
    commenced_on: date,
    now: datetime,
) -> CopyOutcome:
    """Begin a procurement from another of the same organisation.

    The answers that count and the parts are copied as new rows, with a day of commencement of its
    own. Decisions, outlines, approvals and files are not; stages of the checklist are to be done
    again, and what a role had allowed has to be allowed anew. Every other part needs another look
    before the outline is submitted. Sending the same twice copies once.
    """
    with store.writing() as session:
        source, found = opened(session, source_id), rows.procurement(session, source_id)
        if source is None or found is None:
            return NO_PROCUREMENT
        record = begin(
            session,
            person,
            found[1],
            reference=reference,
            title=title,
            answers={**source.journey.answers, "commenced_on": commenced_on},
            now=now,
            copied_from=source_id,
        )
        if isinstance(record, ReferenceTaken):
            made = _made_before(session, person, source, reference, title, commenced_on)
            return record if made is None else Started(made)
        if isinstance(record, AnswersRefused):
            return record
        _note(session, person, record, source, _copy_parts(session, person, record, source))
        return Started(record.id)


def _made_before(
    session: Session,
    person: Person,
    source: Preparation,
    reference: str,
    title: str,
    commenced_on: date,
) -> UUID | None:
    """Return the copy that the same form has made, as when a button is clicked twice."""
    found = rows.procurement_of_reference(session, source.organisation_id, reference)
    record = session.get(ProcurementRecord, found) if found else None
    if record is None or (record.copied_from, record.created_by) != (source.id, person.id):
        return None
    first = answers_of(session, record.id, version=FIRST_VERSION)
    is_same = (record.title, first.get("commenced_on")) == (title, commenced_on)
    return record.id if is_same else None


def _note(
    session: Session,
    person: Person,
    record: ProcurementRecord,
    source: Preparation,
    parts: Mapping[str, Held[object]],
) -> None:
    audit.append(
        session,
        "copy-procurement",
        at=record.created_at,
        actor_id=person.id,
        organisation_id=record.organisation_id,
        subject=f"procurement/{record.id}",
        detail={
            "reference": record.reference,
            "title": record.title,
            "copied_from": str(source.id),
            "copied_reference": source.reference,
            "answers": sorted(source.journey.answers),
            "parts": {name: held.revision for name, held in parts.items()},
        },
    )


def _copy_parts(
    session: Session, person: Person, record: ProcurementRecord, source: Preparation
) -> Mapping[str, Held[object]]:
    """Copy every part of the source, and ask for a look at each; return what was copied."""
    parts = every_part(session, source.id)
    for name, held in parts.items():
        _copy_part(session, person, record, name, held, why=f"Copied from {source.reference}")
    ask_for_look(record, {name: (COPIED,) for name in parts if name in PAGES})
    return parts


def _copy_part(
    session: Session,
    person: Person,
    record: ProcurementRecord,
    name: str,
    held: Held[object],
    *,
    why: str,
) -> None:
    begin = FRESH.get(name)
    value = begin(held.value, person) if begin else held.value
    add_revision(
        session,
        record,
        person,
        part=name,
        value=value,
        number=1,
        why=why,
        now=record.created_at,
    )
