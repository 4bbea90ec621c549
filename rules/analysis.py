"""What a pack decides over every combination of facts: gaps, contradictions, impossible weights.

For each conclusion, over the facts that it depends on; the interpreter judges every case,
and the rules engine decides a seeded sample of them again.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rules.cases import Given, cases_over, depends_on
from rules.decide import day_of, rate_of
from rules.decision import Status
from rules.errors import Contradiction, EvaluatorsDisagree
from rules.evaluators import evaluate, evaluators_of
from rules.hidden_values import HiddenValue, HiddenValues
from rules.interpreter import Interpretation
from rules.pack import Pack, PackKind
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, CONCLUSIONS, Combination, Conclusion
from rules.wording import named_in_words

SAMPLE = 5_000
FINDINGS_OF_A_KIND = 3
FACTS_BY_THEMSELVES = 4
"""Conclusions that depend on more facts are looked at together, over a sample: the combinations
of so many are never few enough to go through whole."""


RULES_NAMED = 3
_PREVAILING = {
    Combination.HIGHEST: "a higher one",
    Combination.LOWEST: "a lower one",
    Combination.ANY: "true",
}


@dataclass(frozen=True, slots=True)
class AnalysisFinding:
    """Something that a policy owner must mend or look at: what, where, and a case that shows it."""

    kind: str
    conclusion: str
    message: str
    example: str


@dataclass(frozen=True, slots=True)
class AnalysisReport:
    """What the analysis of one pack looked at, and what it found."""

    pack: str
    cases: int
    complete: tuple[str, ...]
    sampled: tuple[str, ...]
    decided_again: int
    never_fired: tuple[str, ...]
    findings: tuple[AnalysisFinding, ...]
    warnings: tuple[AnalysisFinding, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found that must be mended; warnings need not be."""
        return not self.findings


def analyse(
    pack: Pack,
    stack: Stack,
    *,
    seed: int = 1,
    sample: int = SAMPLE,
    progress: Callable[[str], None] = lambda _: None,
) -> AnalysisReport:
    """Analyse a pack under the stack that it belongs to.

    `progress` is told each group of conclusions before it is looked at.
    """
    complete: list[str] = []
    sampled: list[str] = []
    findings: dict[tuple[str, str], list[AnalysisFinding]] = {}
    fired: set[str] = set()
    hidden = HiddenValues(pack, stack)
    judged: list[Given] = []
    for facts, names in _groups(pack, stack):
        progress(f"{pack.id}: {', '.join(names)}")
        found = cases_over(facts, stack, seed=seed)
        (complete if found.is_complete else sampled).extend(names)
        for case in found.cases:
            for finding in _judge(case, names, stack, fired, hidden):
                _keep(finding, findings)
        judged.extend(found.cases)
    progress(f"{pack.id}: both evaluators on a sample")
    again = random.Random(seed).sample(judged, min(sample, len(judged)))  # noqa: S311 - no secret
    for finding in _decide_again(again, stack):
        findings.setdefault((finding.kind, finding.message), []).append(finding)
    return AnalysisReport(
        pack=pack.id,
        cases=len(judged),
        complete=tuple(complete),
        sampled=tuple(sampled),
        decided_again=len(again),
        never_fired=tuple(rule.id for rule in pack.rules if rule.id not in fired),
        findings=tuple(finding for held in findings.values() for finding in held),
        warnings=tuple(_warning(one) for one in hidden.found()),
    )


def _keep(finding: AnalysisFinding, findings: dict[tuple[str, str], list[AnalysisFinding]]) -> None:
    """Add a finding to those that say the same, of which the first few suffice."""
    held = findings.setdefault((finding.kind, finding.message), [])
    if len(held) < FINDINGS_OF_A_KIND:
        held.append(finding)


def _groups(pack: Pack, stack: Stack) -> Iterator[tuple[frozenset[str], tuple[str, ...]]]:
    """Yield sets of facts with the conclusions that depend on no others, smallest first."""
    concluded = {name for one in stack.packs for rule in one.rules for name, _ in rule.then}
    of_pack = {name for rule in pack.rules for name, _ in rule.then}
    of_pack |= {item.name for item in CONCLUSIONS if item.required == pack.kind.value}
    sets = {
        item.name: depends_on(item.name, stack)
        for item in CONCLUSION_BY_NAME.values()
        if item.name in of_pack
    }
    largest = frozenset[str]().union(*sets.values(), depends_on("regime", stack))
    groups: dict[frozenset[str], list[str]] = {}
    for name, facts in sets.items():
        is_small = len(facts) <= FACTS_BY_THEMSELVES and name in concluded
        groups.setdefault(facts if is_small else largest, []).append(name)
    for facts in sorted(groups, key=len):
        yield facts, tuple(groups[facts])


def _judge(
    case: Given, names: tuple[str, ...], stack: Stack, fired: set[str], hidden: HiddenValues
) -> Iterator[AnalysisFinding]:
    facts = known_facts(case)
    try:
        found = evaluators_of(stack).interpreter.interpret(facts, day_of(facts), rate_of(facts))
    except Contradiction as error:
        if error.place in names:
            yield AnalysisFinding("contradiction", error.place, error.problem, shown(case))
        return
    fired.update(rule.id for rule in found.fired)
    hidden.look(found, case)
    for name in names:
        conclusion = CONCLUSION_BY_NAME[name]
        if _is_required(conclusion, found, stack) and _is_absent(found, name):
            yield AnalysisFinding(
                "gap",
                name,
                f"no rule concludes «{conclusion.title}», which is required",
                shown(case),
            )
    yield from _weights(found, case)


def _is_absent(found: Interpretation, name: str) -> bool:
    return found.findings[name].status is Status.ABSENT


def _is_required(conclusion: Conclusion, found: Interpretation, stack: Stack) -> bool:
    regime = found.values.get("regime")
    if conclusion.name == "regime":
        return True
    if regime is None or regime == "outside" or regime in conclusion.unknown_to:
        return False
    if conclusion.required == "policy":
        policy = stack.policy
        return policy is not None and policy.in_force(found.day)
    return conclusion.required == "law" and stack.packs[-1].kind is PackKind.LAW


def _weights(found: Interpretation, case: Given) -> Iterator[AnalysisFinding]:
    names = ("social_value_minimum", "social_value_recommended", "social_value_maximum")
    weights = [weight for name in names if isinstance(weight := found.values.get(name), int)]
    if weights != sorted(weights):
        yield AnalysisFinding(
            "weights",
            "social_value_minimum",
            "the lowest, recommended and highest weight are not in that order",
            shown(case),
        )


def _decide_again(cases: list[Given], stack: Stack) -> Iterator[AnalysisFinding]:
    for case in cases:
        facts = known_facts(case)
        try:
            evaluate(facts, stack, day_of(facts), rate_of(facts))
        except EvaluatorsDisagree as error:
            yield AnalysisFinding("evaluators differ", error.place, error.problem, shown(case))
        except Contradiction:
            continue


def _warning(hidden: HiddenValue) -> AnalysisFinding:
    conclusion = CONCLUSION_BY_NAME[hidden.conclusion]
    prevailing = _listed(hidden.prevailing)
    return AnalysisFinding(
        "value that never shows",
        conclusion.name,
        f"«{hidden.rule}» fires, but its value never shows: in every case looked at "
        f"{prevailing} concludes {_PREVAILING[conclusion.combines]}",
        shown(hidden.case),
    )


def _listed(rules: Sequence[str]) -> str:
    """Return the rules of which one prevails, the first few by name."""
    named = [f"«{id_}»" for id_ in rules[:RULES_NAMED]]
    if len(rules) > RULES_NAMED:
        named.append("another")
    return " or ".join(named)


def shown(case: Given) -> str:
    """Return a case in words, for a person who has to find it in the pack."""
    return "; ".join(f"{name} = {named_in_words(name, value)}" for name, value in case.items())
