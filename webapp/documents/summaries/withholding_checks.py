"""What keeps a letter back because of what is withheld from its reader.

Nothing is withheld that nobody decided, and nothing is told that somebody withheld. So a letter
waits for a person where an explanation was agreed anew since it was withheld, and where the words
that are withheld in one place stand in another place of the same letter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from evaluation.letters.issuing import Issuing
from evaluation.letters.withholding import MARK, WithheldExplanation, is_told_in
from evaluation.lint import LintFinding
from evaluation.lint.reading import is_disregarded
from evaluation.result import Evaluation
from evaluation.tender import Tender
from webapp.documents.content import (
    Blank,
    Card,
    Cited,
    Document,
    Link,
    Section,
    Tag,
    Text,
    shown,
    spaced,
)
from webapp.documents.summaries.withholding import (
    explanation_of,
    grounds_told,
    outdated_for,
    withheld_from,
)

AGREED_ANEW = "withheld-agreed-anew"
TOLD_ELSEWHERE = "withheld-told-elsewhere"
_SPANS = (Text, Cited, Tag, Blank, Link)
_UNSEEN = frozenset({"anchor", "to"})
"""Fields whose text no layout shows."""
_GAP = "\N{FULL BLOCK}"
"""Stands for what is withheld, so that the words on both sides of it do not read as one."""


def agreed_anew(tender: Tender, evaluation: Evaluation, issuing: Issuing) -> Iterator[LintFinding]:
    """Yield each letter that can't be written because what is withheld of it was agreed anew."""
    for bid in evaluation.bids:
        if is_disregarded(bid):
            continue
        outdated = outdated_for(tender, evaluation, bid.id, issuing)
        for criterion in dict.fromkeys(one.criterion for one in outdated):
            title = tender.model.by_id[criterion].title
            yield LintFinding(
                bid.id,
                criterion,
                AGREED_ANEW,
                f"The explanation for ‘{title}’ was agreed anew since it was withheld.",
                "Decide again what is withheld of it.",
            )


def told_elsewhere(
    tender: Tender,
    evaluation: Evaluation,
    issuing: Issuing,
    written: Iterable[tuple[str, Document]],
) -> Iterator[LintFinding]:
    """Yield where letters tell words that are withheld from their readers in another place.

    `written` are the bids of the readers, each with its letter.
    """
    for bid, document in written:
        withheld = withheld_from(tender, evaluation, bid, issuing)
        places = tuple(_places(document)) if withheld else ()
        found = (
            (one.criterion, where)
            for one in withheld
            for where, text in places
            if is_told_in(_words_of(tender, one), text)
        )
        for criterion, where in dict.fromkeys(found):
            yield LintFinding(
                bid,
                criterion,
                TOLD_ELSEWHERE,
                f"The withheld words also stand {where}.",
                "Withhold them there too, or word it otherwise. Where only part of a longer word "
                "or a figure is the same, withhold them with the words around them.",
            )


def _words_of(tender: Tender, withheld: WithheldExplanation) -> str:
    whole = explanation_of(tender, tender.by_id[withheld.of], withheld.criterion)
    return withheld.passage or whole


def _places(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every place of a letter, in words, with the text that it shows."""
    head = (document.kind, document.title, document.reference, document.authority, document.front)
    yield "at the head of the letter", _text(head)
    for section in document.sections:
        yield from _places_of(section)


def _places_of(section: Section) -> Iterator[tuple[str, str]]:
    cards = tuple(one for one in section.blocks if isinstance(one, Card))
    others = tuple(one for one in section.blocks if not isinstance(one, Card))
    yield f"in ‘{section.title}’", _text((section.title, others))
    for card in cards:
        yield f"under ‘{card.title}’, in ‘{section.title}’", _text(card)


def _text(value: object) -> str:
    text = "\n".join(_lines(value))
    for said in (MARK, *grounds_told()):
        text = text.replace(said, _GAP)
    return text


def _lines(value: object) -> Iterator[str]:
    """Yield every text of a document's content, a line that layouts set as one as one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, _SPANS):
        yield shown(value)
    elif isinstance(value, tuple) and value and all(isinstance(one, _SPANS) for one in value):
        yield "".join(space + shown(span) for span, space in spaced(value))
    elif isinstance(value, tuple):
        for one in value:
            yield from _lines(one)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            if one.name not in _UNSEEN:
                yield from _lines(getattr(value, one.name))
