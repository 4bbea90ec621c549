"""What the documents of a tender pack are made from, and what stands at the head of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from evaluation.model import Criterion, GateCriterion, Model, ScoredCriterion
from evaluation.publication import Terms
from evaluation.publication.counting import Counting
from rules.wording import counted, date_in_words, moment_in_words
from webapp.documents.content import Block, Document, KeyFacts, Paragraph, Row, Section, plain
from webapp.documents.report.words import line


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A tender as it was published: publication `number`, on its day, by whom and for what.

    `counting` is by which rules its promises will be judged, and `meanings` what counts of each
    measure, by its id: its definition and the clause that will bind the winner to it.
    """

    reference: str
    title: str
    authority: str
    number: int
    published_on: date
    model: Model
    terms: Terms
    counting: Counting = field(default_factory=Counting)
    meanings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

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


def asked_of(item: Criterion) -> tuple[str, ...]:
    """Return what a question asks, a line each, and how long an answer may be."""
    if not isinstance(item, ScoredCriterion | GateCriterion):
        return ()
    told = tuple(one for one in item.asked.splitlines() if one.strip())
    if isinstance(item, ScoredCriterion) and item.most_words is not None:
        return (*told, f"An answer may have at most {counted(item.most_words, 'word')}.")
    return told


def paragraphs(*texts: str) -> tuple[Block, ...]:
    """Return a block for each line of texts that says something."""
    lines = (one for text in texts for one in text.split("\n"))
    return tuple(Paragraph(line(one)) for one in lines if one.strip())
