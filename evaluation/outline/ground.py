"""What the rules propose of social value: the ground that a proposal is built on."""

from collections.abc import Iterable
from dataclasses import dataclass

from evaluation.outline.proposal import Choice, OwnMeasure, Use
from rules.decision import Decision, Finding, Status
from rules.money import Money
from rules.pack import Indicator
from rules.stack import Stack


@dataclass(frozen=True, slots=True)
class Ground:
    """A decision and its packs, read for a proposal."""

    decision: Decision
    stack: Stack

    @property
    def has_proposal(self) -> bool:
        """Whether the rules propose social value at all: a tier above none was reached."""
        tier = self.decision.value("social_value_tier")
        return tier is not None and tier != "none"

    @property
    def value(self) -> Money | None:
        """The estimated value, None where it is not known."""
        found = self.decision.facts.get("estimated_value")
        return found if isinstance(found, Money) else None

    def finding(self, conclusion: str) -> Finding:
        """Return what became of a conclusion."""
        return self.decision.findings[conclusion]

    def figure(self, conclusion: str) -> int | None:
        """Return a conclusion that is a figure, None where there is none."""
        found = self.decision.value(conclusion)
        return found if isinstance(found, int) and not isinstance(found, bool) else None

    def ids(self, conclusion: str) -> tuple[str, ...]:
        """Return the ids that a conclusion holds for certain."""
        return self.finding(conclusion).ids()

    def is_settled(self, conclusion: str) -> bool:
        """Whether no missing answer can change a conclusion any more."""
        return self.finding(conclusion).status is not Status.UNDETERMINED

    @property
    def proposed(self) -> tuple[str, ...]:
        """The indicators that the rules propose, in the order in which the policy declares them."""
        found = {*self.ids("award_indicators"), *self.ids("performance_indicators")}
        return tuple(id_ for id_ in self.stack.indicators if id_ in found)

    def proposed_use(self, measure: str) -> Use | None:
        """Return what the rules propose a measure as, None where they do not propose it."""
        is_award = measure in self.ids("award_indicators")
        is_performance = measure in self.ids("performance_indicators")
        if is_award and is_performance:
            return Use.BOTH
        if is_award:
            return Use.AWARD
        return Use.PERFORMANCE if is_performance else None

    def rules_proposing(self, measure: str) -> tuple[str, ...]:
        """Return the rules that propose a measure and were not displaced."""
        return self.rules_for(measure, "award_indicators", "performance_indicators")

    def rules_for(self, id_: str, *conclusions: str) -> tuple[str, ...]:
        """Return the rules that put an id into one of some conclusions and were not displaced."""
        return tuple(
            entry.rule
            for entry in self.decision.trace
            if not entry.displaced_by
            and any(_holds(entry.concluded.get(name), id_) for name in conclusions)
        )

    def because(self, rules: Iterable[str]) -> str:
        """Return the reasons of rules that fired, with their figures put in, one after another."""
        traced = self.decision.traced()
        found = dict.fromkeys(traced[rule].because.strip() for rule in rules if rule in traced)
        return " ".join(text if text.endswith(".") else f"{text}." for text in found)

    def waivable_by(self, conclusion: str) -> str:
        """Return the role that a rule behind a conclusion lets set it aside, empty without one."""
        return self.waiver(self.finding(conclusion).rules)

    def waiver(self, rules: Iterable[str]) -> str:
        """Return the role that may set aside what rules conclude, empty where none says."""
        held = (self.stack.rules[rule].waivable_by for rule in rules if rule in self.stack.rules)
        return next(filter(None, held), "")

    def indicator(self, measure: str) -> Indicator | None:
        """Return the policy's indicator of an id, None for a measure of the buyer's own."""
        return self.stack.indicators.get(measure)

    def title(self, choice: Choice) -> str:
        """Return the title of a measure that was chosen."""
        return self.title_of(choice.measure, choice.own)

    def title_of(self, measure: str, own: OwnMeasure | None = None) -> str:
        """Return the title of a measure."""
        return own.title if own else self.stack.title_of(measure)

    def outcome(self, measure: str, own: OwnMeasure | None = None) -> str:
        """Return the outcome that a measure serves, empty where it is not known any more."""
        if own is not None:
            return own.outcome
        found = self.stack.indicators.get(measure)
        return found.outcome if found else ""

    def pillar(self, measure: str, own: OwnMeasure | None = None) -> str:
        """Return the pillar that a measure serves, empty where it is not known any more."""
        outcome = self.stack.outcomes.get(self.outcome(measure, own))
        return outcome.theme if outcome else ""

    def serves(self, measure: str) -> tuple[str, ...]:
        """Return the outcomes under which an indicator stands, shared ones included."""
        return tuple(
            outcome.id for outcome in self.stack.outcomes.values() if measure in outcome.indicators
        )

    def is_relevant(self, measure: str, own: OwnMeasure | None = None) -> bool:
        """Whether an outcome that the measure serves was found relevant to this procurement."""
        served = {self.outcome(measure, own), *self.serves(measure)}
        return bool(served.intersection(self.ids("outcomes")))


def _holds(value: object, id_: str) -> bool:
    return isinstance(value, tuple) and id_ in value
