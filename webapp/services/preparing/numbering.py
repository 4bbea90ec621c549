"""The next free reference of an organisation, after the pattern of those that it has."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from forms.procurement import LONGEST_REFERENCE
from webapp.store import Store
from webapp.store import procurements as rows

LOOKED_AT = 50
"""So many of the organisation's references are looked at for their pattern."""

_NUMBERED = re.compile(r"(?P<stem>.*?[^0-9])(?P<number>[0-9]{1,9})", re.ASCII)
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])", re.ASCII)
_WORD = re.compile(r"[A-Za-z]+", re.ASCII)
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Pattern:
    """What references have in common: how they begin, and how many digits their number has."""

    stem: str
    digits: int = 3

    def after(self, used: Iterable[str]) -> str:
        """Return the reference that follows those that are used.

        >>> Pattern("COV-2026-").after(["COV-2026-014", "COV-2026-13", "OTHER-2026-020"])
        'COV-2026-015'
        """
        found = [one for text in used if (one := _NUMBERED.fullmatch(text))]
        taken = [int(one["number"]) for one in found if one["stem"] == self.stem]
        return f"{self.stem}{max(taken, default=0) + 1:0{self.digits}}"[:LONGEST_REFERENCE]


def free_reference(store: Store, organisation_id: UUID, *, today: date) -> str:
    """Return a reference that is free, in the organisation's own pattern."""
    with store.reading() as session:
        name = rows.organisation(session, organisation_id).name
        latest = [one for one, _ in rows.latest_references(session, organisation_id, LOOKED_AT)]
        pattern = pattern_of(latest, name=name, year=today.year)
        used = rows.highest_references(session, organisation_id, pattern.stem, LOOKED_AT)
    return pattern.after(used)


def pattern_of(references: Iterable[str], *, name: str, year: int) -> Pattern:
    """Return the pattern that most references share, with the present year for an earlier one.

    Where there is none, it is made of the authority's name.

    >>> pattern_of(["COV-2025-014", "COV-2025-013", "X-1"], name="Coventry", year=2026)
    Pattern(stem='COV-2026-', digits=3)
    >>> pattern_of([], name="Borough of Elsewhere", year=2026)
    Pattern(stem='BOR-2026-', digits=3)
    """
    found = [one for text in references if (one := _NUMBERED.fullmatch(text))]
    patterns = Counter(Pattern(_of_year(one["stem"], year), len(one["number"])) for one in found)
    if patterns:
        return patterns.most_common(1)[0][0]
    word = _WORD.search(name)
    return Pattern(f"{word[0][:_SHORT].upper() if word else 'REF'}-{year}-")


def _of_year(stem: str, year: int) -> str:
    return _YEAR.sub(lambda found: str(max(int(found[0]), year)), stem)
