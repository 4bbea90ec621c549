"""What measures and outcomes are called, by the ids under which parts hold them."""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType

from rules.errors import PackIsBroken
from rules.library import LAW, Library
from rules.wording import upper_first


def title_of_measure(id_: str) -> str:
    """Return the title of a measure, an outcome or a pillar of any policy.

    One that no policy has is called by the words of its id.
    """
    return _titles().get(id_) or upper_first(id_.replace("-", " ").replace("_", " "))


@lru_cache(maxsize=1)
def _titles() -> Mapping[str, str]:
    """Return the titles of every policy, which are read once and not held besides."""
    library, found = Library(), dict[str, str]()
    for id_ in library.ids():
        with suppress(PackIsBroken):
            stack = library.stack(None if id_ == LAW else id_)
            for held in (stack.pillars, stack.indicators, stack.outcomes):
                found |= {one: item.title for one, item in held.items()}
    return MappingProxyType(found)
