"""What can be in the way of submitting an outline, and what a check is given to find it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from webapp.services.parts import Held
from webapp.services.preparing.procurements import Preparation
from webapp.store import Session

NO_ARGUMENTS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is in the way: what, what to do, and the page on which it is done.

    `endpoint` is a page of the procurement; `arguments` is what its address needs besides.
    """

    text: str
    remedy: str
    endpoint: str
    arguments: Mapping[str, str] = field(default_factory=lambda: NO_ARGUMENTS)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a check looks at: the procurement as it stands, its parts, and the session."""

    session: Session
    preparation: Preparation
    parts: Mapping[str, Held[object]]


Check = Callable[[Ground], Iterable[Problem]]
"""One topic's check: it yields what is in the way there, in the order in which to mend it."""
