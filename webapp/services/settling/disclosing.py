"""What a reason may not tell: its bidder reads it, and is told nothing of the others."""

from evaluation.lint.disclosure import told_of_others
from evaluation.tender import Tender
from rules.wording import listed
from webapp.services.refusals import Refused


def why_not_told(tender: Tender, bid: str, text: str) -> Refused | None:
    """Return why a text can't go to the bidder of a bid, None if it tells nothing of others.

    It is better refused here than found in a letter when the award is already approved.
    """
    told = told_of_others(tender, tender.by_id[bid], text)
    if not told:
        return None
    return Refused(
        f"The words would tell one bidder about another: the text {listed(told)}",
        "Say it by this tender and by what the contract requires alone",
    )
