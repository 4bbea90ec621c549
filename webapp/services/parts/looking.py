"""Parts that rest on what has changed, or were copied: they need another look before they go on.

The record of a procurement says which, and because of what; saving a part settles it, and so does
saying that it is still right, which the audit log keeps.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from rules.canonical import canonical_text
from rules.vocabulary import CONCLUSION_BY_NAME, FACT_BY_NAME
from rules.wording import counted
from webapp.services.accounts import Person
from webapp.services.parts.kinds import KINDS
from webapp.services.parts.standing import may_change
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.store import Session, Store, audit
from webapp.store import parts as rows
from webapp.store import procurements as procurement_rows
from webapp.store.models import ProcurementRecord

MOST_NAMED = 3

PAGES: Mapping[str, str] = MappingProxyType(
    {
        "case": "case.case",
        "lots": "lots.lots",
        "proposal": "proposal.proposal",
        "criteria": "criteria.criteria",
        "clauses": "clauses.clauses",
    }
)
"""By the name of a part that rests on answers, the endpoint of its page."""

COPIED = "copied"
"""What stands among the names for a part that was made for another procurement."""

Looks = Mapping[str, tuple[str, ...]]
"""By the name of a part, the facts and conclusions that have changed since it was saved.

`COPIED` stands among them until a part that was copied is looked at.
"""

CHANGED_AGAIN = Refused(
    "The answers have changed again since you opened this page",
    "Look at it as it stands now, and say then whether it is still right",
)


@dataclass(frozen=True, slots=True)
class StillRight:
    """The part stands as it is; said twice, it is on record once."""


def looks_of(record: ProcurementRecord) -> Looks:
    """Return the parts that need another look, and because of what."""
    kept = json.loads(record.looks) if record.looks else {}
    return {part: tuple(names) for part, names in kept.items()}


def ask_for_look(record: ProcurementRecord, touched: Mapping[str, Collection[str]]) -> None:
    """Have parts looked at again because of what has changed, beside what is asked for already."""
    before = looks_of(record)
    _keep(
        record,
        {
            **before,
            **{part: sorted({*before.get(part, ()), *names}) for part, names in touched.items()},
        },
    )


def settle_look(record: ProcurementRecord, part: str) -> tuple[str, ...]:
    """Note that a part was looked at; return because of what it was to be."""
    looks = {**looks_of(record)}
    names = looks.pop(part, ())
    if names:
        _keep(record, looks)
    return names


def looked_at_because(names: Sequence[str]) -> str:
    """Return in words why a part needs another look, as what follows "because".

    Of what has changed the answers come first, then as many conclusions as are read.

    >>> looked_at_because(["coverage", "estimated_value"])
    'these have changed since it was saved: Estimated value; Above or below the threshold'
    >>> looked_at_because(["copied"])
    'this part was copied from another procurement'
    >>> looked_at_because(["copied", "estimated_value"])
    'this part was copied from another procurement, and this has changed since: Estimated value'
    """
    if COPIED not in names:
        return _changed(names, "since it was saved")
    copied = "this part was copied from another procurement"
    others = [name for name in names if name != COPIED]
    return f"{copied}, and {_changed(others, 'since')}" if others else copied


def _changed(names: Sequence[str], since: str) -> str:
    answers = [FACT_BY_NAME[name].title for name in names if name in FACT_BY_NAME]
    said = [CONCLUSION_BY_NAME[name].title for name in names if name in CONCLUSION_BY_NAME]
    titles = [*answers, *said]
    shown, left = titles[:MOST_NAMED], len(titles) - MOST_NAMED
    more = f", and {counted(left, 'more conclusion')}" if left > 0 else ""
    have = "this has" if len(titles) == 1 else "these have"
    return f"{have} changed {since}: {'; '.join(shown)}{more}"


def say_still_right(
    store: Store,
    person: Person,
    procurement_id: UUID,
    *,
    part: str,
    version: int | None = None,
    now: datetime,
) -> StillRight | Refused:
    """Say that a part is still right as it stands, though what it rests on has changed.

    `version` is that of the answers which the person saw; None where a form of the part itself
    was sent, and changed nothing.
    """
    with store.writing() as session:
        found = procurement_rows.procurement(session, procurement_id)
        if found is None or part not in KINDS:
            return NO_PROCUREMENT
        record = found[0]
        if part not in looks_of(record):
            return StillRight()
        closed = may_change(session, procurement_id)
        if closed is not None:
            return closed
        if version is not None and version != record.version:
            return CHANGED_AGAIN
        _note(session, record, person, part, now)
        return StillRight()


def _note(
    session: Session, record: ProcurementRecord, person: Person, part: str, now: datetime
) -> None:
    names = settle_look(record, part)
    record.changed_at = now
    last = rows.revision(session, record.id, part)
    audit.append(
        session,
        "confirm-part",
        at=now,
        actor_id=person.id,
        organisation_id=record.organisation_id,
        subject=f"procurement/{record.id}",
        detail={
            "part": part,
            "revision": last[0].revision if last else 0,
            "version": record.version,
            "because": list(names),
        },
    )


def _keep(record: ProcurementRecord, looks: Mapping[str, Collection[str]]) -> None:
    kept = {part: list(names) for part, names in looks.items() if names}
    record.looks = canonical_text(kept) if kept else None
