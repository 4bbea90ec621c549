"""The kinds of criterion, the formulas and the rule on a price of zero, as people read them."""

from collections.abc import Mapping
from types import MappingProxyType

from evaluation.model import CommitmentFormula, PriceFormula
from evaluation.outline.criteria.value import CriterionKind, ZeroPriceRule

KINDS: Mapping[CriterionKind, str] = MappingProxyType(
    {
        CriterionKind.GROUP: "Group",
        CriterionKind.PRICE: "Price",
        CriterionKind.SCORED: "Question",
        CriterionKind.COMMITMENTS: "Promises in numbers",
        CriterionKind.GATE: "Requirement, passed or failed",
    }
)

FORMULAS: Mapping[str, str] = MappingProxyType(
    {
        PriceFormula.RELATIVE_TO_LOWEST: "Compared with the lowest price",
        PriceFormula.LINEAR_BETWEEN_BIDS: "Between the lowest and the highest bid",
        PriceFormula.RELATIVE_DIFFERENCE: "By how much it is above the lowest price",
        PriceFormula.RELATIVE_TO_MEAN: "Compared with the mean of all bids",
        PriceFormula.SET_RANGE: "Between a floor and a ceiling",
        PriceFormula.LOGARITHMIC: "By the logarithm of price ÷ lowest price",
        CommitmentFormula.RELATIVE_TO_HIGHEST: "Compared with the highest offer",
        CommitmentFormula.RELATIVE_TO_TARGET: "Compared with a target",
    }
)

ZERO_PRICES: Mapping[ZeroPriceRule, str] = MappingProxyType(
    {
        ZeroPriceRule.UNSAID: "Not said yet",
        ZeroPriceRule.REJECT_BID: "The bid is rejected",
        ZeroPriceRule.FULL_MARKS: "It earns full marks",
        ZeroPriceRule.REPLACED: "It is taken for another amount",
    }
)
