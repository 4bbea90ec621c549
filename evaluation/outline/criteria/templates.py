"""Criteria to start from: shapes that are filled with the weight and the measures of the case."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from evaluation.model import CommitmentFormula, PriceFormula
from evaluation.numbers import plain
from evaluation.outline.criteria.basis import Basis, Offered
from evaluation.outline.criteria.editing import new_id, shares
from evaluation.outline.criteria.first_questions import (
    AREA,
    CLIMATE,
    METHOD,
    PEOPLE,
    PROMISES,
    START,
    asked_in_first,
    asked_of,
)
from evaluation.outline.criteria.quantities import is_counted
from evaluation.outline.criteria.tree import TOP
from evaluation.outline.criteria.value import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    Level,
    MarksFrom,
    MeasureAsked,
    ZeroPriceRule,
)

EXAMPLE_WEIGHT = Fraction(10)
"""What social value weighs in a template where neither a policy nor a proposal says."""

LEVELS = (
    Level("0", "Not answered, or what is answered meets nothing of what is asked."),
    Level("1", "Meets little of what is asked, and leaves grave doubt that the rest will be met."),
    Level("2", "Meets part of what is asked, or says too little to show how the rest will be."),
    Level("3", "Meets what is asked and says how, with small gaps in the detail."),
    Level("4", "Meets all of what is asked and says how in full, with evidence that it will be."),
    Level("5", "As for 4, and goes further in what is asked, with evidence of the gain."),
)
"""What earns each mark from 0 to 5: Podium's own wording, to begin from."""

LEVELS_OF_A_QUANTITY = (
    Level("0", "No quantity is promised, or none beyond what the contract requires already."),
    Level("1", "A quantity is promised, and nothing shows how it will be reached."),
    Level("2", "A quantity is promised; the method, people and dates reach only part of it."),
    Level("3", "A quantity is promised; the method, people and dates reach all of it."),
    Level("4", "As for 3, with evidence that such a quantity was reached on a like contract."),
    Level("5", "As for 4, and the quantity is the most that a contract of this size can bear."),
)
"""What earns each mark where a question is about a measure that is counted."""

_SCALE = MarksFrom("0", "5")
_QUESTIONS = (METHOD, PEOPLE, START)


@dataclass(frozen=True, slots=True)
class Template:
    """Criteria to start from: what price weighs, None for none at all, and whom it suits."""

    id: str
    title: str
    suits: str
    price: Fraction | None


TEMPLATES = (
    Template(
        "balanced",
        "Quality before price",
        "Services whose result hangs on how they are done.",
        Fraction(40),
    ),
    Template(
        "price-led",
        "Price before quality",
        "Goods and simple works that a specification describes in full.",
        Fraction(60),
    ),
    Template(
        "quality-led",
        "Quality foremost",
        "Care and advice, where a poor result costs more than the price.",
        Fraction(30),
    ),
    Template("empty", "An empty list", "You have criteria of your own, and enter them.", None),
)


def template_words(template: Template, basis: Basis) -> str:
    """Return what a template weighs here.

    >>> template_words(TEMPLATES[0], Basis(recommended=Fraction(10)))
    'Price 40, quality 50, social value 10'
    """
    if template.price is None:
        return template.title
    social = social_value_weight(basis)
    climate = basis.climate or Fraction(0)
    price, rest = plain(template.price), plain(100 - template.price - social - climate)
    beside = f", climate {plain(climate)}" if climate else ""
    return f"Price {price}, quality {rest}, social value {plain(social)}{beside}"


def social_value_weight(basis: Basis) -> Fraction:
    """Return what social value weighs in a template."""
    return EXAMPLE_WEIGHT if basis.weight is None else basis.weight


def built_from(template: Template, basis: Basis, *, counts_promises: bool) -> Criteria:
    """Return the criteria of a template.

    Args:
        template: Which one.
        basis: What the decision and the proposal say of the case.
        counts_promises: Whether bidders promise quantities of the measures, valued in pounds; if
            not, each measure is a question.
    """
    if template.price is None:
        return Criteria()
    social = social_value_weight(basis)
    climate = basis.climate or Fraction(0)
    found = [_price(template.price), *_quality(100 - template.price - social - climate)]
    if climate:
        taken = {item.id for item in found}
        question = _question(CLIMATE, TOP, plain(climate), taken)
        found.append(replace(question, is_for_climate=True))
    if social:
        taken = {item.id for item in found}
        found += _social_value(social, basis, taken, counts_promises=counts_promises)
    return Criteria(tuple(found))


def _price(weight: Fraction) -> BuiltCriterion:
    return BuiltCriterion(
        id="price",
        title="Price",
        kind=CriterionKind.PRICE,
        weight=plain(weight),
        formula=PriceFormula.RELATIVE_TO_LOWEST.value,
        zero_price=ZeroPriceRule.REJECT_BID,
    )


def _quality(weight: Fraction) -> list[BuiltCriterion]:
    if weight <= 0:
        return []
    return [
        _group("quality", "Quality", weight),
        *_asked(_QUESTIONS, "quality", shares(len(_QUESTIONS)), {"price", "quality"}),
    ]


def _social_value(
    weight: Fraction, basis: Basis, taken: set[str], *, counts_promises: bool
) -> list[BuiltCriterion]:
    group, offered = _group("social-value", "Social value", weight), basis.offered or ()
    if counts_promises and offered:
        half = shares(2)
        return [
            group,
            _commitments(offered, half[0], taken),
            *_asked((PROMISES,), group.id, half[1:], taken),
        ]
    if not offered:
        return [group, _on_the_area(group.id, basis, taken)]
    weights = shares(len(offered))
    return [
        group,
        *(_question_on(one, weight, taken) for one, weight in zip(offered, weights, strict=True)),
    ]


def _on_the_area(within: str, basis: Basis, taken: set[str]) -> BuiltCriterion:
    """Return the one question where no measure is competed on.

    It counts as social value by its outcome: the first that applies, which the buyer may change.
    """
    question = _question(AREA, within, "100", taken)
    return replace(question, outcome=next(iter(basis.outcomes), ""))


def _group(id_: str, title: str, weight: Fraction) -> BuiltCriterion:
    return BuiltCriterion(id=id_, title=title, kind=CriterionKind.GROUP, weight=plain(weight))


def _asked(
    titles: Iterable[str], within: str, weights: Iterable[str], taken: set[str]
) -> list[BuiltCriterion]:
    return [
        _question(title, within, weight, taken)
        for title, weight in zip(titles, weights, strict=True)
    ]


def _question(title: str, within: str, weight: str, taken: set[str]) -> BuiltCriterion:
    id_ = new_id(title, taken)
    taken.add(id_)
    return BuiltCriterion(
        id=id_,
        title=title,
        kind=CriterionKind.SCORED,
        within=within,
        weight=weight,
        scale=_SCALE,
        descriptors=LEVELS,
        asked=asked_in_first(title),
    )


def _question_on(offered: Offered, weight: str, taken: set[str]) -> BuiltCriterion:
    id_ = new_id(offered.title, taken)
    taken.add(id_)
    return BuiltCriterion(
        id=id_,
        title=offered.title,
        kind=CriterionKind.SCORED,
        within="social-value",
        weight=weight,
        outcome=offered.outcome,
        indicators=(offered.id,),
        scale=_SCALE,
        descriptors=LEVELS_OF_A_QUANTITY if is_counted(offered) else LEVELS,
        asked=asked_of(offered),
    )


def _commitments(offered: tuple[Offered, ...], weight: str, taken: set[str]) -> BuiltCriterion:
    id_ = new_id("Promises", taken)
    taken.add(id_)
    return BuiltCriterion(
        id=id_,
        title="What is promised",
        kind=CriterionKind.COMMITMENTS,
        within="social-value",
        weight=weight,
        formula=CommitmentFormula.RELATIVE_TO_HIGHEST.value,
        measures=tuple(measure_of(one) for one in offered),
    )


def measure_of(offered: Offered) -> MeasureAsked:
    """Return a measure of the proposal as one whose value is still to be said."""
    return MeasureAsked(offered.id, offered.title, offered.unit, outcome=offered.outcome)
