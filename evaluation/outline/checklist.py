"""The commissioning checklist: the stages before a procurement, and how far each has come.

The stages are those at which Coventry's policy considers social value: "when reviewing service
provision; conducting a needs analysis; consulting stakeholders and/or the marketplace; and
specifying the services to be procured" (Social Value Policy 2014, appendix 1, 1.1.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType


class Topic(StrEnum):
    """A stage of the commissioning cycle."""

    REVIEW = "review"
    NEEDS = "needs"
    CONSULTATION = "consultation"
    MARKET = "market"
    SPECIFICATION = "specification"


class State(StrEnum):
    """How far a stage has come."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    NOT_NEEDED = "not_needed"

    @property
    def words(self) -> str:
        """The state in words."""
        return _WORDS[self]


_WORDS: Mapping[State, str] = MappingProxyType(
    {
        State.NOT_STARTED: "Not started",
        State.UNDER_WAY: "Under way",
        State.DONE: "Done",
        State.NOT_NEEDED: "Not needed",
    }
)


@dataclass(frozen=True, slots=True)
class Guide:
    """What a stage means and why it is asked; `cites` are ids of sources with their pinpoints."""

    topic: Topic
    title: str
    meaning: str
    why: str
    example: str
    cites: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A stage as the buyer found it; `note` says what came of it, or why it is not needed."""

    topic: Topic
    state: State = State.NOT_STARTED
    note: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether the stage is done, or not needed for a reason that is given."""
        return self.state is State.DONE or (self.state is State.NOT_NEEDED and bool(self.note))


@dataclass(frozen=True, slots=True)
class Checklist:
    """Every stage in the order of the cycle; one that was not spoken of has not started."""

    items: tuple[Item, ...] = ()

    def item(self, topic: Topic) -> Item:
        """Return how far a stage has come."""
        return next((item for item in self.items if item.topic is topic), Item(topic))

    def with_item(self, item: Item) -> "Checklist":
        """Return the checklist with one stage as it is told."""
        return Checklist(tuple(item if one.topic is item.topic else one for one in self.every))

    @property
    def every(self) -> tuple[Item, ...]:
        """Every stage, in the order of the cycle."""
        return tuple(self.item(topic) for topic in Topic)

    @property
    def incomplete(self) -> tuple[Topic, ...]:
        """The stages that are neither done nor left out for a reason."""
        return tuple(item.topic for item in self.every if not item.is_settled)


def begun_anew(checklist: Checklist) -> Checklist:
    """Return a checklist for another procurement: the notes stay, and nothing has been done yet."""
    return Checklist(
        tuple(
            replace(item, state=State.UNDER_WAY if item.note else State.NOT_STARTED)
            for item in checklist.every
        )
    )


GUIDES: tuple[Guide, ...] = (
    Guide(
        Topic.REVIEW,
        "Review the service",
        "Look at what is provided now: what it costs, what it achieves, what its users and staff "
        "say, and whether it still has to be bought at all.",
        "What is bought again unlooked at repeats its faults. Opportunities for the area's "
        "well-being are easiest to see here, before anything is fixed.",
        "The grounds contract meets its mowing standard at £82,000 a year; two friends' groups "
        "asked to look after planting themselves.",
        (("coventry-policy-2014", "app.1 1.1.1"), ("scrutiny-note-2022", "3.1.4")),
    ),
    Guide(
        Topic.NEEDS,
        "Analyse the needs",
        "Find out who needs what, where and how much of it, now and over the life of the contract, "
        "with figures where there are any.",
        "The quantities, the value and the social value that is relevant all rest on it.",
        "Population growth in two wards adds 9 hectares of open space by 2028; 4 of 11 play areas "
        "score poor for access.",
        (("coventry-policy-2014", "app.1 1.1.1"), ("scrutiny-note-2022", "3.1.4")),
    ),
    Guide(
        Topic.CONSULTATION,
        "Consider consultation",
        "Decide whether to consult those who use the service, the community and the voluntary "
        "sector on how buying it could improve the area's well-being, and do so if you decided to.",
        "For services above the threshold the Act of 2012 requires that consultation is "
        "considered. It does not require that there is one: the decision and its reason are what "
        "is kept.",
        "Considered on 3 February: a survey of allotment holders and a meeting with the disability "
        "forum; no wider consultation, because the specification is unchanged for residents.",
        (("sva-2012", "s.1(7)"), ("coventry-policy-2014", "5.1")),
    ),
    Guide(
        Topic.MARKET,
        "Engage the market",
        "Talk to possible suppliers, small firms and social enterprises among them, before the "
        "tender notice: who could do it, in which lots, by when, and what would keep them away.",
        "Above the threshold the Procurement Act wants a notice of the engagement, or the reasons "
        "in the tender notice why there was none. Nobody may gain an unfair advantage from it.",
        "Notice of 12 January; nine firms came, four of them small; two could bid for one area "
        "only, which speaks for lots.",
        (("pa-2023", "s.16"), ("pa-2023", "s.17")),
    ),
    Guide(
        Topic.SPECIFICATION,
        "Specify what is bought",
        "Write down what is to be delivered, to which standard, and which social value belongs to "
        "it, so that a bidder can price it.",
        "Social value is evaluated against the outcomes that the specification asks for: what is "
        "already required in it is no additional promise.",
        "Specification 0.3 of 20 February: output based, with peat-free planting required; "
        "apprenticeships left to the award criteria.",
        (("coventry-policy-2014", "app.1 1.1.1"), ("coventry-policy-2014", "3.3")),
    ),
)
"""What each stage means, in the order of the cycle."""

GUIDE_OF: Mapping[Topic, Guide] = MappingProxyType({guide.topic: guide for guide in GUIDES})
