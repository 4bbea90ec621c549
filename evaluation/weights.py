"""The effective weight of each criterion as a figure, multiplied out down the tree."""

from evaluation.derivation import Figure, Step, given
from evaluation.model import Criterion, GroupCriterion, Model, WeightsAre


def weight_figures(model: Model) -> dict[str, Figure]:
    """Return how many of the 100 points each criterion with a weight can earn, and why."""
    values = model.effective_weights
    found: dict[str, Figure] = {}
    pending: list[tuple[Criterion, Figure | None]] = [(item, None) for item in model.criteria]
    while pending:
        item, parent = pending.pop()
        if item.weight is None:
            continue
        own = given(f"model.criteria[{item.id}].weight", item.weight)
        if parent is not None and model.weights is WeightsAre.OF_PARENT:
            name = f"effective weight of {item.id}"
            own = Figure(name, values[item.id], Step.EFFECTIVE_WEIGHT, (own, parent))
        found[item.id] = own
        if isinstance(item, GroupCriterion):
            pending.extend((child, own) for child in item.criteria)
    return found
