"""What a rule pack holds: frozen values that the loader makes and everything else reads."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rules.condition import Condition, Operand, ParameterName
from rules.vocabulary import Kind, Stage, Value


class Confidence(StrEnum):
    """How sure a value or a text is; the weakest of what is used is what shows."""

    SEEN = "seen"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"
    AUTHORITY_SETTING = "authority-setting"


class PackKind(StrEnum):
    """The order in which packs stack: the law, then a policy, then the authority's settings."""

    LAW = "law"
    POLICY = "policy"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a pack's files something stands, for messages."""

    file: str
    line: int

    def __str__(self) -> str:
        """Return `file:line`."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A source's id and the pinpoint in it, such as `pa-2023 s.52(1)`."""

    source: str
    pinpoint: str

    def __str__(self) -> str:
        """Return the citation as packs write it."""
        return f"{self.source} {self.pinpoint}"


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A parameter's value from a day on; `value` is None where it is repealed.

    `review_by` is the day by which somebody is to look at it again, of sources and parameters too.
    """

    from_on: date
    until_on: date | None
    value: Value | None
    cites: tuple[Citation, ...]
    confidence: Confidence
    review_by: date | None = None
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated value that rules name; `values` are in the order of their dates."""

    id: str
    title: str
    kind: Kind
    values: tuple[ParameterValue, ...]
    place: Place
    why: str = ""
    set_by_authority: bool = False
    review_by: date | None = None

    def on(self, day: date) -> ParameterValue | None:
        """Return the value in force on a day, or None before the first."""
        for value in reversed(self.values):
            if value.from_on <= day:
                return value if value.until_on is None or day <= value.until_on else None
        return None

    def value_on(self, day: date) -> Value | None:
        """Return what the parameter is on a day, None where it has no value or is repealed."""
        dated = self.on(day)
        return None if dated is None else dated.value


@dataclass(frozen=True, slots=True)
class Rule:
    """One idea of law or policy: when it holds, what then, why, and where that stands.

    `reads` names the facts and conclusions that it reads, `parameters` the parameters that it
    compares with or concludes, each once and in the order written.
    """

    id: str
    title: str
    stage: Stage
    from_on: date
    until_on: date | None
    when: Condition
    then: tuple[tuple[str, Operand], ...]
    because: str
    cites: tuple[Citation, ...]
    place: Place
    reads: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    confidence: Confidence = Confidence.SEEN
    waivable_by: str = ""

    def in_force(self, day: date) -> bool:
        """Return whether the rule is law or policy on that day, its last day included."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What an outcome is measured by. `carried_by` is `contract` or `authority`.

    `example` tells that the source gives it as an example, beside which others may be chosen.
    """

    id: str
    title: str
    unit: str
    outcome: str
    carried_by: str = "contract"
    because: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a policy wants to achieve; `indicators` are ids, shared ones included."""

    id: str
    theme: str
    title: str
    wording: str
    indicators: tuple[str, ...]
    cites: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A model clause for one indicator; texts may hold `{quantity}` and the like."""

    id: str
    version: int
    indicator: str
    question: str
    obligation: str
    kpi: str
    evidence: str
    if_missed: str


@dataclass(frozen=True, slots=True)
class Due:
    """When a duty falls due: `days` (a number or a parameter) after or before an event.

    `begins_with` is whether the day of the event is itself the first of the days.
    """

    days: int | ParameterName
    kind: str
    event: str
    is_before: bool = False
    begins_with: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that must be done in this procurement."""

    id: str
    title: str
    text: str
    cites: tuple[Citation, ...]
    confidence: Confidence
    due: Due | None = None
    notice: str = ""

    @property
    def parameter(self) -> str:
        """The id of the parameter that its days are, empty where they are a number or none."""
        days = self.due.days if self.due else None
        return days.id if isinstance(days, ParameterName) else ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What carries one paragraph of a source, or why nothing does."""

    at: str
    carried_by: tuple[str, ...]
    because: str
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A statute, a policy or another text that rules cite."""

    id: str
    title: str
    kind: str
    reference: str
    confidence: Confidence
    seen_at: str
    covers: tuple[Coverage, ...]
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Titled:
    """A pillar or an approving body."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PackTest:
    """A case of a pack's own tests, typed; absent expectations are None or empty."""

    name: str
    given: MappingProxyType[str, Value]
    expect: MappingProxyType[str, Value | None]
    undetermined: tuple[str, ...]
    includes: MappingProxyType[str, tuple[str, ...]]
    excludes: MappingProxyType[str, tuple[str, ...]]
    needs: tuple[str, ...]
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Pack:
    """A rule pack, loaded and checked for form.

    `content` is everything in it that decides, as canonical JSON; `sha256` is its digest.
    """

    id: str
    title: str
    kind: PackKind
    version: str
    sha256: str
    from_on: date
    until_on: date | None
    until_confidence: Confidence
    stands_on: tuple[str, ...]
    authority: str
    pillars: tuple[Titled, ...]
    bodies: tuple[Titled, ...]
    sources: tuple[Source, ...]
    parameters: tuple[Parameter, ...]
    rules: tuple[Rule, ...]
    outcomes: tuple[Outcome, ...]
    indicators: tuple[Indicator, ...]
    clauses: tuple[Clause, ...]
    duties: tuple[Duty, ...]
    tests: tuple[PackTest, ...]
    content: str = field(repr=False)

    def in_force(self, day: date) -> bool:
        """Return whether the pack decides on that day, its last day included."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)
