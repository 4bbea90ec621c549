"""The smallest case that still shows a finding: what it leaves out, the finding does not need."""

from collections.abc import Iterator
from dataclasses import replace

from rules.analysis.judging import Judge, Shown, shown
from rules.analysis.report import AnalysisFinding, FindingKind
from rules.cases import Given
from rules.vocabulary import FACT_BY_NAME, dated_by


def told(held: Shown, judge: Judge) -> AnalysisFinding:
    """Return a finding with how often it was seen, and the smallest case that shows it.

    Where the two evaluators differ the case stays whole: it is for those who mend Podium.
    """
    finding, case = held.finding, held.case
    if finding.kind is not FindingKind.EVALUATORS_DIFFER:
        finding, case = _smallest(held, judge)
    return replace(finding, example=shown(case), cases=held.cases)


def _smallest(held: Shown, judge: Judge) -> tuple[AnalysisFinding, Given]:
    """Drop one fact after another, as long as the finding still shows; none can be dropped then."""
    finding, case = held.finding, held.case
    is_smaller = True
    while is_smaller:
        is_smaller = False
        for name in tuple(_droppable(case)):
            less = {one: value for one, value in case.items() if one != name}
            found = judge.again(held, less)
            if found is not None:
                finding, case, is_smaller = found, less, True
    return finding, case


def _droppable(case: Given) -> Iterator[str]:
    """Yield what may be dropped: the facts that say what no answer says first, never the day."""
    names = [name for name in case if name != dated_by(case)]
    usual = [name for name in names if case[name] == FACT_BY_NAME[name].default]
    yield from usual
    yield from (name for name in reversed(names) if name not in usual)
