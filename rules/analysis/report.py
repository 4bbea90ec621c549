"""What the analysis of a pack says: findings, warnings, coverage, and dates to keep an eye on."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class FindingKind(StrEnum):
    """What is wrong, in the words of the report: a fault first, then what is only warned of."""

    GAP = "gap"
    CONTRADICTION = "contradiction"
    EVALUATORS_DIFFER = "evaluators differ"
    WEIGHTS = "weights"
    MINIMUMS = "minimums"
    CAN_NEVER_FIRE = "rule that can never fire"
    FIRED_IN_NO_CASE = "rule that fired in no case"
    NEVER_SHOWS = "value that never shows"
    SHADOWED = "shadowed rule"


class TermKind(StrEnum):
    """How a day stands to that from which it is looked at."""

    HAS_ENDED = "has ended"
    ENDS_SOON = "ends soon"
    REVIEW_OVERDUE = "review overdue"
    REVIEW_SOON = "review soon"


@dataclass(frozen=True, slots=True)
class AnalysisFinding:
    """Something that a policy owner must mend or look at: what, where, and a case that shows it.

    `conclusion` is what it is about; `example` is empty where no case is needed to see it.
    `cases` is in how many of the cases it was found, 0 where none were counted.
    """

    kind: FindingKind
    conclusion: str
    message: str
    example: str
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def tenths(self) -> int:
        """The share in tenths of a per cent, half up; all of nothing is 100 per cent.

        >>> Share(1, 3).tenths, Share(2, 3).tenths, Share(0, 0).tenths
        (333, 667, 1000)
        """
        return (2_000 * self.count + self.of) // (2 * self.of) if self.of else 1_000

    def __str__(self) -> str:
        """Return the share as digits with one decimal; only all of it is 100, none of it is 0.

        >>> str(Share(1, 3)), str(Share(9_999, 10_000)), str(Share(1, 10_000)), str(Share(2, 2))
        ('33.3', '99.9', '0.1', '100')
        """
        tenths = self.tenths
        if 0 < self.count < self.of:
            tenths = min(max(tenths, 1), 999)
        whole, rest = divmod(tenths, 10)
        return f"{whole}.{rest}" if rest else str(whole)


@dataclass(frozen=True, slots=True)
class ConclusionCoverage:
    """In how many of the cases inside the pack's scope a conclusion was what."""

    conclusion: str
    cases: int
    concluded: int
    absent: int
    undetermined: int

    def share(self, count: int) -> Share:
        """Return a number of cases as a share of them all."""
        return Share(count, self.cases)


@dataclass(frozen=True, slots=True)
class OneSided:
    """A condition of a rule that no case showed both true and false, and what it never was."""

    rule: str
    condition: str
    never: str


@dataclass(frozen=True, slots=True)
class UnusedValue:
    """A parameter's value that no rule used in any case while it was in force."""

    parameter: str
    from_on: date


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a pack the cases put to the test."""

    conclusions: tuple[ConclusionCoverage, ...] = ()
    rules: Share = Share(0, 0)
    conditions: Share = Share(0, 0)
    values: Share = Share(0, 0)
    one_sided: tuple[OneSided, ...] = ()
    unused: tuple[UnusedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A day that a policy owner has to know of: when something ends, or is to be looked at again.

    `id` names a pack, a parameter, a rule or a source.
    """

    kind: TermKind
    id: str
    on: date
    message: str


@dataclass(frozen=True, slots=True)
class AnalysisReport:
    """What the analysis of one pack looked at, and what it found.

    `on` is the day that `terms` are told of, None where none was asked for. `unverified` names
    what the pack holds that nobody has checked against its text.
    """

    pack: str
    cases: int
    complete: tuple[str, ...]
    sampled: tuple[str, ...]
    decided_again: int
    never_fired: tuple[str, ...]
    findings: tuple[AnalysisFinding, ...]
    warnings: tuple[AnalysisFinding, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    on: date | None = None
    terms: tuple[Term, ...] = ()
    unverified: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found that must be mended; warnings need not be."""
        return not self.findings
