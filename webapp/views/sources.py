"""Which sources make a question worth asking."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rules.pack import Pack
from rules.vocabulary import FACTS
from webapp.services.decisions import stack_of

MOST_SOURCES = 3


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
