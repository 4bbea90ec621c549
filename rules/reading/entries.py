"""What a reading of a pack is made of: parts, their entries, and tables."""

from dataclasses import dataclass
from enum import StrEnum

from rules.pack import Confidence
from rules.reading.phrases import Phrase


class Holding(StrEnum):
    """What a pack holds, in the word that a reader is told."""

    RULE = "rule"
    VALUE = "value"
    PILLAR = "pillar"
    OUTCOME = "outcome"
    INDICATOR = "indicator"
    CLAUSE = "clause"
    DUTY = "duty"
    BODY = "body"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of an entry under one head."""

    head: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its first column names each row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Phrase, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a pack holds: what it says in a sentence or two, and all that is known of it.

    `confidence` is the least sure of what it rests on.
    """

    id: str
    holding: Holding
    title: str
    says: tuple[Phrase, ...]
    rows: tuple[Row, ...] = ()
    confidence: Confidence = Confidence.SEEN
    grid: Grid | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Entries under one heading, with what introduces them and the tables that sum them up."""

    anchor: str
    title: str
    intro: str
    entries: tuple[Entry, ...]
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole pack as a person reads it."""

    title: str
    opening: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
