"""Queries about the lots of outlines that are approved: are they what lots were awarded by."""

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from webapp.store.connection import Session
from webapp.store.last_rows import is_last
from webapp.store.outline_tables import OutlineStep, OutlineVersion
from webapp.store.part_tables import PartRevision

_STANDING = ("sealed", "reopened")
_PART = "lots"


def parts_of_outline(procurement_id: InstrumentedAttribute[UUID]) -> ScalarSelect[str]:
    """Return which revisions the approved outline of a procurement is made of, as JSON."""
    return (
        select(OutlineVersion.parts)
        .join(OutlineStep, OutlineStep.outline_version_id == OutlineVersion.id)
        .where(
            OutlineVersion.procurement_id == procurement_id,
            OutlineStep.state.in_(_STANDING),
            is_last(OutlineStep.number, OutlineStep.outline_version_id),
        )
        .order_by(OutlineVersion.number)
        .limit(1)
        .correlate(procurement_id.class_)
        .scalar_subquery()
    )


def changed_outlines(
    session: Session, made_by: Mapping[UUID, tuple[int, str | None]]
) -> Collection[UUID]:
    """Return the procurements whose approved outline has other lots, or another limit, by now.

    Args:
        session: Where it is asked, at most once.
        made_by: Of each procurement the revision of the lots by which they were awarded, and the
            revisions that its approved outline is made of, as JSON; None if none is approved.
    """
    now = {
        one: json.loads(parts).get(_PART) if parts else None for one, (_, parts) in made_by.items()
    }
    anew = {
        one: (made_by[one][0], number) for one, number in now.items() if number != made_by[one][0]
    }
    if not anew:
        return frozenset()
    row = PartRevision
    found = session.execute(
        select(row.procurement_id, row.revision, row.content).where(
            row.part == _PART,
            or_(
                *(
                    and_(
                        row.procurement_id == one, row.revision.in_([each for each in both if each])
                    )
                    for one, both in anew.items()
                )
            ),
        )
    )
    known = {(one, number): _awarded_by(content) for one, number, content in found}
    return frozenset(
        one
        for one, (then, number) in anew.items()
        if number is None or known.get((one, then)) != known.get((one, number))
    )


def _awarded_by(content: str) -> tuple[Any, ...]:
    """Return what of an outline's lots the award of them goes by."""
    part = json.loads(content)
    lots = [(one["number"], one["title"]) for one in part.get("lots", ())]
    return part.get("division"), part.get("most_lots"), lots
