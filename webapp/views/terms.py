"""The glossary as pages show it: terms with their sources, and words that lead to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from rules.glossary import TERM_BY_ID, TERMS, Piece, Term, pieces
from rules.pack import Source
from rules.wording import listed
from webapp.services.decisions.decisions import stack_of
from webapp.views.preparing.certainty import tag_of

CITED_POLICIES = ("coventry", "central-government")
"""The policies whose sources the glossary cites, beside the law's."""


class UnknownTerm(Exception):
    """A template explains a term that the glossary does not hold."""


@dataclass(frozen=True, slots=True)
class TermSource:
    """A source that defines a term, with the places in it, and the tag of how sure they are."""

    words: str
    tag: str


@dataclass(frozen=True, slots=True)
class TermShown:
    """A term on the glossary's page; without sources it is our own word."""

    term: Term
    sources: tuple[TermSource, ...]
    related: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the alphabet, and the terms that begin with it."""

    letter: str
    terms: tuple[TermShown, ...]


class FirstUses:
    """The terms that a page has explained so far, so that each is explained at its first use."""

    def __init__(self) -> None:
        """Begin with a page that has explained nothing."""
        self._met: set[str] = set()

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return a text in pieces; a piece has its term where the page uses that first."""
        return tuple(self._at_first_use(piece) for piece in pieces(text))

    def new(self, terms: Iterable[Term]) -> tuple[Term, ...]:
        """Return those of several terms that were not explained yet."""
        found = tuple(term for term in terms if term.id not in self._met)
        self._met.update(term.id for term in found)
        return found

    def _at_first_use(self, piece: Piece) -> Piece:
        if piece.term is None or self.new((piece.term,)):
            return piece
        return Piece(piece.text)


def term_of(id_: str) -> Term:
    """Return a term by its id.

    Raises:
        UnknownTerm: The glossary holds none of that id.
    """
    found = TERM_BY_ID.get(id_)
    if found is None:
        raise UnknownTerm(id_)
    return found


def alphabet() -> tuple[Letter, ...]:
    """Return the glossary under its letters, each term with its sources in full."""
    sources = _sources()
    shown = (_shown(term, sources) for term in TERMS)
    grouped = groupby(shown, key=lambda one: one.term.name[0].upper())
    return tuple(Letter(letter, tuple(terms)) for letter, terms in grouped)


def _sources() -> Mapping[str, Source]:
    return {id_: one for policy in CITED_POLICIES for id_, one in stack_of(policy).sources.items()}


def _shown(term: Term, sources: Mapping[str, Source]) -> TermShown:
    places: dict[str, list[str]] = {}
    for cite in term.cites:
        places.setdefault(cite.source, []).append(cite.pinpoint)
    return TermShown(
        term,
        tuple(
            TermSource(
                f"{sources[id_].title}, {listed(found)}",
                tag_of([sources[id_].confidence, term.confidence]),
            )
            for id_, found in places.items()
        ),
        tuple(TERM_BY_ID[id_] for id_ in term.see),
    )
