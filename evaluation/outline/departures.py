"""Where a proposal departs from what the rules conclude, and which departures need allowing."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.outline.burden import burden_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Allowing, Choice, Proposal, Standing, Use
from rules.money import percent_text
from rules.wording import counted, lower_first

PILLAR = "required_pillars"
INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Departure:
    """A departure that somebody else must allow.

    `key` names it for as long as the procurement lasts, `extent` says in words how far it goes;
    `waivable_by` is the role that a rule names, empty where none does. `allowing` is what was
    asked and answered of just this extent.
    """

    key: str
    title: str
    extent: str
    because: str
    waivable_by: str
    allowing: Allowing | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether it may stand."""
        return self.allowing is not None and self.allowing.standing is Standing.ALLOWED


def departures(proposal: Proposal, ground: Ground) -> tuple[Departure, ...]:
    """Return the departures of a proposal that need allowing, weight first."""
    return tuple(
        Departure(key, title, extent, because, waivable, _allowing(proposal, key, extent))
        for key, title, extent, because, waivable in _found(proposal, ground)
    )


def needs_reason(choice: Choice, ground: Ground) -> bool:
    """Whether a choice is other than what the rules propose, and so needs a reason in its place."""
    if choice.own is not None:
        return True
    proposed = ground.proposed_use(choice.measure)
    if proposed is None:
        return choice.is_included
    return choice.use is not proposed


def weight_needs_reason(proposal: Proposal, ground: Ground) -> bool:
    """Whether the weight is another than the rules recommend, and so needs a reason."""
    recommended = ground.figure("social_value_recommended")
    return (
        proposal.weight is not None and recommended is not None and proposal.weight != recommended
    )


_Found = tuple[str, str, str, str, str]


def _allowing(proposal: Proposal, key: str, extent: str) -> Allowing | None:
    found = proposal.allowing(key)
    return found if found is not None and found.extent == extent else None


def _found(proposal: Proposal, ground: Ground) -> Iterator[_Found]:
    yield from _of_weight(proposal, ground)
    yield from _of_extent(proposal, ground)
    yield from _of_pillars(proposal, ground)
    yield from _of_indicators(proposal, ground)


def _of_weight(proposal: Proposal, ground: Ground) -> Iterator[_Found]:
    weight = proposal.weight
    if weight is None:
        return
    least, most = ground.figure("social_value_minimum"), ground.figure("social_value_maximum")
    if least is not None and weight < least:
        extent = f"{percent_text(weight)}% of the total score, where at least "
        yield _of("social_value_minimum", "Weight", f"{extent}{percent_text(least)}%", ground)
    if most is not None and weight > most:
        extent = f"{percent_text(weight)}% of the total score, where at most "
        yield _of("social_value_maximum", "Weight", f"{extent}{percent_text(most)}%", ground)


def _of_extent(proposal: Proposal, ground: Ground) -> Iterator[_Found]:
    burden = burden_of(proposal, ground)
    competed = counted(burden.award, "award criterion", "award criteria")
    if burden.is_over_most:
        extent = f"{competed}, where at most {burden.most:,}"
        yield _of("measures_maximum", "Number of award criteria", extent, ground)
    if burden.is_under_least and _is_complete(proposal, ground):
        extent = f"{competed}, where at least {burden.least:,}"
        yield _of("measures_minimum", "Number of award criteria", extent, ground)
    if burden.is_over_cap:
        extent = f"{counted(burden.hours or 0, 'hour')}, where at most {burden.cap:,}"
        yield _of("burden_hours_maximum", "Hours asked of a bidder", extent, ground)


def _of_pillars(proposal: Proposal, ground: Ground) -> Iterator[_Found]:
    if not _is_complete(proposal, ground):
        return
    served = {ground.pillar(one.measure, one.own) for one in proposal.included}
    finding = ground.finding(PILLAR)
    for pillar in ground.ids(PILLAR):
        if pillar in served:
            continue
        title = ground.stack.title_of(pillar)
        extent = f"No measure serves “{title}”, where at least one must"
        rules = finding.rules
        because, waivable = ground.because(rules), ground.waiver(rules)
        yield f"{PILLAR}:{pillar}", "Required pillar", extent, because, waivable


def _of_indicators(proposal: Proposal, ground: Ground) -> Iterator[_Found]:
    """Yield the choices against a rule that only a named role may set aside."""
    for choice in proposal.choices:
        proposed = ground.proposed_use(choice.measure)
        if proposed is None or choice.use is proposed or _covers(choice.use, proposed):
            continue
        rules = ground.rules_proposing(choice.measure)
        waivable = ground.waiver(rules)
        if not waivable:
            continue
        used = lower_first(choice.use.words)
        extent = f"“{ground.title(choice)}” is {used}, where {lower_first(proposed.words)}"
        key = f"{INDICATOR}:{choice.measure}"
        yield key, "Indicator", extent, ground.because(rules), waivable


def _covers(use: Use, proposed: Use) -> bool:
    return use is Use.BOTH and proposed is not Use.LEFT_OUT


def _is_complete(proposal: Proposal, ground: Ground) -> bool:
    """Whether each proposed measure was decided on: before that, too few means nothing."""
    return all(proposal.choice(measure) is not None for measure in ground.proposed)


def _of(conclusion: str, title: str, extent: str, ground: Ground) -> _Found:
    because = ground.because(ground.finding(conclusion).rules)
    return conclusion, title, extent, because, ground.waivable_by(conclusion)
