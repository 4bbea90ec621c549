"""Which conclusions are looked at together, over which facts."""

from dataclasses import dataclass

from rules.cases import CasePlan, depends_on, plan_cases
from rules.pack import Pack
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, CONCLUSIONS, LAWS, law_over

FACTS_BY_THEMSELVES = 4
"""Conclusions that depend on more facts are looked at together, over a sample: the combinations
of so many are never few enough to go through whole."""


@dataclass(frozen=True, slots=True)
class Group:
    """Conclusions, and the cases over the facts that they depend on."""

    names: tuple[str, ...]
    plan: CasePlan


def groups_of(pack: Pack, stack: Stack, *, seed: int) -> tuple[Group, ...]:
    """Return the conclusions of a pack in groups that depend on the same facts, smallest first.

    No group holds facts of procurements and of developments, which no case has both.
    """
    concluded = {name for one in stack.packs for rule in one.rules for name, _ in rule.then}
    of_pack = {name for rule in pack.rules for name, _ in rule.then}
    of_pack |= {item.name for item in CONCLUSIONS if item.required == pack.kind.value}
    sets = {name: depends_on(name, stack) for name in CONCLUSION_BY_NAME if name in of_pack}
    groups: dict[frozenset[str], list[str]] = {}
    for law in LAWS:
        part = {name: facts for name, facts in sets.items() if law_over(name) == law}
        largest = frozenset[str]().union(*part.values(), depends_on(law, stack))
        for name, facts in part.items():
            is_small = len(facts) <= FACTS_BY_THEMSELVES and name in concluded
            groups.setdefault(facts if is_small else largest, []).append(name)
    return tuple(
        Group(tuple(groups[facts]), plan_cases(facts, stack, seed=seed))
        for facts in sorted(groups, key=len)
    )
