"""The conflicts assessment that a submission tells of: whether the law has one prepared.

The Procurement Act 2023 wants it before the tender notice or the transparency notice of a covered
procurement, with the conflicts that were identified and the steps against them, kept under review
and revised as necessary (section 83(1), (3) to (5)).
"""

from rules.decision import Decision
from webapp.services.refusals import Refused

NO_ASSESSMENT = Refused(
    "The law has a conflicts assessment prepared for this contract, and nothing is said of it",
    "Say who was asked, what was found and what is done about it, and that it is prepared",
)
_ACT, _SECTION = "pa-2023", "s.83"


def is_assessment_due(decision: Decision | None) -> bool:
    """Return whether a duty of a decision rests on section 83 of the Procurement Act 2023."""
    duties = decision.duties if decision else ()
    return any(
        cite.source == _ACT and cite.pinpoint.partition("(")[0] == _SECTION
        for duty in duties
        for cite in duty.cites
    )
