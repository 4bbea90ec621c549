"""What a promise becomes once its bidder has won: the indicator that its clause words."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from evaluation.numbers import plain
from evaluation.outline.clauses import Clauses, Part, Take
from evaluation.outline.variables import Reading, value_words
from evaluation.wording import grouped


def indicator_of(
    clauses: Clauses, measure: str, quantity: Fraction, known: Mapping[str, str]
) -> str:
    """Return the key performance indicator of a measure, with what the winner promised.

    It is empty where no clause was settled for the measure, or the clause has no indicator.
    `known` is what the procurement fills.
    """
    choice = clauses.choice(measure)
    if choice is None or choice.take is Take.NONE:
        return ""
    values = {
        **known,
        **{one.name: value_words(one) for one in clauses.shared if one.value},
        **{one.name: value_words(one) for one in choice.filled if one.value},
        "quantity": grouped(plain(quantity)),
    }
    reading = Reading(MappingProxyType(values), is_competed=True)
    return "".join(piece.text for piece in reading.pieces(choice.texts.of(Part.KPI)))
