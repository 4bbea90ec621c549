"""What the Procurement Act 2023 asks of whoever changes a tender that is out.

Section 31 lets an authority modify the terms of a procurement, award criteria among them
(s.31(7)), before the deadline for tenders; after requests to participate were in, only where the
modification is not substantial or the contract is light touch (s.31(2), (3)). Section 24 lets it
refine an award criterion of a competitive flexible procedure, but only before it has invited the
tenders that are assessed for the award (s.24(1)(b)).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """By which power a tender that is out is changed."""

    MODIFIED = "modified"
    MODIFIED_LATER = "modified_later"
    REFINED = "refined"
    OUTSIDE = "outside"

    @property
    def words(self) -> str:
        """What an officer chooses."""
        return _WORDS[self]

    @property
    def cite(self) -> str:
        """Where the power stands, empty where no law of the packs asks for one."""
        return _CITES[self]


_WORDS = {
    Basis.MODIFIED: "The terms are modified before the first deadline: for tenders, or for "
    "requests to participate if these were invited",
    Basis.MODIFIED_LATER: "The terms are modified in a competitive flexible procedure, after the "
    "requests to participate or the first tenders came in",
    Basis.REFINED: "An award criterion is refined in a competitive flexible procedure, before "
    "final tenders are invited",
    Basis.OUTSIDE: "These sections do not govern this contract",
}
_CITES = {
    Basis.MODIFIED: "Procurement Act 2023 s.31(1)",
    Basis.MODIFIED_LATER: "Procurement Act 2023 s.31(2)",
    Basis.REFINED: "Procurement Act 2023 s.24(1)",
    Basis.OUTSIDE: "",
}


@dataclass(frozen=True, slots=True)
class Check:
    """Something that has to hold before a change is published; `remedy` is for where it doesn't."""

    id: str
    statement: str
    cite: str
    remedy: str


_TIME = Check(
    "time-considered",
    "We considered whether bidders need more time, and the deadline given here is our answer",
    "s.31(4)",
    "Consider it, and move the deadline if a bidder has to work anew",
)
_AGAIN = Check(
    "published-again",
    "The tender notice and every document that the change touches are revised, and are published "
    "or provided again with it",
    "s.31(5)",
    "Revise them first: what bidders hold must not differ from what is published",
)
_INSUBSTANTIAL = Check(
    "not-substantial",
    "The change admits nobody who is not taking part, and we consider that with it from the "
    "start the same suppliers would be taking part",
    "s.31(3)",
    "A substantial change is not allowed any more: begin a new procurement, or leave it",
)
_EVERYBODY = Check(
    "everybody-told",
    "Every supplier that takes part is among the bidders invited here, who are told at once",
    "s.31(6)",
    "Invite the others first, so that they are told too",
)
_PROVIDED = Check(
    "provided-for",
    "The tender notice or its documents say that this criterion may be refined",
    "s.24(1)(a)",
    "A criterion whose refinement was not provided for can't be refined: see whether the terms "
    "may be modified",
)
_NOT_FINAL = Check(
    "not-final",
    "Nobody has been invited yet to the tenders that are assessed for the award",
    "s.24(1)(b)",
    "Once they are invited no criterion is refined: see whether the terms may be modified",
)
_NOBODY_LOST = Check(
    "nobody-lost",
    "With the refined criteria from the start, no supplier that fell out in an earlier round "
    "would have gone on",
    "s.24(3)",
    "Such a refinement is not allowed: leave the criterion as it is",
)
_REFINED_AGAIN = Check(
    "refined-again",
    "The tender notice and every document that the refinement touches are modified, and are "
    "published or provided again with it",
    "s.24(4)",
    "Modify them first: what bidders hold must not differ from what is published",
)
_CHECKS = {
    Basis.MODIFIED: (_TIME, _AGAIN),
    Basis.MODIFIED_LATER: (_INSUBSTANTIAL, _TIME, _EVERYBODY),
    Basis.REFINED: (_PROVIDED, _NOT_FINAL, _NOBODY_LOST, _REFINED_AGAIN),
    Basis.OUTSIDE: (),
}


def bases_of(*, is_governed: bool, are_criteria_changed: bool) -> tuple[Basis, ...]:
    """Return the powers that an officer can choose from.

    Args:
        is_governed: Whether the Act's rules on competitive tendering govern the contract.
        are_criteria_changed: Whether the model differs, so that one may be refined.
    """
    if not is_governed:
        return (Basis.OUTSIDE,)
    refined = (Basis.REFINED,) if are_criteria_changed else ()
    return (Basis.MODIFIED, Basis.MODIFIED_LATER, *refined)


def checks_of(basis: Basis, *, is_light_touch: bool = False) -> tuple[Check, ...]:
    """Return what has to hold; a light touch contract may be modified substantially too."""
    found = _CHECKS[basis]
    return tuple(one for one in found if not (is_light_touch and one is _INSUBSTANTIAL))


def unmet(
    basis: Basis, answers: Mapping[str, bool], *, is_light_touch: bool = False
) -> tuple[Check, ...]:
    """Return the checks that were not answered with yes."""
    asked = checks_of(basis, is_light_touch=is_light_touch)
    return tuple(one for one in asked if not answers.get(one.id))
