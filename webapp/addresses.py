"""The paths of the pages that people are led to from elsewhere: from notifications and e-mails.

A service makes no address with Flask, since a command or a job may tell people too. That the
application has a page at each of them is tested.
"""

from uuid import UUID


def version_page(procurement_id: UUID, number: int) -> str:
    """Return where a version of an outline stands for those who prepared it."""
    return f"/procurements/{procurement_id}/versions/{number}"


def departure_page(procurement_id: UUID, key: str) -> str:
    """Return where a departure of a proposal is asked for and answered."""
    return f"/procurements/{procurement_id}/proposal/departures/{key}"


def paper_page(version_id: UUID, section: str = "") -> str:
    """Return where a panel reads a version; with the anchor of a section, at that section."""
    return f"/papers/{version_id}#{section}" if section else f"/papers/{version_id}"


def condition_page(condition_id: UUID) -> str:
    """Return where a condition of an approval is reported and judged."""
    return f"/conditions/{condition_id}"


def meeting_page(meeting_id: UUID) -> str:
    """Return where a meeting stands with its agenda."""
    return f"/meetings/{meeting_id}"


def draft_page(draft_id: UUID) -> str:
    """Return where a draft of an authority's settings is read and approved."""
    return f"/settings/drafts/{draft_id}"


def bidder_entrance(token: str) -> str:
    """Return where a bidder comes in by the link of its invitation."""
    return f"/bid/in/{token}"


def bidder_page() -> str:
    """Return where a bidder that has come in finds its invitation and what it sent."""
    return "/bid"


def interests_page(procurement_id: UUID) -> str:
    """Return where somebody on the evaluation panel declares their interests in the bidders."""
    return f"/procurements/{procurement_id}/panel/declaration"


def interests_judged_page(procurement_id: UUID, user_id: UUID) -> str:
    """Return where a conflict that somebody on the evaluation panel declared is judged."""
    return f"/procurements/{procurement_id}/panel/declarations/{user_id}"


def calibration_page(procurement_id: UUID) -> str:
    """Return where evaluators try their judgement on sample answers."""
    return f"/procurements/{procurement_id}/panel/calibration"


def opening_page(procurement_id: UUID) -> str:
    """Return where two people open the bids of a tender."""
    return f"/procurements/{procurement_id}/tender/opening"


def unread_bids_page(procurement_id: UUID) -> str:
    """Return where the bids stand that count and can't be read, and what can be done about each."""
    return f"/procurements/{procurement_id}/tender/unread"


def scoring_page(procurement_id: UUID) -> str:
    """Return where an evaluator scores what is assigned to them."""
    return f"/procurements/{procurement_id}/scoring"


def moderation_page(procurement_id: UUID) -> str:
    """Return where the panel of a tender agrees its scores."""
    return f"/procurements/{procurement_id}/moderation"


def result_page(procurement_id: UUID) -> str:
    """Return where the result of a tender stands."""
    return f"/procurements/{procurement_id}/result"


def settling_page(procurement_id: UUID) -> str:
    """Return where it stands what is to settle before the award of a tender."""
    return f"/procurements/{procurement_id}/settling"


def tender_page(procurement_id: UUID) -> str:
    """Return where a tender stands: how far it has come, and what is next."""
    return f"/procurements/{procurement_id}/tender"


def letters_page(procurement_id: UUID) -> str:
    """Return where the letters to the bidders of a tender stand."""
    return f"/procurements/{procurement_id}/letters"


def standstill_page(procurement_id: UUID) -> str:
    """Return where the standstill of an award is counted, and the contract entered into."""
    return f"/procurements/{procurement_id}/standstill"


def award_page(procurement_id: UUID) -> str:
    """Return where the award of a tender is recommended and approved."""
    return f"/procurements/{procurement_id}/award"


def lots_page(procurement_id: UUID) -> str:
    """Return where the lots of a procurement stand with their tenders, and who won which."""
    return f"/procurements/{procurement_id}/award-of-lots"
