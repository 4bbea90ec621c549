"""Values that rules conclude and nobody ever sees, because another rule's always prevails.

Where rules' values combine to the highest, the lowest or to any that is true, a rule can fire
and still leave no trace in a decision. One that never does leave any is a mistake, or idle.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rules.cases import Given
from rules.combination import concluded_value
from rules.decision import Finding, Status
from rules.interpretation import Interpretation
from rules.pack import Pack, Rule
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, Combination

_CAN_BE_HIDDEN = (Combination.HIGHEST, Combination.LOWEST, Combination.ANY)


@dataclass(slots=True)
class HiddenValue:
    """What one rule concludes of one conclusion, the rules that prevail over it, and a case."""

    rule: str
    conclusion: str
    case: Given
    prevailing: list[str] = field(default_factory=list)


class HiddenValues:
    """Looks through cases for values of a pack's rules that fire and never show."""

    def __init__(self, pack: Pack, stack: Stack) -> None:
        """Begin with no case looked at."""
        self._stack = stack
        self._hidden: dict[tuple[str, str], HiddenValue] = {}
        self._unseen = {
            rule.id: names
            for rule in pack.rules
            if (names := {name for name, _ in rule.then if _can_be_hidden(name)})
        }

    def look(self, found: Interpretation, case: Given) -> None:
        """Look at what one case came to; what a missing fact could change tells nothing."""
        for rule in found.fired:
            names = self._unseen.get(rule.id)
            if names and found.standing.get(rule.id, True):
                for name, finding in self._concluded(rule, names, found):
                    if rule.id in finding.rules:
                        names.discard(name)
                        self._hidden.pop((rule.id, name), None)
                        continue
                    hidden = self._hidden.setdefault(
                        (rule.id, name), HiddenValue(rule.id, name, case)
                    )
                    hidden.prevailing += [
                        other for other in finding.rules if other not in hidden.prevailing
                    ]

    def state(self) -> tuple[dict[str, set[str]], dict[tuple[str, str], HiddenValue]]:
        """Return what is known so far, to be joined with what was found elsewhere."""
        return self._unseen, self._hidden

    def join(
        self, unseen: Mapping[str, set[str]], hidden: Mapping[tuple[str, str], HiddenValue]
    ) -> None:
        """Add what was found in other cases, which come after these."""
        for rule, names in self._unseen.items():
            for name in names - unseen[rule]:
                names.discard(name)
                self._hidden.pop((rule, name), None)
        for key, more in hidden.items():
            rule, name = key
            if name in self._unseen[rule]:
                held = self._hidden.setdefault(key, more)
                held.prevailing += [one for one in more.prevailing if one not in held.prevailing]

    def found(self) -> tuple[HiddenValue, ...]:
        """Return the values that have shown in none of the cases, though their rules fired."""
        return tuple(self._hidden.values())

    def _concluded(
        self, rule: Rule, names: set[str], found: Interpretation
    ) -> Iterator[tuple[str, Finding]]:
        known = {**found.facts, **found.values}
        for name, operand in rule.then:
            finding = found.findings[name]
            if name in names and finding.status is Status.CONCLUDED:
                conclusion = CONCLUSION_BY_NAME[name]
                value = concluded_value(operand, conclusion, known, self._stack, found.day)
                if value is not None:
                    yield name, finding


def _can_be_hidden(name: str) -> bool:
    return CONCLUSION_BY_NAME[name].combines in _CAN_BE_HIDDEN
