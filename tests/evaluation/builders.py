"""Small tenders made by hand, with as few words as a test wants to read.

Numbers are given as the interfaces give them, as text. `example()` is the tender that the
published interface prints; `contested()` has five bids and one of every trouble.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TypedDict, Unpack

from evaluation.model import (
    AbnormallyLow,
    CommitmentFormula,
    CommitmentsCriterion,
    Criterion,
    GateCriterion,
    GroupCriterion,
    Measure,
    Method,
    Minimum,
    Model,
    PriceCriterion,
    PriceFormula,
    Scale,
    ScoredCriterion,
    WeightsAre,
    ZeroPrice,
)
from evaluation.numbers import Amount, Mark, Percentage, exact
from evaluation.tender import (
    Bid,
    Commitment,
    Exclusion,
    GateScore,
    IndividualScore,
    Score,
    Scored,
    Tender,
)
from tests.evaluation.written import written_model

Marks = Mapping[str, str | Score]


class _ModelSettings(TypedDict, total=False):
    method: Method
    weights: WeightsAre
    places: int
    agreed_by_mean: bool
    credit_per_point: str
    tie_break: tuple[str, ...]
    below_mean: str
    below_next: str


def model(*criteria: Criterion, **settings: Unpack[_ModelSettings]) -> Model:
    """Return a model of these criteria; its canonical text is what the interface would send."""
    credit = settings.get("credit_per_point")
    below_mean, below_next = settings.get("below_mean"), settings.get("below_next")
    screen = AbnormallyLow(
        below_mean_percent=None if below_mean is None else Percentage(exact(below_mean)),
        below_next_percent=None if below_next is None else Percentage(exact(below_next)),
    )
    made = Model(
        criteria=criteria,
        canonical="",
        method=settings.get("method", Method.WEIGHTED_SUM),
        weights=settings.get("weights", WeightsAre.OF_PARENT),
        places=settings.get("places", 2),
        agreed_by_mean=settings.get("agreed_by_mean", False),
        credit_per_point=None if credit is None else Amount(exact(credit)),
        tie_break=settings.get("tie_break", ()),
        abnormally_low=screen if below_mean is not None or below_next is not None else None,
    )
    return pinned(made)


def pinned(made: Model) -> Model:
    """Return a model with the canonical text of what it holds."""
    text = json.dumps(written_model(made), sort_keys=True, separators=(",", ":"))
    return replace(made, canonical=text)


def scale(text: str) -> Scale:
    """Return the scale `a-b` or `a-b/step`.

    >>> str(scale("0-5/0.5").step)
    '1/2'
    """
    ends, _, step = text.partition("/")
    low, _, high = ends.partition("-")
    return Scale(Mark(exact(low)), Mark(exact(high)), Mark(exact(step or "1")))


def at_least(
    *, score: str | None = None, percent: str | None = None, disqualifies: bool | None = True
) -> Minimum:
    """Return a minimum, disqualifying unless the call says otherwise."""
    return Minimum(
        score=None if score is None else Mark(exact(score)),
        percent=None if percent is None else Percentage(exact(percent)),
        disqualifies=disqualifies,
    )


def _weight(text: str | None) -> Mark | None:
    return None if text is None else Mark(exact(text))


def scored(
    id_: str, weight: str | None, marks: str = "0-5", minimum: Minimum | None = None
) -> ScoredCriterion:
    """Return a question."""
    return ScoredCriterion(
        id=id_, title=id_.title(), weight=_weight(weight), scale=scale(marks), minimum=minimum
    )


def group(
    id_: str, weight: str | None, *criteria: Criterion, minimum: Minimum | None = None
) -> GroupCriterion:
    """Return a group."""
    return GroupCriterion(
        id=id_, title=id_.title(), weight=_weight(weight), criteria=criteria, minimum=minimum
    )


def gate(id_: str) -> GateCriterion:
    """Return a gate."""
    return GateCriterion(id=id_, title=id_.title())


class _PriceSettings(TypedDict, total=False):
    floor: str
    ceiling: str
    factor: str
    zero_price: ZeroPrice


def price(
    weight: str | None,
    formula: PriceFormula | None = PriceFormula.RELATIVE_TO_LOWEST,
    **settings: Unpack[_PriceSettings],
) -> PriceCriterion:
    """Return the price criterion, with the id `price`."""
    floor, ceiling = settings.get("floor"), settings.get("ceiling")
    factor = settings.get("factor")
    return PriceCriterion(
        id="price",
        title="Price",
        weight=_weight(weight),
        formula=formula,
        floor=None if floor is None else Amount(exact(floor)),
        ceiling=None if ceiling is None else Amount(exact(ceiling)),
        factor=None if factor is None else exact(factor),
        zero_price=settings.get("zero_price"),
    )


def measure(id_: str, value: str, cap: str | None = None, outcome: str = "") -> Measure:
    """Return a measure."""
    return Measure(
        id=id_,
        title=id_.title(),
        unit="units",
        value=Amount(exact(value)),
        cap=None if cap is None else exact(cap),
        outcome=outcome,
    )


def commitments(
    id_: str,
    weight: str | None,
    *measures: Measure,
    target: str | None = None,
    minimum: Minimum | None = None,
) -> CommitmentsCriterion:
    """Return a criterion of commitments: relative to the target where one is given."""
    return CommitmentsCriterion(
        id=id_,
        title=id_.title(),
        weight=_weight(weight),
        formula=CommitmentFormula.RELATIVE_TO_HIGHEST
        if target is None
        else CommitmentFormula.RELATIVE_TO_TARGET,
        measures=measures,
        target=None if target is None else Amount(exact(target)),
        minimum=minimum,
    )


def _scored(text: str) -> Scored:
    if text in {"passed", "failed"}:
        return GateScore(text)
    return Mark(exact(text))


def panel(*marks: str, agreed: str | None = None) -> Score:
    """Return a score with a mark from each of the evaluators e1, e2 and so on."""
    return Score(
        agreed=None if agreed is None else _scored(agreed),
        individual=tuple(
            IndividualScore(f"e{number}", _scored(mark)) for number, mark in enumerate(marks, 1)
        ),
    )


def promise(quantity: str, attribution: str = "100", **answers: bool) -> Commitment:
    """Return a commitment with what is known of it."""
    return Commitment(
        quantity=exact(quantity), attribution=Percentage(exact(attribution)), answers=answers
    )


def bid(
    id_: str,
    amount: str | None = None,
    marks: Marks | None = None,
    promises: Mapping[str, str | Commitment] | None = None,
    exclusions: tuple[Exclusion, ...] = (),
) -> Bid:
    """Return a bid of “<id> Ltd”; marks and promised quantities by their ids."""
    return Bid(
        id=id_,
        bidder=f"{id_} Ltd",
        price=None if amount is None else Amount(exact(amount)),
        scores={
            name: Score(_scored(mark)) if isinstance(mark, str) else mark
            for name, mark in (marks or {}).items()
        },
        commitments={
            name: promise(each) if isinstance(each, str) else each
            for name, each in (promises or {}).items()
        },
        exclusions=exclusions,
    )


def tender(made: Model, *bids: Bid) -> Tender:
    """Return a tender without procurement and policy."""
    return Tender(reference="COV-2026-014", model=made, bids=bids)


def example() -> Tender:
    """Return the tender that the published interface prints, with one bid more."""
    quality = group(
        "quality",
        "50",
        scored("q1", "60", minimum=at_least(score="3")),
        scored("q2", "40"),
        minimum=at_least(percent="50"),
    )
    social = group(
        "sv",
        "10",
        commitments("sv-offer", "50", measure("carbon", "277.22", cap="1000")),
        scored("sv-method", "50"),
    )
    agreed = replace(panel("3", "5", agreed="4"), rationale="The rota covers every site.")
    return tender(
        model(price("40"), quality, social),
        bid("A", "100000", {"q1": "4", "q2": agreed, "sv-method": "3"}, {"carbon": "120"}),
        bid("B", "80000", {"q1": "3", "q2": "3", "sv-method": "4"}, {"carbon": "60"}),
    )


def contested() -> Tender:
    """Return five bids with one of every trouble.

    E is excluded and failed a gate; D misses a minimum that disqualifies; C misses one that
    does not, and is asked about its price. A has a moderated score and half of an effect.
    """
    made = model(
        gate("insurance"),
        price("40"),
        group("quality", "50", scored("q1", "60", minimum=at_least(score="3")), scored("q2", "40")),
        group(
            "sv",
            "10",
            commitments(
                "sv-offer", "50", measure("carbon", "277.22", "1000"), measure("jobs", "0")
            ),
            scored("sv-method", "50", minimum=at_least(score="2", disqualifies=False)),
        ),
        tie_break=("q1", "q2"),
        below_mean="40",
        below_next="30",
    )
    return tender(
        made,
        bid(
            "A",
            "100000",
            {"insurance": "passed", "q1": panel("3", "5", agreed="4"), "q2": "4", "sv-method": "3"},
            {"carbon": promise("120", "50")},
        ),
        bid(
            "B",
            "80000",
            {"insurance": "passed", "q1": "3", "q2": "3", "sv-method": "4"},
            {"carbon": "60", "jobs": "2"},
        ),
        bid("C", "40000", {"insurance": "passed", "q1": "3", "q2": "2", "sv-method": "1"}),
        bid("D", "60000", {"insurance": "passed", "q1": "2", "q2": "5", "sv-method": "5"}),
        bid(
            "E",
            "50000",
            {"insurance": "failed"},
            exclusions=(Exclusion("Tax evasion", "Convicted on 3 May 2024."),),
        ),
    )
