"""Judging cases: what each comes to, and what is wrong with it."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rules.analysis.coverage import Counter, Tally
from rules.analysis.figures import misfits
from rules.analysis.groups import Group
from rules.analysis.report import AnalysisFinding, FindingKind
from rules.analysis.shadows import Shade, Shadows
from rules.cases import Given, cases_in
from rules.decide import day_of, rate_of
from rules.decision import Status
from rules.errors import Contradiction, EvaluatorsDisagree, PodiumError
from rules.evaluators import evaluate, evaluators_of
from rules.hidden_values import HiddenValue, HiddenValues
from rules.interpretation import Interpretation
from rules.pack import Pack, PackKind
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Conclusion, law_over
from rules.wording import named_in_words

_FIGURES = re.compile(r"\d[\d.,]*")
_OF_FIGURES = frozenset({FindingKind.WEIGHTS, FindingKind.MINIMUMS})

Sort = tuple[FindingKind, str, str]
"""What findings that say the same have in common: kind, conclusion, message but for its figures."""


@dataclass(slots=True)
class Shown:
    """A finding, the first case that showed it, and in how many cases it was seen."""

    finding: AnalysisFinding
    case: Given
    cases: int = 1


@dataclass(slots=True)
class Judged:
    """What a part of the cases came to: plain values, that one process can hand to another."""

    cases: int = 0
    decided_again: int = 0
    findings: dict[Sort, Shown] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    shades: dict[str, Shade] = field(default_factory=dict)
    unseen: dict[str, set[str]] = field(default_factory=dict)
    hidden: dict[tuple[str, str], HiddenValue] = field(default_factory=dict)

    def keep(self, finding: AnalysisFinding, case: Given, cases: int = 1) -> None:
        """Count a finding among those that say the same, of which the first is shown."""
        held = self.findings.get(sort_of(finding))
        if held is None:
            self.findings[sort_of(finding)] = Shown(finding, case, cases)
        else:
            held.cases += cases


def sort_of(finding: AnalysisFinding) -> Sort:
    """Return what a finding has in common with those that say the same with other figures."""
    is_of_figures = finding.kind in _OF_FIGURES
    said = _FIGURES.sub("…", finding.message) if is_of_figures else finding.message
    return finding.kind, finding.conclusion, said


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the cases of a group, of which so many are decided again."""

    group: int
    part: int
    again: int


class Judge:
    """Judges the cases of a pack under its stack, a part at a time."""

    def __init__(self, pack: Pack, stack: Stack, groups: tuple[Group, ...], *, seed: int) -> None:
        """Take what is to be judged; `seed` chooses the cases that are decided again."""
        self._pack, self._stack, self._groups, self._seed = pack, stack, groups, seed

    def judge(self, part: Part) -> Judged:
        """Return what the cases of a part come to, whatever was judged before."""
        group = self._groups[part.group]
        cases = list(cases_in(group.plan, part.part))
        chance = random.Random(f"{self._seed}/{part.group}/{part.part}")  # noqa: S311 - no secret
        again = set(chance.sample(range(len(cases)), min(part.again, len(cases))))
        counter = Counter(self._pack, self._stack)
        shadows, hidden = Shadows(self._pack, self._stack), HiddenValues(self._pack, self._stack)
        judged = Judged(len(cases), len(again), tally=counter.tally)
        for place, case in enumerate(cases):
            found = self._found(case, group.names, judged, is_decided=place in again)
            if found is None:
                continue
            counter.count(found, self._in_scope(group.names, found))
            shadows.look(found, case)
            hidden.look(found, case)
            for finding in self._faults(found, group.names):
                judged.keep(finding, case)
        judged.shades = shadows.state()
        judged.unseen, judged.hidden = hidden.state()
        return judged

    def _found(
        self, case: Given, names: tuple[str, ...], judged: Judged, *, is_decided: bool
    ) -> Interpretation | None:
        """Return what a case comes to, decided by both evaluators if it is to be."""
        facts = known_facts(case)
        day, rate = day_of(facts), rate_of(facts)
        try:
            if is_decided:
                try:
                    return evaluate(facts, self._stack, day, rate)
                except EvaluatorsDisagree as error:
                    judged.keep(_told(FindingKind.EVALUATORS_DIFFER, error), case)
            return evaluators_of(self._stack).interpreter.conclude(facts, day, rate)
        except Contradiction as error:
            if error.place in names:
                judged.keep(_told(FindingKind.CONTRADICTION, error), case)
            return None

    def _in_scope(self, names: tuple[str, ...], found: Interpretation) -> Iterator[str]:
        """Yield the conclusions that this pack is to reach in a case."""
        policy = self._stack.policy
        is_decided = self._pack.kind is PackKind.LAW or (
            policy is not None and policy.in_force(found.day)
        )
        for name in names:
            law = law_over(name)
            if name == law or (is_decided and found.values.get(law) not in {None, "outside"}):
                yield name

    def again(self, shown_by: Shown, case: Given) -> AnalysisFinding | None:
        """Return a finding as another case shows it, None where that case does not."""
        sort, judged = sort_of(shown_by.finding), Judged()
        names = (shown_by.finding.conclusion,)
        found = self._found(case, names, judged, is_decided=False)
        for finding in () if found is None else self._faults(found, names):
            judged.keep(finding, case)
        held = judged.findings.get(sort)
        return held.finding if held else None

    def _faults(self, found: Interpretation, names: tuple[str, ...]) -> Iterator[AnalysisFinding]:
        for name in names:
            conclusion = CONCLUSION_BY_NAME[name]
            is_absent = found.findings[name].status is Status.ABSENT
            if is_absent and is_required(conclusion, found, self._stack):
                yield AnalysisFinding(
                    FindingKind.GAP,
                    name,
                    f"no rule concludes «{conclusion.title}», which is required",
                    "",
                )
        for misfit in misfits(found.values):
            yield AnalysisFinding(misfit.kind, misfit.conclusion, misfit.message, "")


def _told(kind: FindingKind, error: PodiumError) -> AnalysisFinding:
    return AnalysisFinding(kind, error.place, error.problem, "")


def is_required(conclusion: Conclusion, found: Interpretation, stack: Stack) -> bool:
    """Return whether a conclusion has to be reached in a case."""
    law = law_over(conclusion.name)
    governing = found.values.get(law)
    if conclusion.name == law:
        return True
    if governing is None or governing == "outside" or governing in conclusion.unknown_to:
        return False
    if conclusion.required == "policy":
        policy = stack.policy
        return policy is not None and policy.in_force(found.day)
    return conclusion.required == "law" and stack.packs[-1].kind is PackKind.LAW


def shown(case: Given) -> str:
    """Return a case in words, for a person who has to find it in the pack."""
    return "; ".join(f"{name} = {named_in_words(name, value)}" for name, value in case.items())
