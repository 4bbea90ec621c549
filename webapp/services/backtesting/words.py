"""A back-test in words: the lines that a person reads, in the terminal and on a page."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from rules.serialisation import JsonObject
from rules.stack import Stack
from rules.vocabulary import CONCLUSIONS, FACT_BY_NAME, Conclusion, Kind
from rules.vocabulary.labels import label
from webapp.documents.outline.words import title_of
from webapp.services.backtesting.again import WITHOUT_EXCEPTION

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
    "social_value.obligation": "Required",
    "social_value.tier": "Tier",
    "social_value.minimum": "Lowest weight",
    "social_value.recommended": "Advised weight",
    "social_value.maximum": "Highest weight",
    "social_value.climate_minimum": "Climate weight",
    "social_value.measures_maximum": "Most measures",
    "approvals": "Approvals",
}


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
    columns = [name for name in _SHORT if name in changing]
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


def again_words(head: JsonObject) -> str:
    """Return how many releases both evaluators decided, as a sentence."""
    count = head["decided_again"]
    if count == head["notices"]:
        return "Every release was decided again by both evaluators, and they agree."
    return (
        f"{count:,} of {head['notices']:,} releases, the first {WITHOUT_EXCEPTION} and a share of "
        "the others, were decided again by both evaluators, and they agree."
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
        case {"amount": amount, "vat": vat}:
            return f"£{amount}, VAT {vat}"
        case _:
            return json.dumps(value, ensure_ascii=False)


def _words(conclusion: Conclusion, value: str, stacks: Sequence[Stack]) -> str:
    match conclusion.kind:
        case Kind.PERCENT:
            return f"{value}%"
        case Kind.IDS:
            return title_in(conclusion.refers_to, value, stacks)
        case _:
            return label(conclusion.name, value)


def title_in(refers_to: str, id_: str, stacks: Sequence[Stack]) -> str:
    """Return the title of what an id is of, in the first stack that knows it."""
    for one in stacks:
        with suppress(KeyError):
            return title_of(refers_to, id_, one)
    return id_


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
    return f"£{mean}" if subject is not None and subject.kind is Kind.MONEY else mean
