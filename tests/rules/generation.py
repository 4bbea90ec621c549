"""Facts that put every rule of a stack to the test, made from a seed; also for `make bench`.

Each rule of the topmost pack in turn is aimed at (those of the law where it stands alone): from
the facts of a pack test that shows it firing or silent, half the time facts that it reads are
moved to a boundary that the packs' values have, others are changed, and some are made unknown.
"""

import random
from collections.abc import Iterator
from datetime import date

from rules.cases import candidates, is_consistent
from rules.decide import decide_facts
from rules.decision import Decision
from rules.errors import Contradiction
from rules.money import Money, Percent, VatBasis
from rules.pack import PackTest
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import (
    FACT_BY_NAME,
    OF_DEVELOPMENTS_ALONE,
    SHARED_FACTS,
    Value,
    dated_by,
    is_of_development,
)

Given = dict[str, Value]

RATES = (Percent(2000), Percent(2000), Percent(500), Percent(0))
ATTEMPTS = 40
LATEST = date(2027, 12, 31)


class Generator:
    """Makes facts for one stack of packs; the same seed makes the same facts."""

    def __init__(self, stack: Stack, seed: int) -> None:
        """Gather the values that matter, and for each rule the tests that name it."""
        self._chance = random.Random(seed)  # noqa: S311 - repeatable facts, not a secret
        self._values = {name: values for name, values in candidates(stack).items() if values}
        of_developments = OF_DEVELOPMENTS_ALONE | SHARED_FACTS
        self._of_developments = tuple(name for name in self._values if name in of_developments)
        self._of_procurements = tuple(
            name for name in self._values if name not in OF_DEVELOPMENTS_ALONE
        )
        self._rules = stack.packs[-1].rules
        tests = [test for pack in stack.packs for test in pack.tests]
        self._tests = [test for test in tests if dated_by(test.given) in test.given]
        self._firing: dict[str, list[PackTest]] = {}
        self._silent: dict[str, list[PackTest]] = {}
        for test in self._tests:
            for id_ in test.fires:
                self._firing.setdefault(id_, []).append(test)
            for id_ in test.silent:
                self._silent.setdefault(id_, []).append(test)

    def facts(self, number: int) -> Given:
        """Return facts that can stand together, aimed at the rule whose turn it is."""
        rule = self._rules[number % len(self._rules)]
        for _ in range(ATTEMPTS):
            given = self._aimed_at(rule.id, rule.reads)
            if is_consistent(given):
                return self._some_unknown(known_facts(given))
        return known_facts(dict(self._chance.choice(self._tests).given))

    def _aimed_at(self, rule: str, reads: tuple[str, ...]) -> Given:
        chance = self._chance
        shown = self._firing if chance.random() < 0.8 else self._silent
        given = dict(chance.choice(shown.get(rule, self._tests)).given)
        if chance.random() < 0.5:
            return given
        names = [name for name in reads if name in self._values]
        if names and chance.random() < 0.5:
            self._move(given, chance.choice(names))
        others = self._of_developments if is_of_development(given) else self._of_procurements
        for _ in range(chance.choice((0, 1, 2, 6))):
            name = chance.choice(others)
            if chance.random() < 0.3 and name != dated_by(given):
                given.pop(name, None)
            else:
                self._move(given, name)
        return given

    def _move(self, given: Given, name: str) -> None:
        value = self._chance.choice(self._values[name])
        if isinstance(value, Money):
            value = Money(value.pence, self._chance.choice(tuple(VatBasis)), self._rate())
        given[name] = value

    def _rate(self) -> Percent:
        return self._chance.choice(RATES)

    def _some_unknown(self, facts: Given) -> Given:
        """Make any fact unknown now and then, those with a default and derived ones too."""
        if self._chance.random() < 0.1:
            for name in self._chance.sample(sorted(facts), 2):
                if name != dated_by(facts):
                    del facts[name]
        return facts


def generated_facts(seed: int, count: int, stack: Stack) -> Iterator[Given]:
    """Yield this many sets of facts, each with the day that dates it."""
    generator = Generator(stack, seed)
    for number in range(count):
        yield generator.facts(number)


def compared_decisions(seed: int, count: int, stack: Stack) -> Iterator[Decision]:
    """Decide generated facts with both evaluators, and yield the decisions.

    Facts made unknown one at a time can leave two rules that no real case would let fire
    together; both evaluators refuse such a contradiction, and no decision comes of it.

    Raises:
        EvaluatorsDisagree: the two differ, naming the rules and the facts that they read.
    """
    for facts in generated_facts(seed, count, stack):
        try:
            yield decide_facts(facts, stack)
        except Contradiction:
            continue


def learnable(facts: Given) -> list[str]:
    """Return the known facts whose absence would leave them unknown, and nothing else known.

    A fact with a default would fall back to it; what is derived follows from others. Of health
    care and of dwellings the rules say what follows when nothing is told.
    """
    return [
        name
        for name in facts
        if (fact := FACT_BY_NAME[name]).default is None
        and not fact.inputs
        and name not in {dated_by(facts), "health_care_services", "dwellings"}
    ]
