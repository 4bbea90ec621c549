"""The tree of criteria: every criterion is read by the schema of its kind, and has its path."""

from dataclasses import dataclass, replace

from marshmallow import ValidationError

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    GateCriterion,
    GroupCriterion,
    PriceCriterion,
)
from forms.json_text import Json, kind_of, place_in
from forms.tender.criteria import SCHEMAS, UnknownKindSchema
from forms.tender.refusals import Refusals

DEEPEST_TREE = 64
"""How many criteria may stand within one another."""

_UNKNOWN_KIND = UnknownKindSchema()


@dataclass(frozen=True, slots=True)
class Placed:
    """A criterion with its path, and how deep it stands: 1 is the top level."""

    criterion: Criterion
    place: str
    level: int


class Tree:
    """Reads criteria; `placed` holds those that were read, each after its children."""

    def __init__(self, refusals: Refusals) -> None:
        """Take where to note what is wrong."""
        self.refusals = refusals
        self.placed: list[Placed] = []

    def read(self, criteria: list[Json], place: str, *, level: int = 1) -> tuple[Criterion, ...]:
        """Return the criteria of a list that have no fault."""
        if not criteria:
            problem = "there is no criterion" if level == 1 else "the group has no criterion"
            self.refusals.add(place, problem, "Give at least one criterion with a weight")
        read = (
            self._criterion(one, place_in(place, index), level)
            for index, one in enumerate(criteria)
        )
        return tuple(one for one in read if one is not None)

    def _criterion(self, value: Json, place: str, level: int) -> Criterion | None:
        if not isinstance(value, dict):
            problem = f"it is {kind_of(value)}"
            self.refusals.add(place, problem, "Give a criterion: id, title, kind and more by kind")
            return None
        if level > DEEPEST_TREE:
            problem = f"more than {DEEPEST_TREE} criteria stand within one another"
            self.refusals.add(place, problem, "Bring the criteria into fewer levels")
            return None
        kind = value.get("kind")
        schema = SCHEMAS.get(kind, _UNKNOWN_KIND) if isinstance(kind, str) else _UNKNOWN_KIND
        criterion: Criterion | None = None
        try:
            criterion = schema.load(value)
        except ValidationError as error:
            self.refusals.add_messages(error.messages, place)
        inner = value.get("criteria")
        if isinstance(inner, list) and kind == "group":
            criterion = self._with_children(criterion, inner, place, level)
        if criterion is not None:
            self.placed.append(Placed(criterion, place, level))
        return criterion

    def _with_children(
        self, criterion: Criterion | None, inner: list[Json], place: str, level: int
    ) -> Criterion | None:
        children = self.read(inner, place_in(place, "criteria"), level=level + 1)
        if not isinstance(criterion, GroupCriterion):
            return None
        group = replace(criterion, criteria=children)
        if len(children) == len(inner) and inner:
            self._check(group, place)
        return group

    def _check(self, group: GroupCriterion, place: str) -> None:
        if all(isinstance(child, GateCriterion) for child in group.criteria):
            problem = "the group holds gates alone, and none with a weight"
            remedy = "Give it a criterion with a weight, or put the gates outside of it"
            self.refusals.add(place_in(place, "criteria"), problem, remedy)
        if group.minimum is None:
            return
        leaf = _leaf_that_hangs_on_others(group)
        if leaf is not None:
            problem = (
                f"whether a bid reached the minimum would hang on the other bids, "
                f"because the group holds {leaf.id}"
            )
            remedy = "Set minimums on the scored criteria, or leave the minimum out"
            self.refusals.add(place_in(place, "minimum"), problem, remedy)


def _leaf_that_hangs_on_others(group: GroupCriterion) -> Criterion | None:
    pending: list[Criterion] = list(group.criteria)
    while pending:
        match pending.pop():
            case GroupCriterion(criteria=inner):
                pending += inner
            case PriceCriterion() as price:
                return price
            case CommitmentsCriterion(formula=CommitmentFormula.RELATIVE_TO_HIGHEST) as commitments:
                return commitments
            case _:
                continue
    return None
