"""Which sources make a question worth asking."""

from functools import lru_cache

from rules.vocabulary import FACTS
from webapp.services.decisions import stack_of

MOST_SOURCES = 3


def sources_asking(policy: str | None, fact: str) -> tuple[str, ...]:
    """Return the titles of the sources whose rules read a fact, the law's first, a few at most."""
    return _sources_by_fact(policy).get(fact, ())[:MOST_SOURCES]


@lru_cache(maxsize=16)
def _sources_by_fact(policy: str | None) -> dict[str, tuple[str, ...]]:
    stack = stack_of(policy)
    inputs = {fact.name: fact.inputs for fact in FACTS}
    found: dict[str, dict[str, None]] = {}
    for rule in stack.rules.values():
        titles = dict.fromkeys(stack.sources[cite.source].title for cite in rule.cites)
        for name in rule.reads:
            for asked in inputs.get(name) or (name,):
                found.setdefault(asked, {}).update(titles)
    return {name: tuple(titles) for name, titles in found.items()}
