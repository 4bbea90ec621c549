"""For whom a file is: one of the bidders, whoever makes a public request, or a court."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Audience(StrEnum):
    """The audiences, each with a profile of its own."""

    BIDDER = "bidder"
    PUBLIC = "public"
    COURT = "court"

    @property
    def words(self) -> str:
        """The audience as a page names it."""
        return _WORDS[self]


_WORDS = {
    Audience.BIDDER: "One bidder",
    Audience.PUBLIC: "A public request",
    Audience.COURT: "A court",
}
_BIDDER = re.compile(r"bidder:([1-9][0-9]{0,5})", re.ASCII)


class AudienceIsUnknown(ValueError):
    """Nobody is named so for whom a file could be made."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom a file is; `number` is that of a bidder, None for the others."""

    audience: Audience
    number: int | None = None

    @property
    def code(self) -> str:
        """The recipient as the command line names it."""
        return self.audience.value if self.number is None else f"{self.audience}:{self.number}"


def recipient_of(text: str) -> Recipient:
    """Return for whom a file is to be made.

    >>> recipient_of("court").audience.words, recipient_of("bidder:3").number
    ('A court', 3)

    Raises:
        AudienceIsUnknown: the text names none.
    """
    if text in (Audience.PUBLIC, Audience.COURT):
        return Recipient(Audience(text))
    found = _BIDDER.fullmatch(text)
    if found is None:
        raise AudienceIsUnknown(text)
    return Recipient(Audience.BIDDER, int(found[1]))
