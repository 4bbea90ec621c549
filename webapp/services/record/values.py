"""Values as the record shows them: answers in words, and what changed from one to the next."""

from collections.abc import Iterator, Mapping
from typing import Any

from rules.vocabulary import FACT_BY_NAME
from rules.wording import NOT_KNOWN_YET, upper_first
from webapp.documents.outline.words import fact_words
from webapp.services.preparing.answers import read
from webapp.services.record.telling import Change

LONGEST = 280
_IDENTIFIERS = ("id", "number", "name", "topic", "measure", "departure", "screen", "title", "what")
"""What tells the items of a list apart, the first that they have."""


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


def differences(was: Mapping[str, Any] | None, now: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what changed from one revision of a part to the next, a line for each field."""
    before = dict(leaves(was)) if was is not None else {}
    after = dict(leaves(now))
    return tuple(
        Change(title, before.get(title, ""), after.get(title, ""))
        for title in {**before, **after}
        if before.get(title, "") != after.get(title, "")
    )


def leaves(value: object, title: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text, number and choice within a value, under the way that leads to it.

    >>> list(leaves({"need": "Mow", "risks": [{"what": "Rain", "likelihood": "low"}]}))
    [('Need', 'Mow'), ('Risks, Rain, what', 'Rain'), ('Risks, Rain, likelihood', 'Low')]
    """
    match value:
        case dict():
            for key, item in value.items():
                words = str(key).replace("_", " ")
                yield from leaves(item, f"{title}, {words}" if title else upper_first(words))
        case list():
            for place, item in enumerate(value, start=1):
                yield from leaves(item, f"{title}, {_called(item, place)}")
        case None | "":
            return
        case bool():
            yield title, "Yes" if value else "No"
        case str():
            yield title, _said(value)
        case _:
            yield title, str(value)


def shortened(text: str) -> str:
    """Return a text that fits a line of the record."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"


def _called(item: object, place: int) -> str:
    if isinstance(item, dict):
        for key in _IDENTIFIERS:
            if item.get(key) not in {None, ""}:
                return shortened(str(item[key])).replace("_", " ")
    return str(place)


def _said(text: str) -> str:
    """Return a text, or the word that an identifier such as `not_started` stands for."""
    is_identifier = text.islower() and text.replace("_", "").isalpha()
    return upper_first(text.replace("_", " ")) if is_identifier else text
