"""What the clause of a measure asks of the winner: its obligation, and how it is measured."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from evaluation.numbers import plain
from evaluation.outline.clauses import Clauses, Part, Take
from evaluation.outline.variables import Reading, value_words, variable
from evaluation.wording import grouped


def indicator_of(
    clauses: Clauses, measure: str, quantity: Fraction, known: Mapping[str, str], *, unit: str = ""
) -> str:
    """Return the key performance indicator of a measure, with what the winner promised.

    It is empty where no clause was settled for the measure, or the clause has no indicator.
    `known` is what the procurement fills. A promise whose `unit` is per cent stands where the
    clause asks for a percentage, too.
    """
    promised = {"quantity": grouped(plain(quantity))}
    if unit == "percent":
        promised["percent"] = f"{plain(quantity)}%"
    return _text_of(clauses, measure, Part.KPI, {**known, **promised})


def obligation_of(clauses: Clauses, measure: str, known: Mapping[str, str]) -> str:
    """Return what a measure obliges the winner to, as it stands before anybody has promised.

    It is empty where no clause was settled for the measure, or the clause obliges to nothing.
    `known` is what the procurement fills.
    """
    return _text_of(clauses, measure, Part.OBLIGATION, {**known, **_PROMISED})


_PROMISED = {"quantity": "[as many as you promise]", "percent": "[as much as you promise]"}


def _text_of(clauses: Clauses, measure: str, part: Part, over: Mapping[str, str]) -> str:
    """Return a text of a measure's clause, `over` before what the clauses themselves fill."""
    choice = clauses.choice(measure)
    if choice is None or choice.take is Take.NONE:
        return ""
    values = {
        **over,
        **{one.name: value_words(one) for one in clauses.shared if one.value},
        **{one.name: value_words(one) for one in choice.filled if one.value},
        **{name: text for name, text in over.items() if variable(name).is_offered},
    }
    reading = Reading(MappingProxyType(values), is_competed=True)
    return "".join(piece.text for piece in reading.pieces(choice.texts.of(part)))
