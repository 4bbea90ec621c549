"""What a back-test came to: how often each value, what changes, for whom and by how much.

What is kept grows with the number of different values, never with the number of releases.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from forms.notices import NoticeReading
from rules.decision import Decision
from rules.money import Money, Pence, pounds
from rules.serialisation import JsonObject
from rules.vocabulary import Value
from webapp.services.backtesting.rows import Found, differing, flat

HEADLINES: Final = (
    "social_value.obligation",
    "social_value.tier",
    "social_value.minimum",
    "social_value.recommended",
    "social_value.maximum",
    "social_value.climate_minimum",
    "social_value.measures_maximum",
    "approvals",
)
"""The conclusions that are counted for each group of releases."""

_BANDS = tuple(Pence(pounds_ * 100) for pounds_ in (25_000, 100_000, 1_000_000, 10_000_000))
_GROUPED_BY = ("authority_type", "nation", "category", "value")


@dataclass(slots=True)
class Amount:
    """How a number differs between the two policies, over the releases where both have one."""

    raised: int = 0
    lowered: int = 0
    same: int = 0
    ours: Fraction = Fraction(0)
    theirs: Fraction = Fraction(0)

    def add(self, one: Fraction, other: Fraction) -> None:
        """Count one release."""
        self.raised += other > one
        self.lowered += other < one
        self.same += other == one
        self.ours += one
        self.theirs += other


@dataclass(slots=True)
class Tally:
    """Counts of a run. Beside a second policy only releases decided under both are counted.

    `changed` counts those of which any conclusion differs, `answered_differently` those of which
    both policies conclude something and not the same. `before_policy` counts those that commence
    before the first policy begins, `before_against` the second.
    """

    has_other: bool
    notices: int = 0
    decided: int = 0
    compared: int = 0
    changed: int = 0
    answered_differently: int = 0
    before_policy: int = 0
    before_against: int = 0
    lacking: Counter[str] = field(default_factory=Counter)
    ours: Counter[tuple[str, str]] = field(default_factory=Counter)
    theirs: Counter[tuple[str, str]] = field(default_factory=Counter)
    changes: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    amounts: dict[str, Amount] = field(default_factory=dict)
    groups: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)

    def add(self, notice: NoticeReading, ours: Found, theirs: Found | None) -> None:
        """Count one release."""
        self.notices += 1
        self.decided += ours.is_decided
        self.lacking.update(dict.fromkeys((*ours.needs, *(theirs.needs if theirs else ())), 1))
        if not ours.is_decided or (theirs is not None and not theirs.is_decided):
            return
        self.compared += 1
        self.before_policy += _is_before(ours)
        left = dict(flat(ours.conclusions))
        self.ours.update(_counted(left))
        if theirs is None:
            return
        right = dict(flat(theirs.conclusions))
        self.theirs.update(_counted(right))
        names = differing(left, right)
        self.changed += bool(names)
        self.before_against += _is_before(theirs)
        self.answered_differently += any(
            _is_answer(left.get(name)) and _is_answer(right.get(name)) for name in names
        )
        for name in names:
            self.changes.update(_changes(name, left.get(name), right.get(name)))
        self._measure(left, right)
        self._group(notice, names)

    def _measure(self, left: JsonObject, right: JsonObject) -> None:
        for name in dict.fromkeys((*left, *right)):
            one, other = _number(left.get(name)), _number(right.get(name))
            if one is not None and other is not None:
                self.amounts.setdefault(name, Amount()).add(one, other)

    def _group(self, notice: NoticeReading, changed: list[str]) -> None:
        for by in _GROUPED_BY:
            member = _band(notice) if by == "value" else notice.facts.get(by)
            counted = self.groups.setdefault((by, str(member or "not known")), Counter())
            counted["compared"] += 1
            counted["changed"] += bool(changed)
            counted.update(name for name in changed if name in HEADLINES)

    def summary(self) -> Iterator[JsonObject]:
        """Yield how often each value of each conclusion came out; lists count by their items."""
        for name, value in dict.fromkeys((*self.ours, *self.theirs)):
            yield {
                "conclusion": name,
                "value": json.loads(value),
                "notices": self.ours[name, value],
                "against": self.theirs[name, value] if self.has_other else None,
            }

    def changes_found(self) -> Iterator[JsonObject]:
        """Yield each change of a conclusion with how many releases have it, most of all first."""
        order = {name: place for place, name in enumerate(dict.fromkeys(n for n, _ in self.ours))}
        for (name, one, other), count in sorted(
            self.changes.items(), key=lambda item: (order.get(item[0][0], len(order)), -item[1])
        ):
            yield {
                "conclusion": name,
                "value": json.loads(one),
                "against": json.loads(other),
                "notices": count,
            }

    def amounts_found(self) -> Iterator[JsonObject]:
        """Yield by how much the numbers differ; means are rounded half up to two places."""
        for name, amount in self.amounts.items():
            count = amount.raised + amount.lowered + amount.same
            yield {
                "conclusion": name,
                "raised": amount.raised,
                "lowered": amount.lowered,
                "same": amount.same,
                "mean": _two_places(amount.ours / count),
                "mean_against": _two_places(amount.theirs / count),
            }

    def groups_found(self) -> Iterator[JsonObject]:
        """Yield how many releases of each kind come out differently."""
        place = {by: number for number, by in enumerate(_GROUPED_BY)}
        bands = [_band_words(number) for number in range(len(_BANDS) + 1)]
        for (by, member), counted in sorted(
            self.groups.items(),
            key=lambda item: (
                place[item[0][0]],
                bands.index(item[0][1]) if item[0][1] in bands else 0,
                item[0][1],
            ),
        ):
            yield {
                "by": by,
                "value": member,
                "notices": counted["compared"],
                "changed": counted["changed"],
                "conclusions": {name: counted[name] for name in HEADLINES if counted[name]},
            }


def _is_before(found: Found) -> bool:
    """Return whether a release lies before the first day of the policy that was applied."""
    decision = found.decision
    return (
        isinstance(decision, Decision)
        and decision.policy is not None
        and not decision.policy_in_force
    )


def _is_answer(value: object) -> bool:
    """Return whether a conclusion is an answer of its own; of lists, items are compared instead."""
    return value is not None and not isinstance(value, list)


def _counted(conclusions: JsonObject) -> Iterable[tuple[str, str]]:
    for name, value in conclusions.items():
        values = value if isinstance(value, list) else [value]
        yield from ((name, _text(one)) for one in values)


def _changes(name: str, one: object, other: object) -> Iterable[tuple[str, str, str]]:
    """Yield what changes: of lists each item that only one side has, beside nothing."""
    if not isinstance(one, list) and not isinstance(other, list):
        yield name, _text(one), _text(other)
        return
    left, right = _items(one), _items(other)
    yield from ((name, _text(item), "null") for item in left if item not in right)
    yield from ((name, "null", _text(item)) for item in right if item not in left)


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _number(value: object) -> Fraction | None:
    """Return a conclusion's figure: an amount or a percentage, a count, or how many items."""
    match value:
        case bool() | None:
            return None
        case int():
            return Fraction(value)
        case list():
            return Fraction(len(value))
        case {"amount": str(amount)}:
            return Fraction(amount)
        case str() if value.replace(".", "", 1).isdigit():
            return Fraction(value)
        case _:
            return None


def _two_places(value: Fraction) -> str:
    hundredths = int(value * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _band(notice: NoticeReading) -> str | None:
    value: Value | None = notice.facts.get("estimated_value")
    if not isinstance(value, Money):
        return None
    return _band_words(sum(value.pence >= limit for limit in _BANDS))


def _band_words(place: int) -> str:
    if place == 0:
        return f"under {pounds(_BANDS[0])}"
    if place == len(_BANDS):
        return f"{pounds(_BANDS[-1])} and more"
    return f"{pounds(_BANDS[place - 1])} to under {pounds(_BANDS[place])}"
