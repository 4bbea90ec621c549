"""Values and reasons in the words that people read."""

from collections.abc import Iterable
from datetime import date, datetime
from types import MappingProxyType

from rules.area import area_in_words
from rules.money import Money, percent_text, pounds
from rules.pack import Confidence
from rules.uk_time import UK, name_of_time
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    Conclusion,
    Fact,
    Kind,
    Value,
)
from rules.vocabulary.labels import label

CONFIDENCE_WORDS = MappingProxyType(
    {
        Confidence.SECONDARY: (
            "secondary source",
            "It was read in a secondary source, such as a law firm's note, not in the text itself.",
        ),
        Confidence.UNVERIFIED: (
            "unverified",
            "It was not checked against the text. Check it before relying on it.",
        ),
        Confidence.AUTHORITY_SETTING: (
            "proposed, for the authority to set",
            "No source publishes it. It is a default, until the authority adopts its own.",
        ),
    }
)
"""What a tag says and means; what was seen in its source carries none."""

NOT_KNOWN_YET = "Not known yet"
"""What stands where a value would, while nobody knows it."""
NOT_ANSWERED = "Not answered"
"""What stands where an answer would, while the question was not answered."""

_SAID_IN_UNITS = frozenset({Kind.INTEGER, Kind.AREA})


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun, whose plural is in s where no other is given.

    >>> counted(1, "month"), counted(1200, "month"), counted(0, "duty", "duties")
    ('1 month', '1,200 months', '0 duties')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: Iterable[str], *, last: str = "and") -> str:
    """Return items as a sentence lists them, nothing for none.

    >>> listed(["goods", "services", "works"]), listed(["goods", "works"], last="or")
    ('goods, services and works', 'goods or works')
    """
    *others, final = list(items) or [""]
    return f"{', '.join(others)} {last} {final}" if others else final


_CLOSING = ".,:;)%-/\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_OPENING = "(\N{POUND SIGN}-/\N{LEFT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"


def are_parted(before: str, after: str) -> bool:
    """Return whether a space stands between two runs of words that are set one after the other.

    >>> are_parted("It", "is"), are_parted("It is", ": so."), are_parted("(", "so")
    (True, False, False)
    """
    return bool(before and after) and after[0] not in _CLOSING and before[-1] not in _OPENING


def lower_first(text: str) -> str:
    """Return text with a small first letter, unless it begins with an abbreviation.

    >>> lower_first("Most measures"), lower_first("NHS body")
    ('most measures', 'NHS body')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return text with a capital first letter, the rest as it is.

    >>> upper_first("most NHS bodies")
    'Most NHS bodies'
    """
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return text with a capital and one full stop, so that it stands as a sentence.

    >>> sentence(" it was asked for"), sentence("")
    ('It was asked for.', '')
    """
    text = text.strip()
    return upper_first(text.rstrip(".")) + "." if text else ""


def date_in_words(day: date) -> str:
    """Return a date as a person reads it.

    >>> date_in_words(date(2026, 3, 2))
    '2 March 2026'
    """
    return f"{day.day} {day:%B} {day.year}"


def moment_in_words(moment: datetime) -> str:
    """Return a moment in UK time, with its name where the clocks show the hour twice.

    >>> from datetime import UTC
    >>> moment_in_words(datetime(2026, 7, 1, 9, tzinfo=UTC))
    '1 July 2026 at 10:00'
    >>> moment_in_words(datetime(2026, 10, 25, 1, tzinfo=UTC))
    '25 October 2026 at 01:00 GMT'
    """
    local = moment.astimezone(UK)
    return f"{date_in_words(local)} at {local:%H:%M} {name_of_time(moment)}".rstrip()


def in_words(value: Value | None, kind: Kind, name: str = "", unit: str = "") -> str:
    """Return a value of a kind as a person reads it; `name` finds an enumeration's labels."""
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, date):
        return date_in_words(value)
    if isinstance(value, tuple):
        return ", ".join(label(name, item) for item in value) or "none"
    if isinstance(value, str):
        return label(name, value)
    return _number_in_words(value, kind, unit)


def _number_in_words(value: int, kind: Kind, unit: str) -> str:
    if kind is Kind.PERCENT:
        return f"{percent_text(value)}%"
    if kind is Kind.MONEY:
        return pounds(value)
    if kind is Kind.AREA:
        return area_in_words(value, unit)
    if unit:
        return f"{value:,} {unit.removesuffix('s') if value == 1 else unit}"
    return f"{value:,}"


def tag_word(confidence: Confidence) -> str:
    """Return the word of the tag that anything below `seen` carries wherever it shows."""
    return CONFIDENCE_WORDS[confidence][0]


def subject_of(name: str) -> Fact | Conclusion:
    """Return the fact or the conclusion of a name."""
    return FACT_BY_NAME.get(name) or CONCLUSION_BY_NAME[name]


def named_in_words(name: str, value: Value | None) -> str:
    """Return the value of a fact or a conclusion as a person reads it."""
    subject = subject_of(name)
    return in_words(value, subject.kind, name, unit_of(subject))


def unit_of(subject: Fact | Conclusion) -> str:
    """Return the unit in which values of a fact or a conclusion are said, empty where none is."""
    return subject.unit if subject.kind in _SAID_IN_UNITS else ""
