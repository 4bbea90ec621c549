"""The forms in which the criteria of a procurement are built."""

from forms.criteria.adding import AddForm, MoveForm, RemoveForm, StartForm
from forms.criteria.base import CriterionForm
from forms.criteria.kinds import criterion_form
from forms.criteria.rules import RulesForm
from forms.criteria.weights import WeightsTyped, read_weights, weight_field

__all__ = [
    "AddForm",
    "CriterionForm",
    "MoveForm",
    "RemoveForm",
    "RulesForm",
    "StartForm",
    "WeightsTyped",
    "criterion_form",
    "read_weights",
    "weight_field",
]
