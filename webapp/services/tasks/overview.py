"""Everything that a task list, and the pages of the parts, are made from, read at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar, cast
from uuid import UUID

from webapp.services.parts import Held, Kind, every_part
from webapp.services.procurements import Preparation, opened
from webapp.services.submission.problems import Problem
from webapp.services.submission.readiness import blocking
from webapp.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that a task list is made from, read at one moment.

    `problems` are what is in the way of submitting the outline, as its own page lists them.
    """

    preparation: Preparation
    parts: Mapping[str, Held[object]]
    problems: tuple[Problem, ...] = ()

    def held(self, kind: Kind[T]) -> Held[T] | None:
        """Return a part as it stands, None before it is first saved."""
        return cast("Held[T] | None", self.parts.get(kind.name))


def open_overview(store: Store, procurement_id: UUID) -> Overview | None:
    """Return a procurement with its parts, None if there is none such."""
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return None
        return Overview(preparation, every_part(session, procurement_id))


def open_with_problems(store: Store, procurement_id: UUID) -> Overview | None:
    """Return the same with what is in the way of submitting the outline."""
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        if preparation is None:
            return None
        parts = every_part(session, procurement_id)
        return Overview(preparation, parts, blocking(session, preparation, parts=parts))
