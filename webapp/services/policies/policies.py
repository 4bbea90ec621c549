"""The policies to be read: every pack of the library, the broken ones with what is wrong.

They are read from a library of their own. That in which the service decides holds the packs that
it decides under and tries all of them before it takes a change; whoever leafs through ten
policies must not make it hold ten.
"""

from dataclasses import dataclass
from functools import lru_cache

from rules.comparison import Comparison, compare
from rules.errors import PackIsBroken, UnknownPack
from rules.library import Library, shipped
from rules.pack import Pack
from rules.reading import Reading, read_pack
from rules.stack import Stack
from webapp.documents.content import Document
from webapp.documents.pdf import render_pdf
from webapp.documents.policy import policy

PDFS_KEPT = 4
"""The PDFs kept in a worker's memory; one takes about a megabyte and two seconds."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A pack with the stack that it stands on top of."""

    pack: Pack
    stack: Stack

    def reading(self) -> Reading:
        """Return the pack as a person reads it."""
        return read_pack(self.pack, self.stack)


@dataclass(frozen=True, slots=True)
class BrokenPolicy:
    """A pack that can't be read: where the fault is, what it is, and what mends it."""

    id: str
    place: str
    problem: str
    remedy: str


def policies() -> tuple[Policy | BrokenPolicy, ...]:
    """Return every pack of the library, the law first."""
    library = _library()
    return tuple(_read(library, id_) for id_ in library.ids())


def policy_of(pack_id: str) -> Policy | BrokenPolicy | None:
    """Return a pack, None where there is none of that id."""
    library = _library()
    return _read(library, pack_id) if pack_id in library.ids() else None


def compared(first: Policy, second: Policy) -> Comparison:
    """Return in what two packs differ."""
    return compare((first.pack, first.stack), (second.pack, second.stack))


def policy_pdf(found: Policy) -> bytes:
    """Return a pack as a tagged PDF, the same bytes each time."""
    return _pdf(policy(found.pack, found.stack))


@lru_cache(maxsize=PDFS_KEPT)
def _pdf(document: Document) -> bytes:
    return render_pdf(document)


def _read(library: Library, pack_id: str) -> Policy | BrokenPolicy:
    try:
        pack = library.pack(pack_id)
        return Policy(pack, library.stack_of(pack))
    except (PackIsBroken, UnknownPack) as error:
        return BrokenPolicy(pack_id, error.place, error.problem, error.remedy)


def _library() -> Library:
    """Return the packs as their files now say."""
    return _library_of(shipped().fingerprint())


@lru_cache(maxsize=1)
def _library_of(fingerprint: tuple[tuple[str, int, int], ...]) -> Library:
    del fingerprint  # by which it is kept
    return Library()
