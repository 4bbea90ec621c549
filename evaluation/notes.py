"""What a reader of an evaluation must know beside its figures, in sentences."""

from evaluation.result import BidResult, BidVerdict
from evaluation.tender import CommitmentVerdict, Tender
from evaluation.wording import listed

NO_POLICY = (
    "No procurement and policy were given, so every commitment counts and no finding of a "
    "policy is made."
)
NO_POLICY_BUT_SETTLED = (
    "No procurement and policy were given, so every commitment counts that no person settled "
    "otherwise, and no finding of a policy is made."
)


def under_review(bids: tuple[BidResult, ...]) -> tuple[str, ...]:
    """Return each commitment that still needs review: “carbon of bid A”."""
    return tuple(
        f"{measure} of bid {bid.id}"
        for bid in bids
        for measure, finding in bid.commitments.items()
        if finding.verdict is CommitmentVerdict.NEEDS_REVIEW
    )


def notes_of(
    tender: Tender, bids: tuple[BidResult, ...], places: tuple[tuple[str, ...], ...]
) -> tuple[str, ...]:
    """Return the notes of an evaluation, the most general first."""
    return tuple(
        note
        for note in (
            _on_the_references(tender),
            _on_the_policy(tender),
            _on_reviews(under_review(bids)),
            _on_the_first_place(bids, places),
        )
        if note
    )


def _on_the_references(tender: Tender) -> str:
    if tender.procurement is None or tender.procurement.reference == tender.reference:
        return ""
    return (
        f"The tender's reference is {tender.reference}, its procurement's "
        f"{tender.procurement.reference}: check that both are of the same purchase."
    )


def _on_the_policy(tender: Tender) -> str:
    if tender.procurement is not None and tender.policy is not None:
        return ""
    has_settled = any(each.settled for bid in tender.bids for each in bid.commitments.values())
    return NO_POLICY_BUT_SETTLED if has_settled else NO_POLICY


def _on_reviews(open_: tuple[str, ...]) -> str:
    if not open_:
        return ""
    are = "needs" if len(open_) == 1 else "need"
    return (
        f"The result is provisional: {listed(open_)} {are} review, and only what is counted "
        "earns points."
    )


def _on_the_first_place(bids: tuple[BidResult, ...], places: tuple[tuple[str, ...], ...]) -> str:
    if not any(bid.verdict is BidVerdict.RANKED for bid in bids):
        return "Every bid is disqualified, so there is no ranking."
    if len(places[0]) > 1:
        return f"Bids {listed(places[0])} share the first place, so there is no winner."
    return ""
