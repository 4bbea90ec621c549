"""What evaluators are called in a tender: an id made of the name, one for each of them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import count
from uuid import UUID

from forms.tender.fields import LONGEST_ID

_ROOM_FOR_NUMBER = 5
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9._-]+")


def evaluator_ids(named: Iterable[tuple[UUID, str]]) -> Mapping[UUID, str]:
    """Return an id for each evaluator, made of the name as far as an id may have it.

    Of two with the same, the second is told apart by a number; a name that leaves nothing is
    `evaluator`.
    """
    found: dict[UUID, str] = {}
    taken: set[str] = set()
    for user_id, name in sorted(set(named), key=lambda one: (one[1], one[0])):
        stem = _stem(name)
        ids = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        found[user_id] = next(one for one in ids if one.casefold() not in taken)
        taken.add(found[user_id].casefold())
    return found


def _stem(name: str) -> str:
    """Return a name as an id.

    >>> _stem("Zoë O’Brien")
    'Zoe-O-Brien'
    """
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    joined = _NOT_IN_IDS.sub("-", plain).strip("-._")
    return joined[: LONGEST_ID - _ROOM_FOR_NUMBER].rstrip("-._") or "evaluator"
