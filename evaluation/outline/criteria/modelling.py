"""The criteria as the model that an evaluation would be made with, exactly."""

from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from evaluation.model import (
    AbnormallyLow,
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    FullMarks,
    GateCriterion,
    GroupCriterion,
    Measure,
    Minimum,
    Model,
    PriceCriterion,
    PriceFormula,
    RejectBid,
    ReplacedBy,
    Scale,
    ScoredCriterion,
    ZeroPrice,
)
from evaluation.numbers import Amount, Mark, Percentage, exact, is_number, plain
from evaluation.outline.criteria.publishing import model_json
from evaluation.outline.criteria.tree import TOP, children_of, weight_of
from evaluation.outline.criteria.value import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    MarksFrom,
    MinimumAsked,
    PriceScreen,
    ZeroPriceRule,
)
from rules.canonical import canonical_text

_PLAIN_SCALE = MarksFrom("0", "5")


KEPT = 64
"""Models kept in memory: a page asks for that of the same criteria several times."""


@lru_cache(maxsize=KEPT)
def model_of(criteria: Criteria) -> Model:
    """Return the model that criteria make.

    Of criteria that `problems` finds nothing missing in, it is the model that the reader of
    tenders makes of `model_json`. Others make one too, so that what is there can be weighed:
    what is missing is left out, and a formula that nobody chose is taken for the first.
    """
    return Model(
        criteria=_within(criteria, TOP),
        canonical=canonical_of(criteria),
        places=2,
        tie_break=criteria.tie_break,
        abnormally_low=_screen(criteria.price_screen),
    )


def canonical_of(criteria: Criteria) -> str:
    """Return the text whose SHA-256 is the digest of the model."""
    written = model_json(criteria)
    return canonical_text(written)


def _within(criteria: Criteria, group: str) -> tuple[Criterion, ...]:
    return tuple(_criterion(criteria, item) for item in children_of(criteria, group))


def _criterion(criteria: Criteria, item: BuiltCriterion) -> Criterion:
    common: dict[str, Any] = {
        "id": item.id,
        "title": item.title,
        "weight": weight_of(item),
        "outcome": item.outcome,
        "minimum": _minimum(item.minimum),
    }
    match item.kind:
        case CriterionKind.GROUP:
            return GroupCriterion(**common, criteria=_within(criteria, item.id))
        case CriterionKind.PRICE:
            return _price(item, common)
        case CriterionKind.SCORED:
            return ScoredCriterion(
                **common,
                descriptors=_levels(item),
                scale=_scale(item.scale or _PLAIN_SCALE),
                asked=item.asked,
                most_words=int(item.most_words) if item.most_words else None,
            )
        case CriterionKind.COMMITMENTS:
            return _commitments(item, common)
        case CriterionKind.GATE:
            return GateCriterion(**common, descriptors=_levels(item), asked=item.asked)


def _price(item: BuiltCriterion, common: dict[str, Any]) -> PriceCriterion:
    formula = PriceFormula(item.formula) if item.formula else PriceFormula.RELATIVE_TO_LOWEST
    return PriceCriterion(
        **common,
        formula=formula,
        floor=_amount(item.floor),
        ceiling=_amount(item.ceiling),
        factor=_number(item.factor),
        zero_price=_zero_price(item),
    )


def _zero_price(item: BuiltCriterion) -> ZeroPrice | None:
    match item.zero_price:
        case ZeroPriceRule.REJECT_BID:
            return RejectBid()
        case ZeroPriceRule.FULL_MARKS:
            return FullMarks()
        case ZeroPriceRule.REPLACED:
            amount = _amount(item.replaced_by)
            return None if amount is None else ReplacedBy(amount)
        case ZeroPriceRule.UNSAID:
            return None


def _commitments(item: BuiltCriterion, common: dict[str, Any]) -> CommitmentsCriterion:
    formula = CommitmentFormula(item.formula or CommitmentFormula.RELATIVE_TO_HIGHEST)
    measures = tuple(
        Measure(
            id=one.id,
            title=one.title,
            unit=one.unit,
            value=Amount(exact(one.value)),
            cap=_number(one.cap),
            outcome=one.outcome,
        )
        for one in item.measures
        if is_number(one.value)
    )
    return CommitmentsCriterion(
        **common, formula=formula, measures=measures, target=_amount(item.target)
    )


def _levels(item: BuiltCriterion) -> MappingProxyType[str, str]:
    return MappingProxyType(
        {
            plain(exact(one.level)) if is_number(one.level) else one.level: one.text
            for one in item.descriptors
        }
    )


def _scale(scale: MarksFrom) -> Scale:
    lowest, highest, step = (exact(text) for text in (scale.lowest, scale.highest, scale.step))
    return Scale(Mark(lowest), Mark(highest), Mark(step))


def _minimum(minimum: MinimumAsked | None) -> Minimum | None:
    if minimum is None:
        return None
    amount = exact(minimum.amount)
    if minimum.is_percent:
        return Minimum(None, Percentage(amount), minimum.disqualifies)
    return Minimum(Mark(amount), None, minimum.disqualifies)


def _screen(screen: PriceScreen) -> AbnormallyLow | None:
    below_mean, below_next = _number(screen.below_mean), _number(screen.below_next)
    if below_mean is None and below_next is None:
        return None
    return AbnormallyLow(_percentage(below_mean), _percentage(below_next))


def _percentage(share: Fraction | None) -> Percentage | None:
    return None if share is None else Percentage(share)


def _number(text: str) -> Fraction | None:
    return exact(text) if is_number(text) else None


def _amount(text: str) -> Amount | None:
    found = _number(text)
    return None if found is None else Amount(found)
