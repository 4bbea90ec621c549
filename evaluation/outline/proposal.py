"""The social value proposal as a buyer builds it: what is chosen, why, and who allowed what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class Use(StrEnum):
    """What a measure is used as; left out is a choice too."""

    AWARD = "award"
    PERFORMANCE = "performance"
    BOTH = "both"
    LEFT_OUT = "left_out"

    @property
    def is_award(self) -> bool:
        """Whether bidders compete on it."""
        return self in (Use.AWARD, Use.BOTH)

    @property
    def is_performance(self) -> bool:
        """Whether whoever wins is obliged to it without having competed on it."""
        return self in (Use.PERFORMANCE, Use.BOTH)

    @property
    def words(self) -> str:
        """The use as people read it."""
        return _USE_WORDS[self]


_USE_WORDS = {
    Use.AWARD: "Award criterion",
    Use.PERFORMANCE: "Performance obligation",
    Use.BOTH: "Award criterion and performance obligation",
    Use.LEFT_OUT: "Left out",
}


class Screen(StrEnum):
    """What every measure that is asked of bidders is screened for, in this order."""

    SUBJECT_MATTER = "subject_matter"
    PROPORTIONATE = "proportionate"
    ADDITIONAL = "additional"
    LAWFUL = "lawful"


@dataclass(frozen=True, slots=True)
class Screened:
    """A buyer's answer to a screen: whether the measure passes, and why."""

    screen: Screen
    passes: bool
    because: str


@dataclass(frozen=True, slots=True)
class Judging:
    """What is put by of the checks that are for the buyer to judge: ticks, and a reason.

    Nothing of it is an answer: they become answers together, once all are ticked with a reason.
    """

    passes: tuple[Screen, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """What a measure that the policy does not list is; `source` says where it was taken from.

    `source` is empty for one that the buyer thought of, `catalogue:<id>` for one of Podium's
    catalogue and `import:<collection>/<id>` for one of the authority's own set.
    """

    title: str
    definition: str
    unit: str
    outcome: str
    evidence: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a buyer decided of one measure; `because` is the reason where it departs from a rule.

    `judging` is what is put by of its checks, None where nothing is.
    """

    measure: str
    use: Use
    because: str = ""
    screens: tuple[Screened, ...] = ()
    own: OwnMeasure | None = None
    judging: Judging | None = None

    @property
    def is_included(self) -> bool:
        """Whether it is asked of bidders."""
        return self.use is not Use.LEFT_OUT

    def answer(self, screen: Screen) -> Screened | None:
        """Return the answer to a screen, None where there is none yet."""
        return next((one for one in self.screens if one.screen is screen), None)

    @property
    def unanswered(self) -> tuple[Screen, ...]:
        """The screens that are still to be answered, of a measure that is included."""
        if not self.is_included:
            return ()
        return tuple(screen for screen in Screen if self.answer(screen) is None)

    @property
    def failed(self) -> tuple[Screened, ...]:
        """The screens that the measure does not pass."""
        return tuple(one for one in self.screens if not one.passes)


class Standing(StrEnum):
    """How far an allowing has come."""

    ASKED = "asked"
    ALLOWED = "allowed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Allowing:
    """A departure that somebody else must allow: what was asked, and what became of it.

    `extent` is the departure in words as it was when it was asked: an allowing covers no other.
    People are named by id, so that who asked can be kept from allowing, and by name. `waivable_by`
    is the role that the rule named when it was asked, empty where it named none.
    """

    departure: str
    extent: str
    because: str
    asked_by: str
    asked_name: str
    asked_on: date
    standing: Standing = Standing.ASKED
    answered_by: str = ""
    answered_name: str = ""
    answered_as: str = ""
    answered_because: str = ""
    answered_on: date | None = None
    waivable_by: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposal: choices by measure, the weight, what was allowed, and whose work it is.

    `weight` is in hundredths of a per cent of the total score. `authors` are the ids of all who
    ever changed a choice or the weight: none of them may allow a departure.
    """

    choices: tuple[Choice, ...] = ()
    weight: int | None = None
    weight_because: str = ""
    allowings: tuple[Allowing, ...] = ()
    authors: tuple[str, ...] = ()

    def choice(self, measure: str) -> Choice | None:
        """Return what was decided of a measure, None where nothing was yet."""
        return next((one for one in self.choices if one.measure == measure), None)

    @property
    def included(self) -> tuple[Choice, ...]:
        """The measures that are asked of bidders."""
        return tuple(one for one in self.choices if one.is_included)

    @property
    def award(self) -> tuple[Choice, ...]:
        """The measures that bidders compete on."""
        return tuple(one for one in self.choices if one.use.is_award)

    @property
    def performance(self) -> tuple[Choice, ...]:
        """The measures that are obligations of whoever wins, competed on or not."""
        return tuple(one for one in self.choices if one.use.is_performance)

    def allowing(self, departure: str) -> Allowing | None:
        """Return what was asked of a departure, None where nothing was."""
        return next((one for one in self.allowings if one.departure == departure), None)


def with_choices(proposal: Proposal, choices: Iterable[Choice]) -> Proposal:
    """Return the proposal with choices in place of earlier ones of the same measures."""
    given = {one.measure: one for one in choices}
    kept = tuple(given.pop(one.measure, one) for one in proposal.choices)
    return replace(proposal, choices=(*kept, *given.values()))


def without_choice(proposal: Proposal, measure: str) -> Proposal:
    """Return the proposal without what was decided of a measure."""
    kept = tuple(one for one in proposal.choices if one.measure != measure)
    return replace(proposal, choices=kept)


def with_weight(proposal: Proposal, weight: int, because: str) -> Proposal:
    """Return the proposal with another weight."""
    return replace(proposal, weight=weight, weight_because=because)


def with_allowing(proposal: Proposal, allowing: Allowing) -> Proposal:
    """Return the proposal with what was asked of a departure, in place of what was before."""
    others = tuple(one for one in proposal.allowings if one.departure != allowing.departure)
    return replace(proposal, allowings=(*others, allowing))


def with_author(proposal: Proposal, person: str) -> Proposal:
    """Return the proposal as one that a person has had a hand in."""
    if person in proposal.authors:
        return proposal
    return replace(proposal, authors=(*proposal.authors, person))
