"""What the interpreter works with and finds: periods of the law, outcomes, an interpretation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from rules.decision import Finding
from rules.money import Percent
from rules.pack import Rule
from rules.ready import ReadyStage
from rules.sheet import Reading
from rules.truth import Plain, Truth
from rules.vocabulary import Stage, Value


class Open(NamedTuple):
    """A conclusion that a missing fact could still change: where, and through which rules."""

    stage: ReadyStage
    reading: Reading
    rules: tuple[Rule, ...]


class Outcome(NamedTuple):
    """What a set of rules comes to: the finding, its plain value, the rules that may change it."""

    finding: Finding
    plain: Plain | None
    open: tuple[Rule, ...]


class Period(NamedTuple):
    """The rules of a time in which nothing changes, and what sets of them come to."""

    parameters: Mapping[str, Plain]
    stages: Mapping[Stage, ReadyStage]
    remembered: dict[tuple[str, int, int], Outcome]


@dataclass(slots=True)
class Interpretation:
    """What the interpreter found, stage by stage.

    `fired` holds rules in the order of the packs; `standing` tells of each rule that has
    exceptions whether it stands after them, None where that is not known yet. `plain` holds
    facts, conclusions and parameters as they are compared, `values` conclusions. `open` holds
    what `explain` needs to tell on which facts undetermined conclusions hang, `lacks` for the
    rules that it asked about the names that they lack.
    """

    day: date
    rate: Percent
    facts: Mapping[str, Value]
    plain: dict[str, Plain]
    period: Period
    fired: list[Rule] = field(default_factory=list)
    lacks: dict[str, set[str]] = field(default_factory=dict)
    standing: dict[str, Truth] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    values: dict[str, Value] = field(default_factory=dict)
    open: dict[str, Open] = field(default_factory=dict)
