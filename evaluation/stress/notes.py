"""What a stress test does not say, and why: sentences that are printed with it."""

from collections.abc import Iterator

from evaluation.faults import FaultId
from evaluation.remedies import keys_of_procurement
from evaluation.stress.contest import Contest
from evaluation.stress.expected import ExpectedPrices
from evaluation.stress.findings import Subject
from evaluation.stress.result import StressFinding
from evaluation.stress.reversal import can_reverse
from evaluation.wording import listed, pounds
from rules.decision import Status

NOTHING_SIMULATED = "Nothing in the model earns points, so nothing was simulated."
MOST_ERRORS = 3
"""So many errors of a model are told in full where its bids are evaluated."""

_ASKED = {
    "social_value_minimum": "the lowest weight of social value",
    "social_value_maximum": "the highest weight of social value",
    "measures_maximum": "how many measures a bidder is asked for",
    "outcomes": "which outcomes apply",
}


def notes_of(
    subject: Subject, contest: Contest, expected: ExpectedPrices, faults: frozenset[FaultId]
) -> tuple[str, ...]:
    """Return what was left out of a test, or was tested otherwise than it stands."""
    return (
        *_mended(faults),
        *_left_out(subject, contest, faults),
        *_range(contest, expected),
        *_policy(subject),
    )


def _mended(faults: frozenset[FaultId]) -> Iterator[str]:
    if FaultId.WEIGHTS_NOT_100 in faults:
        yield (
            "Weights do not total 100. The simulation, the counter-example and the curve were made "
            "with each set of weights scaled in proportion to 100; effective weights and swings "
            "are given as the weights stand."
        )
    if FaultId.MINIMUM_WITHOUT_CONSEQUENCE in faults:
        yield "A minimum that does not say whether failing it disqualifies was taken to do so."
    if FaultId.DUPLICATE_ID in faults:
        yield (
            "Ids are not unique: of criteria with one id only the last is shown among effective "
            "weights and swings, and no counter-example for rank reversal was sought."
        )


def _left_out(subject: Subject, contest: Contest, faults: frozenset[FaultId]) -> Iterator[str]:
    if subject.simulation is None:
        yield NOTHING_SIMULATED
    if contest.price is not None and contest.price.formula is None:
        yield "The method uses the price itself, not a formula, so there is no curve to show."
    if subject.reversal is not None or FaultId.DUPLICATE_ID in faults:
        return
    if can_reverse(contest):
        yield (
            "Points are relative to other bids, so that a losing bid might decide who wins. The "
            "search found no example among bids in round numbers, which does not exclude one."
        )
    else:
        yield "No losing bid can decide who wins: the order of two bids hangs on no third one."


def _range(contest: Contest, expected: ExpectedPrices) -> Iterator[str]:
    price = contest.price
    if price is None or price.floor is None or price.ceiling is None or expected.budget is None:
        return
    if not price.floor <= expected.budget <= price.ceiling:
        yield (
            f"The estimated value, {pounds(expected.budget)} excluding VAT, lies outside the range "
            f"of the price formula, {pounds(price.floor)} to {pounds(price.ceiling)}: prices near "
            "it all earn the same."
        )


def _policy(subject: Subject) -> Iterator[str]:
    decision = subject.decision
    if decision is None or decision.policy is None:
        yield (
            "No procurement with a policy was given, so nothing was checked against one: weight of "
            "social value, number of measures, outcomes."
        )
        return
    if not decision.policy_in_force:
        yield "The policy is not in force on the day of the procurement, so it was not applied."
        return
    open_ = {
        words: decision.findings[name].hangs_on
        for name, words in _ASKED.items()
        if decision.findings[name].status is Status.UNDETERMINED
    }
    if open_:
        missing = tuple(name for names in open_.values() for name in names)
        answer = keys_of_procurement(missing) if missing else "Answer what the decision asks for"
        yield (
            "Not yet decided for this procurement, and so not checked: "
            f"{listed(tuple(open_))}. {answer}."
        )
    beside = tuple(item.leaf.id for item in subject.social_value.beside)
    if beside:
        yield (
            f"Counted as social value because of the commitments beside it: {listed(beside)}. Give "
            "it, or its group, an outcome to make that certain."
        )
    doubtful = tuple(item.leaf.id for item in subject.social_value.doubtful)
    if doubtful:
        yield (
            f"Not counted as social value, though beside commitments: {listed(doubtful)}. Give it "
            "an outcome if it is."
        )


def notes_of_model(errors: tuple[StressFinding, ...]) -> tuple[str, ...]:
    """Return one note of what the stress test holds against the model, none where nothing."""
    if not errors:
        return ()
    told = " ".join(each.message for each in errors[:MOST_ERRORS])
    have = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    some = f", of which these are the first {MOST_ERRORS}" if len(errors) > MOST_ERRORS else ""
    return (f"The model has {have} that the stress test names{some}: {told}",)
