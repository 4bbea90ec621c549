"""Rules that do nothing: that can never fire, never did, never show, or never matter."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from rules.analysis.judging import shown
from rules.analysis.report import AnalysisFinding, FindingKind
from rules.analysis.shadows import Shadow
from rules.decide import day_of, rate_of
from rules.errors import Contradiction
from rules.evaluators import evaluators_of
from rules.hidden_values import HiddenValue
from rules.pack import Pack, Rule
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Combination, dated_by

RULES_NAMED = 3
FEWEST_CASES = 5
"""A rule that fired in fewer cases of a sample tells too little of what fires beside it."""

_PREVAILING = {
    Combination.HIGHEST: "a higher one",
    Combination.LOWEST: "a lower one",
    Combination.ANY: "true",
}


def silent_rules(pack: Pack, stack: Stack, fired: Collection[str]) -> tuple[str, ...]:
    """Return the rules that fired in none of the cases, nor in the pack's own tests."""
    silent = [rule.id for rule in pack.rules if rule.id not in fired]
    if not silent:
        return ()
    interpreter = evaluators_of(stack).interpreter
    seen: set[str] = set()
    for test in pack.tests:
        facts = known_facts(test.given)
        if dated_by(facts) in facts:
            try:
                found = interpreter.conclude(facts, day_of(facts), rate_of(facts))
            except Contradiction:
                continue
            seen.update(rule.id for rule in found.fired)
    return tuple(id_ for id_ in silent if id_ not in seen)


def never_firing(
    pack: Pack, silent: Collection[str], dead: Mapping[str, str], complete: Collection[str]
) -> Iterator[AnalysisFinding]:
    """Yield a finding for each rule that can never fire: by its conditions, or in no case at all.

    `complete` names the conclusions of which every combination of facts was looked at.
    """
    for rule in pack.rules:
        if rule.id in dead:
            yield _never(rule, f"«{rule.id}» can never fire: {dead[rule.id]}")
        elif rule.id in silent and _is_complete(rule, complete):
            yield _never(
                rule,
                f"«{rule.id}» can never fire: it did in no combination of the facts that it "
                "depends on, and all of them were looked at",
            )


def seldom_firing(
    pack: Pack, silent: Collection[str], dead: Mapping[str, str], complete: Collection[str]
) -> Iterator[AnalysisFinding]:
    """Yield a warning for each rule that fired in no case of a sample, which proves nothing."""
    for rule in pack.rules:
        if rule.id in silent and rule.id not in dead and not _is_complete(rule, complete):
            yield AnalysisFinding(
                FindingKind.FIRED_IN_NO_CASE,
                rule.then[0][0],
                f"«{rule.id}» fired in no case of the sample, nor in the pack's own tests",
                "",
            )


def _never(rule: Rule, message: str) -> AnalysisFinding:
    return AnalysisFinding(FindingKind.CAN_NEVER_FIRE, rule.then[0][0], message, "")


def _is_complete(rule: Rule, complete: Collection[str]) -> bool:
    return all(name in complete for name, _ in rule.then)


def hidden(one: HiddenValue) -> AnalysisFinding:
    """Return the warning of a value that never shows."""
    conclusion = CONCLUSION_BY_NAME[one.conclusion]
    prevailing = _listed(one.prevailing)
    return AnalysisFinding(
        FindingKind.NEVER_SHOWS,
        conclusion.name,
        f"«{one.rule}» fires, but its value never shows: in every case looked at "
        f"{prevailing} concludes {_PREVAILING[conclusion.combines]}",
        shown(one.case),
    )


def shadowed(
    pack: Pack,
    shadows: Sequence[Shadow],
    told: Collection[HiddenValue],
    complete: Collection[str],
) -> Iterator[AnalysisFinding]:
    """Yield the warnings of rules that never matter, but for those of which `told` tells all."""
    rules = {rule.id: rule for rule in pack.rules}
    known = {(one.rule, one.conclusion) for one in told}
    for one in shadows:
        rule = rules[one.rule]
        if all((rule.id, name) in known for name, _ in rule.then):
            continue
        if one.cases < FEWEST_CASES and not _is_complete(rule, complete):
            continue
        why = (
            f"«{one.by}» displaced it"
            if one.is_displaced
            else f"«{one.by}» fired too and concluded as much"
        )
        yield AnalysisFinding(
            FindingKind.SHADOWED,
            rule.then[0][0],
            f"«{rule.id}» never matters: {_cases(one.cases)} in which it fired, {why}",
            shown(one.example),
        )


def _cases(count: int) -> str:
    return f"in all {count:,} cases" if count > 1 else "in the one case"


def _listed(rules: Sequence[str]) -> str:
    """Return the rules of which one prevails, the first few by name."""
    named = [f"«{id_}»" for id_ in rules[:RULES_NAMED]]
    if len(rules) > RULES_NAMED:
        named.append("another")
    return " or ".join(named)
