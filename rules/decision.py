"""A decision: what the rules conclude of one procurement, why, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from rules.money import Percent
from rules.pack import Citation, Confidence
from rules.vocabulary import Kind, Value, law_of


class Status(StrEnum):
    """Whether a conclusion was reached, hangs on a missing fact, or has no rule."""

    CONCLUDED = "concluded"
    UNDETERMINED = "undetermined"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one conclusion: its value, and the rules that stand behind it.

    While a conclusion is undetermined, `hangs_on` names the asked facts that could still
    change it, and `so_far` the ids that will be in it whatever they are.
    """

    name: str
    status: Status
    value: Value | None = None
    rules: tuple[str, ...] = ()
    hangs_on: tuple[str, ...] = ()
    so_far: tuple[str, ...] = ()

    def ids(self) -> tuple[str, ...]:
        """Return the ids that are certain, of a conclusion of kind ids."""
        return self.value if isinstance(self.value, tuple) else self.so_far


@dataclass(frozen=True, slots=True)
class PackReference:
    """Which pack a decision was made under."""

    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ParameterUse:
    """A parameter's value on the day of the decision, as a rule that fired used it."""

    id: str
    title: str
    kind: Kind
    value: Value | None
    from_on: date
    cites: tuple[Citation, ...]
    confidence: Confidence


class TraceEntry(NamedTuple):
    """A rule that fired: its reason with the figures put in, and what it concluded.

    `displaced` names the rules that it displaced; `displaced_by` those that displaced it,
    in which case its conclusions do not stand. A tuple, because a decision makes many.
    """

    rule: str
    title: str
    because: str
    cites: tuple[Citation, ...]
    facts: Mapping[str, Value]
    parameters: tuple[ParameterUse, ...]
    concluded: Mapping[str, Value]
    displaced: tuple[str, ...]
    displaced_by: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class FailedCondition:
    """A condition that kept a rule silent: what it wants, what is so, and how far off.

    `name` is the fact or the conclusion that it reads. `off` is the distance as a part of the
    value on which it turns, of a date as a part of a year; None where it has no measure.
    """

    name: str
    condition: str
    actual: str
    distance: str
    off: Fraction | None = None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """A rule in force that stayed silent, or may yet fire, and the conditions that failed."""

    rule: str
    title: str
    cites: tuple[Citation, ...]
    concludes: tuple[str, ...]
    failed: tuple[FailedCondition, ...]


@dataclass(frozen=True, slots=True)
class DutyDue:
    """A duty that applies, with the days of its time limit resolved on the day decided.

    `begins_with` is whether the day of the event is itself the first of the days. `on` is the
    date where the event's date is known; `notice` a number such as UK6.
    """

    id: str
    title: str
    text: str
    cites: tuple[Citation, ...]
    confidence: Confidence
    days: int | None = None
    kind: str = ""
    event: str = ""
    is_before: bool = False
    on: date | None = None
    notice: str = ""
    begins_with: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval that is needed, by whom and why."""

    body: str
    title: str
    because: str
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything the rules say of one procurement on one day.

    `facts` are those known when it was decided. `findings` holds every conclusion of the
    vocabulary by name, reached or not. `policy` is None where the law alone decided.
    """

    reference: str
    decided_as_of: date
    policy: str | None
    policy_in_force: bool
    vat_rate: Percent
    packs: tuple[PackReference, ...]
    facts: Mapping[str, Value]
    findings: Mapping[str, Finding]
    duties: tuple[DutyDue, ...]
    approvals: tuple[Approval, ...]
    needs: tuple[str, ...]
    open: tuple[str, ...]
    unverified: tuple[str, ...]
    trace: tuple[TraceEntry, ...]
    why_not: tuple[WhyNot, ...] = ()

    def value(self, conclusion: str) -> Value | None:
        """Return the value of a conclusion, None where it is not concluded."""
        return self.findings[conclusion].value

    @property
    def is_outside(self) -> bool:
        """Whether it was decided that none of the laws that the packs hold governs."""
        return self.value(law_of(self.facts)) == "outside"

    def traced(self) -> Mapping[str, TraceEntry]:
        """Return the trace by rule id."""
        return MappingProxyType({entry.rule: entry for entry in self.trace})
