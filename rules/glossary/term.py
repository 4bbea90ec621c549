"""What the glossary holds: a term, what it means in plain English, and where that comes from."""

from dataclasses import dataclass

from rules.pack import Citation, Confidence


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the pages and documents use it.

    `id` is its place on the glossary's page, and is for ever. `cites` are the places in sources of
    the shipped packs that define it or use it so; a term without any is our own word, and says so.
    `forms` are the words under which a text may mean it, in lower case, singular and plural; a
    word that texts also use in its everyday sense is none. `see` names terms that belong to it.
    `confidence` is how sure it is that the cited place says so.
    """

    id: str
    name: str
    meaning: str
    cites: tuple[Citation, ...] = ()
    forms: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    confidence: Confidence = Confidence.SEEN

    @property
    def is_own(self) -> bool:
        """Whether it is our own word, which no source defines."""
        return not self.cites

    @property
    def in_sentence(self) -> str:
        """The name as it stands within a sentence: an abbreviation or a title keeps its capital."""
        has_more = any(char.isupper() for char in self.name[1:])
        return self.name if has_more else self.name[:1].lower() + self.name[1:]


def cited(source: str, *pinpoints: str) -> tuple[Citation, ...]:
    """Return the citations of places in one source."""
    return tuple(Citation(source, pinpoint) for pinpoint in pinpoints)


def act(*pinpoints: str) -> tuple[Citation, ...]:
    """Return the citations of places in the Procurement Act 2023."""
    return cited("pa-2023", *pinpoints)
