"""Section 1: the award criteria and how tenders were assessed, as regulation 31(2)(d) wants it."""

from typing import assert_never

from evaluation.model import (
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    FullMarks,
    GateCriterion,
    GroupCriterion,
    Method,
    PriceCriterion,
    PriceFormula,
    RejectBid,
    ReplacedBy,
    Scale,
    ScoredCriterion,
    WeightsAre,
)
from evaluation.numbers import ZERO
from evaluation.wording import exactly, listed, pounds
from webapp.documents.content import (
    Blank,
    Block,
    Cited,
    Column,
    Heading,
    KeyFacts,
    Line,
    Paragraph,
    Section,
    Table,
    Text,
    plain,
)
from webapp.documents.summaries.letter import REGULATIONS, Case, indented, line, nested, row
from webapp.documents.summaries.lots import lots_methodology
from webapp.documents.summaries.valuation import offers_valued

_STANDING = "the tenders that were not disqualified"
DISREGARDED = (
    "A tender that the law requires or allows to be disregarded, and that is, is compared with no "
    "other, just as one that is disqualified."
)
"""What formulas leave out beside disqualified tenders, as instructions and letters say it."""


def methodology(case: Case) -> Section:
    """Return the criteria, their weights, how each was scored and what its scores were."""
    columns = (
        Column("Criterion"),
        Column("Relative importance"),
        Column("Points available"),
        Column("How it was assessed"),
    )
    rows = tuple(
        (
            (line(indented(item.title, depth)),),
            (line(_importance(case, item)),),
            (line(_available(case, item)),),
            tuple(line(text) for text in how_assessed(item)),
        )
        for depth, item in nested(case.tender.model.criteria)
    )
    title = "The award criteria"
    blocks: list[Block] = [
        Paragraph(_where(case)),
        Paragraph(line(" ".join((*_ranked_by(case), DISREGARDED)))),
        *lots_methodology(case),
        Table(title, columns, rows),
        *_scales(case),
        *offers_valued(case),
        Heading(3, "Figures and rounding", "rounding"),
        Paragraph(line(rounding(case))),
    ]
    name = "The award criteria and how tenders were assessed"
    return Section("criteria", "1", name, tuple(blocks))


def _where(case: Case) -> Line:
    place = plain(case.criteria_at or case.tender.documents_at).rstrip(".")
    at = Text(place) if place else Blank("where they can be accessed")
    return (
        Text(
            "This is a summary of the published award criteria and assessment methodology. They "
            "are set out in full in the tender notice and the associated tender documents:"
        ),
        at,
        Text("."),
        Cited(f"{REGULATIONS}, reg 31(2)(d)"),
    )


def _ranked_by(case: Case) -> tuple[str, ...]:
    model = case.tender.model
    match model.method:
        case Method.WEIGHTED_SUM:
            first = "Each tender earns points, at most 100. The highest total is first."
        case Method.PRICE_PER_QUALITY_POINT:
            first = (
                "Each tender earns points for everything but its price. Its price is divided by "
                "its points, and the lowest price for each point is first."
            )
        case Method.QUALITY_CREDIT:
            credit = pounds(model.credit_per_point or ZERO)
            first = (
                "Each tender earns points for everything but its price. For each point "
                f"{credit} is taken off its price, and the lowest result is first."
            )
        case _:
            assert_never(model.method)
    if not model.tie_break:
        return (first, "Tenders with equal figures share a rank.")
    order = listed(tuple(f"‘{plain(model.by_id[each].title)}’" for each in model.tie_break))
    then = (
        f"Where figures are exactly equal, {order} is compared, and the better there goes first."
        if len(model.tie_break) == 1
        else f"Where figures are exactly equal, {order} are compared in that order, and the better "
        "there goes first."
    )
    return (first, then, "Tenders that are still equal share a rank.")


def _importance(case: Case, item: Criterion) -> str:
    if item.weight is None:
        return "None: it is passed or failed" if isinstance(item, GateCriterion) else "See above"
    share = f"{exactly(item.weight)}%"
    model = case.tender.model
    parent = next(
        (each for each in model.walk if isinstance(each, GroupCriterion) and item in each.criteria),
        None,
    )
    if parent is None or model.weights is WeightsAre.OF_TOTAL:
        return share
    return f"{share} of {plain(parent.title)}"


def _available(case: Case, item: Criterion) -> str:
    points = case.tender.model.effective_weights.get(item.id)
    return "–" if points is None else exactly(points)


def how_assessed(item: Criterion) -> tuple[str, ...]:
    """Return how a criterion was to be assessed, and what failing it does."""
    match item:
        case GroupCriterion():
            how: tuple[str, ...] = ("The sum of the points of its sub-criteria.",)
        case ScoredCriterion():
            top = exactly(item.scale.maximum)
            how = (f"{_marks(item.scale)} The percentage is 100% × the score ÷ {top}.",)
        case PriceCriterion():
            how = (*_price_formula(item), *_zero_price(item))
        case CommitmentsCriterion():
            how = (_commitment_formula(item),)
        case GateCriterion():
            how = ("Passed or failed. A tender that fails is disqualified.",)
        case _:
            assert_never(item)
    return (*how, *_minimum(item))


def _marks(scale: Scale) -> str:
    ends = f"Scored from {exactly(scale.minimum)} to {exactly(scale.maximum)}"
    return f"{ends}." if scale.step == 1 else f"{ends} in steps of {exactly(scale.step)}."


def _minimum(item: Criterion) -> tuple[str, ...]:
    minimum = item.minimum
    if minimum is None:
        return ()
    if minimum.score is not None:
        below = f"A score below {exactly(minimum.score)}"
    elif minimum.percent is not None:
        below = f"Less than {exactly(minimum.percent)}%"
    else:
        return ()
    if minimum.disqualifies is False:
        return (f"{below} is reported and does not disqualify.",)
    return (f"{below} disqualifies the tender.",)


def _price_formula(item: PriceCriterion) -> tuple[str, ...]:
    bounds = "A result below 0 counts as 0, and above 100 as 100."
    match item.formula:
        case None:
            return ("It is used as described above, and earns no points itself.",)
        case PriceFormula.RELATIVE_TO_LOWEST:
            return (f"100% × the lowest price ÷ the price. The lowest is that of {_STANDING}.",)
        case PriceFormula.LINEAR_BETWEEN_BIDS:
            text = (
                "100% × (the highest price – the price) ÷ (the highest price – the lowest price). "
                f"Highest and lowest are those of {_STANDING}; if all are equal, each earns 100%."
            )
            return (text,)
        case PriceFormula.RELATIVE_DIFFERENCE:
            text = "100% × (1 – (the price – the lowest price) ÷ the lowest price)."
            return (text, f"The lowest is that of {_STANDING}. {bounds}")
        case PriceFormula.RELATIVE_TO_MEAN:
            text = "50% – 100% × (the price – the mean price) ÷ the mean price."
            return (text, f"The mean is that of {_STANDING}. {bounds}")
        case PriceFormula.SET_RANGE:
            floor, ceiling = pounds(item.floor or ZERO), pounds(item.ceiling or ZERO)
            text = f"100% × ({ceiling} – the price) ÷ ({ceiling} – {floor})."
            return (text, bounds)
        case PriceFormula.LOGARITHMIC:
            factor = exactly(item.factor or ZERO)
            text = f"100% × (1 – log(the price ÷ the lowest price) ÷ log({factor}))."
            return (text, f"The lowest is that of {_STANDING}. {bounds}")
        case _:
            assert_never(item.formula)


def _zero_price(item: PriceCriterion) -> tuple[str, ...]:
    match item.zero_price:
        case None:
            return ()
        case RejectBid():
            return ("A price of zero disqualifies the tender.",)
        case FullMarks():
            return ("A price of zero earns 100%, and no other price is compared with it.",)
        case ReplacedBy(amount):
            return (f"A price of zero is taken for {pounds(amount)}.",)
        case _:
            assert_never(item.zero_price)


def _commitment_formula(item: CommitmentsCriterion) -> str:
    valued = "What is promised is valued in pounds as set out below."
    if item.formula is CommitmentFormula.RELATIVE_TO_HIGHEST:
        return f"{valued} 100% × the value ÷ the highest value among {_STANDING}."
    target = pounds(item.target or ZERO)
    return f"{valued} 100% × the value ÷ {target}, at most 100%."


def _scales(case: Case) -> list[Block]:
    """Return what each score means, once for all questions that share it."""
    shared: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for item in case.tender.model.leaves:
        if item.descriptors and isinstance(item, ScoredCriterion):
            shared.setdefault(tuple(item.descriptors.items()), []).append(plain(item.title))
    if not shared:
        return []
    blocks: list[Block] = [Heading(3, "What the scores mean", "scores")]
    for levels, titles in shared.items():
        of = listed(tuple(f"‘{title}’" for title in titles))
        blocks.append(Paragraph(line(f"For {of}:")))
        rows = tuple(row(f"Score {level}", text) for level, text in levels)
        blocks.append(KeyFacts(f"What the scores mean for {of}", rows))
    return blocks


def rounding(case: Case) -> str:
    """Return how figures were rounded, and that they need not add up."""
    places = case.evaluation.places
    to = {0: "whole numbers", 1: "one decimal place"}.get(places, f"{places} decimal places")
    return (
        f"Every figure was worked out exactly, and is rounded once, half up, to {to}, where it is "
        "printed. The points reported need therefore not add up to the total reported. The order "
        "of the tenders rests on the exact figures, not on the rounded ones. The criteria and the "
        "methodology that were applied, as they are kept on file, have the SHA-256 digest "
        f"{case.evaluation.model_sha256}."
    )
