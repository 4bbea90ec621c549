"""The kinds of part: what each is called, and how its value is stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from evaluation.outline.case import Case
from evaluation.outline.checklist import Checklist
from evaluation.outline.clauses import Clauses
from evaluation.outline.criteria import Criteria
from evaluation.outline.lots import Lots
from evaluation.outline.proposal import Proposal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of part: its name in the store, its title, and the class of its value."""

    name: str
    title: str
    value: type[T]


CHECKLIST: Kind[Checklist] = Kind("checklist", "Commissioning checklist", Checklist)
CASE: Kind[Case] = Kind("case", "Case for the procurement", Case)
LOTS: Kind[Lots] = Kind("lots", "Lots", Lots)
PROPOSAL: Kind[Proposal] = Kind("proposal", "Social value proposal", Proposal)
CRITERIA: Kind[Criteria] = Kind("criteria", "Award criteria", Criteria)
CLAUSES: Kind[Clauses] = Kind("clauses", "Clauses", Clauses)

_EVERY: tuple[Kind[Any], ...] = (CHECKLIST, CASE, LOTS, PROPOSAL, CRITERIA, CLAUSES)

KINDS: Mapping[str, Kind[Any]] = MappingProxyType({kind.name: kind for kind in _EVERY})
"""By its name, every kind of part, in the order of the buyer's task list."""
