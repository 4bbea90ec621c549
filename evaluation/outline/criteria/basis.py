"""What criteria are built on: the weight of social value, the measures and the outcomes here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from evaluation.outline.criteria.published import published_value
from evaluation.outline.departures import departures
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal
from rules.decision import Decision
from rules.stack import Stack

_OF_THE_RANGE = frozenset({"social_value_minimum", "social_value_maximum"})
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Offered:
    """A measure on which bidders are to compete, as the proposal has it.

    `published` tells what an open source says that a unit is worth, empty where none does.
    """

    id: str
    title: str
    unit: str
    outcome: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """What the decision and the proposal say of the criteria.

    Weights are per cent of the total score, None where nothing says. `chosen` is the proposal's
    weight, and `is_allowed` whether a role that may has allowed it outside the range; `climate`
    is the lowest weight for climate, beside social value's. `outcomes` are the titles of those
    that apply, by id. `asks_quantities` is whether the rules want bidders to promise quantities.
    `offered` is None where neither a proposal nor a rule says on which measures bidders compete.
    """

    least: Fraction | None = None
    recommended: Fraction | None = None
    most: Fraction | None = None
    chosen: Fraction | None = None
    is_allowed: bool = False
    quality_share: Fraction | None = None
    climate: Fraction | None = None
    offered: tuple[Offered, ...] | None = None
    has_proposal: bool = False
    asks_quantities: bool = False
    outcomes: Mapping[str, str] = field(default_factory=lambda: _NONE)

    @property
    def weight(self) -> Fraction | None:
        """The weight that social value is to have: the proposal's, or the recommended one."""
        return self.recommended if self.chosen is None else self.chosen

    def is_within(self, weight: Fraction) -> bool:
        """Return whether a weight lies in the range, or outside it as it was allowed."""
        if self.is_allowed and weight == self.chosen:
            return True
        above = self.least is None or weight >= self.least
        return above and (self.most is None or weight <= self.most)


def basis_of(decision: Decision | None, stack: Stack, proposal: Proposal | None) -> Basis:
    """Return what there is to build on; with no decision, nothing.

    Args:
        decision: What the rules decided of the procurement, None while they can't be asked.
        stack: The packs that decided.
        proposal: The social value proposal as it was saved, None before.
    """
    if decision is None:
        return Basis()
    ground = Ground(decision, stack)
    return Basis(
        least=_percent(ground, "social_value_minimum"),
        recommended=_percent(ground, "social_value_recommended"),
        most=_percent(ground, "social_value_maximum"),
        chosen=_hundredths(proposal.weight) if proposal else None,
        is_allowed=proposal is not None and _is_allowed(proposal, ground),
        quality_share=_percent(ground, "quality_share_minimum"),
        climate=_percent(ground, "climate_minimum"),
        offered=_offered(ground, proposal),
        has_proposal=proposal is not None,
        asks_quantities=decision.value("quantified_commitments") is True,
        outcomes=_outcomes(ground, proposal),
    )


def _is_allowed(proposal: Proposal, ground: Ground) -> bool:
    """Return whether the proposal's weight lies outside the range, and just that was allowed."""
    return any(one.is_allowed for one in departures(proposal, ground) if one.key in _OF_THE_RANGE)


def _percent(ground: Ground, conclusion: str) -> Fraction | None:
    return _hundredths(ground.figure(conclusion))


def _hundredths(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value, 100)


def _offered(ground: Ground, proposal: Proposal | None) -> tuple[Offered, ...] | None:
    if proposal is not None:
        return tuple(
            Offered(
                id=one.measure,
                title=ground.title(one),
                unit=one.own.unit if one.own else _unit(ground, one.measure),
                outcome=ground.outcome(one.measure, one.own),
                published=published_value(one.measure, one.own, ground.decision),
            )
            for one in proposal.award
        )
    if not ground.has_proposal:
        return None
    return tuple(
        Offered(
            id=id_,
            title=ground.title_of(id_),
            unit=_unit(ground, id_),
            outcome=ground.outcome(id_),
            published=published_value(id_, None, ground.decision),
        )
        for id_ in ground.ids("award_indicators")
    )


def _unit(ground: Ground, measure: str) -> str:
    found = ground.indicator(measure)
    return found.unit if found else ""


def _outcomes(ground: Ground, proposal: Proposal | None) -> Mapping[str, str]:
    """Return the outcomes that apply, and those that the proposal's own measures serve."""
    own = (one.own.outcome for one in proposal.award if one.own) if proposal else ()
    ids = dict.fromkeys((*ground.ids("outcomes"), *own))
    known = ground.stack.outcomes
    return MappingProxyType({id_: known[id_].title for id_ in ids if id_ in known})
