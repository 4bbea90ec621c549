"""What bidders promise, in pounds: the value of the commitments that count."""

from collections.abc import Mapping
from fractions import Fraction

from evaluation import formulas
from evaluation.derivation import Figure, Step, given
from evaluation.model import CommitmentFormula, CommitmentsCriterion, Model
from evaluation.result import CommitmentFinding, CommitmentFindings
from evaluation.sums import added
from evaluation.tender import Bid, Commitment, CommitmentVerdict

NO_POLICY = "No policy judged this commitment, so it counts."


def findings_of(
    bid: Bid, model: Model, findings: CommitmentFindings
) -> dict[str, CommitmentFinding]:
    """Return what each commitment of a bid comes to, in the order of the model's measures.

    A commitment without a finding is as a person settled it, and otherwise counts.
    """
    return {
        measure: findings.get((bid.id, measure)) or _unjudged(bid.commitments[measure])
        for measure in model.measures
        if measure in bid.commitments
    }


def _unjudged(commitment: Commitment) -> CommitmentFinding:
    settled = commitment.settled
    if settled is None:
        return CommitmentFinding(CommitmentVerdict.COUNTED, NO_POLICY)
    return CommitmentFinding(settled.verdict, settled.because, settled_by=settled.by_role)


def value_figure(
    bid: Bid, criterion: CommitmentsCriterion, found: Mapping[str, CommitmentFinding]
) -> Figure:
    """Return the value of a bid's commitments to one criterion, of those that count."""
    parts = tuple(
        _value_of_one(bid.id, bid.commitments[measure.id], criterion, number)
        for number, measure in enumerate(criterion.measures)
        if measure.id in found and found[measure.id].verdict is CommitmentVerdict.COUNTED
    )
    total = added(part.value for part in parts)
    name = f"value of what bid {bid.id} promises for ‘{criterion.title}’"
    return Figure(name, total, Step.VALUE_OF_COMMITMENTS, parts)


def _value_of_one(
    bid: str, commitment: Commitment, criterion: CommitmentsCriterion, number: int
) -> Figure:
    measure = criterion.measures[number]
    place = f"bids[{bid}].commitments.{measure.id}"
    of_measure = f"model.criteria[{criterion.id}].measures[{measure.id}]"
    inputs = [
        given(f"{place}.quantity", commitment.quantity),
        given(f"{of_measure}.value", measure.value),
        given(f"{place}.attribution", commitment.attribution),
    ]
    if measure.cap is not None:
        inputs.append(given(f"{of_measure}.cap", measure.cap))
    value = formulas.value_of_commitment(
        commitment.quantity,
        cap=measure.cap,
        value=measure.value,
        attribution=commitment.attribution,
    )
    name = f"value of ‘{measure.title}’ in bid {bid}"
    return Figure(name, value, Step.VALUE_OF_COMMITMENT, tuple(inputs))


def percent_of_commitments(
    value: Figure, criterion: CommitmentsCriterion, highest: Figure | None
) -> Figure:
    """Return the percentage that a value earns, against the target or the highest value."""
    name = f"percent of {criterion.id}"
    if criterion.formula is CommitmentFormula.RELATIVE_TO_TARGET:
        target = given(f"model.criteria[{criterion.id}].target", criterion.target or Fraction(0))
        percent = formulas.relative_to_target(value.value, target=target.value)
        compared = target
    else:
        compared = value if highest is None else highest
        percent = formulas.relative_to_highest(value.value, highest=compared.value)
    how = criterion.formula.value
    return Figure(name, percent, Step.PERCENT_OF_COMMITMENTS, (value, compared), how)
