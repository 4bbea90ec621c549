"""Text whose names lead somewhere: words, the names of rules and values, how sure something is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from rules.pack import Confidence
from rules.wording import CONFIDENCE_WORDS, are_parted, tag_word


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """Words that name a rule, a value or something else of a pack, by its id."""

    text: str
    id: str


@dataclass(frozen=True, slots=True)
class Sure:
    """The tag of how sure what stands before it is; never used for what was seen."""

    confidence: Confidence

    @property
    def text(self) -> str:
        """The word of the tag."""
        return tag_word(self.confidence)


Span: TypeAlias = Words | Name | Sure
Phrase: TypeAlias = tuple[Span, ...]
"""A space stands between two spans, unless the second begins with a mark of punctuation."""


def spaced(phrase: Phrase) -> Iterator[tuple[Span, str]]:
    """Yield each span of a phrase with the space that stands before it, if any."""
    before = ""
    for span in phrase:
        text = span.text
        yield span, " " if are_parted(before, text) else ""
        before = text or before


def said(phrase: Phrase) -> str:
    """Return a phrase as plain text, tags in square brackets.

    >>> said((Words("at least"), Name("the limit", "limit"), Words("(£5)."), ))
    'at least the limit (£5).'
    """
    return "".join(
        f"{space}[{span.text}]" if isinstance(span, Sure) else f"{space}{span.text}"
        for span, space in spaced(phrase)
    )


def words(text: str) -> Phrase:
    """Return plain text as a phrase; nothing for nothing."""
    return (Words(text),) if text else ()


def joined(phrases: Iterable[Phrase], between: str, last: str = "") -> Phrase:
    """Return phrases as one, such as `a, b or c`.

    >>> said(joined([words("a"), words("b"), words("c")], ",", "or"))
    'a, b or c'
    """
    parts = list(phrases)
    spans: list[Span] = []
    for number, part in enumerate(parts):
        if number:
            mark = last if last and number == len(parts) - 1 else between
            spans.append(Words(mark))
        spans.extend(part)
    return tuple(spans)


def tags(confidences: Iterable[Confidence]) -> Phrase:
    """Return a tag for each confidence below seen, once each, the surest first."""
    held = set(confidences)
    return tuple(Sure(found) for found in CONFIDENCE_WORDS if found in held)


def weakest(confidences: Iterable[Confidence]) -> Confidence:
    """Return the least sure of several; of none, that nothing is in doubt."""
    order = list(Confidence)
    return max(confidences, key=order.index, default=Confidence.SEEN)


def sentence(phrase: Phrase) -> Phrase:
    """Return a phrase with a capital and a full stop."""
    if not phrase:
        return phrase
    first, *others = phrase
    match first:
        case Words(text):
            first = Words(text[:1].upper() + text[1:])
        case Name(text, id_):
            first = Name(text[:1].upper() + text[1:], id_)
        case _:
            pass
    return (first, *others, *(() if said((first, *others)).endswith(".") else (Words("."),)))
