"""The guided journey: which questions are asked, on which pages, and which are still open.

What the rules need decides. A question is asked if every procurement has an answer to it, or
if its answer could still change a conclusion. So that a question stays in view once it is
answered, the rules are asked again and again, beginning with the answers that every
procurement has, until no further question turns up. The rules take silence for the default of
a fact that has one, so its question is asked if the other answer could change a conclusion.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from types import MappingProxyType

from rules.decide import rate_of
from rules.decision import Decision
from rules.evaluators import evaluators_of
from rules.procurement import Procurement
from rules.stack import Stack
from rules.vocabulary import FACTS, Fact, Supply, Value
from webapp.services.decisions.decisions import KEPT, decided, stack_of
from webapp.services.preparing.answers import PLACED, Answers, procurement_of, stored

QUESTIONS_A_PAGE = 5


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the journey, and the questions that it may ask.

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
        """Return a page by its address, None if it asks nothing now."""
        return next((item for item in self.pages if item.page.slug == slug), None)

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
    topics: dict[str, list[Fact]] = {}
    for fact in FACTS:
        if fact.supply is Supply.ASKED:
            topics.setdefault(fact.topic, []).append(fact)
    for topic, facts in topics.items():
        parts = ceil(len(facts) / QUESTIONS_A_PAGE)
        size = ceil(len(facts) / parts)
        for part in range(parts):
            slug = topic if part == 0 else f"{topic}-{part + 1}"
            chunk = tuple(facts[part * size : (part + 1) * size])
            yield Page(slug, topic, chunk)


PAGES: tuple[Page, ...] = tuple(_pages())
PAGE_BY_SLUG: Mapping[str, Page] = {page.slug: page for page in PAGES}
PAGE_OF_FACT: Mapping[str, Page] = {fact.name: page for page in PAGES for fact in page.facts}
_WITH_DEFAULT = frozenset(fact.name for fact in FACTS if fact.default is not None)
ALWAYS = frozenset({*PLACED, "value_cannot_be_estimated"})
"""The questions of every procurement; the last is the way out for who has no value to give."""
