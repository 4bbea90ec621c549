"""Inputs that the tests of the forms share: a whole procurement, and what is wrong with others."""

import json
from collections.abc import Callable

import pytest

from forms.errors import InvalidInput

GROUNDS: dict[str, object] = {
    "format": "podium/procurement/1",
    "reference": "COV-2026-014",
    "title": "Grounds maintenance",
    "authority": {
        "name": "Coventry City Council",
        "type": "local_authority",
        "nation": "england",
    },
    "category": "services",
    "also_includes": [],
    "special_regime": "none",
    "framework": "none",
    "estimated_value": {"amount": "360000.00", "vat": "included"},
    "commenced_on": "2026-03-02",
    "duration_months": 36,
    "extension_months": 24,
    "cpv": ["77310000"],
    "answers": {},
}


def sent(**changed: object) -> bytes:
    """Return the bytes of the whole procurement with some of its keys changed."""
    return json.dumps({**GROUNDS, **changed}).encode()


def without(*keys: str) -> bytes:
    """Return the bytes of the whole procurement without some of its keys."""
    return json.dumps({key: GROUNDS[key] for key in GROUNDS if key not in keys}).encode()


def refusals(read: Callable[[], object]) -> list[str]:
    """Return, in lines, everything for which an input is refused."""
    with pytest.raises(InvalidInput) as caught:
        read()
    return [str(error) for error in caught.value.errors]


def read_or_refused(read: Callable[[], object]) -> object:
    """Return what is read, or None where it is refused in words that help."""
    try:
        return read()
    except InvalidInput as refused:
        helps = [bool(error.problem and error.remedy) for error in refused.errors]
        return None if helps and all(helps) else refused
