"""What a pack decides over every combination of facts, and what in it cannot be or never matters.

For each conclusion, over the facts that it depends on; the interpreter judges every case,
and the rules engine decides a seeded sample of them again.
"""

from collections.abc import Callable
from datetime import date

from rules.analysis.coverage import coverage_of
from rules.analysis.groups import Group, groups_of
from rules.analysis.idle import hidden, never_firing, seldom_firing, shadowed, silent_rules
from rules.analysis.judging import Judge, Judged, shown
from rules.analysis.reach import dead_rules
from rules.analysis.report import AnalysisFinding, AnalysisReport, FindingKind
from rules.analysis.shadows import Shadows
from rules.analysis.shrinking import told
from rules.analysis.terms import DAYS_AHEAD, terms_of, unverified
from rules.analysis.work import judged_parts, parts_of
from rules.hidden_values import HiddenValues
from rules.pack import Pack
from rules.stack import Stack

__all__ = ["DAYS_AHEAD", "SAMPLE", "AnalysisFinding", "AnalysisReport", "analyse", "shown"]

SAMPLE = 5_000


class _Whole:
    """What all parts of the cases came to, joined in their order."""

    def __init__(self, pack: Pack, stack: Stack) -> None:
        self.judged = Judged()
        self.shadows, self.hidden = Shadows(pack, stack), HiddenValues(pack, stack)
        self.is_begun = False

    def add(self, part: Judged) -> None:
        judged = self.judged
        judged.cases += part.cases
        judged.decided_again += part.decided_again
        for held in part.findings.values():
            judged.keep(held.finding, held.case, held.cases)
        if self.is_begun:
            judged.tally.join(part.tally)
        else:
            judged.tally = part.tally
        self.is_begun = True
        self.shadows.join(part.shades)
        self.hidden.join(part.unseen, part.hidden)


def analyse(
    pack: Pack,
    stack: Stack,
    *,
    seed: int = 1,
    sample: int = SAMPLE,
    on: date | None = None,
    days: int = DAYS_AHEAD,
    processes: int = 1,
    progress: Callable[[str], None] = lambda _: None,
) -> AnalysisReport:
    """Analyse a pack under the stack that it belongs to.

    `on` is the day from which `days` are looked ahead for what ends or is to be reviewed;
    without it that is left out. The result is the same for any number of `processes`.
    `progress` is told what is being judged.
    """
    groups = groups_of(pack, stack, seed=seed)
    parts = parts_of(groups, sample=sample)
    whole = _Whole(pack, stack)
    found = judged_parts(pack, stack, groups, parts, seed=seed, processes=processes)
    for place, part in enumerate(parts):
        names = ", ".join(groups[part.group].names)
        progress(f"{pack.id}: part {place + 1} of {len(parts)}: {names}")
        whole.add(next(found))
    judge = Judge(pack, stack, groups, seed=seed)
    faults = tuple(told(held, judge) for held in whole.judged.findings.values())
    return _report(pack, stack, groups, whole, faults, on=on, days=days)


def _report(
    pack: Pack,
    stack: Stack,
    groups: tuple[Group, ...],
    whole: _Whole,
    faults: tuple[AnalysisFinding, ...],
    *,
    on: date | None,
    days: int,
) -> AnalysisReport:
    judged = whole.judged
    complete = tuple(name for one in groups if one.plan.is_complete for name in one.names)
    sampled = tuple(name for one in groups if not one.plan.is_complete for name in one.names)
    silent = silent_rules(pack, stack, judged.tally.fired)
    dead = {one.rule: one.why for one in dead_rules(pack, stack)}
    unseen = whole.hidden.found()
    proving = () if _has_contradictions(judged) else silent
    return AnalysisReport(
        pack=pack.id,
        cases=judged.cases,
        complete=complete,
        sampled=sampled,
        decided_again=judged.decided_again,
        never_fired=silent,
        findings=(
            *faults,
            *never_firing(pack, proving, dead, complete),
        ),
        warnings=(
            *map(hidden, unseen),
            *seldom_firing(pack, proving, dead, complete),
            *shadowed(pack, whole.shadows.found(), unseen, complete),
        ),
        coverage=coverage_of(pack, judged.tally, (*complete, *sampled)),
        on=on,
        terms=() if on is None else terms_of(pack, on, days=days),
        unverified=unverified(pack),
    )


def _has_contradictions(judged: Judged) -> bool:
    """Return whether cases were not judged to their end, so that silence in them proves nothing."""
    return any(kind is FindingKind.CONTRADICTION for kind, *_ in judged.findings)
