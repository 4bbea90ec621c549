"""A setting: a value that an authority gives a parameter from a day on."""

import json
from dataclasses import dataclass
from datetime import date

from rules.canonical import sha256_of
from rules.errors import PodiumError
from rules.pack import Citation, PackKind, Parameter
from rules.stack import Stack
from rules.vocabulary import Value

OWN = "own-"
"""How the ids of an authority's own sources begin."""
_OWN_DIGITS = 12


class SettingRefused(PodiumError):
    """A setting that the packs do not allow; the place is the parameter and the day."""


@dataclass(frozen=True, slots=True)
class OwnSource:
    """A source that the authority declares itself, such as a decision of its cabinet."""

    title: str
    reference: str

    @property
    def id(self) -> str:
        """The id by which it is cited: the same for the same title and reference."""
        content = json.dumps([self.title, self.reference], ensure_ascii=False)
        return OWN + sha256_of(content)[:_OWN_DIGITS]


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that an authority gives a parameter from a day on, why, and where that stands.

    `own_source` is the source that `citation` names, where no pack declares it.
    """

    parameter: str
    from_on: date
    value: Value
    why: str
    citation: Citation
    own_source: OwnSource | None = None

    @property
    def place(self) -> str:
        """Where a refusal says that it stands."""
        return f"{self.parameter} from {self.from_on.isoformat()}"


def settable(stack: Stack) -> tuple[Parameter, ...]:
    """Return the parameters that the authority may set, in the order declared."""
    return tuple(
        item
        for pack in stack.packs
        if pack.kind is PackKind.POLICY
        for item in pack.parameters
        if item.set_by_authority
    )
