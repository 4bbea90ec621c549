"""Macros that are rendered once: the same macro with the same parameters gives the same markup.

A page of radio buttons spends most of its time on markup that it made for the page before. What
somebody typed is not kept: it is put into markup that was made without it.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import is_dataclass
from typing import Any

from markupsafe import Markup

MOST_KEPT = 4_000
"""Pieces kept in a worker's memory, some kilobytes each; then it begins anew."""
TYPED = "\ue000"
"""Stands for what was typed while the markup around it is made; nobody can type it unseen."""

_PLAIN = frozenset({str, Markup, int, bool, float, type(None)})
_kept: dict[object, Markup] = {}

Macro = Callable[[Mapping[str, Any]], Markup]


class CannotBeKept(Exception):
    """A parameter is no plain value, so that it can't be told whether it is the same."""


def once(macro: Macro, params: Mapping[str, Any], *, typed: str = "") -> Markup:
    """Return what a macro renders, from what was kept if it rendered the same before.

    `typed` names the parameter that holds what somebody typed, if there is one.
    """
    value = params.get(typed)
    if type(value) is str and value:
        return _once(macro, {**params, typed: TYPED}).replace(TYPED, value)
    return _once(macro, params)


def once_each(macro: Macro, name: str, values: Iterable[Hashable]) -> Markup:
    """Return what a macro renders for each of several frozen values, one after another.

    The macro takes each as the parameter of that name.
    """
    found = []
    for value in values:
        key = (macro, name, type(value), value)
        markup = _kept.get(key)
        found.append(_keep(key, macro, {name: value}) if markup is None else markup)
    return Markup("".join(found))  # noqa: S704 - each is what a template has escaped


def _once(macro: Macro, params: Mapping[str, Any]) -> Markup:
    try:
        key = (macro, _frozen(params))
    except CannotBeKept:
        return macro(params)
    found = _kept.get(key)
    return _keep(key, macro, params) if found is None else found


def _keep(key: object, macro: Macro, params: Mapping[str, Any]) -> Markup:
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    found = _kept[key] = macro(params)
    return found


def _frozen(value: object) -> object:
    """Return a key that is the same for the same value of the same types."""
    kind = type(value)
    if kind in _PLAIN:
        return kind, value
    if isinstance(value, dict):
        return dict, tuple([(name, _frozen(each)) for name, each in value.items()])
    if isinstance(value, (list, tuple)):
        return list, tuple([_frozen(each) for each in value])
    if is_dataclass(kind) and kind.__hash__ is not None:  # a frozen value, equal to its like
        return kind, value
    raise CannotBeKept
