"""The conflicts assessment: what a buyer says of it, and whether the law asks for one.

The Procurement Act 2023 wants it before the tender notice or the transparency notice of a covered
procurement, with the conflicts that were identified and the steps against them, kept under review
and revised as necessary (section 83(1), (3) to (5)).
"""

from dataclasses import dataclass

from rules.decision import Decision
from rules.pack import Citation

_ACT, _SECTION = "pa-2023", "s.83"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What is said on submitting: who was asked, what was found, and that it is prepared."""

    asked: str = ""
    found: str = ""
    is_prepared: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is said who was asked, what was found, and that it is prepared."""
        return bool(self.asked and self.found and self.is_prepared)

    @property
    def is_unsaid(self) -> bool:
        """Whether nothing is said at all."""
        return not (self.asked or self.found or self.is_prepared)


NOTHING_SAID = Assessment()


def assessment_cites(decision: Decision) -> tuple[Citation, ...]:
    """Return where the law asks for an assessment, as the duties cite it, each place once."""
    cites = (cite for duty in decision.duties for cite in duty.cites)
    return tuple(
        dict.fromkeys(
            cite
            for cite in cites
            if cite.source == _ACT and cite.pinpoint.partition("(")[0] == _SECTION
        )
    )


def is_assessment_due(decision: Decision | None) -> bool:
    """Return whether a duty of a decision rests on section 83 of the Procurement Act 2023."""
    return decision is not None and bool(assessment_cites(decision))
