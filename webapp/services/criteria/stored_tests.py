"""A stress test as it is stored, `podium/stress/1` with titles, and read again."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from evaluation.faults import Severity
from evaluation.model import PriceFormula
from evaluation.numbers import Amount, Mark, Percentage, Points, exact
from evaluation.stress.result import (
    Curve,
    CurvePoint,
    CurveSeries,
    Reversal,
    Simulation,
    StressFinding,
    StressTest,
)
from evaluation.stress.serialisation import stress_json
from evaluation.tender import Bid, Commitment, GateScore, Score

Content = Mapping[str, Any]


def content_of(test: StressTest) -> dict[str, Any]:
    """Return a stress test as JSON, from which `stress_test_of` reads all that is shown of it.

    `order` keeps the order of the tree, since what is stored has its keys sorted.
    """
    order = list(test.titles)
    return {**stress_json(test), "places": test.places, "titles": dict(test.titles), "order": order}


def stress_test_of(content: Content) -> StressTest:
    """Return a stress test with its figures as they were rounded."""
    simulation, reversal, curve = (content[key] for key in ("simulation", "reversal", "curve"))
    order = content["order"]
    return StressTest(
        places=content["places"],
        findings=tuple(_finding(one) for one in content["findings"]),
        titles=MappingProxyType(_ordered(content["titles"], order)),
        effective_weights=_points(content["effective_weights"], order),
        largest_swing=_points(content["largest_swing"], order),
        simulation=None if simulation is None else _simulation(simulation),
        reversal=None if reversal is None else _reversal(reversal, order),
        curve=None if curve is None else _curve(curve),
        notes=tuple(content["notes"]),
    )


def _finding(one: Content) -> StressFinding:
    return StressFinding(
        one["id"], Severity(one["severity"]), one["criterion"] or "", one["message"]
    )


def _ordered(values: Content, order: Sequence[str]) -> dict[str, Any]:
    return {id_: values[id_] for id_ in order if id_ in values}


def _points(figures: Content, order: Sequence[str]) -> Mapping[str, Points]:
    found = _ordered(figures, order).items()
    return MappingProxyType({id_: Points(exact(text)) for id_, text in found})


def _simulation(one: Content) -> Simulation:
    decided = one["decided_by_price"]
    return Simulation(
        bids=one["bids"],
        runs=one["runs"],
        seed=one["seed"],
        tie_rate=Percentage(exact(one["tie_rate"])),
        decided_by_price=None if decided is None else Percentage(exact(decided)),
        by_chance=Percentage(exact(one["by_chance"])),
        assumptions=tuple(one["assumptions"]),
    )


def _reversal(one: Content, order: Sequence[str]) -> Reversal:
    return Reversal(
        bids=tuple(_bid(bid, order) for bid in one["bids"]),
        winner_with=one["winner_with"],
        winner_without=one["winner_without"],
        removed=one["removed"],
    )


def _bid(one: Content, order: Sequence[str]) -> Bid:
    price = one.get("price")
    return Bid(
        id=one["id"],
        bidder=one["bidder"],
        price=None if price is None else Amount(exact(price)),
        scores={id_: Score(_mark(text)) for id_, text in _ordered(one["scores"], order).items()},
        commitments={
            id_: Commitment(exact(promised["quantity"]))
            for id_, promised in one.get("commitments", {}).items()
        },
    )


def _mark(text: str) -> Mark | GateScore:
    return GateScore(text) if text in set(GateScore) else Mark(exact(text))


def _curve(one: Content) -> Curve:
    budget = one["budget"]
    return Curve(
        criterion=one["criterion"],
        formula=PriceFormula(one["formula"]),
        lowest=Amount(exact(one["lowest"])),
        highest=Amount(exact(one["highest"])),
        budget=None if budget is None else Amount(exact(budget)),
        expected=one["expected"],
        series=tuple(
            CurveSeries(series["label"], tuple(_point(point) for point in series["points"]))
            for series in one["series"]
        ),
    )


def _point(one: Content) -> CurvePoint:
    return CurvePoint(
        Amount(exact(one["price"])),
        Percentage(exact(one["percent"])),
        Points(exact(one["points"])),
    )
