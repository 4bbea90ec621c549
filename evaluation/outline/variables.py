"""The variables of clauses: how each is typed, what fills it, and what a text reads with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from evaluation.numbers import plain
from evaluation.outline.clauses import PLACEHOLDER, ClauseChoice, Clauses, Filled
from evaluation.outline.proposal import Use
from evaluation.wording import grouped
from rules.wording import date_in_words


class VariableKind(StrEnum):
    """How a variable is typed."""

    QUANTITY = "quantity"
    PERCENT = "percent"
    DAY = "day"
    TEXT = "text"

    @property
    def words(self) -> str:
        """What is typed."""
        return _KIND_WORDS[self]


_KIND_WORDS = MappingProxyType(
    {
        VariableKind.QUANTITY: "a number",
        VariableKind.PERCENT: "a percentage",
        VariableKind.DAY: "a date",
        VariableKind.TEXT: "words",
    }
)


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable: what it is, how it is typed, and whether bidders fill it where they compete."""

    name: str
    title: str
    kind: VariableKind
    is_offered: bool = False
    is_shared: bool = False


_KNOWN = MappingProxyType(
    {
        "quantity": Variable("quantity", "Quantity", VariableKind.QUANTITY, is_offered=True),
        "percent": Variable("percent", "Per cent", VariableKind.PERCENT, is_offered=True),
        "due": Variable("due", "Day by which it is due", VariableKind.DAY, is_shared=True),
        "area": Variable("area", "Area", VariableKind.TEXT, is_shared=True),
    }
)
FROM_PROCUREMENT = ("authority", "contract_title")
"""The variables that the procurement itself fills, and nobody types."""

NAMES = (*_KNOWN, *FROM_PROCUREMENT)
"""The variables that any text may hold."""

SHARED = tuple(one for one in _KNOWN.values() if one.is_shared)
"""The variables that can be filled once for all clauses."""


def variable(name: str) -> Variable:
    """Return a variable by its name; one that Podium does not know is a text."""
    words = name.replace("_", " ")
    return _KNOWN.get(name) or Variable(name, words[:1].upper() + words[1:], VariableKind.TEXT)


class PieceKind(StrEnum):
    """What a piece of a clause is."""

    WORDS = "words"
    FILLED = "filled"
    OFFERED = "offered"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a clause's text: words, a value in them, or a gap that is seen."""

    text: str
    kind: PieceKind = PieceKind.WORDS


@dataclass(frozen=True, slots=True)
class Reading:
    """How one clause's variables are filled: by itself, by all, by the procurement, by bidders."""

    values: MappingProxyType[str, str]
    is_competed: bool

    def kind(self, name: str) -> PieceKind:
        """Return what becomes of a variable."""
        if name in self.values:
            return PieceKind.FILLED
        is_offered = self.is_competed and variable(name).is_offered
        return PieceKind.OFFERED if is_offered else PieceKind.BLANK

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return a text in pieces, its variables filled where they can be."""
        found = []
        for index, part in enumerate(PLACEHOLDER.split(text)):
            if index % 2 == 0:
                if part:
                    found.append(Piece(part))
                continue
            kind = self.kind(part)
            title = variable(part).title.lower()
            words = {
                PieceKind.FILLED: self.values.get(part, ""),
                PieceKind.OFFERED: f"[{title}, as the bidder offers]",
            }.get(kind, f"[{title}]")
            found.append(Piece(words, kind))
        return tuple(found)

    def unfilled(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return those variables that nothing fills."""
        return tuple(name for name in names if self.kind(name) is PieceKind.BLANK)

    def fixed(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return those variables that are filled although bidders compete on them."""
        return tuple(
            name
            for name in names
            if self.is_competed and variable(name).is_offered and name in self.values
        )


def reading(choice: ClauseChoice, clauses: Clauses, use: Use, known: Mapping[str, str]) -> Reading:
    """Return how the variables of a clause are filled; `known` is what the procurement fills."""
    values = {
        **known,
        **{one.name: value_words(one) for one in clauses.shared if one.value},
        **{one.name: value_words(one) for one in choice.filled if one.value},
    }
    return Reading(MappingProxyType(values), use.is_award)


def from_procurement(authority: str, title: str) -> dict[str, str]:
    """Return what a procurement fills: who buys what, and the area unless it is said otherwise."""
    return {
        "authority": authority,
        "contract_title": title,
        "area": f"the area of {authority}",
    }


def value_words(filled: Filled) -> str:
    """Return a value as it stands in the text of a clause."""
    match variable(filled.name).kind:
        case VariableKind.DAY:
            return date_in_words(date.fromisoformat(filled.value))
        case VariableKind.QUANTITY:
            return grouped(plain(Fraction(filled.value)))
        case VariableKind.PERCENT:
            return f"{plain(Fraction(filled.value))}%"
        case VariableKind.TEXT:
            return filled.value
