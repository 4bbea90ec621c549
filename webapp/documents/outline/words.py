"""How a decision's values and confidences read in running text."""

from collections.abc import Iterable

from rules.money import Money, VatBasis
from rules.pack import Confidence
from rules.stack import Stack
from rules.vocabulary import Value
from rules.vocabulary.labels import label
from rules.wording import CONFIDENCE_WORDS, in_words, listed, named_in_words
from webapp.documents.content import Cited, Line, Tag, Text


def both_bases(value: Money) -> str:
    """Return an amount on its own VAT basis, with the other in brackets."""
    if value.vat is None:
        return str(value)
    other = VatBasis.EXCLUDED if value.vat is VatBasis.INCLUDED else VatBasis.INCLUDED
    return f"{value} ({value.on(other, value.rate)})"


def fact_words(name: str, value: Value) -> str:
    """Return a fact's value as a person reads it."""
    if isinstance(value, tuple):
        return listed(label(name, member) for member in value) or "nothing else"
    return named_in_words(name, value)


def conclusion_words(name: str, value: Value, stack: Stack) -> str:
    """Return a conclusion's value as a person reads it, ids by their titles."""
    if isinstance(value, tuple):
        return "; ".join(stack.title_of(item) for item in value) or "none"
    return named_in_words(name, value)


def parameter_words(identifier: str, value: Value | None, stack: Stack) -> str:
    """Return a parameter's value as a person reads it."""
    return "repealed" if value is None else in_words(value, stack.parameters[identifier].kind)


def tags(confidences: Iterable[Confidence]) -> Line:
    """Return a tag for each confidence below seen, once each, in their declared order."""
    found = set(confidences)
    return tuple(Tag(item) for item in Confidence if item in found and item in CONFIDENCE_WORDS)


def cited(citations: Iterable[str]) -> Line:
    """Return citations as one span, or nothing."""
    text = "; ".join(dict.fromkeys(citations))
    return (Cited(text),) if text else ()


def words(text: str) -> Line:
    """Return one plain span."""
    return (Text(text),)
