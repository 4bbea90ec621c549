"""What is next once bids are evaluated, for the page of the result."""

from flask import url_for

from evaluation.panel.phases import Phase
from webapp.roles import AWARD_APPROVERS, EVALUATION_CHAIRS, TENDER_KEEPERS
from webapp.services.result.pages import ResultPage
from webapp.views.tendering.tender_words import NextStep


def next_step(found: ResultPage) -> NextStep | None:
    """Return what is next, None while there is no result or nothing more to do here."""
    if found.run is None:
        return None
    if found.access.phase.is_at_least(Phase.APPROVED):
        return None
    if not found.is_current:
        return NextStep(
            "Evaluate the bids again",
            "A score, what was settled of a bid, an exclusion or a bid’s particulars are no longer "
            "as they were evaluated, so that this can’t be recommended for award.",
            _at("result.evaluate", found),
            TENDER_KEEPERS | EVALUATION_CHAIRS,
        )
    if found.has_open:
        return NextStep(
            "Settle what is open",
            "Before an award can be recommended, each promise that needs review is settled, and "
            "each price in question answered and decided on.",
            _at("settling.settling", found),
            TENDER_KEEPERS | EVALUATION_CHAIRS,
        )
    if found.access.phase is Phase.RECOMMENDED:
        return NextStep(
            "Decide on the award",
            "It is recommended, and waits for somebody else to approve or refuse it.",
            _at("awarding.award", found),
            AWARD_APPROVERS,
        )
    return NextStep(
        "Recommend the award",
        "An officer signs what is recommended, and why; somebody else approves it."
        if found.winner
        else "No bid is alone in the first place: an officer records how it is to go on, and why.",
        _at("awarding.award", found),
        TENDER_KEEPERS,
    )


def _at(endpoint: str, found: ResultPage) -> str:
    return url_for(endpoint, procurement_id=found.access.standing.procurement_id)
