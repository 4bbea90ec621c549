"""Packs stacked for a decision: the law first, then a policy; everything in them by its id."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from rules.pack import (
    Citation,
    Clause,
    Confidence,
    Duty,
    Indicator,
    Outcome,
    Pack,
    PackKind,
    Parameter,
    Rule,
    Source,
    Titled,
)
from rules.vocabulary import Stage


@dataclass(frozen=True, eq=False)
class Stack:
    """The packs that one decision is made under, in the order in which they decide.

    Two stacks are equal when their packs have the same digests.
    """

    packs: tuple[Pack, ...]

    @cached_property
    def digests(self) -> tuple[str, ...]:
        """The digests of the packs."""
        return tuple(pack.sha256 for pack in self.packs)

    def __eq__(self, other: object) -> bool:
        """Return whether the other is a stack of packs with the same content."""
        return isinstance(other, Stack) and self.digests == other.digests

    def __hash__(self) -> int:
        """Return a hash of the digests."""
        return hash(self.digests)

    @cached_property
    def policy(self) -> Pack | None:
        """The policy pack, None where the law alone decides."""
        return next((pack for pack in self.packs if pack.kind is PackKind.POLICY), None)

    @cached_property
    def law(self) -> Pack:
        """The pack of the law."""
        return next(pack for pack in self.packs if pack.kind is PackKind.LAW)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule by its id, law before policy."""
        return {rule.id: rule for pack in self.packs for rule in pack.rules}

    @cached_property
    def rules_by_stage(self) -> dict[Stage, tuple[Rule, ...]]:
        """The rules of each stage, law before policy."""
        return {
            stage: tuple(rule for rule in self.rules.values() if rule.stage is stage)
            for stage in Stage
        }

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Every parameter by its id."""
        return {item.id: item for pack in self.packs for item in pack.parameters}

    @cached_property
    def turns(self) -> tuple[date, ...]:
        """The days on which a rule or a value begins, or is no more, in order."""
        dated = [(rule.from_on, rule.until_on) for rule in self.rules.values()]
        for parameter in self.parameters.values():
            dated += [(value.from_on, value.until_on) for value in parameter.values]
        days = {first for first, _ in dated}
        days |= {last + timedelta(days=1) for _, last in dated if last is not None}
        return tuple(sorted(days))

    def turned_on(self, day: date) -> date:
        """Return the first day since which rules and values have been as they are on a day."""
        place = bisect_right(self.turns, day)
        return self.turns[place - 1] if place else date.min

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """Every outcome by its id, in the order declared."""
        return {item.id: item for pack in self.packs for item in pack.outcomes}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        """Every indicator by its id, in the order declared."""
        return {item.id: item for pack in self.packs for item in pack.indicators}

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Every model clause by its id, in the order declared."""
        return {item.id: item for pack in self.packs for item in pack.clauses}

    @cached_property
    def duties(self) -> dict[str, Duty]:
        """Every duty by its id, in the order declared."""
        return {item.id: item for pack in self.packs for item in pack.duties}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Every source by its id."""
        return {item.id: item for pack in self.packs for item in pack.sources}

    @cached_property
    def unsure_sources(self) -> frozenset[str]:
        """The ids of the sources that were not seen themselves."""
        return frozenset(
            id_ for id_, item in self.sources.items() if item.confidence is not Confidence.SEEN
        )

    @cached_property
    def pillars(self) -> dict[str, Titled]:
        """Every pillar by its id, in the order declared."""
        return {item.id: item for pack in self.packs for item in pack.pillars}

    @cached_property
    def bodies(self) -> dict[str, Titled]:
        """Every approving body by its id."""
        return {item.id: item for pack in self.packs for item in pack.bodies}

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of everything that has one, by its id; a clause's is its indicator's."""
        held = (
            self.sources,
            self.bodies,
            self.pillars,
            self.duties,
            self.indicators,
            self.outcomes,
            self.parameters,
            self.rules,
        )
        found = {id_: item.title for items in held for id_, item in items.items()}
        for clause in self.clauses.values():
            found[clause.id] = found[clause.indicator]
        return found

    def title_of(self, id_: str) -> str:
        """Return the title of what an id names, the id itself where nothing is called so."""
        return self.titles.get(id_, id_)

    def declared_order(self, refers_to: str) -> Iterable[str]:
        """Return the ids that a conclusion of kind ids may hold, in the order declared."""
        match refers_to:
            case "pillar":
                return self.pillars
            case "outcome":
                return self.outcomes
            case "indicator":
                return self.indicators
            case "clause":
                return self.clauses
            case "duty":
                return self.duties
            case "body":
                return self.bodies
            case _:
                message = f"no pack declares ids of a {refers_to}"
                raise KeyError(message)

    def full_citation(self, citation: Citation) -> str:
        """Return a citation as a reader wants it: `Procurement Act 2023, s.52(1)`."""
        return f"{self.sources[citation.source].title}, {citation.pinpoint}"
