"""A procurement as `podium/procurement/1`: what `forms.procurement` reads, written again."""

from datetime import date

from forms.json_text import Json, Number
from forms.procurement import FORMAT, VAT_RATE
from rules.money import Money, amount_text, percent_text
from rules.procurement import Procurement
from rules.vocabulary import Value

Plain = dict[str, object]
"""An object as the standard library's `json` writes it: whole numbers are `int`."""


def procurement_json(procurement: Procurement) -> Plain:
    """Return the procurement as an object of `podium/procurement/1`; unknown facts are left out.

    So is what was assumed. Reading it again gives an equal procurement.
    """
    states_rate = VAT_RATE not in procurement.assumed
    written: Plain = {
        "format": FORMAT,
        "reference": procurement.reference,
        "title": procurement.title,
        "authority": {
            "name": procurement.authority.name,
            "type": procurement.authority.type,
            "nation": procurement.authority.nation,
        },
        "category": procurement.category,
        "also_includes": list(procurement.also_includes),
        "special_regime": procurement.special_regime,
        "framework": procurement.framework,
        "estimated_value": _money(procurement.estimated_value, has_rate=states_rate),
        "commenced_on": procurement.commenced_on.isoformat(),
        "duration_months": procurement.duration_months,
        "extension_months": procurement.extension_months,
        "cpv": list(procurement.cpv),
        "answers": {name: _plain(value) for name, value in procurement.answers.items()},
    }
    left_out = procurement.assumed
    return {
        key: value for key, value in written.items() if value is not None and key not in left_out
    }


def _money(value: Money, *, has_rate: bool) -> Plain:
    written: Plain = {"amount": amount_text(value.pence)}
    if value.vat is not None:
        written["vat"] = str(value.vat)
    if has_rate:
        written["vat_rate"] = percent_text(value.rate)
    return written


def _plain(value: Value) -> object:
    match value:
        case Money():
            return _money(value, has_rate=True)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def read_plain(value: object) -> Json:
    """Return a plain value as the strict reader yields it, whole numbers as they are written."""
    match value:
        case dict():
            return {key: read_plain(member) for key, member in value.items()}
        case list():
            return [read_plain(item) for item in value]
        case None | bool() | str():
            return value
        case int():
            return Number(str(value))
        case _:
            message = f"{value!r} is no value of podium/procurement/1"
            raise TypeError(message)
