"""The pages of a procurement's file: its index, and the rows of the record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from evaluation.disclosure import Ground, How
from webapp.documents.html import render_parts


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a row: what it is called, what it says, or by which provision it is withheld."""

    title: str
    text: str
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A file of the procurement's file: its name, its size in bytes, and its digest."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Blackout:
    """What was withheld within what is given: what it is, how often, and on which ground."""

    what: str
    times: int
    cite: str


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of thing: how much is given of it, on which grounds not the rest, in which files.

    `why` says in words why it is left out or what is missing of it, empty where nothing is.
    """

    title: str
    how: How
    grounds: tuple[Ground, ...] = ()
    why: str = ""
    files: tuple[Told, ...] = ()
    blackouts: tuple[Blackout, ...] = ()

    @property
    def is_left_out(self) -> bool:
        """Whether nothing of it is in the file, whatever is on record."""
        return self.how == How.LEFT_OUT


@dataclass(frozen=True, slots=True)
class Index:
    """What the index says: for whom the file is, of what, as it stood when, and what it holds."""

    reference: str
    title: str
    authority: str
    audience: str
    promise: str
    phase: str
    as_of: date
    act: int
    head: str
    parts: tuple[Part, ...]


def index_page(index: Index) -> str:
    """Return the index as a page that leads to every file, reads by itself and prints."""
    left_out = [part for part in index.parts if part.is_left_out]
    grounds = dict.fromkeys(ground for part in index.parts for ground in part.grounds)
    blackouts = [(part, one) for part in index.parts for one in part.blackouts]
    pieces = render_parts(
        "documents/file_index.html",
        index=index,
        given=[part for part in index.parts if not part.is_left_out],
        left_out=left_out,
        blackouts=blackouts,
        grounds=tuple(grounds),
    )
    return "".join(pieces)


def rows_page(
    title: str, about: str, rows: Iterable[tuple[str, tuple[Field, ...]]]
) -> Iterator[str]:
    """Yield the page of rows of the record, each with its heading, as far as it is made."""
    return render_parts("documents/rows.html", title=title, about=about, rows=rows)
