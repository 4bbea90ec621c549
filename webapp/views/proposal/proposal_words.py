"""The building of a proposal as its pages show it: frozen values that the templates lay out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from flask import url_for

from evaluation.outline.burden import (
    Burden,
    burden_of,
    derivation,
    hours_words,
    measures_words,
    micro_business,
)
from evaluation.outline.departures import Departure
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal, Standing
from evaluation.outline.proposal_problems import ANSWERS, DEPARTURE, MEASURE, WEIGHT, Problem
from evaluation.outline.sheet import offered
from rules.money import percent_text
from rules.wording import counted, listed, upper_first

_FULL = 100
_NOTHING_TO_WEIGH = "The rules propose no measure for this contract, so there is nothing to weigh."


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """An indicator of the policy that may be added: its id, what it is, what it is counted as."""

    id: str
    title: str
    unit: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A quantity against its limit: in words, and as a share of a hundred to be drawn."""

    title: str
    words: str
    share: int
    is_over: bool
    has_limit: bool


@dataclass(frozen=True, slots=True)
class BurdenShown:
    """What the proposal asks of a bidder."""

    bars: tuple[Bar, ...]
    derivation: str
    micro_business: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """What keeps the proposal from being submitted, and where it is mended."""

    problem: str
    remedy: str
    address: str


@dataclass(frozen=True, slots=True)
class DepartureLine:
    """A departure that needs allowing: what it is, and how far that has come."""

    title: str
    extent: str
    state: str
    tag: str
    address: str


def burden_shown(proposal: Proposal, ground: Ground) -> BurdenShown:
    """Return the burden with its bars."""
    burden = burden_of(proposal, ground)
    return BurdenShown(_bars(burden), derivation(burden), micro_business(burden))


def _bars(burden: Burden) -> tuple[Bar, ...]:
    return (
        _bar("Hours for a bidder", hours_words(burden), burden.hours, burden.cap),
        _bar("Measures bidders compete on", measures_words(burden), burden.award, burden.most),
    )


def _bar(title: str, words: str, amount: int | None, limit: int | None) -> Bar:
    share = min(_FULL, _FULL * (amount or 0) // limit) if limit else 0
    is_over = limit is not None and (amount or 0) > limit
    return Bar(title, words, share, is_over, limit is not None)


def problem_lines(
    found: Iterable[Problem], procurement_id: UUID, here: Collection[str] = ()
) -> tuple[ProblemLine, ...]:
    """Return problems with the addresses at which they are mended.

    `here` are the measures that a tick on the sheet is enough for: their rows are the place.
    """
    rows = {f"{MEASURE}{measure}": f"#row-{measure}" for measure in here}
    return tuple(
        ProblemLine(
            one.problem, one.remedy, rows.get(one.place) or address_of(one.place, procurement_id)
        )
        for one in found
    )


def address_of(place: str, procurement_id: UUID) -> str:
    """Return the page on which what stands at a place of a proposal is mended."""
    if place == WEIGHT:
        return url_for("proposal.proposal", procurement_id=procurement_id, _anchor=WEIGHT)
    if place == ANSWERS:
        return url_for("procurements.procurement", procurement_id=procurement_id)
    if place.startswith(MEASURE):
        return _measure_address(procurement_id, place.removeprefix(MEASURE))
    key = place.removeprefix(DEPARTURE)
    return url_for("departures.departure", procurement_id=procurement_id, key=key)


def departure_lines(found: Iterable[Departure], procurement_id: UUID) -> tuple[DepartureLine, ...]:
    """Return departures with how far their allowing has come."""
    return tuple(
        DepartureLine(
            one.title,
            upper_first(one.extent),
            *state_of(one),
            url_for("departures.departure", procurement_id=procurement_id, key=one.key),
        )
        for one in found
    )


def state_of(departure: Departure) -> tuple[str, str]:
    """Return the word for how far an allowing has come, and its shade."""
    if departure.allowing is None:
        return "Not asked yet", "questions"
    match departure.allowing.standing:
        case Standing.ASKED:
            return "Asked, not answered yet", "undecided"
        case Standing.ALLOWED:
            return f"Allowed by {departure.allowing.answered_name}", "decided"
        case Standing.REFUSED:
            return f"Refused by {departure.allowing.answered_name}", "unsure"


def extent_words(proposal: Proposal, ground: Ground) -> str:
    """Return how far a proposal goes: its pillars, outcomes and measures, counted."""
    included = proposal.included
    outcomes = {ground.outcome(one.measure, one.own) for one in included}
    pillars = {ground.pillar(one.measure, one.own) for one in included}
    competed = counted(len(proposal.award), "award criterion", "award criteria")
    obliged = counted(len(proposal.performance), "obligation")
    measures = counted(len(included), "measure")
    return (
        f"{measures} for {counted(len(outcomes), 'outcome')} under "
        f"{counted(len(pillars), 'pillar')}: {competed}, {obliged}"
    )


def weight_proposed(given: Proposal, ground: Ground) -> tuple[int | None, str]:
    """Return the weight that a form begins with, and its reason: as the rules recommend.

    Where no measure is proposed, none was added, and the rules allow no weight, there is nothing
    to weigh.
    """
    recommended = ground.figure("social_value_recommended")
    least = ground.figure("social_value_minimum") or 0
    if least or not recommended or not proposes_nothing(given, ground):
        return recommended, ""
    return 0, _NOTHING_TO_WEIGH


def proposes_nothing(given: Proposal, ground: Ground) -> bool:
    """Return whether no measure is proposed, whatever is still unanswered, and none was added."""
    is_settled = all(map(ground.is_settled, ("award_indicators", "performance_indicators")))
    return is_settled and not offered(given, ground).included


def weight_words(ground: Ground) -> str:
    """Return the range of the weight and what is recommended, in a sentence."""
    least, most = ground.figure("social_value_minimum"), ground.figure("social_value_maximum")
    recommended = ground.figure("social_value_recommended")
    if recommended is None and least is None and most is None:
        return "The rules set no weight for social value here."
    limits = []
    if least is not None:
        limits.append(f"at least {percent_text(least)}%")
    if most is not None:
        limits.append(f"at most {percent_text(most)}%")
    text = f"Of the total score: {listed(limits) or 'no limits are set'}"
    if recommended is None:
        return f"{text}."
    return f"{text}; {percent_text(recommended)}% is recommended."


def _measure_address(procurement_id: UUID, measure: str) -> str:
    return url_for("measure_choices.measure", procurement_id=procurement_id, measure_id=measure)
