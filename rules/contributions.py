"""How the interpreter combines what rules contribute, with what may still come.

The engine's side has its own way in `combination`; the two are compared.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from rules.errors import Contradiction
from rules.money import Percent
from rules.pack import Rule
from rules.truth import Truth, plain_value
from rules.vocabulary import Combination, Conclusion, Value


class Contribution(NamedTuple):
    """What one rule concludes; not certain while a missing fact could keep it from standing."""

    rule: Rule
    value: Value
    is_certain: bool


Order: TypeAlias = Mapping[str, int] | Conclusion
"""The declared order of ids, or the conclusion whose enumeration is ordered as declared."""


def standing_of(fired: Sequence[Rule], maybe: Sequence[Rule]) -> dict[str, Truth]:
    """Return for each rule whether it stands once exceptions have displaced others."""
    truth: dict[str, Truth] = dict.fromkeys([rule.id for rule in fired], True)
    truth.update(dict.fromkeys([rule.id for rule in maybe], None))
    displacers = _displacers((*fired, *maybe))
    if not displacers:
        return truth
    settled: dict[str, Truth] = {}

    def settle(id_: str) -> Truth:
        if id_ not in displacers:
            return truth[id_]
        if id_ not in settled:
            result = truth[id_]
            for displacer in displacers[id_]:
                stands = settle(displacer)
                if stands:
                    result = False
                    break
                if stands is None:
                    result = None
            settled[id_] = result
        return settled[id_]

    truth.update({id_: settle(id_) for id_ in displacers if id_ in truth})
    return truth


def _displacers(rules: Iterable[Rule]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for rule in rules:
        for other in rule.overrides:
            found.setdefault(other, []).append(rule.id)
    return found


def combined(
    conclusion: Conclusion, certain: Sequence[Contribution], order: Order, rate: Percent
) -> Value:
    """Return what certain contributions, at least one, come to together.

    Raises:
        Contradiction: an `only` has two values; the message names both rules and citations.
    """
    match conclusion.combines:
        case Combination.ONLY:
            _refuse_contradiction(conclusion, certain)
            return certain[0].value
        case Combination.ANY:
            return any(item.value is True for item in certain)
        case Combination.ALL:
            return _union(certain, order)
        case Combination.HIGHEST:
            return max((item.value for item in certain), key=_ranking(order, rate))
        case Combination.LOWEST:
            return min((item.value for item in certain), key=_ranking(order, rate))


def changes(
    conclusion: Conclusion, item: Contribution, value: Value | None, order: Order, rate: Percent
) -> bool:
    """Return whether a contribution that may still come would change a conclusion's value."""
    if value is None:
        return True
    match conclusion.combines:
        case Combination.ONLY:
            return item.value != value
        case Combination.ANY:
            return item.value is True and value is not True
        case Combination.ALL:
            return not set(_ids(item.value)) <= set(_ids(value))
        case Combination.HIGHEST:
            rank = _ranking(order, rate)
            return rank(item.value) > rank(value)
        case Combination.LOWEST:
            rank = _ranking(order, rate)
            return rank(item.value) < rank(value)


def _union(certain: Sequence[Contribution], order: Order) -> tuple[str, ...]:
    if isinstance(order, Conclusion):
        message = f"{order.name} is no list of ids"
        raise TypeError(message)
    ids = {id_ for item in certain for id_ in _ids(item.value)}
    return tuple(sorted(ids, key=order.__getitem__))


def _ids(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _ranking(order: Order, rate: Percent) -> Callable[[Value], int]:
    def rank(value: Value) -> int:
        if isinstance(order, Conclusion) and isinstance(value, str):
            return order.values.index(value)
        plain = plain_value(value, rate)
        if not isinstance(plain, int):
            message = f"{value!r} has no rank"
            raise TypeError(message)
        return plain

    return rank


def _refuse_contradiction(conclusion: Conclusion, certain: Sequence[Contribution]) -> None:
    first = certain[0]
    for item in certain:
        if item.value != first.value:
            cited = " and ".join(
                f"«{one.rule.id}» ({', '.join(str(cite) for cite in one.rule.cites)})"
                for one in (first, item)
            )
            raise Contradiction(
                conclusion.name,
                f"{cited} conclude different values of «{conclusion.title}»",
                "Mend the packs: let one rule override the other, or part their conditions",
            )
