"""The evaluation written another way: on JSON, in whole numbers, by cross-multiplication.

Nothing of `evaluation` is used. A number is a pair of whole numbers, numerator and denominator
(always above zero); two are compared by multiplying crosswise. The logarithm is summed from its
series in whole numbers. Slow and plain, for comparison only.
"""

from dataclasses import dataclass, field
from math import gcd
from typing import Any

Ratio = tuple[int, int]
Json = dict[str, Any]
Verdicts = dict[tuple[str, str], str]

NOTHING: Ratio = (0, 1)
HUNDRED: Ratio = (100, 1)
LOG_UNIT = 10**140
LOG_DIGITS = 50


@dataclass
class Judged:
    """What the oracle says of a bid."""

    id: str
    reasons: list[tuple[str, str, bool]] = field(default_factory=list)
    criteria: dict[str, tuple[Ratio, Ratio]] = field(default_factory=dict)
    measured: Ratio | None = None
    rank: int | None = None

    @property
    def stands(self) -> bool:
        """Whether nothing disqualifies it."""
        return not any(disqualifies for _, _, disqualifies in self.reasons)


def number(text: str) -> Ratio:
    """Read a decimal."""
    whole, _, places = text.partition(".")
    return lowest_terms(int(whole + places), 10 ** len(places))


def lowest_terms(top: int, bottom: int) -> Ratio:
    """Return a ratio in lowest terms."""
    if bottom < 0:
        top, bottom = -top, -bottom
    common = gcd(top, bottom)
    return top // common, bottom // common


def plus(one: Ratio, other: Ratio) -> Ratio:
    """Add."""
    return lowest_terms(one[0] * other[1] + other[0] * one[1], one[1] * other[1])


def minus(one: Ratio, other: Ratio) -> Ratio:
    """Subtract."""
    return plus(one, (-other[0], other[1]))


def times(one: Ratio, other: Ratio) -> Ratio:
    """Multiply."""
    return lowest_terms(one[0] * other[0], one[1] * other[1])


def over(one: Ratio, other: Ratio) -> Ratio:
    """Divide."""
    return lowest_terms(one[0] * other[1], one[1] * other[0])


def less(one: Ratio, other: Ratio) -> bool:
    """Compare crosswise."""
    return one[0] * other[1] < other[0] * one[1]


def least(ratios: list[Ratio]) -> Ratio:
    """Return the least."""
    found = ratios[0]
    for ratio in ratios:
        found = ratio if less(ratio, found) else found
    return found


def most(ratios: list[Ratio]) -> Ratio:
    """Return the greatest."""
    found = ratios[0]
    for ratio in ratios:
        found = ratio if less(found, ratio) else found
    return found


def total(ratios: list[Ratio]) -> Ratio:
    """Add all."""
    found = NOTHING
    for ratio in ratios:
        found = plus(found, ratio)
    return found


def logarithm(value: Ratio) -> Ratio:
    """Sum ln(x) = 2 × artanh((x - 1) ÷ (x + 1)) in whole numbers; round it to 50 digits."""
    top, bottom = value[0] - value[1], value[0] + value[1]
    term = 2 * LOG_UNIT * top // bottom
    found, power = 0, 1
    while abs(term) > 1:
        found += term // power
        term = term * top * top // (bottom * bottom)
        power += 2
    drop = 10 ** max(0, len(str(abs(found))) - LOG_DIGITS)
    kept = (2 * abs(found) + drop) // (2 * drop)
    return lowest_terms((1 if found > 0 else -1) * kept * drop, LOG_UNIT)


class Oracle:
    """One tender as JSON, judged; `verdicts` say what a policy found of commitments."""

    def __init__(self, tender: Json, verdicts: Verdicts) -> None:
        """Judge all the bids."""
        self.model = tender["model"]
        self.method = self.model["method"]
        self.verdicts = verdicts
        self.weights: dict[str, Ratio] = {}
        self._weigh(self.model["criteria"], HUNDRED)
        self.price = next((item for item in self._all() if item["kind"] == "price"), None)
        self.sent = {bid["id"]: bid for bid in tender["bids"]}
        self.bids = {id_: Judged(id_) for id_ in self.sent}
        for bid in self.bids.values():
            self._judge(bid)
        standing = [bid for bid in self.bids.values() if bid.stands]
        for bid in standing:
            self._measure(bid, [each.id for each in standing])
        self.ranked = [bid for bid in standing if bid.measured is not None]
        for bid in self.ranked:
            bid.rank = 1 + sum(self._is_before(other, bid) for other in self.ranked)

    def _all(self, criteria: list[Json] | None = None) -> list[Json]:
        found: list[Json] = []
        for item in self.model["criteria"] if criteria is None else criteria:
            found += [item, *self._all(item.get("criteria", []))]
        return found

    def _weigh(self, criteria: list[Json], share: Ratio) -> None:
        for item in criteria:
            if "weight" not in item:
                continue
            weight = number(item["weight"])
            if self.model["weights"] == "of_parent":
                weight = over(times(weight, share), HUNDRED)
            self.weights[item["id"]] = weight
            self._weigh(item.get("criteria", []), weight)

    def _judge(self, bid: Judged) -> None:
        sent = self.sent[bid.id]
        bid.reasons = [("", "exclusion", True) for _ in sent.get("exclusions", [])]
        for item in self.model["criteria"]:
            self._earn(bid, item, None)
        for item in self._all():
            if item["kind"] == "gate" and sent["scores"].get(item["id"]) == "failed":
                bid.reasons.append((item["id"], "gate", True))
            is_rejecting = item["kind"] == "price" and item.get("zero_price") == "reject_bid"
            if is_rejecting and self._price(bid.id)[0] == 0:
                bid.reasons.append((item["id"], "zero_price", True))
            if self._is_below(bid, item):
                disqualifies = item["minimum"]["disqualifies"]
                bid.reasons.append((item["id"], "minimum", disqualifies))

    def _is_below(self, bid: Judged, item: Json) -> bool:
        minimum = item.get("minimum", {})
        if item["id"] not in bid.criteria:
            return False
        if "score" in minimum:
            mark = self._mark(bid.id, item["id"])
            return mark is not None and less(mark, number(minimum["score"]))
        percent = bid.criteria[item["id"]][0]
        return "percent" in minimum and less(percent, number(minimum["percent"]))

    def _measure(self, bid: Judged, standing: list[str]) -> None:
        alone = dict(bid.criteria)
        weighted = [item for item in self.model["criteria"] if item["id"] in self.weights]
        parts = [self._earn(bid, item, standing) for item in weighted]
        points = total([part for part in parts if part is not None])
        price = self._price(bid.id) if self.price else NOTHING
        if self.method == "weighted_sum":
            bid.measured = points
        elif self.method == "quality_credit":
            bid.measured = minus(price, times(number(self.model["credit_per_point"]), points))
        elif points[0]:
            bid.measured = over(price, points)
        else:
            bid.reasons.append(("price", "no_quality_points", True))
            bid.criteria = alone

    def _earn(self, bid: Judged, item: Json, standing: list[str] | None) -> Ratio | None:
        """Return a criterion's points, or None where the other bids are needed and not known."""
        if item["id"] not in self.weights:
            return None
        weight = self.weights[item["id"]]
        if item["kind"] == "group":
            parts = [self._earn(bid, child, standing) for child in item["criteria"]]
            known = [part for part in parts if part is not None]
            if len(known) < sum("weight" in child for child in item["criteria"]):
                return None
            points = total(known)
            bid.criteria[item["id"]] = over(times(HUNDRED, points), weight), points
            return points
        percent = self._percent(bid.id, item, standing)
        if percent is None:
            return None
        points = over(times(percent, weight), HUNDRED)
        bid.criteria[item["id"]] = percent, points
        return points

    def _percent(self, bid: str, item: Json, standing: list[str] | None) -> Ratio | None:
        if item["kind"] == "scored":
            mark = self._mark(bid, item["id"])
            return None if mark is None else over(times(HUNDRED, mark), _top_of(item["scale"]))
        if item["kind"] == "price":
            return self._percent_of_price(self._price(bid), item, standing)
        value = self._value(bid, item)
        if item["formula"] == "relative_to_target":
            return _bounded(over(times(HUNDRED, value), number(item["target"])))
        if standing is None:
            return None
        highest = most([self._value(other, item) for other in standing])
        return over(times(HUNDRED, value), highest) if highest[0] else NOTHING

    def _percent_of_price(
        self, price: Ratio, item: Json, standing: list[str] | None
    ) -> Ratio | None:
        if price[0] == 0 and item.get("zero_price") == "full_marks":
            return HUNDRED
        if item["formula"] == "set_range":
            floor, ceiling = number(item["floor"]), number(item["ceiling"])
            return _bounded(over(times(HUNDRED, minus(ceiling, price)), minus(ceiling, floor)))
        if standing is None:
            return None
        prices = [self._price(bid) for bid in standing]
        if item.get("zero_price") == "full_marks":
            prices = [each for each in prices if each[0]]
        return _bounded(_compared(price, item, prices))

    def _price(self, bid: str) -> Ratio:
        price = number(self.sent[bid]["price"])
        rule = (self.price or {}).get("zero_price")
        return number(rule["as"]) if price[0] == 0 and isinstance(rule, dict) else price

    def _mark(self, bid: str, criterion: str) -> Ratio | None:
        score = self.sent[bid]["scores"].get(criterion)
        if score is None or isinstance(score, str):
            return None if score is None else number(score)
        if "agreed" in score:
            return number(score["agreed"])
        marks = [number(mark) for mark in score["individual"].values()]
        return over(total(marks), (len(marks), 1))

    def _value(self, bid: str, item: Json) -> Ratio:
        found = NOTHING
        for measure in item["measures"]:
            promised = self.sent[bid].get("commitments", {}).get(measure["id"])
            if promised is None or self.verdict(bid, measure["id"]) != "counted":
                continue
            quantity = number(promised["quantity"])
            if "cap" in measure:
                quantity = least([quantity, number(measure["cap"])])
            value = times(quantity, number(measure["value"]))
            found = plus(
                found, over(times(value, number(promised.get("attribution", "100"))), HUNDRED)
            )
        return found

    def verdict(self, bid: str, measure: str) -> str:
        """Return what a commitment comes to."""
        settled = self.sent[bid]["commitments"][measure].get("settled", {})
        return self.verdicts.get((bid, measure)) or settled.get("verdict", "counted")

    def _is_before(self, one: Judged, other: Judged) -> bool:
        assert one.measured is not None
        assert other.measured is not None
        if one.measured != other.measured:
            is_less = less(one.measured, other.measured)
            return not is_less if self.method == "weighted_sum" else is_less
        for criterion in self.model.get("tie_break", []):
            if criterion in one.criteria:
                mine, theirs = one.criteria[criterion][1], other.criteria[criterion][1]
            else:
                mine, theirs = self._price(other.id), self._price(one.id)
            if mine != theirs:
                return less(theirs, mine)
        return False


def _top_of(scale: str | Json) -> Ratio:
    return number(scale.partition("-")[2] if isinstance(scale, str) else scale["maximum"])


def _bounded(percent: Ratio) -> Ratio:
    return most([NOTHING, least([HUNDRED, percent])])


def _compared(price: Ratio, item: Json, prices: list[Ratio]) -> Ratio:
    lowest, highest = least(prices), most(prices)
    match item["formula"]:
        case "relative_to_lowest":
            return over(times(HUNDRED, lowest), price)
        case "linear_between_bids" if lowest == highest:
            return HUNDRED
        case "linear_between_bids":
            return over(times(HUNDRED, minus(highest, price)), minus(highest, lowest))
        case "relative_difference":
            return minus(HUNDRED, over(times(HUNDRED, minus(price, lowest)), lowest))
        case "relative_to_mean":
            mean = over(total(prices), (len(prices), 1))
            return minus((50, 1), over(times(HUNDRED, minus(price, mean)), mean))
        case _:
            steps = over(logarithm(over(price, lowest)), logarithm(number(item["factor"])))
            return minus(HUNDRED, times(HUNDRED, steps))
