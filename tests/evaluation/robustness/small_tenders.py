"""Small tenders made from a seed, with every rule that a change of a score can trip.

Marks and weights are few and coarse, so that ties, bids exactly on a minimum and smallest sets
of one, two and three changes all come up often.
"""

import random
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from evaluation.evaluate import evaluate
from evaluation.marks import mark_of
from evaluation.model import (
    Criterion,
    FullMarks,
    Method,
    Minimum,
    Model,
    PriceFormula,
    ReplacedBy,
    ScoredCriterion,
    ZeroPrice,
)
from evaluation.numbers import Amount, Mark, exact, plain
from evaluation.tender import Bid, Score, Tender
from tests.evaluation import builders as make

WEIGHTS = {
    2: ("50/50", "60/40", "33.333/66.667"),
    3: ("40/40/20", "50/30/20", "33.3/33.3/33.4"),
}
SCALES = ("0-5", "0-2", "0-10", "1-5", "0-5/0.5")


def small_tender(seed: int, *, most_bids: int = 4) -> Tender:
    """Return the tender of a seed: two to four bids, three or four questions, any method."""
    chance = random.Random(seed)  # noqa: S311 - repeatable tenders, not a secret
    model = _model(chance)
    bids = tuple(
        _bid(chance, model, "ABCDE"[number]) for number in range(chance.randint(2, most_bids))
    )
    return make.tender(model, *bids)


def with_scores(tender: Tender, changes: Mapping[tuple[str, str], Mark]) -> Tender:
    """Return a tender with other agreed scores, by bid and criterion."""
    bids = []
    for bid in tender.bids:
        scores = dict(bid.scores)
        for (whose, criterion), mark in changes.items():
            if whose == bid.id:
                scores[criterion] = replace(scores[criterion], agreed=mark)
        bids.append(replace(bid, scores=scores))
    return replace(tender, bids=tuple(bids))


def close_tender(bids: int, questions: int) -> Tender:
    """Return a tender whose winner is one and a half steps of any mark ahead of all others."""
    names = [f"q{number}" for number in range(1, questions + 1)]
    share = plain(Fraction(100, questions))
    step = Fraction(60, questions) / 5
    least = plain(60 - Fraction(100, 5 * questions))
    quality = make.group(
        "quality",
        "60",
        *(make.scored(name, share) for name in names),
        minimum=make.at_least(percent=least),
    )
    price = make.price("40", PriceFormula.SET_RANGE, floor="50000", ceiling="150000")
    cheaper = step * Fraction(3, 2) * 2_500
    return make.tender(
        make.model(price, quality),
        *(
            make.bid(
                f"B{number}",
                plain(Fraction(100_000) - (cheaper if number == 0 else 0)),
                dict.fromkeys(names, "3"),
            )
            for number in range(bids)
        ),
    )


Changed = tuple[tuple[str, str, Mark, Mark], ...]


def flips_by_trying_all(tender: Tender) -> list[tuple[Changed, str | None]]:
    """Return the smallest sets of changes that alter the winner, by evaluating every set."""
    winner = evaluate(tender).winner
    if winner is None:
        return []
    moves = possible_moves(tender)
    for size in (1, 2, 3):
        found = []
        for chosen in combinations(moves, size):
            places = {(bid, criterion) for bid, criterion, _, _ in chosen}
            if len(places) < size:
                continue
            new = {(bid, criterion): mark for bid, criterion, _, mark in chosen}
            after = evaluate(with_scores(tender, new)).winner
            if after != winner:
                found.append((chosen, after))
        if found:
            return found
    return []


def possible_moves(tender: Tender) -> list[tuple[str, str, Mark, Mark]]:
    """Return each move of one mark by one step, in the published order."""
    moves = []
    for bid in tender.bids:
        for item in tender.model.walk:
            score = bid.scores.get(item.id)
            old = None if score is None else mark_of(score)
            if not isinstance(item, ScoredCriterion) or old is None:
                continue
            moves += [
                (bid.id, item.id, Mark(old), Mark(new))
                for new in (old - item.scale.step, old + item.scale.step)
                if item.scale.minimum <= new <= item.scale.maximum
            ]
    return moves


def _model(chance: random.Random) -> Model:
    method = chance.choice((*[Method.WEIGHTED_SUM] * 4, *Method))
    quality = _quality(chance)
    offer = _offer(chance) if chance.random() < 0.4 else None
    top: list[Criterion]
    if method is Method.WEIGHTED_SUM:
        shares = chance.choice(WEIGHTS[2 if offer is None else 3]).split("/")
        top = [_price(chance, shares.pop(0))]
    else:
        shares = ["100"] if offer is None else chance.choice(WEIGHTS[2]).split("/")
        top = [make.price(None, None, zero_price=_zero_price(chance))]
    top.append(replace(quality, weight=exact(shares.pop(0))))
    if offer is not None:
        top.append(replace(offer, weight=exact(shares.pop(0))))
    if chance.random() < 0.2:
        top.append(make.gate("gate"))
    chance.shuffle(top)
    ties = ("q1", "price", "quality", "q2") if offer is None else ("offer", "q1", "price")
    made = make.model(
        *top,
        method=method,
        agreed_by_mean=True,
        tie_break=tuple(chance.sample(ties, chance.choice((0, 0, 1, 2)))),
    )
    credit = Amount(exact("1000")) if method is Method.QUALITY_CREDIT else None
    return make.pinned(replace(made, credit_per_point=credit))


def _quality(chance: random.Random) -> Criterion:
    shares = chance.choice(WEIGHTS[2]).split("/")
    first = make.scored("q1", shares[0], chance.choice(SCALES), _minimum(chance, scored=True))
    second: Criterion = make.scored("q2", shares[1], chance.choice(SCALES))
    if chance.random() < 0.5:
        inner = chance.choice(WEIGHTS[2]).split("/")
        second = make.group(
            "inner",
            shares[1],
            make.scored("q2", inner[0], chance.choice(SCALES)),
            make.scored("q3", inner[1], chance.choice(SCALES), _minimum(chance, scored=True)),
            minimum=_minimum(chance, scored=False),
        )
    return make.group("quality", "100", first, second, minimum=_minimum(chance, scored=False))


def _minimum(chance: random.Random, *, scored: bool) -> Minimum | None:
    if chance.random() < 0.5:
        return None
    disqualifies = chance.random() < 0.8
    if scored and chance.random() < 0.5:
        return make.at_least(score=chance.choice("123"), disqualifies=disqualifies)
    return make.at_least(percent=chance.choice(("40", "50", "60")), disqualifies=disqualifies)


def _offer(chance: random.Random) -> Criterion:
    target = chance.choice((None, None, "5000"))
    return make.commitments(
        "offer", "100", make.measure("carbon", "100"), make.measure("jobs", "50"), target=target
    )


def _zero_price(chance: random.Random) -> ZeroPrice:
    return chance.choice((FullMarks(), ReplacedBy(Amount(exact("0.01")))))


def _price(chance: random.Random, weight: str) -> Criterion:
    match chance.choice(tuple(PriceFormula)):
        case PriceFormula.SET_RANGE as formula:
            made = make.price(weight, formula, floor="50000", ceiling="150000")
        case PriceFormula.LOGARITHMIC as formula:
            made = make.price(weight, formula, factor="2")
        case formula:
            made = make.price(weight, formula)
    return replace(made, zero_price=_zero_price(chance))


def _bid(chance: random.Random, model: Model, name: str) -> Bid:
    marks: dict[str, str | Score] = {}
    for item in model.walk:
        if isinstance(item, ScoredCriterion):
            steps = [chance.randint(item.scale.steps // 3, item.scale.steps) for _ in range(2)]
            given = [item.scale.minimum + step * item.scale.step for step in steps]
            if chance.random() < 0.3:
                marks[item.id] = make.panel(*(str(float(mark)) for mark in given))
            else:
                marks[item.id] = str(float(given[0]))
    if "gate" in model.by_id:
        marks["gate"] = chance.choice(("passed", "passed", "passed", "failed"))
    price = "0" if chance.random() < 0.05 else str(chance.randint(16, 24) * 5000)
    promises = {
        each: str(chance.randint(0, 4) * 10) for each in model.measures if chance.random() < 0.8
    }
    return make.bid(name, price, marks, promises)
