"""Whether a tender may be published on its terms: each check with what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from evaluation.publication.price_basis import PriceBasis
from evaluation.publication.terms import Terms
from rules.uk_time import UK, day_of
from rules.wording import counted, date_in_words, moment_in_words
from rules.working_days import is_working_day

EARLIEST, LATEST = time(9), time(17)
"""The hours, in UK time, in which somebody is there when a deadline passes."""


@dataclass(frozen=True, slots=True)
class TermsProblem:
    """What is wrong with a field of the terms, and what to do."""

    field: str
    problem: str
    remedy: str


def first_day(published_on: date, days: int) -> date:
    """Return the first day on which a deadline may fall after a period of so many days.

    The period begins with the day after the invitation and ends with the day by which tenders have
    to be submitted (Procurement Act 2023 s.54(5)), so that the day of the deadline counts.

    >>> first_day(date(2026, 3, 2), 25)
    datetime.date(2026, 3, 27)
    """
    return published_on + timedelta(days=days)


def problems_of(
    terms: Terms,
    *,
    now: datetime,
    published_at: datetime | None = None,
    days: int = 0,
    has_lots: bool = False,
    has_price: bool = False,
) -> tuple[TermsProblem, ...]:
    """Return what keeps a tender from being published on these terms, in the order of the form.

    Args:
        terms: The terms.
        now: The moment of publication, which knows its offset.
        published_at: When it was first published, None if it is now: the tendering period begins
            then, and a change of the terms has to leave that period whole.
        days: The shortest tendering period by law, 0 where there is none.
        has_lots: Whether the contract is divided into lots.
        has_price: Whether bidders are asked for a price.
    """
    return (
        *_deadline(terms, now),
        *_period(terms, day_of(published_at or now), days),
        *_questions(terms, now, is_first=published_at is None),
        *_texts(terms, has_lots=has_lots),
        *(_price(terms) if has_price else ()),
    )


def _deadline(terms: Terms, now: datetime) -> Iterator[TermsProblem]:
    local = terms.deadline_at.astimezone(UK)
    if terms.deadline_at <= now:
        yield TermsProblem(
            "deadline_at",
            f"The deadline, {moment_in_words(terms.deadline_at)}, has passed",
            "Choose one that lies ahead",
        )
    if not is_working_day(local.date()):
        yield TermsProblem(
            "deadline_at",
            f"{local:%A}, {date_in_words(local.date())}, is no working day",
            "Choose a working day, so that bidders reach somebody if something fails",
        )
    if not EARLIEST <= local.time() <= LATEST:
        yield TermsProblem(
            "deadline_at",
            f"At {local:%H:%M} nobody may be there to help a bidder",
            "Choose a time from 09:00 to 17:00; noon is usual",
        )


def _period(terms: Terms, published_on: date, days: int) -> Iterator[TermsProblem]:
    first = first_day(published_on, days)
    if days and day_of(terms.deadline_at) < first:
        yield TermsProblem(
            "deadline_at",
            f"The law gives bidders {counted(days, 'day')} at least, the first of which is the "
            f"day after {date_in_words(published_on)} and the last that of the deadline "
            "(Procurement Act 2023 s.54(5))",
            f"Choose {date_in_words(first)} or a later day",
        )


def _questions(terms: Terms, now: datetime, *, is_first: bool) -> Iterator[TermsProblem]:
    if terms.questions_until >= terms.deadline_at:
        yield TermsProblem(
            "questions_until",
            "Questions could be asked until bids are due, too late for an answer to be used",
            "Choose a moment some days before the deadline",
        )
    if is_first and terms.questions_until <= now:
        yield TermsProblem(
            "questions_until",
            "The time for questions would be over when the tender is published",
            "Choose a moment that lies ahead",
        )


def _texts(terms: Terms, *, has_lots: bool) -> Iterator[TermsProblem]:
    if not terms.contact:
        yield TermsProblem(
            "contact", "Bidders would not know whom to ask", "Enter a name and an e-mail address"
        )
    if has_lots and not terms.lots_awarded:
        yield TermsProblem(
            "lots_awarded",
            "The contract is divided into lots, and nothing says how they are awarded",
            "Say it, and what decides where a bidder would win more lots than it may have "
            "(Procurement Act 2023 s.23(4))",
        )


def _price(terms: Terms) -> Iterator[TermsProblem]:
    if terms.price_basis is PriceBasis.UNSAID:
        yield TermsProblem(
            "price_basis",
            "Bidders would not know whether their price is with or without VAT, and for which term",
            "Select the basis on which prices are asked for",
        )
    if terms.price_basis is PriceBasis.OTHERWISE and not terms.instructions:
        yield TermsProblem(
            "instructions",
            "Nothing says on which basis prices are asked for",
            "Say it here: with or without VAT, and for which term or which quantities",
        )
