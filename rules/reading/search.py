"""Finding words in a pack: in its rules, values, outcomes, clauses, duties and sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.reading.entries import Entry, Holding, Reading
from rules.reading.phrases import Phrase, said

MOST_WORDS = 12
LONGEST_EXCERPT = 220
_CONTEXT = 80


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found: what it is, its title, and the words around what was sought.

    `at` is the paragraph where a source was found by one of its paragraphs.
    """

    holding: Holding
    id: str
    title: str
    excerpt: str
    at: str = ""


def search(reading: Reading, query: str) -> tuple[Hit, ...]:
    """Return what holds every word of a query, those that are called so first.

    Upper and lower case are the same, and a word is found within longer ones.
    """
    sought = words_of(query)
    if not sought:
        return ()
    hits: list[tuple[bool, Hit]] = []
    for part in reading.parts:
        for entry in part.entries:
            hits += _hits(entry, sought)
    hits.sort(key=lambda found: found[0])
    return tuple(hit for _, hit in hits)


def words_of(query: str) -> tuple[str, ...]:
    """Return the words that a query looks for, at most twelve.

    >>> words_of("  Living  WAGE ")
    ('living', 'wage')
    """
    return tuple(dict.fromkeys(query.casefold().split()))[:MOST_WORDS]


def _hits(entry: Entry, sought: tuple[str, ...]) -> Iterator[tuple[bool, Hit]]:
    title = f"{entry.title} {entry.id}"
    texts = [said(phrase) for phrase in _phrases(entry)]
    whole = " ".join([title, *texts]).casefold()
    if all(word in whole for word in sought):
        is_named = all(word in title.casefold() for word in sought)
        excerpt = _excerpt(texts, sought)
        yield not is_named, Hit(entry.holding, entry.id, entry.title, excerpt)
    if entry.grid is None:
        return
    for place, carried in entry.grid.rows:
        text = said(carried)
        row = f"{said(place)} {text}".casefold()
        if all(word in row for word in sought):
            excerpt = _excerpt([text], sought)
            yield True, Hit(entry.holding, entry.id, entry.title, excerpt, at=said(place))


def _phrases(entry: Entry) -> Iterator[Phrase]:
    yield from entry.says
    for row in entry.rows:
        yield from row.phrases


def _excerpt(texts: list[str], sought: tuple[str, ...]) -> str:
    """Return the text that holds most of what is sought, cut to what stands around it."""
    text = max(texts, key=lambda one: sum(word in one.casefold() for word in sought), default="")
    if len(text) <= LONGEST_EXCERPT:
        return text
    folded = text.casefold()
    first = min((folded.find(word) for word in sought if word in folded), default=0)
    start = text.rfind(" ", 0, max(first - _CONTEXT, 0)) + 1
    end = text.rfind(" ", 0, start + LONGEST_EXCERPT)
    end = end if end > start else start + LONGEST_EXCERPT
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
