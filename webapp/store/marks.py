"""The mark of a procurement: what tells one state of all that it is made from from any other.

A row that is never changed is told by its id, a decision by its digest too, and one that may be
changed by what stands in it. So two marks are equal only if a procurement, its answers, decisions,
parts, outlines and publications, the settings of its organisation and who may decide there are the
same, whoever wrote them and in which process.
"""

from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    Text,
    Uuid,
    bindparam,
    inspect,
    or_,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from webapp.store.connection import Session
from webapp.store.models import (
    Answer,
    Base,
    DecisionRecord,
    Organisation,
    ProcurementRecord,
    RoleHeld,
    User,
)
from webapp.store.outline_tables import OutlineStep, OutlineVersion
from webapp.store.part_tables import PartRevision, StressRun
from webapp.store.setting_tables import AuthoritySetting
from webapp.store.tender_tables import Publication


class Mark(NamedTuple):
    """A mark, and in the open the policy that the organisation is decided by."""

    policy: str | None
    told: tuple[object, ...]


_OF = bindparam("procurement_id", type_=Uuid())


class _Joined(FunctionElement[str]):
    """The ids of all rows as one text; SQLAlchemy's own puts its statement together each time."""

    inherit_cache = True
    type = Text()


@compiles(_Joined)
def _on_server(element: _Joined, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return f"string_agg(CAST({compiler.process(element.clauses, **options)} AS VARCHAR), ' ')"


@compiles(_Joined, "sqlite")
def _in_file(element: _Joined, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return f"group_concat({compiler.process(element.clauses, **options)}, ' ')"


def _columns(table: type[Base]) -> list[InstrumentedAttribute[Any]]:
    return [getattr(table, one.key) for one in inspect(table).column_attrs]


def _all(column: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> ScalarSelect[str]:
    """Return a column of every row that satisfies conditions, as one text."""
    return select(_Joined(column)).where(*conditions).scalar_subquery()


@cache
def _marking(roles: frozenset[str]) -> Select[*tuple[Any, ...]]:
    """Return the query of a mark, put together once, which takes longer than asking."""
    return (
        select(
            *_columns(ProcurementRecord),
            *_columns(Organisation),
            _all(Answer.id, Answer.procurement_id == _OF),
            _all(DecisionRecord.id, DecisionRecord.procurement_id == _OF),
            _all(DecisionRecord.content_sha256, DecisionRecord.procurement_id == _OF),
            _all(PartRevision.id, PartRevision.procurement_id == _OF),
            _all(StressRun.id, StressRun.procurement_id == _OF),
            _all(
                OutlineStep.id,
                OutlineStep.outline_version_id == OutlineVersion.id,
                OutlineVersion.procurement_id == _OF,
            ),
            _all(Publication.id, Publication.procurement_id == _OF),
            _all(
                AuthoritySetting.id,
                AuthoritySetting.organisation_id == ProcurementRecord.organisation_id,
            ),
            _all(
                RoleHeld.id,
                RoleHeld.organisation_id == ProcurementRecord.organisation_id,
                or_(*(RoleHeld.role == role for role in sorted(roles))),
                RoleHeld.ended_at.is_(None),
                RoleHeld.user_id == User.id,
                User.disabled_at.is_(None),
            ),
            Organisation.policy,
        )
        .join(Organisation, Organisation.id == ProcurementRecord.organisation_id)
        .where(ProcurementRecord.id == _OF)
    )


def mark_of(session: Session, procurement_id: UUID, *, roles: frozenset[str]) -> Mark | None:
    """Return the mark of a procurement, None if there is none such.

    `roles` are those of whoever may decide.
    """
    row = session.execute(_marking(roles), {"procurement_id": procurement_id}).one_or_none()
    return None if row is None else Mark(row[-1], tuple(row))
