"""The published model of an evaluation: the tree of criteria, and how points are made of it."""

from evaluation.model.criteria import (
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    FullMarks,
    GateCriterion,
    GroupCriterion,
    Leaf,
    Measure,
    Minimum,
    PriceCriterion,
    PriceFormula,
    RejectBid,
    ReplacedBy,
    Scale,
    ScoredCriterion,
    ZeroPrice,
)
from evaluation.model.tree import AbnormallyLow, Method, Model, WeightsAre

__all__ = [
    "AbnormallyLow",
    "CommitmentFormula",
    "CommitmentsCriterion",
    "Criterion",
    "FullMarks",
    "GateCriterion",
    "GroupCriterion",
    "Leaf",
    "Measure",
    "Method",
    "Minimum",
    "Model",
    "PriceCriterion",
    "PriceFormula",
    "RejectBid",
    "ReplacedBy",
    "Scale",
    "ScoredCriterion",
    "WeightsAre",
    "ZeroPrice",
]
