"""A rule's own tests in words: the cases in which it applies, and those in which it does not."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.pack import Pack, PackTest, Rule
from rules.vocabulary import FACT_BY_NAME
from rules.wording import named_in_words


@dataclass(frozen=True, slots=True)
class Case:
    """A test: its name, and the facts that it gives; `read` are those that the rule reads."""

    name: str
    read: tuple[tuple[str, str], ...]
    given: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class RuleCases:
    """The tests of a pack that name a rule, by what they show of it."""

    applies: tuple[Case, ...]
    silent: tuple[Case, ...]


def cases_of(rule: Rule, pack: Pack) -> RuleCases:
    """Return the tests that name a rule as one that applies, or as one that does not."""
    return RuleCases(
        applies=tuple(_case(test, rule) for test in pack.tests if rule.id in test.fires),
        silent=tuple(_case(test, rule) for test in pack.tests if rule.id in test.silent),
    )


def _case(test: PackTest, rule: Rule) -> Case:
    return Case(
        name=test.name,
        read=_facts(test, (name for name in rule.reads if name in test.given)),
        given=_facts(test, test.given),
    )


def _facts(test: PackTest, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (FACT_BY_NAME[name].title, named_in_words(name, test.given[name]))
        for name in names
        if name in FACT_BY_NAME
    )
