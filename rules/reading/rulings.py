"""Rules as sentences: when, then, because, from when, on what grounds, before which others."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from rules.condition import AllOf
from rules.pack import Citation, Confidence, ParameterValue, Rule
from rules.reading.clauses import subject_words
from rules.reading.conditions import Period, Speaker
from rules.reading.entries import Entry, Holding, Row
from rules.reading.phrases import (
    Name,
    Phrase,
    Span,
    Words,
    joined,
    sentence,
    tags,
    weakest,
    words,
)
from rules.stack import Stack
from rules.wording import date_in_words, subject_of

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def rule_entry(rule: Rule, stack: Stack) -> Entry:
    """Return a rule as a sentence, with its reason, its source and what it goes before."""
    return Entry(
        id=rule.id,
        holding=Holding.RULE,
        title=rule.title,
        says=(rule_sentence(rule, stack),),
        rows=tuple(_rows(rule, stack)),
        confidence=weakest(confidences_of(rule, stack)),
    )


def speaker_of(rule: Rule, stack: Stack) -> Speaker:
    """Return who puts a rule into words: with the values of its own time."""
    return Speaker(stack, Period(rule.from_on, rule.until_on))


def rule_sentence(rule: Rule, stack: Stack) -> Phrase:
    """Return a rule as one sentence: when something is so, then something follows."""
    speaker = speaker_of(rule, stack)
    then = joined((speaker.concluded(name, operand) for name, operand in rule.then), ", and")
    if rule.when == AllOf(()):
        return sentence((Words("always,"), *then))
    return sentence((Words("when"), *speaker.clause(rule.when), Words(", then"), *then))


def reason_of(rule: Rule, stack: Stack) -> Phrase:
    """Return a rule's reason with its values put in, and the facts named in square brackets."""
    speaker = speaker_of(rule, stack)
    spans: list[Span] = []
    place = 0
    for found in _PLACEHOLDER.finditer(rule.because):
        spans += words(rule.because[place : found.start()].strip())
        name = found.group(1)
        if name in stack.parameters:
            spans += speaker.parameter(name, is_named=False)
        else:
            spans.append(Words(f"[{subject_words(subject_of(name)).removeprefix('the ')}]"))
        place = found.end()
    spans += words(rule.because[place:].strip())
    return sentence(tuple(spans))


def confidences_of(rule: Rule, stack: Stack) -> Iterator[Confidence]:
    """Yield how sure everything is that a rule rests on."""
    yield rule.confidence
    yield from (stack.sources[cite.source].confidence for cite in rule.cites)
    period = Period(rule.from_on, rule.until_on)
    for id_ in rule.parameters:
        dated = period.value_of(stack.parameters[id_])
        if dated is not None:
            yield confidence_of(dated, stack)


def confidence_of(item: ParameterValue, stack: Stack) -> Confidence:
    """Return how sure a dated value is: its own word, or that of a less sure source."""
    sources = (stack.sources[cite.source].confidence for cite in item.cites)
    return weakest([item.confidence, *sources])


def cited(cites: Iterable[Citation], stack: Stack, own: Confidence = Confidence.SEEN) -> Phrase:
    """Return citations in full, one source after another, each with the tag of how sure it is."""
    pinpoints: dict[str, list[str]] = {}
    for cite in dict.fromkeys(cites):
        pinpoints.setdefault(cite.source, []).append(cite.pinpoint)
    found: list[Phrase] = []
    for id_, places in pinpoints.items():
        source = stack.sources[id_]
        found.append(
            (Name(source.title, id_), Words(f", {', '.join(places)}"), *tags([source.confidence]))
        )
    shown = joined(found, ";")
    held = {stack.sources[id_].confidence for id_ in pinpoints}
    return shown if own in held else (*shown, *tags([own]))


def in_force(first: date, last: date | None) -> str:
    """Return the days in which something holds.

    >>> in_force(date(2020, 1, 1), date(2024, 12, 31))
    'From 1 January 2020 to 31 December 2024'
    """
    return f"From {date_in_words(first)}" + (f" to {date_in_words(last)}" if last else "")


def names(ids: Iterable[str], stack: Stack) -> Phrase:
    """Return the titles of what these ids stand for."""
    return joined(((Name(stack.title_of(id_), id_),) for id_ in ids), ";")


def _rows(rule: Rule, stack: Stack) -> Iterator[Row]:
    yield Row("Because", (reason_of(rule, stack),))
    yield Row("In force", (words(in_force(rule.from_on, rule.until_on)),))
    yield Row("Source", (cited(rule.cites, stack, rule.confidence),))
    if rule.overrides:
        yield Row("Goes before", (names(rule.overrides, stack),))
    later = [other.id for other in stack.rules.values() if rule.id in other.overrides]
    if later:
        yield Row("Gives way to", (names(later, stack),))
    if rule.waivable_by:
        yield Row("May be set aside", (words(f"By the {rule.waivable_by}, who gives a reason."),))
