"""The words and tags of the award, and where what stands in its way is settled."""

from typing import assert_never
from uuid import UUID

from flask import url_for

from evaluation.panel.phases import Phase
from evaluation.settling.issues import Issue, Kind
from webapp.views.access import reads_result_of

STEPS = {
    "recommended": "recommended the award",
    "withdrawn": "took the recommendation back",
    "approved": "approved the award",
    "refused": "refused the award",
    "stopped": "stopped the award",
    "resumed": "let the award go on",
    "awarded": "noted that the contract was entered into",
    "reversal_asked": "asked that the award be taken back",
    "reversed": "took the award back, and every bidder was told",
    "upheld": "let the award stand as it is",
}
"""What each step is, after who took it."""

_TAGS = {
    Phase.MODERATED: ("To be evaluated", "questions"),
    Phase.EVALUATED: ("Not recommended", "questions"),
    Phase.RECOMMENDED: ("To be approved", "undecided"),
    Phase.APPROVED: ("Approved", "decided"),
    Phase.TOLD: ("Approved, bidders told", "decided"),
    Phase.AWARDED: ("Contract entered into", "decided"),
}


def tag_of(phase: Phase) -> tuple[str, str]:
    """Return the word of how far the award has come, and the tag that it has."""
    return _TAGS.get(phase, ("Not evaluated", "questions"))


def cure(issue: Issue, procurement_id: UUID, group_id: UUID | None = None) -> str:
    """Return where something that stands in the way is settled, empty where they may not go.

    `group_id` is the procurement whose lots are awarded together, where this tenders one of them.
    """
    match issue.kind:
        case Kind.LOTS if group_id is not None and not reads_result_of(group_id):
            return ""
        case Kind.LOTS:
            return url_for("lot_awards.lots", procurement_id=group_id or procurement_id)
        case Kind.PROMISES:
            return _settling(procurement_id, "promises")
        case Kind.PRICES:
            return _settling(procurement_id, "prices")
        case Kind.NONE_LEFT:
            return _settling(procurement_id, "grounds")
        case Kind.NOT_EVALUATED | Kind.OUT_OF_DATE | Kind.TIED:
            return url_for("result.result", procurement_id=procurement_id)
        case _ as never:
            assert_never(never)


def _settling(procurement_id: UUID, anchor: str) -> str:
    return url_for("settling.settling", procurement_id=procurement_id, _anchor=anchor)
