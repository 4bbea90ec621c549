"""Tenders that hypothesis makes up, free of faults and full of ties.

`tenders()` draws all methods, formulas, minimums, gates, prices of zero, commitments and ways of
breaking ties. Marks, prices and quantities come from few values, so that equal ones are common.
"""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise

from hypothesis import strategies as st

from evaluation.model import (
    AbnormallyLow,
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    FullMarks,
    GateCriterion,
    GroupCriterion,
    Method,
    Model,
    PriceCriterion,
    PriceFormula,
    RejectBid,
    ReplacedBy,
    ScoredCriterion,
    WeightsAre,
    ZeroPrice,
)
from evaluation.numbers import Amount, Percentage, plain
from evaluation.result import CommitmentFinding
from evaluation.tender import (
    Bid,
    Commitment,
    CommitmentVerdict,
    Exclusion,
    GateScore,
    Score,
    Settled,
    Tender,
)
from tests.evaluation.builders import (
    at_least,
    commitments,
    gate,
    group,
    measure,
    model,
    panel,
    pinned,
    price,
    scored,
    tender,
)

Draw = st.DrawFn
METHODS = (*[Method.WEIGHTED_SUM] * 4, *Method)
SCALES = (*["0-5"] * 9, "0-3", "1-4", "0-2/0.5", "0-7")
SCREENS = (
    None,
    AbnormallyLow(below_mean_percent=Percentage(Fraction(20)), below_next_percent=None),
    AbnormallyLow(
        below_mean_percent=Percentage(Fraction(10)), below_next_percent=Percentage(Fraction(1, 2))
    ),
)


@st.composite
def tenders(draw: Draw, *, method: Method | None = None, most_bids: int = 5) -> Tender:
    """Draw a tender without procurement and policy, with at least one bid."""
    chosen = draw(st.sampled_from(METHODS)) if method is None else method
    made = draw(models(method=chosen))
    drawn: list[Bid] = []
    for number in range(draw(st.integers(1, most_bids))):
        is_rival = len(drawn) > 0 and draw(st.booleans())
        if is_rival:
            other = drawn[draw(st.integers(0, len(drawn) - 1))]
            drawn.append(draw(_rivals(made, other, f"B{number}")))
        else:
            drawn.append(draw(bids(made, f"B{number}")))
    return tender(made, *drawn)


@st.composite
def models(draw: Draw, *, method: Method) -> Model:
    """Draw a model of at most three levels."""
    prices = draw(_prices(method))
    others = draw(st.lists(st.sampled_from("qqgcq"), min_size=1, max_size=4))
    weighted: list[Criterion] = [
        draw(_criterion(kind, f"{kind}{number}")) for number, kind in enumerate(others)
    ]
    if method is Method.WEIGHTED_SUM:
        weighted += prices
    top: list[Criterion] = [*draw(_with_weights(weighted))]
    if method is not Method.WEIGHTED_SUM:
        top += prices
    if draw(st.booleans()):
        top.insert(draw(st.integers(0, len(top))), gate("gate"))
    made = model(
        *top,
        method=method,
        places=draw(st.integers(0, 6)),
        agreed_by_mean=draw(st.booleans()),
        tie_break=(),
    )
    made = replace(
        made,
        credit_per_point=Amount(Fraction(3, 2)) if method is Method.QUALITY_CREDIT else None,
        abnormally_low=draw(st.sampled_from(SCREENS)),
    )
    comparable = [item.id for item in made.walk if not isinstance(item, GateCriterion)]
    twins = [one for pair in _twins(made) for one in pair]
    chosen: list[str] = twins if len(twins) > 0 and draw(st.booleans()) else comparable
    order = draw(st.lists(st.sampled_from(chosen), max_size=2, unique=True))
    made = pinned(replace(made, tie_break=tuple(order)))
    return of_total(made) if draw(st.booleans()) else made


@st.composite
def bids(draw: Draw, made: Model, id_: str) -> Bid:
    """Draw a bid for a model; one that failed a gate may lack other scores."""
    scores: dict[str, Score] = {}
    for each in made.leaves:
        if isinstance(each, GateCriterion):
            is_failing = draw(st.integers(0, 7)) == 4
            scores[each.id] = Score(GateScore.FAILED if is_failing else GateScore.PASSED)
    is_failed = any(score.agreed is GateScore.FAILED for score in scores.values())
    for item in made.leaves:
        if isinstance(item, ScoredCriterion) and not (is_failed and draw(st.booleans())):
            scores[item.id] = draw(_scores(item, by_mean=made.agreed_by_mean))
    promised = {
        id_: draw(_promises())
        for id_ in made.measures
        if draw(st.sampled_from([True, True, False]))
    }
    return Bid(
        id=id_,
        bidder=f"{id_} Ltd",
        price=None if made.price is None else Amount(draw(_amounts(made.price))),
        scores=scores,
        commitments=promised,
        exclusions=(Exclusion("Bankruptcy", "It is being wound up."),)
        if draw(st.integers(0, 9)) == 4
        else (),
    )


def _twins(made: Model) -> list[tuple[str, str]]:
    """Return every two questions of one scale and one weight: exchanging them changes no total."""
    weights = made.effective_weights
    return [
        (first.id, second.id)
        for first, second in combinations(made.leaves, 2)
        if isinstance(first, ScoredCriterion)
        and isinstance(second, ScoredCriterion)
        and (first.scale, weights[first.id]) == (second.scale, weights[second.id])
    ]


@st.composite
def _rivals(draw: Draw, made: Model, other: Bid, id_: str) -> Bid:
    """Draw a bid like another, but perhaps with the scores of two questions exchanged."""
    scores = dict(other.scores)
    pairs = [
        (one, two)
        for one, two in _twins(made)
        if {one, two} <= scores.keys() and scores[one] != scores[two]
    ]
    if len(pairs) > 0 and draw(st.integers(0, 3)):
        one, two = draw(st.sampled_from(pairs))
        scores[one], scores[two] = scores[two], scores[one]
    return replace(other, id=id_, bidder=f"{id_} Ltd", scores=scores)


@st.composite
def findings(draw: Draw, made: Tender) -> dict[tuple[str, str], CommitmentFinding]:
    """Draw what a policy might say of some of a tender's commitments."""
    pairs = [(bid.id, id_) for bid in made.bids for id_ in bid.commitments]
    if not pairs:
        return {}
    judged = draw(st.lists(st.sampled_from(pairs), unique=True))
    return {
        pair: CommitmentFinding(draw(st.sampled_from(CommitmentVerdict)), "A rule says so.")
        for pair in judged
    }


def of_total(made: Model) -> Model:
    """Return the same model, told in weights of the total; one told so as it is."""
    if made.weights is WeightsAre.OF_TOTAL:
        return made
    weights = made.effective_weights

    def told(item: Criterion) -> Criterion:
        if isinstance(item, GroupCriterion):
            item = replace(item, criteria=tuple(told(child) for child in item.criteria))
        return replace(item, weight=weights.get(item.id))

    criteria = tuple(told(item) for item in made.criteria)
    return pinned(replace(made, criteria=criteria, weights=WeightsAre.OF_TOTAL))


@st.composite
def _prices(draw: Draw, method: Method) -> list[PriceCriterion]:
    if method is not Method.WEIGHTED_SUM:
        zero: ZeroPrice | None = draw(
            st.sampled_from([None, RejectBid(), ReplacedBy(Amount(Fraction(1, 2)))])
        )
        return [replace(price(None, None), zero_price=zero)]
    if draw(st.integers(0, 7)) == 7:
        return []
    formula = draw(st.sampled_from(PriceFormula))
    made = price("1", formula)
    if formula is PriceFormula.SET_RANGE:
        made = price("1", formula, floor="40", ceiling="130")
    if formula is PriceFormula.LOGARITHMIC:
        made = price("1", formula, factor="2.5")
    rules = [None, RejectBid(), FullMarks(), ReplacedBy(Amount(Fraction(1, 2)))]
    return [replace(made, zero_price=draw(st.sampled_from(rules)))]


@st.composite
def _criterion(draw: Draw, kind: str, id_: str, depth: int = 0) -> Criterion:
    match kind:
        case "q":
            return draw(_questions(id_))
        case "c":
            return draw(_commitment_criteria(id_))
        case _:
            kinds = "qcq" if depth else "qcqg"
            chosen = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3))
            inside = [
                draw(_criterion(each, f"{id_}.{each}{number}", depth + 1))
                for number, each in enumerate(chosen)
            ]
            made = group(id_, None, *draw(_with_weights(inside)))
            if draw(st.integers(0, 3)) == 2 and _needs_no_other_bid(made):
                share = draw(st.sampled_from(["40", "50", "62.5"]))
                made = replace(
                    made, minimum=at_least(percent=share, disqualifies=draw(st.booleans()))
                )
            return made


@st.composite
def _questions(draw: Draw, id_: str) -> ScoredCriterion:
    made = scored(id_, None, draw(st.sampled_from(SCALES)))
    least = draw(
        st.sampled_from(
            [
                *[None] * 6,
                at_least(score="1", disqualifies=draw(st.booleans())),
                at_least(percent="50", disqualifies=draw(st.booleans())),
            ]
        )
    )
    return replace(made, minimum=least)


@st.composite
def _commitment_criteria(draw: Draw, id_: str) -> CommitmentsCriterion:
    measures = [
        measure(
            f"{id_}-m{number}",
            draw(st.sampled_from(["2", "277.22", "2", "0"])),
            cap=draw(st.sampled_from([None, "3"])),
        )
        for number in range(draw(st.integers(1, 2)))
    ]
    target = draw(st.sampled_from([None, None, "6", "900"]))
    least = at_least(percent="30") if target and draw(st.booleans()) else None
    return commitments(id_, None, *measures, target=target, minimum=least)


@st.composite
def _with_weights(draw: Draw, items: list[Criterion]) -> list[Criterion]:
    """Draw weights in tenths that total 100, often as equal as they can be."""
    count = len(items)
    if draw(st.integers(0, 2)):
        even = 1000 // count
        tenths = [*[even] * (count - 1), 1000 - even * (count - 1)]
    else:
        distinct = st.lists(
            st.integers(1, 999), min_size=count - 1, max_size=count - 1, unique=True
        )
        ends = [0, *sorted(draw(distinct)), 1000]
        tenths = [high - low for low, high in pairwise(ends)]
    return [
        replace(item, weight=Fraction(weight, 10))
        for item, weight in zip(items, tenths, strict=True)
    ]


def _needs_no_other_bid(made: GroupCriterion) -> bool:
    leaves = Model(criteria=(made,), canonical="").leaves
    return not any(
        isinstance(leaf, CommitmentsCriterion)
        and leaf.formula is CommitmentFormula.RELATIVE_TO_HIGHEST
        for leaf in leaves
    )


@st.composite
def _scores(draw: Draw, item: ScoredCriterion, *, by_mean: bool) -> Score:
    marks = st.integers(0, item.scale.steps).map(
        lambda steps: plain(item.scale.minimum + steps * item.scale.step)
    )
    if by_mean and draw(st.booleans()):
        return panel(*draw(st.lists(marks, min_size=1, max_size=3)))
    individual = draw(st.lists(marks, max_size=2))
    return panel(*individual, agreed=draw(marks))


@st.composite
def _promises(draw: Draw) -> Commitment:
    settled = draw(
        st.sampled_from(
            [None, None, Settled(CommitmentVerdict.NOT_COUNTED, "It counts twice.", "buyer")]
        )
    )
    return Commitment(
        quantity=Fraction(draw(st.sampled_from([1, 0, 2, 5]))),
        attribution=Percentage(Fraction(draw(st.sampled_from([100, 50, 0])))),
        settled=settled,
    )


@st.composite
def _amounts(draw: Draw, item: PriceCriterion) -> Fraction:
    if item.zero_price is not None and draw(st.integers(0, 7)) == 4:
        return Fraction(0)
    return Fraction(1000 * draw(st.integers(7, 16)) + draw(st.sampled_from([0, 25])), 100)
