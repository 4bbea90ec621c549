"""Faults of a model: a stress test reports them, and an evaluation refuses them.

They make a published model ambiguous, not unreadable. So that a draft can be tested before it
is published, the reader of tenders lets them pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from evaluation.model import (
    CommitmentsCriterion,
    Criterion,
    GroupCriterion,
    Model,
    WeightsAre,
)
from evaluation.numbers import HUNDRED, plain
from evaluation.tender import Tender
from rules.errors import PodiumError

MOST_LISTED = 50
"""How many faults a refusal lists; of the others it tells the number."""


class Severity(StrEnum):
    """How bad a finding about a model is; only an error stops an evaluation."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def words(self) -> str:
        """What stands before a finding."""
        return self.value.capitalize()


class FaultId(StrEnum):
    """The faults that `evaluate` refuses and `stress` reports."""

    WEIGHTS_NOT_100 = "weights-not-100"
    MINIMUM_WITHOUT_CONSEQUENCE = "minimum-without-consequence"
    DUPLICATE_ID = "duplicate-id"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a model.

    `criterion` is the id of the criterion that it is of, empty for the top level; `place` its
    path, such as `model.criteria[1].minimum`. `message` names the criterion and says what is
    wrong, `remedy` what to do.
    """

    id: FaultId
    severity: Severity
    criterion: str
    place: str
    message: str
    remedy: str

    @property
    def sentence(self) -> str:
        """The fault as it is read out: what is wrong, and what to do."""
        return f"{self.message[:1].upper()}{self.message[1:]}. {self.remedy}."


class ModelIsFaulty(PodiumError):
    """A model that cannot be evaluated; `errors` holds a refusal for each fault of it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Take the faults, at least one."""
        first = faults[0]
        super().__init__(first.place, first.message, first.remedy)
        self.faults = faults
        listed = [PodiumError(one.place, one.message, one.remedy) for one in faults[:MOST_LISTED]]
        more = len(faults) - len(listed)
        if more:
            are = "fault of the model is" if more == 1 else "faults of the model are"
            problem = f"{more:,} more {are} not listed"
            listed.append(PodiumError("", problem, "Correct those above first"))
        self.errors = tuple(listed)

    def __str__(self) -> str:
        """Return one line for each fault."""
        return "\n".join(map(str, self.errors))


def refuse_faults(tender: Tender) -> None:
    """Refuse a tender whose model has faults.

    Raises:
        ModelIsFaulty: With every fault of the model.
    """
    faults = model_faults(tender.model)
    if faults:
        raise ModelIsFaulty(faults)


def model_faults(model: Model) -> tuple[Fault, ...]:
    """Return the faults of a model, in the order of its tree."""
    placed = tuple(_placed(model))
    criteria: dict[str, str] = {}
    measures: dict[str, str] = {}
    found = [*_weights(model.criteria, HUNDRED, model)]
    for criterion, place in placed:
        found += _repeated("criteria", criterion.id, criterion.id, place, criteria)
        found += _minimum(criterion, place)
        if isinstance(criterion, GroupCriterion):
            found += _weights_of_group(criterion, place, model)
        elif isinstance(criterion, CommitmentsCriterion):
            for index, measure in enumerate(criterion.measures):
                inside = f"{place}.measures[{index}]"
                found += _repeated("measures", measure.id, criterion.id, inside, measures)
    return tuple(found)


def _placed(model: Model) -> Iterator[tuple[Criterion, str]]:
    """Yield every criterion with its path, in the order of the tree."""
    pending = _within(model.criteria, "model")
    while pending:
        item, place = pending.pop()
        yield item, place
        if isinstance(item, GroupCriterion):
            pending += _within(item.criteria, place)


def _within(criteria: tuple[Criterion, ...], place: str) -> list[tuple[Criterion, str]]:
    """Return criteria with their paths, the last first."""
    return [(item, f"{place}.criteria[{index}]") for index, item in enumerate(criteria)][::-1]


def _weights_of_group(group: GroupCriterion, place: str, model: Model) -> Iterator[Fault]:
    if model.weights is WeightsAre.OF_PARENT:
        yield from _weights(group.criteria, HUNDRED, model, group=group, place=place)
    elif group.weight is not None:
        yield from _weights(group.criteria, group.weight, model, group=group, place=place)


def _weights(
    criteria: tuple[Criterion, ...],
    whole: Fraction,
    model: Model,
    *,
    group: GroupCriterion | None = None,
    place: str = "model",
) -> Iterator[Fault]:
    weights = [item.weight for item in criteria if item.weight is not None]
    total = sum(weights, start=Fraction(0))
    if total == whole:
        return
    where = "at the top level" if group is None else f"of the criteria of {_named(group)}"
    is_share = group is not None and model.weights is WeightsAre.OF_TOTAL
    expected = f"{plain(whole)}, the weight of the group" if is_share else plain(whole)
    difference = plain(abs(whole - total))
    short = f"{difference} too little" if total < whole else f"{difference} too much"
    change = f"Add {difference} to them" if total < whole else f"Take {difference} off them"
    yield Fault(
        FaultId.WEIGHTS_NOT_100,
        Severity.ERROR,
        "" if group is None else group.id,
        f"{place}.criteria",
        f"the weights {where} total {plain(total)} in place of {expected}: {short}",
        f"{change}, so that they total exactly {plain(whole)}",
    )


def _minimum(criterion: Criterion, place: str) -> Iterator[Fault]:
    minimum = criterion.minimum
    if minimum is None or minimum.disqualifies is not None:
        return
    yield Fault(
        FaultId.MINIMUM_WITHOUT_CONSEQUENCE,
        Severity.ERROR,
        criterion.id,
        f"{place}.minimum",
        f"the minimum of {_named(criterion)} does not say whether failing it disqualifies",
        'Add "disqualifies": true or "disqualifies": false',
    )


def _repeated(
    kind: str, repeated: str, criterion: str, place: str, seen: dict[str, str]
) -> Iterator[Fault]:
    first = seen.setdefault(repeated, place)
    if first == place:
        return
    yield Fault(
        FaultId.DUPLICATE_ID,
        Severity.ERROR,
        criterion,
        f"{place}.id",
        f"two {kind} have the id {repeated}: {first} and {place}",
        "Give each an id of its own",
    )


def _named(criterion: Criterion) -> str:
    return f"{criterion.id} ({criterion.title})"
