"""The kinds of value that facts, conclusions and parameters have, and how they are declared."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from typing import TypeAlias

from rules.money import Money


class Kind(StrEnum):
    """What a value is."""

    MONEY = "money"
    DATE = "date"
    INTEGER = "integer"
    PERCENT = "percent"
    BOOLEAN = "boolean"
    AREA = "area"
    ENUMERATION = "enumeration"
    IDS = "ids"


ORDERED_KINDS = frozenset({Kind.MONEY, Kind.DATE, Kind.INTEGER, Kind.PERCENT, Kind.AREA})
"""The kinds whose values can be more or less than another."""

Value: TypeAlias = Money | date | bool | int | str | tuple[str, ...]
"""A typed value: percentages are whole hundredths, areas whole square centimetres, enumeration
members text, ids a tuple."""


class Supply(StrEnum):
    """Who supplies a fact: the buyer, other facts, what a bid promises, a planning application."""

    ASKED = "asked"
    DERIVED = "derived"
    BID = "bid"
    DEVELOPMENT = "development"


class Stage(IntEnum):
    """The order in which conclusions are reached; a rule sees those of earlier stages only."""

    REGIME = 1
    THRESHOLD = 2
    COVERAGE = 3
    REQUIREMENTS = 4
    PROPORTIONALITY = 5
    PILLARS = 6
    OUTCOMES = 7
    WEIGHTING = 8
    CLAUSES = 9
    DUTIES = 10
    GOVERNANCE = 11
    COMMITMENTS = 12
    PLANNING_LAW = 13
    DEVELOPMENT = 14
    PLANNING = 15


OF_PROCUREMENTS = tuple(stage for stage in Stage if stage < Stage.COMMITMENTS)
"""The stages of a procurement's decision; the one after them judges what its bids promise."""

OF_BIDS = (*OF_PROCUREMENTS, Stage.COMMITMENTS)

OF_DEVELOPMENTS = tuple(stage for stage in Stage if stage > Stage.COMMITMENTS)
"""The stages of the decision on a planning application, which is no procurement."""


class Combination(StrEnum):
    """How the conclusions of several rules become one."""

    ONLY = "only"
    HIGHEST = "highest"
    LOWEST = "lowest"
    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about a procurement, about a commitment in a bid, or about a development.

    `question`, `why` and `example` are what a buyer is asked and told; `topic` is what it is
    about, and the journey asks of one or several topics on a page. `default` is what an absent
    answer means, None where absence is unknown. `inputs` names the facts that a derived one is
    computed from.
    """

    name: str
    kind: Kind
    question: str
    why: str
    topic: str
    title: str
    supply: Supply = Supply.ASKED
    values: tuple[str, ...] = ()
    unit: str = ""
    has_basis: bool = False
    default: Value | None = None
    inputs: tuple[str, ...] = ()
    minimum: int | date | None = None
    maximum: int | date | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Something that rules conclude.

    `required` is `law`, `policy` or empty: what must be decided before a decision is whole.
    `path` is where it stands in the decision's JSON. `refers_to` names what ids are of.
    `unknown_to` names the regimes whose law has no such thing, so that it stays absent.
    """

    name: str
    title: str
    kind: Kind
    stage: Stage
    combines: Combination
    path: str
    required: str = ""
    values: tuple[str, ...] = ()
    unit: str = ""
    has_basis: bool = False
    refers_to: str = ""
    unknown_to: tuple[str, ...] = ()
