"""The grounds on which a tender is disregarded or its supplier excluded, each by its provision.

All are of the Procurement Act 2023. A gate that was failed is no ground here: the evaluation finds
it, and the tender is an assessed one. Nor is an abnormally low price chosen from this list: it is
decided on only after the supplier was asked (section 19(4)).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

ACT = "Procurement Act 2023"


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground: its words, its provision, whether it binds, and what the law wants before.

    `before` says which opportunity the supplier has to be given first, empty where the law asks
    for none; `is_notified` that a minister is told of it within 30 days (section 59).
    """

    id: str
    title: str
    cites: str
    must: bool
    before: str = ""
    is_notified: bool = False

    @property
    def words(self) -> str:
        """The ground as the record and the letters have it."""
        return f"{self.title} ({ACT}, {self.cites})"

    @property
    def after(self) -> str:
        """What the law wants within 30 days of it, empty where it wants nothing."""
        if not self.is_notified:
            return ""
        return (
            "Within 30 days beginning with that day, notice of it goes to a Minister of the Crown, "
            "or to the Welsh Ministers or the department in Northern Ireland (s.59(2) and (6))."
        )

    @property
    def effect(self) -> str:
        """What follows: the tender has to be disregarded, or may be."""
        verb = "has to be" if self.must else "may be"
        return f"The tender {verb} disregarded."


_REPRESENTATIONS = (
    "a reasonable opportunity to make representations, and to give evidence on whether the ground "
    "applies and is likely to occur again (s.58(2))"
)
_REPLACED = (
    f"{_REPRESENTATIONS}; then notice of the intention, and a reasonable opportunity to replace "
    "that person (s.26(3))"
)
_ALTERNATIVE = (
    f"{_REPRESENTATIONS}, unless the sub-contractor is on the debarment list; then notice of the "
    "intention, and a reasonable opportunity to find an alternative supplier with which to "
    "sub-contract (s.28(5))"
)
_BY_MINISTER = (
    ", and for a threat to national security (Schedule 7, paragraph 14) first notice to a Minister "
    "of the Crown, who has to agree (s.29)"
)
_IMPROPER = (
    "a reasonable opportunity to make representations and provide relevant evidence (s.30(3))"
)

ABNORMALLY_LOW = Ground(
    "abnormally-low-price",
    "Abnormally low price",
    "s.19(3)(c)",
    must=False,
    before="notice, and a reasonable opportunity to demonstrate that it will be able to perform "
    "the contract for the price offered (s.19(4))",
)
"""Declared by the decision on a price alone, never chosen."""

_EVERY = (
    Ground("conditions", "Conditions of participation not satisfied", "s.19(3)(a)", must=True),
    Ground(
        "excluded",
        "Excluded supplier: a mandatory ground",
        "s.26(1), s.57(1)(a) and Schedule 6",
        must=True,
        before=_REPRESENTATIONS,
        is_notified=True,
    ),
    Ground(
        "excludable",
        "Excludable supplier: a discretionary ground",
        "s.26(2), s.57(2)(a) and Schedule 7",
        must=False,
        before=_REPRESENTATIONS + _BY_MINISTER,
        is_notified=True,
    ),
    Ground(
        "debarred-mandatory",
        "On the debarment list by virtue of a mandatory ground",
        "s.26(1) and s.57(1)(b)",
        must=True,
    ),
    Ground(
        "debarred-security",
        "On the debarment list as a threat to national security, for contracts of this kind",
        "s.26(1), s.57(1)(b) and (3) and Schedule 6, paragraph 35",
        must=True,
        is_notified=True,
    ),
    Ground(
        "debarred-discretionary",
        "On the debarment list by virtue of a discretionary ground",
        "s.26(2) and s.57(2)(b)",
        must=False,
    ),
    Ground(
        "associated-excluded",
        "Relies on an associated person that is an excluded supplier",
        "s.26(1) and (3)",
        must=True,
        before=_REPLACED,
        is_notified=True,
    ),
    Ground(
        "associated-excludable",
        "Relies on an associated person that is an excludable supplier",
        "s.26(2) and (3)",
        must=False,
        before=_REPLACED + _BY_MINISTER,
        is_notified=True,
    ),
    Ground(
        "sub-contractor-excluded",
        "Intends to sub-contract to an excluded supplier",
        "s.28(3)",
        must=True,
        before=_ALTERNATIVE,
        is_notified=True,
    ),
    Ground(
        "sub-contractor-excludable",
        "Intends to sub-contract to an excludable supplier",
        "s.28(4)",
        must=False,
        before=_ALTERNATIVE + _BY_MINISTER,
        is_notified=True,
    ),
    Ground(
        "improper",
        "Acted improperly, at an unfair advantage that cannot be avoided otherwise",
        "s.30(1) and (2)",
        must=True,
        before=_IMPROPER,
    ),
    Ground(
        "information",
        "Information about connected or associated persons, or sub-contractors, not given",
        "s.30(5) and (6)",
        must=True,
    ),
    Ground(
        "engagement",
        "Put at an unfair advantage by market engagement, which cannot be avoided",
        "s.16(4) and (5)",
        must=True,
    ),
    Ground(
        "conflict",
        "Put at an unfair advantage by a conflict of interest, which cannot be avoided, or takes "
        "no necessary steps against it",
        "s.82(3) and (4)",
        must=True,
    ),
    Ground(
        "foreign",
        "No United Kingdom or treaty state supplier, or to sub-contract to one that is neither",
        "s.19(3)(b)",
        must=False,
    ),
    Ground(
        "procedure",
        "Breach of a procedural requirement of the tender notice or documents",
        "s.19(3)(d)",
        must=False,
    ),
)
GROUNDS: Mapping[str, Ground] = MappingProxyType({one.id: one for one in _EVERY})
"""The grounds that a person can declare, by id, those that bind and those that do not."""

_BY_WORDS = MappingProxyType({one.words: one for one in (*_EVERY, ABNORMALLY_LOW)})


def ground_of(words: str) -> Ground | None:
    """Return the ground that stands on record in these words, None for words of another."""
    return _BY_WORDS.get(words)
