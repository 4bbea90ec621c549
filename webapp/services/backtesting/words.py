"""A back-test in words: the lines that a person reads, in the terminal and on a page."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.money import Money, Pence, VatBasis, parse_amount, pounds
from rules.serialisation import JsonObject
from rules.stack import Stack
from rules.vocabulary import CONCLUSIONS, FACT_BY_NAME, Conclusion, Kind
from rules.vocabulary.labels import label
from rules.wording import counted, date_in_words
from webapp.services.backtesting.again import WITHOUT_EXCEPTION
from webapp.services.backtesting.tally import HEADLINES

BY_PATH = {item.path: item for item in CONCLUSIONS}

SHOWN = (
    "regime",
    "coverage",
    "social_value_act_duty",
    "notifiable",
    "social_value.obligation",
    "social_value.tier",
    "social_value.minimum",
    "social_value.recommended",
    "social_value.maximum",
)
"""The conclusions whose values are counted for a reader; a file has them all."""

_ORDER = {path: place for place, path in enumerate(BY_PATH)}
_GROUPS = {
    "authority_type": "Kind of authority",
    "nation": "Nation",
    "category": "Main purpose",
    "value": "Estimated value, as published",
}

_SHORT = {
    "social_value.obligation": "Requirement changed",
    "social_value.tier": "Tier changed",
    "social_value.minimum": "Lowest weight changed",
    "social_value.recommended": "Recommended weight changed",
    "social_value.maximum": "Highest weight changed",
    "social_value.climate_minimum": "Climate weight changed",
    "social_value.measures_maximum": "Most measures changed",
    "approvals": "Approvals changed",
}
"""The names of the headline conclusions, short enough to head a column."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often a value of a conclusion came out, under each policy."""

    conclusion: str
    value: str
    notices: int
    against: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """A conclusion that changes from one value to another, and for how many releases."""

    conclusion: str
    value: str
    against: str
    notices: int


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much a number changes: for how many releases up and down, and the two means."""

    conclusion: str
    raised: int
    lowered: int
    same: int
    mean: str
    mean_against: str


@dataclass(frozen=True, slots=True)
class Group:
    """Releases of a kind: how many, how many change at all, and in which headline conclusions.

    `conclusions` are the short names of those that change anywhere, with how many here.
    """

    by: str
    value: str
    notices: int
    changed: int
    conclusions: tuple[tuple[str, int], ...]


def policy_words(name: str) -> str:
    """Return what a policy of a back-test is called."""
    return "the law alone" if name == "none" else name


def counts(head: JsonObject, stacks: Sequence[Stack]) -> tuple[Count, ...]:
    """Return how often each value of the conclusions shown came out."""
    reached = {item["conclusion"] for item in head["summary"] if item["value"] is not None}
    shown = [item for item in head["summary"] if item["conclusion"] in reached & {*SHOWN}]
    order = {name: place for place, name in enumerate(SHOWN)}
    shown.sort(key=lambda item: (order[item["conclusion"]], -item["notices"]))
    return tuple(
        Count(
            conclusion_words(item["conclusion"]),
            value_words(item["conclusion"], item["value"], stacks),
            item["notices"],
            item["against"],
        )
        for item in shown
    )


def changes(head: JsonObject, stacks: Sequence[Stack]) -> tuple[Change, ...]:
    """Return what changes, value by value.

    An item of a list that only one of the policies knows can't be compared with the other's:
    how many items there are is told by `shifts`.
    """
    found = [item for item in head["changes"] if _is_comparable(item, stacks)]
    found.sort(key=lambda item: (_ORDER.get(item["conclusion"], 0), -item["notices"]))
    return tuple(
        Change(
            conclusion_words(item["conclusion"]),
            value_words(item["conclusion"], item["value"], stacks),
            value_words(item["conclusion"], item["against"], stacks),
            item["notices"],
        )
        for item in found
    )


def shifts(head: JsonObject) -> tuple[Shift, ...]:
    """Return by how much the numbers change, those that do."""
    found = [item for item in head["amounts"] if item["raised"] or item["lowered"]]
    found.sort(key=lambda item: _ORDER.get(item["conclusion"], 0))
    return tuple(
        Shift(
            _counted(item["conclusion"]),
            item["raised"],
            item["lowered"],
            item["same"],
            _mean(item["conclusion"], item["mean"]),
            _mean(item["conclusion"], item["mean_against"]),
        )
        for item in found
    )


def groups(head: JsonObject) -> tuple[Group, ...]:
    """Return for whom it changes: the releases of each kind, with the same columns for all."""
    changing = {name for item in head["groups"] for name in item["conclusions"]}
    columns = [name for name in HEADLINES if name in changing]
    return tuple(
        Group(
            _GROUPS[item["by"]],
            label(item["by"], item["value"]) if item["by"] != "value" else item["value"],
            item["notices"],
            item["changed"],
            tuple((_SHORT[name], item["conclusions"].get(name, 0)) for name in columns),
        )
        for item in head["groups"]
    )


def lacking(head: JsonObject) -> Iterator[tuple[str, str, int]]:
    """Yield each fact that releases lack: its name, its title, and of how many."""
    for item in head["lacking"]:
        yield item["fact"], FACT_BY_NAME[item["fact"]].title, item["notices"]


def headline(head: JsonObject) -> str:
    """Return what a back-test came to, in a sentence."""
    if head["against"] is None:
        return f"Of {counted(head['notices'], 'release')}, {head['decided']:,} can be decided."
    found = (
        f"Of {counted(head['compared'], 'release')} decided under both, "
        f"{head['answered_differently']:,} would get another answer where both policies give one."
    )
    rest = head["changed"] - head["answered_differently"]
    if rest:
        found += f" {rest:,} more would differ only in what one of them leaves unsaid, or lists."
    return found


def beginnings(head: JsonObject) -> tuple[str, ...]:
    """Return what to know of the days: whether one was put in, and what lies before a policy."""
    found = []
    if head["on"]:
        day = date_in_words(date.fromisoformat(head["on"]))
        found.append(f"Each is decided as if it commenced on {day}.")
    for name, count in (
        (head["policy"], head["before_policy"]),
        (head["against"], head["before_against"]),
    ):
        if name and count:
            found.append(
                f"{count:,} of them commence before the first day of {policy_words(name)}, which "
                "says nothing of them."
            )
    return tuple(found)


def again_words(head: JsonObject) -> str:
    """Return how many releases both evaluators decided, as a sentence."""
    count = head["decided_again"]
    if count == head["notices"]:
        return "Every release was decided again by both evaluators, and they agree."
    return (
        f"{count:,} of {head['notices']:,} releases were decided again by both evaluators, and "
        f"they agree: of the first {WITHOUT_EXCEPTION} and a share of the others, each whose day "
        "is known."
    )


def conclusion_words(path: str) -> str:
    """Return the title of a conclusion by its path."""
    found = BY_PATH.get(path)
    return found.title if found else path.replace("_", " ").capitalize()


def value_words(path: str, value: object, stacks: Sequence[Stack]) -> str:
    """Return a conclusion's value as a person reads it."""
    match value:
        case None:
            return "no finding"
        case bool():
            return "yes" if value else "no"
        case str():
            return _words(BY_PATH[path], value, stacks) if path in BY_PATH else value
        case {"amount": str(amount), "vat": str(vat)}:
            return str(Money(_pence(amount), VatBasis(vat)))
        case _:
            return json.dumps(value, ensure_ascii=False)


def _words(conclusion: Conclusion, value: str, stacks: Sequence[Stack]) -> str:
    match conclusion.kind:
        case Kind.PERCENT:
            return f"{value}%"
        case Kind.IDS:
            return next((one.titles[value] for one in stacks if value in one.titles), value)
        case _:
            return label(conclusion.name, value)


def _is_comparable(item: JsonObject, stacks: Sequence[Stack]) -> bool:
    subject = BY_PATH.get(item["conclusion"])
    if subject is None or not subject.refers_to:
        return True
    id_ = item["value"] or item["against"]
    return all(id_ in stack.declared_order(subject.refers_to) for stack in stacks)


def _counted(path: str) -> str:
    subject = BY_PATH.get(path)
    is_list = subject is not None and bool(subject.refers_to)
    return f"{conclusion_words(path)}, how many" if is_list else conclusion_words(path)


def _mean(path: str, mean: str) -> str:
    subject = BY_PATH.get(path)
    if subject is not None and subject.kind is Kind.PERCENT:
        return f"{mean}%"
    if subject is not None and subject.kind is Kind.MONEY:
        return pounds(_pence(mean))
    return mean


def _pence(amount: str) -> Pence:
    pence = parse_amount(amount)
    if pence is None:
        message = f"{amount!r} is no amount as a back-test writes it"
        raise ValueError(message)
    return pence
