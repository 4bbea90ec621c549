"""What a reader of an evaluation must know beside its figures, in sentences."""

from evaluation.result import BidResult, Evaluation
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


def notes_of(tender: Tender, evaluation: Evaluation) -> tuple[str, ...]:
    """Return the notes of an evaluation, the most general first, whatever notes it has."""
    return tuple(
        note
        for note in (
            _on_the_references(tender),
            _on_the_policy(tender),
            _on_reviews(under_review(evaluation.bids)),
            _on_the_first_place(evaluation),
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


def _on_the_first_place(evaluation: Evaluation) -> str:
    if not evaluation.ranking:
        return "Every bid is disqualified, so there is no ranking."
    if not evaluation.awardable:
        return "Every bid that is ranked is passed over, so there is no winner."
    if evaluation.winner is not None:
        return ""
    first = listed(evaluation.awardable[0])
    left = " among those not passed over" if evaluation.passed_above else ""
    return f"Bids {first} share the first place{left}, so there is no winner."
