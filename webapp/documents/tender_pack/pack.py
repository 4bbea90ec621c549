"""What the documents of a tender pack are made from, and what stands at the head of each."""

from dataclasses import dataclass
from datetime import date

from evaluation.model import Model
from evaluation.publication import Terms
from rules.wording import date_in_words, moment_in_words
from webapp.documents.content import Block, Document, KeyFacts, Paragraph, Row, Section, plain
from webapp.documents.report.words import line


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A tender as it was published: publication `number`, on its day, by whom and for what."""

    reference: str
    title: str
    authority: str
    number: int
    published_on: date
    model: Model
    terms: Terms

    def document(self, kind: str, sections: tuple[Section, ...]) -> Document:
        """Return a document of the pack with what every one of them begins with."""
        rows = (
            ("Reference", self.reference),
            ("Authority", self.authority),
            ("Published", f"{date_in_words(self.published_on)}, publication {self.number}"),
            ("Bids are due by", moment_in_words(self.terms.deadline_at)),
            ("Whom to ask", self.terms.contact),
            ("Model, SHA-256", self.model.sha256),
        )
        facts = tuple(Row(head, (line(text),)) for head, text in rows)
        return Document(
            kind=kind,
            title=plain(self.title),
            reference=plain(self.reference),
            authority=plain(self.authority),
            issued_on=self.published_on,
            audit_head="",
            packs=(),
            front=KeyFacts("The document", facts),
            sections=sections,
        )


def paragraphs(*texts: str) -> tuple[Block, ...]:
    """Return a block for each line of texts that says something."""
    lines = (one for text in texts for one in text.split("\n"))
    return tuple(Paragraph(line(one)) for one in lines if one.strip())
