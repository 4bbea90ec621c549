"""What if: a procurement with some facts changed, checked like any other input."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from forms.errors import InvalidInput
from forms.json_text import Number
from forms.procurement import PLACES, place_of, procurement_of
from forms.procurement_json import procurement_json, read_plain
from rules.errors import PodiumError
from rules.procurement import Procurement
from rules.vocabulary import FACT_BY_NAME, FACTS, Fact, Kind, Supply

UNKNOWN = "unknown"
"""The value that takes a fact away."""

_YES_OR_NO = {"true": True, "yes": True, "false": False, "no": False}
_MONEY_PARTS = ("amount", "vat", "vat_rate")


def with_changes(procurement: Procurement, changes: Iterable[str]) -> Procurement:
    """Return the procurement with facts changed, all of them before any is checked.

    A name is a fact of the vocabulary, or `estimated_value.vat` and `.vat_rate`; a value is
    what the format holds, with lists parted by commas and `unknown` for no longer known.

    Raises:
        InvalidInput: A change is not `NAME=VALUE`, or what comes of them is refused.
    """
    changed = read_plain(procurement_json(procurement))
    if not isinstance(changed, dict):
        message = "a procurement is written as an object"
        raise TypeError(message)
    for change in changes:
        name, equals, text = (part.strip() for part in change.partition("="))
        if not (equals and name and text):
            raise _refused(change, "it is not NAME=VALUE", "Write it like duration_months=36")
        _set(changed, _keys_of(name), _typed(name, text))
    return procurement_of(changed, name="what if")


def _keys_of(name: str) -> tuple[str, ...]:
    for part in _MONEY_PARTS:
        if name == f"estimated_value.{part}":
            return ("estimated_value", part)
    own = {".".join(keys): keys for keys in PLACES.values()}
    fact = FACT_BY_NAME.get(name)
    if name == "estimated_value":
        return ("estimated_value", "amount")
    if fact is not None and fact.supply is Supply.ASKED:
        return place_of(name)
    if name in own:
        return own[name]
    if fact is not None:
        remedy = f"Change {' or '.join(fact.inputs)} instead"
        raise _refused(name, "the fact is worked out, not given", remedy)
    near = _nearest(name)
    remedy = f"Write {near}, or another fact" if near else "Name a fact"
    raise _refused(name, "there is no such fact", f"{remedy} that “podium facts” lists")


def _nearest(name: str) -> str:
    """Return the fact that is nearest by its letters, or the shortest that has the name in it."""
    askable = _askable()
    near = get_close_matches(name, askable, n=1)
    return near[0] if near else min((one for one in askable if name in one), key=len, default="")


def _askable() -> list[str]:
    return [fact.name for fact in FACTS if fact.supply is Supply.ASKED]


def _typed(name: str, text: str) -> object:
    if text == UNKNOWN:
        return None
    match _kind_of(name):
        case Kind.BOOLEAN:
            return _YES_OR_NO.get(text.lower(), text)
        case Kind.INTEGER:
            return Number(text)
        case Kind.IDS:
            return [part.strip() for part in text.split(",") if part.strip()]
        case _:
            return text


def _kind_of(name: str) -> Kind | None:
    fact: Fact | None = FACT_BY_NAME.get(name)
    return None if fact is None else fact.kind


def _set(inside: dict[str, Any], keys: tuple[str, ...], value: object) -> None:
    *outer, last = keys
    for key in outer:
        inside = inside.setdefault(key, {})
    if value is None:
        inside.pop(last, None)
    else:
        inside[last] = value


def _refused(place: str, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput("what if", (PodiumError(place, problem, remedy),))
