"""Facts that cannot stand together, whoever gave them: a file, a page or a notice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rules.money import Money
from rules.procurement import Facts

SERVICES_ONLY = frozenset({"light_touch", "light_touch_concession"})
CONCESSIONS = frozenset({"concession", "light_touch_concession"})


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A fact that others forbid, what is wrong with it, and what to do.

    `forbidden_by` names the others; the sentences read well on a page and in a terminal.
    """

    fact: str
    forbidden_by: tuple[str, ...]
    problem: str
    remedy: str


def inconsistencies(facts: Facts) -> tuple[Inconsistency, ...]:
    """Return every inconsistency among the facts that are known; unknown ones forbid nothing."""
    return tuple(found for check in _CHECKS for found in check(facts))


def _special_regime(facts: Facts) -> Iterator[Inconsistency]:
    regime, category = facts.get("special_regime"), facts.get("category")
    if category is None:
        return
    if regime in SERVICES_ONLY and category != "services":
        yield Inconsistency(
            "special_regime",
            ("category",),
            f"a light touch contract is for services, and the category is {category}",
            "Make the category services, or choose no special regime",
        )
    elif regime in CONCESSIONS and category == "goods":
        yield Inconsistency(
            "special_regime",
            ("category",),
            "a concession is for services or works, and the category is goods",
            "Make the category services or works, or choose no special regime",
        )


def _also_includes(facts: Facts) -> Iterator[Inconsistency]:
    also = facts.get("also_includes")
    if not isinstance(also, tuple):
        return
    if facts.get("category") in also:
        yield Inconsistency(
            "also_includes",
            ("category",),
            f"{facts['category']} is the category already",
            "Name here only what the contract includes besides",
        )
    if len(set(also)) < len(also):
        yield Inconsistency(
            "also_includes", (), "a category stands there twice", "Name each category once"
        )


def _nhs_body(facts: Facts) -> Iterator[Inconsistency]:
    if "nhs_body_kind" in facts and facts.get("authority_type", "nhs_body") != "nhs_body":
        yield Inconsistency(
            "nhs_body_kind",
            ("authority_type",),
            "a kind of NHS body is given for an authority that is not one",
            "Leave it out, or make the authority an NHS body",
        )


def _framework(facts: Facts) -> Iterator[Inconsistency]:
    since = facts.get("framework_commenced_on")
    if not isinstance(since, date):
        return
    if facts.get("framework", "call_off") != "call_off":
        yield Inconsistency(
            "framework_commenced_on",
            ("framework",),
            "a framework's day is given for what is no call-off",
            "Leave it out, or say that this is a call-off",
        )
    commenced = facts.get("commenced_on")
    if isinstance(commenced, date) and since > commenced:
        yield Inconsistency(
            "framework_commenced_on",
            ("commenced_on",),
            f"the framework commenced on {since}, after its call-off on {commenced}",
            "Correct one of the two dates",
        )


def _value(facts: Facts) -> Iterator[Inconsistency]:
    value = facts.get("estimated_value")
    cannot = facts.get("value_cannot_be_estimated") is True
    if isinstance(value, Money) and value.pence == 0 and not cannot:
        yield Inconsistency(
            "estimated_value",
            ("value_cannot_be_estimated",),
            "the estimated value is zero",
            "Give the most that could be paid, or say that the value cannot be estimated",
        )


_CHECKS: tuple[Callable[[Facts], Iterator[Inconsistency]], ...] = (
    _special_regime,
    _also_includes,
    _nhs_body,
    _framework,
    _value,
)
