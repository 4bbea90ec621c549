"""A summary is issued, and its words are read as a test reads them."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import TypeGuard

from evaluation.evaluate import evaluate
from evaluation.tender import Tender
from tests.evaluation import tenders
from webapp.documents.content import (
    Blank,
    Cited,
    Document,
    Line,
    Lines,
    Section,
    Text,
    shown,
    spaced,
)
from webapp.documents.summaries import Issue, assessment_summary

ISSUE = Issue(on=date(2026, 5, 18), criteria_at="the tender notice 2026/S 000-014733, part 4")


def words(document: Document) -> str:
    """Return every word that a document shows, a line each."""
    return "\n".join(_lines(document))


def words_of(section: Section) -> str:
    """Return every word of one section."""
    return "\n".join(_lines(section))


def words_of_lines(lines: Lines) -> str:
    """Return the words of a cell."""
    return "\n".join(_lines(lines))


def section(document: Document, anchor: str) -> str:
    """Return the words of the section with that anchor."""
    (found,) = [each for each in document.sections if each.anchor == anchor]
    return words_of(found)


def blanks(document: Document) -> list[str]:
    """Return what a person still has to fill in."""
    return _blanks(document)


def _lines(value: object) -> list[str]:
    if _is_line(value):
        return ["".join(space + shown(span) for span, space in spaced(value))]
    if isinstance(value, str):
        return [value]
    return [text for part in _parts(value) for text in _lines(part)]


def _blanks(value: object) -> list[str]:
    if isinstance(value, Blank):
        return [value.name]
    return [name for part in _parts(value) for name in _blanks(part)]


def _parts(value: object) -> list[object]:
    if isinstance(value, tuple):
        return list(value)
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in fields(value)]
    return []


def _is_line(value: object) -> TypeGuard[Line]:
    return (
        isinstance(value, tuple)
        and bool(value)
        and all(isinstance(span, Text | Cited | Blank) for span in value)
    )


def summary(made: Tender, bid: str) -> Document:
    """Return the assessment summary of a bid."""
    evaluation = evaluate(made, tenders.findings())
    return assessment_summary(made, evaluation, None, bid, issue=ISSUE)
