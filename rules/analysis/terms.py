"""Days that a policy owner has to know of: values and packs that end, and dates of review.

The day from which it is looked is given: nothing here reads a clock.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from rules.analysis.report import Term, TermKind
from rules.pack import Confidence, Pack, Parameter, Rule
from rules.wording import date_in_words

DAYS_AHEAD = 90


def terms_of(pack: Pack, on: date, *, days: int = DAYS_AHEAD) -> tuple[Term, ...]:
    """Return what of a pack ends, or is to be reviewed, within so many days of a day.

    Reviews that are overdue are told however long ago they were due; what ended longer ago
    than that is history. What another value or rule follows on the next day goes on, and is
    not told of.
    """
    ends = (
        (kind, id_, day, what) for id_, day, what in _ends(pack) if (kind := _end(day, on, days))
    )
    reviews = (
        (kind, id_, day, what) for id_, day, what in _reviews(pack) if (kind := _due(day, on, days))
    )
    found = [
        Term(kind, id_, day, f"{what} {_WORDS[kind]} {date_in_words(day)}")
        for kind, id_, day, what in (*ends, *reviews)
    ]
    return tuple(sorted(found, key=lambda term: (term.on, term.kind, term.id)))


_WORDS = {
    TermKind.HAS_ENDED: "ended on",
    TermKind.ENDS_SOON: "ends on",
    TermKind.REVIEW_OVERDUE: "was to be reviewed by",
    TermKind.REVIEW_SOON: "is to be reviewed by",
}


def _end(day: date, on: date, days: int) -> TermKind | None:
    if abs((day - on).days) > days:
        return None
    return TermKind.ENDS_SOON if day >= on else TermKind.HAS_ENDED


def _due(day: date, on: date, days: int) -> TermKind | None:
    if day < on:
        return TermKind.REVIEW_OVERDUE
    return TermKind.REVIEW_SOON if (day - on).days <= days else None


def _ends(pack: Pack) -> Iterator[tuple[str, date, str]]:
    if pack.until_on is not None:
        yield pack.id, pack.until_on, f"the pack «{pack.title}»"
    for item in pack.parameters:
        last = item.values[-1]
        if last.until_on is not None and last.value is not None:
            yield item.id, last.until_on, f"the last value of «{item.title}»"
    for rule in pack.rules:
        if rule.until_on is not None and not _is_followed(rule, rule.until_on, pack):
            yield rule.id, rule.until_on, f"the rule «{rule.title}»"


def _is_followed(rule: Rule, until: date, pack: Pack) -> bool:
    """Return whether another rule concludes something of the same from the next day on."""
    names = {name for name, _ in rule.then}
    return any(
        other.from_on == until + timedelta(days=1) and names & {name for name, _ in other.then}
        for other in pack.rules
    )


def _reviews(pack: Pack) -> Iterator[tuple[str, date, str]]:
    for source in pack.sources:
        if source.review_by is not None:
            yield source.id, source.review_by, f"the source «{source.title}»"
    for item in pack.parameters:
        yield from _reviews_of(item)


def _reviews_of(item: Parameter) -> Iterator[tuple[str, date, str]]:
    if item.review_by is not None:
        yield item.id, item.review_by, f"the parameter «{item.title}»"
    for value in item.values:
        if value.review_by is not None:
            since = date_in_words(value.from_on)
            yield item.id, value.review_by, f"the value of «{item.title}» from {since}"


def unverified(pack: Pack) -> tuple[str, ...]:
    """Return the ids of what a pack holds that was not checked against its text.

    A parameter is named when a value of it was not; the pack itself when its last day was not.
    """
    is_unsure = Confidence.UNVERIFIED
    found = [pack.id] if pack.until_on and pack.until_confidence is is_unsure else []
    found += [source.id for source in pack.sources if source.confidence is is_unsure]
    found += [
        item.id
        for item in pack.parameters
        if any(value.confidence is is_unsure for value in item.values)
    ]
    found += [rule.id for rule in pack.rules if rule.confidence is is_unsure]
    found += [duty.id for duty in pack.duties if duty.confidence is is_unsure]
    return tuple(found)
