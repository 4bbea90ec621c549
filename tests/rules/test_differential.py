"""Both evaluators over generated facts: they never differ, and every rule is put to the test."""

import random
from collections import Counter

import pytest

from rules.decide import decide_facts
from rules.decision import Status
from rules.errors import Contradiction
from rules.library import stack
from rules.procurement import known_facts
from rules.vocabulary import FACT_BY_NAME, FACTS, Supply
from tests.rules.generation import compared_decisions, generated_facts, learnable

STACKS = (None, "coventry")
SOME = 400
TIMES = 10
TURNS = 32


@pytest.mark.slow
@pytest.mark.parametrize("policy", STACKS)
def test_the_evaluators_never_differ_on_generated_facts(policy: str | None) -> None:
    decided = list(compared_decisions(1, SOME, stack(policy)))

    assert len(decided) > SOME * 0.9


@pytest.mark.slow
@pytest.mark.parametrize("policy", STACKS)
def test_generated_facts_fire_and_silence_every_rule_ten_times(policy: str | None) -> None:
    """Rare rules take the longest: the run ends when all were seen, or after 32 turns each."""
    packs = stack(policy)
    fired: Counter[str] = Counter()
    silent: Counter[str] = Counter()

    rules = {rule.id for rule in packs.packs[-1].rules}
    for number, decision in enumerate(compared_decisions(2, TURNS * len(rules), packs)):
        firing = {entry.rule for entry in decision.trace}
        fired.update(firing)
        silent.update(rules - firing)
        if number % 100 == 0 and all(min(fired[id_], silent[id_]) >= TIMES for id_ in rules):
            break

    assert {id_: fired[id_] for id_ in sorted(rules) if fired[id_] < TIMES} == {}
    assert {id_: silent[id_] for id_ in sorted(rules) if silent[id_] < TIMES} == {}


@pytest.mark.parametrize("policy", STACKS)
def test_generated_facts_are_the_same_for_the_same_seed(policy: str | None) -> None:
    packs = stack(policy)

    assert list(generated_facts(3, 20, packs)) == list(generated_facts(3, 20, packs))
    assert list(generated_facts(3, 20, packs)) != list(generated_facts(4, 20, packs))


def test_generated_facts_have_every_asked_fact_known_and_unknown() -> None:
    seen: Counter[str] = Counter()
    for policy in STACKS:
        for facts in generated_facts(5, 1_000, stack(policy)):
            seen.update(facts.keys())

    asked = {fact.name for fact in FACTS if fact.supply is Supply.ASKED} - {"commenced_on"}
    assert {name: seen[name] for name in asked if not TIMES < seen[name] < 2_000} == {}
    assert seen["commenced_on"] + seen["determined_on"] == 2_000
    assert min(seen["commenced_on"], seen["determined_on"]) > TIMES


@pytest.mark.slow
@pytest.mark.parametrize("policy", STACKS)
def test_what_is_decided_stays_so_whatever_is_learned(policy: str | None) -> None:
    """Whatever is not undetermined while facts are missing is the same once they are known."""
    packs = stack(policy)
    chance = random.Random(6)  # noqa: S311 - repeatable facts, not a secret
    compared = 0
    for facts in generated_facts(6, SOME, packs):
        whole = known_facts(facts)
        given = {name: value for name, value in whole.items() if not _is_derived(name)}
        hidden = {name for name in learnable(given) if chance.random() < 0.3}
        part = known_facts({name: value for name, value in given.items() if name not in hidden})
        try:
            before, after = decide_facts(part, packs), decide_facts(whole, packs)
        except Contradiction:
            continue
        for name, finding in before.findings.items():
            if finding.status is not Status.UNDETERMINED:
                compared += 1
                assert (name, after.findings[name].value) == (name, finding.value)
            elif finding.so_far:
                assert set(finding.so_far) <= set(after.findings[name].ids())

    assert compared > 5 * SOME


def _is_derived(name: str) -> bool:
    return FACT_BY_NAME[name].supply is Supply.DERIVED
