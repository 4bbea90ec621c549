"""Which sources make a question worth asking."""

from collections import Counter
from datetime import date
from functools import lru_cache

from rules.vocabulary import FACTS
from webapp.services.decisions import stack_of

MOST_SOURCES = 3


def sources_asking(policy: str | None, fact: str, day: date) -> tuple[str, ...]:
    """Return the sources whose rules read a fact on a day: the law's first, then the commonest."""
    return _sources_by_fact(policy, day).get(fact, ())[:MOST_SOURCES]


@lru_cache(maxsize=64)
def _sources_by_fact(policy: str | None, day: date) -> dict[str, tuple[str, ...]]:
    inputs = {fact.name: fact.inputs for fact in FACTS}
    found: dict[str, dict[str, None]] = {}
    for pack in stack_of(policy).packs:
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
