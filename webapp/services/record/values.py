"""Values as the record shows them: answers in words, and what changed from one to the next."""

from collections.abc import Mapping
from typing import Any

from rules.vocabulary import FACT_BY_NAME
from rules.wording import NOT_KNOWN_YET, upper_first
from webapp.documents.outline.words import fact_words
from webapp.services.preparing.answers import read
from webapp.services.record.part_lines import lines
from webapp.services.record.telling import Change

LONGEST = 280


def fact_title(fact: str) -> str:
    """Return the title of a question, or its name if it is asked no longer."""
    found = FACT_BY_NAME.get(fact)
    return found.title if found else fact.replace("_", " ")


def answer_in_words(fact: str, text: str | None) -> str:
    """Return an answer as it is kept in words; one that can be read no longer as it is kept."""
    if text is None:
        return NOT_KNOWN_YET
    if fact not in FACT_BY_NAME:
        return text
    try:
        value = read(fact, text)
    except (ValueError, TypeError, KeyError, AttributeError):
        return text
    return NOT_KNOWN_YET if value is None else upper_first(fact_words(fact, value))


def differences(
    kind: type, was: Mapping[str, Any] | None, now: Mapping[str, Any]
) -> tuple[Change, ...]:
    """Return what changed from one revision of a part to the next, a line for each field."""
    return tuple(one for one in beside(kind, was, now) if one.was != one.now)


def beside(kind: type, was: Mapping[str, Any] | None, now: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return every line of a part beside what it was before, those that are gone last."""
    after = {one.key: one for one in lines(kind, now)}
    before = {one.key: one for one in lines(kind, was or {})}
    return tuple(
        Change(
            (after.get(key) or before[key]).title,
            before[key].words if key in before else "",
            after[key].words if key in after else "",
        )
        for key in {**after, **before}
    )


def shortened(text: str) -> str:
    """Return a text that fits a line of the record."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"
