"""What a price says besides its weight: the keys of its formula, and what a price of zero is."""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from evaluation.model import FullMarks, PriceFormula, RejectBid, ReplacedBy, ZeroPrice
from evaluation.numbers import ZERO, Amount, plain
from forms.json_fields import Refusal, StrictField, refusing, shown
from forms.json_objects import StrictSchema
from forms.tender.fields import ExactNumber

FLOOR = ExactNumber(example="80000", least=ZERO)
CEILING = ExactNumber(example="120000", above=ZERO)
FACTOR = ExactNumber(example="2", above=Fraction(1))
_KEYS_OF: Mapping[PriceFormula, Mapping[str, ExactNumber]] = MappingProxyType(
    {
        PriceFormula.SET_RANGE: {"floor": FLOOR, "ceiling": CEILING},
        PriceFormula.LOGARITHMIC: {"factor": FACTOR},
    }
)
_ZERO_PRICES: Mapping[str, ZeroPrice] = MappingProxyType(
    {"reject_bid": RejectBid(), "full_marks": FullMarks()}
)
_Replaced = StrictSchema.from_dict(
    {"as": ExactNumber(example="0.01", above=ZERO, required=True)}, name="_Replaced"
)()


class ZeroPriceField(StrictField[ZeroPrice]):
    """What a price of zero comes to."""

    def __init__(self) -> None:
        super().__init__(expects='"reject_bid", "full_marks" or {"as": "0.01"}')

    def _read(self, value: object) -> ZeroPrice:
        if isinstance(value, dict):
            read: dict[str, Any] = _Replaced.load(value)
            return ReplacedBy(Amount(read["as"]))
        text = self.text_of(value)
        if text not in _ZERO_PRICES:
            raise refusing(f"{shown(text)} is not on the list", f"Give {self.expects}")
        return _ZERO_PRICES[text]


def refusals_of_formula(data: Mapping[str, Any]) -> dict[str, list[Refusal]]:
    """Return what is wrong with the keys that go with one price formula alone."""
    formula = data.get("formula")
    errors: dict[str, list[Refusal]] = {}
    for owner, keys in _KEYS_OF.items():
        for key, number in keys.items():
            if key in data and formula != owner:
                problem = f"{key} goes with the formula {owner} alone"
                errors[key] = [Refusal(problem, f"Leave it out, or make the formula {owner}")]
            if key not in data and formula == owner:
                problem = f"it is missing from {owner}"
                errors[key] = [Refusal(problem, f"Give {number.expects}")]
    if not errors and "floor" in data and data["floor"] >= data["ceiling"]:
        problem = (
            f"the ceiling, {plain(data['ceiling'])}, is not above the floor, {plain(data['floor'])}"
        )
        errors["ceiling"] = [Refusal(problem, "Correct one of the two")]
    return errors
