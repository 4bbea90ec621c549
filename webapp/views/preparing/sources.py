"""What makes a question worth asking: the sources whose rules read it, or our own reason."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rules.pack import Pack
from rules.vocabulary import FACTS
from webapp.services.decisions.decisions import stack_of

MOST_SOURCES = 3

_OWN_REASONS = {
    "commenced_on": "the day comes before every rule, because it chooses the law that decides",
    "duration_months": "the outline document tells those who approve how long the contract runs",
    "extension_months": "the outline document tells those who approve how long it could run on",
    "value_cannot_be_estimated": "whoever has no figure needs a way to say so",
}
_OWN_REASON = "the outline document shows the answer to those who approve"


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a question is asked: the sources whose rules read the answer; without any, our reason."""

    sources: tuple[str, ...]
    own: str = ""


def grounds_of(policy: str | None, fact: str, day: date) -> Grounds:
    """Return the grounds on which a fact is asked on a day."""
    sources = sources_asking(policy, fact, day)
    return Grounds(sources, "" if sources else _OWN_REASONS.get(fact, _OWN_REASON))


def sources_asking(policy: str | None, fact: str, day: date) -> tuple[str, ...]:
    """Return the sources whose rules read a fact on a day: the law's first, then the commonest."""
    packs = stack_of(policy).packs
    digests = tuple(pack.sha256 for pack in packs)
    return _sources_by_fact(digests, _Unhashed(packs), day).get(fact, ())[:MOST_SOURCES]


@dataclass(frozen=True, slots=True)
class _Unhashed:
    """Packs that a cache tells apart by their digests, which stand beside them."""

    packs: tuple[Pack, ...] = field(compare=False)


@lru_cache(maxsize=64)
def _sources_by_fact(
    _digests: tuple[str, ...], given: _Unhashed, day: date
) -> dict[str, tuple[str, ...]]:
    inputs = {fact.name: fact.inputs for fact in FACTS}
    found: dict[str, dict[str, None]] = {}
    for pack in given.packs:
        titles = {source.id: source.title for source in pack.sources}
        counts: dict[str, Counter[str]] = {}
        for rule in pack.rules:
            if not rule.in_force(day):
                continue
            cited = sorted({titles[cite.source] for cite in rule.cites if cite.source in titles})
            for name in rule.reads:
                for asked in inputs.get(name) or (name,):
                    counts.setdefault(asked, Counter()).update(cited)
        for name, counter in counts.items():
            found.setdefault(name, {}).update(dict.fromkeys(t for t, _ in counter.most_common()))
    return {name: tuple(titles) for name, titles in found.items()}
