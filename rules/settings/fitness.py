"""Whether a setting is one that the packs leave to the authority, and how it is refused."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from itertools import pairwise
from typing import NoReturn

from rules.area import LARGEST_AREA
from rules.money import LARGEST_AMOUNT, Money
from rules.pack import Parameter
from rules.settings.setting import Setting, SettingRefused, settable
from rules.stack import Stack
from rules.vocabulary import Kind, Value
from rules.wording import date_in_words

LARGEST_NUMBER = 999_999_999
WHOLE = 10_000
"""A hundred per cent, in hundredths of one."""


def refuse_unfit(setting: Setting, stack: Stack) -> None:
    """Refuse a setting that the packs of a stack do not leave to the authority.

    Raises:
        SettingRefused: with the parameter and the day, and what to do instead.
    """
    parameter = _parameter(setting, stack)
    _refuse_wrong_day(setting, parameter)
    _refuse_wrong_value(setting, parameter)
    if not setting.why.strip():
        _refuse(setting, "the reason is missing", "Say why the authority sets this value")
    _refuse_wrong_citation(setting, stack)


def _parameter(setting: Setting, stack: Stack) -> Parameter:
    free = {item.id: item for item in settable(stack)}
    if setting.parameter in free:
        return free[setting.parameter]
    fixing = [
        pack for pack in stack.packs for one in pack.parameters if one.id == setting.parameter
    ]
    if fixing:
        _refuse(
            setting,
            f"the pack “{fixing[0].id}” fixes this value, and it is not the authority's to set",
            "Choose one of the values that the policy leaves to the authority",
        )
    near = get_close_matches(setting.parameter, free, n=1)
    raise SettingRefused(
        setting.place,
        f"there is no parameter “{setting.parameter}”",
        f"Write “{near[0]}”, if that is meant" if near else "Name a parameter of the policy",
    )


def _refuse_wrong_day(setting: Setting, parameter: Parameter) -> None:
    first = parameter.values[0].from_on
    if setting.from_on < first:
        _refuse(
            setting,
            f"“{parameter.title}” exists from {date_in_words(first)} only",
            "Give that day or a later one",
        )
    default = parameter.on(setting.from_on)
    if default is None or default.value is None:
        _refuse(
            setting,
            f"the policy has done away with “{parameter.title}” by then",
            "Give an earlier day, or leave the setting out",
        )


def _refuse_wrong_value(setting: Setting, parameter: Parameter) -> None:
    wanted = _wanted(setting.value, parameter)
    if wanted:
        _refuse(setting, f"the value of “{parameter.title}” is {wanted}", f"Give {wanted}")


def _wanted(value: Value, parameter: Parameter) -> str:
    """Return what value a parameter has, empty if this is one."""
    match parameter.kind:
        case Kind.MONEY:
            return _money_wanted(value, parameter)
        case Kind.DATE:
            return "" if isinstance(value, date) else "a day"
        case Kind.PERCENT:
            fits = _is_whole(value, WHOLE)
            return "" if fits else "a percentage from 0% to 100%"
        case Kind.AREA:
            return "" if _is_whole(value, LARGEST_AREA) else "an area"
        case Kind.INTEGER:
            fits = _is_whole(value, LARGEST_NUMBER)
            return "" if fits else f"a number from 0 to {LARGEST_NUMBER:,}"
        case Kind.BOOLEAN | Kind.ENUMERATION | Kind.IDS:
            return "not one that can be set"


def _money_wanted(value: Value, parameter: Parameter) -> str:
    amounts = [one.value for one in parameter.values if isinstance(one.value, Money)]
    has_basis = any(amount.vat is not None for amount in amounts)
    fits = isinstance(value, Money) and 0 <= value.pence <= LARGEST_AMOUNT
    if fits and isinstance(value, Money) and (value.vat is not None) is has_basis:
        return ""
    basis = "including or excluding VAT" if has_basis else "without a VAT basis"
    return f"an amount {basis}, of at least £0"


def _is_whole(value: Value, largest: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= largest


def _refuse_wrong_citation(setting: Setting, stack: Stack) -> None:
    cited, own = setting.citation, setting.own_source
    if not cited.pinpoint.strip():
        _refuse(
            setting,
            "the place in the source is missing",
            "Name the paragraph, page or minute where the value stands",
        )
    if own is None and cited.source not in stack.sources:
        near = get_close_matches(cited.source, stack.sources, n=1)
        _refuse(
            setting,
            f"it cites “{cited.source}”, which is not declared as a source",
            f"Cite “{near[0]}”, if that is meant, or declare the source with its title"
            if near
            else "Cite a source of the packs, or declare the source with its title",
        )
    if own is not None and (cited.source != own.id or not own.title.strip()):
        _refuse(
            setting,
            f"it cites “{cited.source}”, and declares another source, or one without a title",
            "Cite the source that is declared with it, and give that a title",
        )


def refuse_two_for_a_day(given: Sequence[Setting]) -> None:
    """Refuse two settings of one parameter that begin on one day; they are given in order.

    Raises:
        SettingRefused: with the parameter and the day.
    """
    for one, other in pairwise(given):
        if (one.parameter, one.from_on) == (other.parameter, other.from_on):
            _refuse(
                one,
                f"two settings of one parameter begin on {date_in_words(one.from_on)}",
                "Keep one of them, or let one begin on another day",
            )


def _refuse(setting: Setting, problem: str, remedy: str) -> NoReturn:
    raise SettingRefused(setting.place, problem, remedy)
