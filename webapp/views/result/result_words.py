"""What is next once bids are evaluated, for the page of the result."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from evaluation.panel.phases import Phase
from evaluation.settling.issues import LotState
from webapp.roles import AWARD_APPROVERS, EVALUATION_CHAIRS, TENDER_KEEPERS, Role
from webapp.services.lot_awards.standing import LotPlace
from webapp.services.result.pages import ResultPage
from webapp.views.access import reads_result_of
from webapp.views.tendering.tender_words import NextStep


def next_step(found: ResultPage) -> NextStep | None:
    """Return what is next, None while there is no result or nothing more to do here."""
    if found.run is None:
        return None
    if found.access.phase.is_at_least(Phase.APPROVED):
        return None
    lot = found.lot
    if lot is not None and lot.state is LotState.OUT_OF_DATE and lot.is_again:
        return _of_lots(lot)
    if not found.is_current or found.has_open:
        return _of_bids(found)
    if found.is_lot_by_lot:
        return NextStep(
            "Go on lot by lot",
            "The lots are awarded together, each by a tender of its own, so that the contract is "
            "not awarded as a whole. The award of each lot is recommended in its tender.",
            _at("lot_awards.lots", found),
            TENDER_KEEPERS,
        )
    if lot is not None and lot.state is not LotState.DECIDED:
        return _of_lots(lot)
    return _of_award(found, found.run.evaluation)


def none_first(evaluation: Mapping[str, Any]) -> str:
    """Return why no bid is first alone by a `podium/evaluation/1`, once some are passed over."""
    if not evaluation["ranking"]:
        return "No bid is left to be ranked"
    over = {one["bid"] for one in evaluation.get("passed_over", ())}
    if over.issuperset(bid for place in evaluation["ranking"] for bid in place):
        return "Every bid that is ranked is passed over, so that nobody is left to have the lot"
    among = " of those that the lot may be awarded to" if over else ""
    return f"No bid is alone in the first place{among}"


def _of_bids(found: ResultPage) -> NextStep:
    """Return what is to be done of the bids before an award can be recommended."""
    if not found.is_current:
        return NextStep(
            "Evaluate the bids again",
            "A score, what was settled of a bid, an exclusion, a bid’s particulars or who may be "
            "awarded the lot are no longer as they were evaluated, so that this can’t be "
            "recommended for award.",
            _at("result.evaluate", found),
            TENDER_KEEPERS | EVALUATION_CHAIRS,
        )
    return NextStep(
        "Settle what is open",
        "Before an award can be recommended, each promise that needs review is settled, and "
        "each price in question answered and decided on.",
        _at("settling.settling", found),
        TENDER_KEEPERS | EVALUATION_CHAIRS,
    )


def _of_award(found: ResultPage, evaluation: Mapping[str, Any]) -> NextStep:
    """Return what is next of an award that nothing is in the way of."""
    if found.access.phase is Phase.RECOMMENDED:
        return NextStep(
            "Decide on the award",
            "It is recommended, and waits for somebody else to approve or refuse it.",
            _at("awarding.award", found),
            AWARD_APPROVERS,
        )
    if not found.winner:
        return NextStep(
            "See how it can go on",
            f"{none_first(evaluation)}. The page of the award says what can be done.",
            _at("awarding.award", found),
            TENDER_KEEPERS,
        )
    return NextStep(
        "Recommend the award",
        "An officer signs what is recommended, and why; somebody else approves it.",
        _at("awarding.award", found),
        TENDER_KEEPERS,
    )


def _of_lots(lot: LotPlace) -> NextStep:
    keepers: frozenset[Role] = TENDER_KEEPERS if reads_result_of(lot.group_id) else frozenset()
    if lot.state is LotState.TIED:
        return NextStep(
            "Take advice on the lot",
            f"The published rule does not decide who wins {lot.called}, and nothing that was not "
            "published may decide it.",
            url_for("lot_awards.lots", procurement_id=lot.group_id),
            keepers,
        )
    return NextStep(
        "Have the lots awarded",
        f"This is the tender of {lot.called}: its award waits until all lots are awarded together, "
        "by the rule that was published.",
        url_for("lot_awards.lots", procurement_id=lot.group_id),
        keepers,
    )


def _at(endpoint: str, found: ResultPage) -> str:
    return url_for(endpoint, procurement_id=found.access.standing.procurement_id)
