"""What a notice is before it is made: its release, what it holds, and what it still lacks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from webapp.documents.notices.exact_json import Object


class NoticeKind(StrEnum):
    """The notices that are made here, in the order in which they come.

    A procurement ends with the notice of its contract, or with that of its termination.
    """

    TENDER = "tender"
    AWARD = "award"
    CONTRACT = "contract"
    TERMINATION = "termination"

    @property
    def words(self) -> str:
        """What the notice is called."""
        return _WORDS[self]

    @property
    def number(self) -> str:
        """The notice's number on the central platform."""
        return _NUMBERS[self]


_WORDS = MappingProxyType(
    {
        NoticeKind.TENDER: "Tender notice",
        NoticeKind.AWARD: "Contract award notice",
        NoticeKind.CONTRACT: "Contract details notice",
        NoticeKind.TERMINATION: "Procurement termination notice",
    }
)
_NUMBERS = MappingProxyType(
    {
        NoticeKind.TENDER: "UK4",
        NoticeKind.AWARD: "UK6",
        NoticeKind.CONTRACT: "UK7",
        NoticeKind.TERMINATION: "UK12",
    }
)


@dataclass(frozen=True, slots=True)
class Issue:
    """A notice as it is issued: the how manieth of its kind, and when.

    `ocid` is that of the contracting process, which the central platform gives; empty before.
    """

    number: int
    at: datetime
    ocid: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """Something that a notice holds, in words."""

    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that has to be entered on the central platform, and why it is not in the file."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice: its OCDS release, what that holds in words, and what it lacks."""

    release: Object
    holds: tuple[Held, ...]
    missing: tuple[Missing, ...]
