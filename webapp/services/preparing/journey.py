"""The guided journey: which questions are asked, on which pages, and which are still open.

What the rules need decides. A question is asked if every procurement has an answer to it, or
if its answer could still change a conclusion. So that a question stays in view once it is
answered, the rules are asked again and again, beginning with the answers that every
procurement has, until no further question turns up. The rules take silence for the default of
a fact that has one, so its question is asked if the other answer could change a conclusion.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from types import MappingProxyType

from rules.decide import rate_of
from rules.decision import Decision
from rules.evaluators import evaluators_of
from rules.procurement import Answers, Procurement
from rules.stack import Stack
from rules.vocabulary import FACT_BY_NAME, FACTS, Fact, Supply, Value
from webapp.services.decisions.decisions import KEPT, decided, stack_of
from webapp.services.preparing.answers import PLACED, procurement_of, stored

QUESTIONS_A_PAGE = 5


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the journey, and the questions that it may ask; `topic` gives it its heading.

    A topic with more than five is split; the address of its first page is the topic, of the
    second `<topic>-2`.
    """

    slug: str
    topic: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that asks something now: its questions, and those without an answer."""

    page: Page
    facts: tuple[Fact, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journey:
    """Where a procurement stands: its pages, the answers that count, and the decision so far.

    `procurement` and `decision` are None while an answer is missing without which the rules
    are not asked. `answers` leaves out answers to questions that no longer arise; the store
    keeps them.
    """

    pages: tuple[OpenPage, ...]
    answers: Answers
    procurement: Procurement | None
    decision: Decision | None

    def page(self, slug: str) -> OpenPage | None:
        """Return a page by its address, or one that it had; None if it asks nothing now."""
        known = PAGE_BY_SLUG.get(slug)
        return next((item for item in self.pages if item.page == known), None)

    def after(self, page: Page) -> OpenPage | None:
        """Return the page that follows another, None after the last."""
        place = PAGES.index(page)
        return next((item for item in self.pages if PAGES.index(item.page) > place), None)

    def before(self, page: Page) -> OpenPage | None:
        """Return the page before another, None before the first."""
        place = PAGES.index(page)
        earlier = [item for item in self.pages if PAGES.index(item.page) < place]
        return earlier[-1] if earlier else None

    @property
    def next_open(self) -> OpenPage | None:
        """The first page with a question that was not answered, None if there is none."""
        return next((item for item in self.pages if item.unanswered), None)

    def next_open_after(self, page: Page) -> OpenPage | None:
        """Return the next page with a question without an answer, from the start if need be."""
        place = PAGES.index(page)
        later = (item for item in self.pages if PAGES.index(item.page) > place and item.unanswered)
        return next(later, None) or self.next_open

    @property
    def questions_open(self) -> int:
        """How many questions have no answer."""
        return sum(len(item.unanswered) for item in self.pages)


def journey(
    answers: Answers,
    *,
    reference: str,
    title: str,
    authority: str,
    policy: str | None,
    stack: Stack | None = None,
) -> Journey:
    """Return the journey through the questions that these answers leave.

    `stack` is what decides; without one, the policy's packs as they are shipped.

    Raises:
        OutsidePeriod: The packs do not know the law of the day of commencement.
    """
    packs = stack_of(policy) if stack is None else stack
    return _walked(_Start(answers, reference, title, authority, packs))


class _Start:
    """What a journey is made from, told apart by content: pages ask for the same one often."""

    def __init__(
        self, answers: Answers, reference: str, title: str, authority: str, stack: Stack
    ) -> None:
        self.answers, self.stack = answers, stack
        self.named = {"reference": reference, "title": title, "authority": authority}
        self.key = (
            tuple(pack.sha256 for pack in stack.packs),
            *self.named.values(),
            tuple((name, stored(value)) for name, value in sorted(answers.items())),
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Start) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=KEPT)
def _walked(start: _Start) -> Journey:
    asked = set(ALWAYS)
    while True:
        counted = {name: value for name, value in start.answers.items() if name in asked}
        procurement = procurement_of(counted, **start.named)
        if procurement is None:
            return Journey(_open_pages(asked, counted), MappingProxyType(counted), None, None)
        wanted = _wanted(procurement, counted, start.stack) - asked
        if not wanted:
            decision = decided(procurement, start.stack)
            pages = _open_pages(asked, counted)
            return Journey(pages, MappingProxyType(counted), procurement, decision)
        asked |= wanted


def differing(before: Answers, after: Answers) -> dict[str, Value | None]:
    """Return the answers that are new, or other than before."""
    nothing = object()
    return {name: value for name, value in after.items() if before.get(name, nothing) != value}


def _wanted(procurement: Procurement, answers: Answers, stack: Stack) -> set[str]:
    """Return the asked facts whose answers could still change a conclusion."""
    facts = procurement.facts()
    wanted = _hanging(facts, procurement, stack)
    for name in _WITH_DEFAULT - answers.keys():
        others = {other: value for other, value in facts.items() if other != name}
        wanted |= {name} & _hanging(others, procurement, stack)
    return wanted


def _hanging(facts: Mapping[str, Value], procurement: Procurement, stack: Stack) -> set[str]:
    interpreter = evaluators_of(stack).interpreter
    found = interpreter.interpret(facts, procurement.commenced_on, rate_of(facts))
    return {fact for finding in found.findings.values() for fact in finding.hangs_on}


def _open_pages(asked: set[str], answers: Answers) -> tuple[OpenPage, ...]:
    pages = ((page, tuple(fact for fact in page.facts if fact.name in asked)) for page in PAGES)
    return tuple(
        OpenPage(page, facts, tuple(fact.name for fact in facts if fact.name not in answers))
        for page, facts in pages
        if facts
    )


def _pages() -> Iterator[Page]:
    topics: dict[str, list[str]] = {}
    for fact in FACTS:
        if fact.supply is Supply.ASKED and fact.topic not in _MOVED:
            topics.setdefault(fact.topic, []).append(fact.name)
    for topic, names in topics.items():
        chunks = _TOGETHER.get(topic) or _chunks(names)
        for number, chunk in enumerate(chunks, start=1):
            slug = topic if number == 1 else f"{topic}-{number}"
            yield Page(slug, topic, tuple(FACT_BY_NAME[name] for name in chunk))


def _chunks(names: Sequence[str]) -> Sequence[Sequence[str]]:
    """Return the questions of a topic page by page, as evenly as they go."""
    size = ceil(len(names) / ceil(len(names) / QUESTIONS_A_PAGE))
    return [names[start : start + size] for start in range(0, len(names), size)]


_MOVED: Mapping[str, str] = {"parts": "procedure", "framework": "procedure"}
"""The topics that mostly ask one question, each with the topic on whose pages that stands.

Their own pages had these addresses, which still lead to it.
"""

_TOGETHER: Mapping[str, Sequence[Sequence[str]]] = {
    "procedure": (
        (
            "also_includes",
            "framework",
            "award_route",
            "procedure",
            "tenders_invited_from",
        ),
        (
            "separable_part_above_threshold",
            "framework_commenced_on",
            "framework_mainly_services",
            "direct_award_ground",
            "market_new_to_social_value",
        ),
        (
            "qualifying_planned_procurement_notice",
            "electronic_submission",
            "documents_supplied_together",
            "state_of_urgency",
            "divided_into_lots",
        ),
    ),
}
"""The pages of a topic that asks questions of others too: how it is bought, what only some answers
to that raise, and its notices and time limits."""

PAGES: tuple[Page, ...] = tuple(_pages())
PAGE_BY_SLUG: Mapping[str, Page] = {
    **{page.slug: page for page in PAGES},
    **{old: page for old, new in _MOVED.items() for page in PAGES if page.slug == new},
}
PAGE_OF_FACT: Mapping[str, Page] = {fact.name: page for page in PAGES for fact in page.facts}
_WITH_DEFAULT = frozenset(fact.name for fact in FACTS if fact.default is not None)
ALWAYS = frozenset({*PLACED, "value_cannot_be_estimated"})
"""The questions of every procurement; the last is the way out for who has no value to give."""
