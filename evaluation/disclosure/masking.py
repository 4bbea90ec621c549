"""Names taken out of text: of the authority's people, and of bidders that others must not know."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_ENDINGS = re.compile(
    r"(?:[\s,]+(?:ltd|limited|plc|llp|lp|cic|cio|inc|llc|group|holdings|uk|& co|and co)\.?)+$",
    re.IGNORECASE,
)
_TITLES = (
    *("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Professor", "Cllr", "Councillor"),
    *("Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Cllr."),
)
_SHORTEST = 2
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a text may name: by which texts, and what stands in their place.

    `is_person` says that a title before the last word of a name is taken for them too.
    """

    names: tuple[str, ...]
    instead: Callable[[], str]
    is_person: bool = False


@dataclass(slots=True)
class Masker:
    """Takes names out of texts, and counts how often it did.

    A name of several words is found in any case, one of a single word as it is written; what a
    nickname or a description gives away is not found, which is why a person reads a file before it
    is sent.
    """

    named: tuple[Named, ...]
    count: int = 0
    _pattern: "re.Pattern[str] | None" = field(init=False)
    _found: dict[str, Named] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Make the pattern, the longest name first."""
        exact: set[str] = set()
        spaced: set[str] = set()
        for one in self.named:
            for name in _written(one):
                self._found.setdefault(_key(name), one)
                (spaced if " " in name or "@" in name else exact).add(name)
        parts = [_alternatives(spaced, "i"), _alternatives(exact, "")]
        told = "|".join(part for part in parts if part)
        self._pattern = re.compile(rf"(?<!\w)(?:{told})(?!\w)") if told else None

    def __call__(self, text: str) -> str:
        """Return a text without the names."""
        return self._pattern.sub(self._instead, text) if self._pattern else text

    def _instead(self, match: "re.Match[str]") -> str:
        self.count += 1
        found = self._found.get(_key(match[0]))
        return f"[{found.instead()}]" if found else "[withheld]"


def _alternatives(names: Iterable[str], flags: str) -> str:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    told = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)
    return f"(?{flags}:{told})" if told else ""


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _written(one: Named) -> Iterable[str]:
    """Yield the ways in which a text may write somebody's names."""
    for name in one.names:
        whole = " ".join(name.split())
        if len(whole) < _SHORTEST:
            continue
        yield whole
        stem = _ENDINGS.sub("", whole)
        if not one.is_person and stem != whole and len(stem) >= _SHORTEST_STEM:
            yield stem
        if one.is_person and " " in whole and "@" not in whole:
            last = whole.rsplit(" ", 1)[1]
            yield from (f"{title} {last}" for title in _TITLES)
