"""How bids will be judged, as a buyer builds it: the tree of criteria, and judgement on it."""

from evaluation.outline.criteria.basis import Basis, Offered, basis_of
from evaluation.outline.criteria.differences import Difference, differences
from evaluation.outline.criteria.editing import NotChanged
from evaluation.outline.criteria.modelling import canonical_of, model_of
from evaluation.outline.criteria.problem import Field, Problem
from evaluation.outline.criteria.problems import keeping_from_testing, problems, problems_on
from evaluation.outline.criteria.publishing import model_json
from evaluation.outline.criteria.quantities import unquantified
from evaluation.outline.criteria.value import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    Level,
    MarksFrom,
    MeasureAsked,
    MinimumAsked,
    PriceScreen,
    ZeroPriceRule,
)

__all__ = [
    "Basis",
    "BuiltCriterion",
    "Criteria",
    "CriterionKind",
    "Difference",
    "Field",
    "Level",
    "MarksFrom",
    "MeasureAsked",
    "MinimumAsked",
    "NotChanged",
    "Offered",
    "PriceScreen",
    "Problem",
    "ZeroPriceRule",
    "basis_of",
    "canonical_of",
    "differences",
    "keeping_from_testing",
    "model_json",
    "model_of",
    "problems",
    "problems_on",
    "unquantified",
]
