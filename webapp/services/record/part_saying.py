"""How what a part holds is said on the record: amounts, weights, choices, names of its items."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from evaluation.outline.checklist import GUIDES, Topic
from evaluation.outline.criteria import CriterionKind, ZeroPriceRule
from evaluation.outline.criteria.words import FORMULAS, KINDS, ZERO_PRICES
from evaluation.outline.proposal import Screen, Standing
from evaluation.outline.screens import QUESTIONS
from evaluation.outline.variables import variable
from evaluation.wording import grouped
from rules.catalogue import Unit
from rules.money import Pence, percent_text, pounds
from rules.wording import date_in_words, lower_first
from webapp.services.record.measure_titles import title_of_measure

Json: TypeAlias = dict[str, Any]
Say: TypeAlias = Callable[[Any, Json], str]
"""How a stored value is said; the second argument is the whole part that it stands in."""

_CHOICES: Final[Mapping[type[Enum], Mapping[Any, str]]] = MappingProxyType(
    {
        Topic: {one.topic: one.title for one in GUIDES},
        CriterionKind: KINDS,
        ZeroPriceRule: ZERO_PRICES,
        Screen: {screen: question.title for screen, question in QUESTIONS.items()},
        Standing: {
            Standing.ASKED: "Asked, and not answered yet",
            Standing.ALLOWED: "Allowed",
            Standing.REFUSED: "Refused",
        },
    }
)
"""By choices that bring no words of their own, what each is called."""

_DEPARTURES: Final = MappingProxyType(
    {
        "social_value_minimum": "Weight",
        "social_value_maximum": "Weight",
        "measures_maximum": "Number of award criteria",
        "measures_minimum": "Number of award criteria",
        "burden_hours_maximum": "Hours asked of a bidder",
        "required_pillars": "Required pillar",
        "indicator": "Indicator",
    }
)


def choice_words(member: Enum) -> str:
    """Return a choice as the pages call it."""
    of_kind = _CHOICES.get(type(member))
    return of_kind[member] if of_kind is not None else str(getattr(member, "words"))  # noqa: B009 - every other choice has its words


def plain(value: object, _: Json) -> str:
    """Return a text as it was written, a number with its thousands apart."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return grouped(str(value)) if isinstance(value, int) else str(value)


def hundredths(value: int, _: Json) -> str:
    """Return hundredths of a per cent as per cent."""
    return f"{percent_text(value)}%"


def per_cent(value: str, _: Json) -> str:
    """Return a decimal text as per cent."""
    return f"{value}%"


def pence(value: int, _: Json) -> str:
    """Return pence as pounds."""
    return pounds(Pence(value))


def decimal_pounds(value: str, _: Json) -> str:
    """Return a decimal text as pounds."""
    return f"£{grouped(value)}"


def measure(value: str, _: Json) -> str:
    """Return the title of a measure or an outcome."""
    return title_of_measure(value)


def day(value: str, _: Json) -> str:
    """Return a day in words."""
    return date_in_words(date.fromisoformat(value))


def formula(value: str, _: Json) -> str:
    """Return a formula in words."""
    return FORMULAS.get(value, value)


def unit(value: str, _: Json) -> str:
    """Return a unit in words; one that an authority brought along is a word already."""
    return Unit(value).words if value in set(Unit) else value


def source(value: str, _: Json) -> str:
    """Return where a measure was taken from."""
    return "Podium’s catalogue" if value.startswith("catalogue:") else "The authority’s own set"


def group(value: str, part: Json) -> str:
    """Return the title of the group that a criterion stands in, by its id."""
    found = (one for one in part.get("criteria", ()) if one.get("id") == value)
    return str(next((one.get("title") or value for one in found), value))


def filled(value: str, _: Json) -> str:
    """Return what stands in the place of a variable: a day in words, anything else as it is."""
    with suppress(ValueError):
        return date_in_words(date.fromisoformat(value))
    return value


def numbered(item: Json, _: Json) -> str:
    """Name a lot."""
    return f"Lot {item.get('number', '')}"


def titled(item: Json, _: Json) -> str:
    """Name what has a title, or else an id."""
    return str(item.get("title") or item.get("id", ""))


def named_risk(item: Json, _: Json) -> str:
    """Name a risk: by what could go wrong."""
    return str(item.get("what", ""))


def stage(item: Json, _: Json) -> str:
    """Name a stage of the checklist."""
    found = item.get("topic")
    return choice_words(Topic(found)) if found in set(Topic) else str(found)


def screened(item: Json, _: Json) -> str:
    """Name a check of a measure."""
    found = item.get("screen")
    return choice_words(Screen(found)) if found in set(Screen) else str(found)


def chosen(item: Json, _: Json) -> str:
    """Name a measure: by its own title, or by that of the policy's indicator."""
    own = item.get("own") or {}
    return str(own.get("title") or title_of_measure(str(item.get("measure", ""))))


def clause(item: Json, part: Json) -> str:
    """Name the clause of a measure."""
    return f"Clause on {chosen(item, part)}"


def marked(item: Json, _: Json) -> str:
    """Name a mark of a scale."""
    return f"What earns {item.get('level', '')}"


def in_place_of(item: Json, _: Json) -> str:
    """Name a variable."""
    return variable(str(item.get("name", ""))).title


def departure(item: Json, _: Json) -> str:
    """Name a departure from the rules: by what it is of."""
    key, _colon, about = str(item.get("departure", "")).partition(":")
    named = f"Departure on {lower_first(_DEPARTURES.get(key, 'a rule'))}"
    return f"{named} “{title_of_measure(about)}”" if about else named
