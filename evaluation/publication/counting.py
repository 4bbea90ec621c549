"""Which promises count: the rules that may speak against one, told before anybody promises.

Only a methodology that was published may be applied (Procurement Act 2023 s.19(2)(b) and
s.23(3)(a)), so what judges the promises of bids is read here for the tender documents.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.tender import CommitmentVerdict
from rules.condition import Literal
from rules.decide import decide_facts
from rules.stack import Stack
from rules.vocabulary import BID_FACTS, Value

_VERDICT = "commitment_verdict"
_NAMES = frozenset(fact.name for fact in BID_FACTS)
_SOUGHT: Mapping[str, Value] = {"outcome_standing": "applies", "measure_place": 1}
_AREA = "in_area"
_COUNTED = Literal((CommitmentVerdict.COUNTED.value,))


@dataclass(frozen=True, slots=True)
class Counting:
    """The rules that may speak against a promise, each in words, in the order of the packs.

    `is_by_area` is whether one of them asks where a promise is kept.
    """

    rules: tuple[str, ...] = ()
    is_by_area: bool = False


def counting_of(facts: Mapping[str, Value], stack: Stack) -> Counting:
    """Return the rules that may yet find that a promise does not count.

    Left out are those that the facts of the procurement alone keep silent, whatever is promised.

    Args:
        facts: What is known of the procurement.
        stack: The packs by which its bids are judged.

    Raises:
        OutsidePeriod: the packs do not know the law of the procurement's day.
    """
    decision = decide_facts({**facts, **_SOUGHT}, stack, why_not=True)
    silent = {item.rule: {one.name for one in item.failed} for item in decision.why_not}
    fired = {entry.rule for entry in decision.trace}
    found = [
        rule
        for rule in stack.rules.values()
        if any(name == _VERDICT and operand != _COUNTED for name, operand in rule.then)
        and (rule.id in fired or silent.get(rule.id, {""}) <= _NAMES)
    ]
    return Counting(
        rules=tuple(_words(rule.title, rule.because) for rule in found),
        is_by_area=any(_AREA in rule.reads for rule in found),
    )


def _words(title: str, because: str) -> str:
    """Return a rule in words; a reason with figures of one bid in it is left out."""
    return f"{title}." if "{" in because else f"{title}. {because}"
