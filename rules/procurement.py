"""A procurement as it is put to the rules, and the facts that follow from what is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from rules.money import Money
from rules.vocabulary import DEVELOPMENT_FACTS, FACTS, Fact, Value, is_of_development

Facts = Mapping[str, Value]
"""What is known: a fact that is absent is unknown, which is not zero and not false."""

Answers = Mapping[str, Value | None]
"""What was answered, by fact; None stands for "I do not know yet"."""

REQUIRED = ("authority_type", "nation", "category", "estimated_value", "commenced_on")
"""The facts that every procurement states, and without which the rules are not asked."""

NO_ANSWERS: Facts = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority that buys; `type` and `nation` are members of the vocabulary's lists."""

    name: str
    type: str
    nation: str


@dataclass(frozen=True, slots=True)
class Procurement:
    """What is to be bought, by whom, for how much and from which day: `podium/procurement/1`.

    `answers` holds further facts by their names in the vocabulary. `None` is unknown.
    `assumed` names what nobody stated, so that its usual value stands here: a fact among the
    fields below, or `vat_rate`, which the estimated value carries.
    """

    reference: str
    title: str
    authority: Authority
    category: str
    estimated_value: Money
    commenced_on: date
    also_includes: tuple[str, ...] = ()
    special_regime: str = "none"
    framework: str = "none"
    duration_months: int | None = None
    extension_months: int | None = None
    cpv: tuple[str, ...] = ()
    answers: Facts = field(default_factory=lambda: NO_ANSWERS)
    assumed: frozenset[str] = frozenset()

    def facts(self) -> dict[str, Value]:
        """Return every fact that is known of this procurement, derived ones included."""
        given: dict[str, Value | None] = {
            **self.answers,
            "authority_type": self.authority.type,
            "nation": self.authority.nation,
            "category": self.category,
            "also_includes": self.also_includes,
            "special_regime": self.special_regime,
            "framework": self.framework,
            "estimated_value": self.estimated_value,
            "commenced_on": self.commenced_on,
            "duration_months": self.duration_months,
            "extension_months": self.extension_months,
        }
        return known_facts({name: value for name, value in given.items() if value is not None})


def known_facts(given: Facts) -> dict[str, Value]:
    """Return the facts given, those that have a default, and those that can be derived."""
    if is_of_development(given):
        return _completed(given, DEVELOPMENT_FACTS, _OF_DEVELOPMENTS)
    return _completed(given, FACTS, _DERIVATIONS)


def _completed(
    given: Facts,
    declared: tuple[Fact, ...],
    derivations: Mapping[str, Callable[[Facts], Value | None]],
) -> dict[str, Value]:
    facts = {fact.name: fact.default for fact in declared if fact.default is not None}
    facts.update(given)
    for name, derive in derivations.items():
        value = derive(facts)
        if value is not None:
            facts[name] = value
    return facts


def _includes(category: str) -> Callable[[Facts], bool | None]:
    def derive(facts: Facts) -> bool | None:
        if "category" not in facts:
            return None
        return category in {facts["category"], *_also(facts)}

    return derive


def _is_mixed(facts: Facts) -> bool | None:
    if "category" not in facts:
        return None
    return bool(set(_also(facts)) - {facts["category"]})


def _also(facts: Facts) -> tuple[str, ...]:
    also = facts.get("also_includes", ())
    return also if isinstance(also, tuple) else ()


def _health_care_declared(facts: Facts) -> bool:
    return facts.get("health_care_services") is True


def _total_months(facts: Facts) -> int | None:
    duration, extension = facts.get("duration_months"), facts.get("extension_months")
    if isinstance(duration, int) and isinstance(extension, int):
        return duration + extension
    return None


_DERIVATIONS: dict[str, Callable[[Facts], Value | None]] = {
    "includes_goods": _includes("goods"),
    "includes_services": _includes("services"),
    "includes_works": _includes("works"),
    "is_mixed": _is_mixed,
    "health_care_declared": _health_care_declared,
    "total_months": _total_months,
}

_OF_DEVELOPMENTS: dict[str, Callable[[Facts], Value | None]] = {
    "dwellings_known": lambda facts: "dwellings" in facts,
}
