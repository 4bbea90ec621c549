"""Scores, what they count and how long they take, in words: for scoring and for moderation."""

from fractions import Fraction

from evaluation.model import GateCriterion, Question
from evaluation.numbers import plain
from rules.wording import counted

_HOUR = 60


def in_words(question: Question, score: str) -> str:
    """Return a score with what it means, or that there is none."""
    if not score:
        return "No score"
    named = score.capitalize() if isinstance(question, GateCriterion) else score
    meaning = question.descriptors.get(score, "")
    return f"{named}: {meaning}" if meaning else named


def counts(points: Fraction | None) -> str:
    """Return how much a question counts; a requirement counts no points.

    >>> counts(Fraction(25, 2)), counts(None)
    ('12.5 of 100 points', 'a requirement: passed or failed')
    """
    return "a requirement: passed or failed" if points is None else f"{plain(points)} of 100 points"


def duration(minutes: int) -> str:
    """Return so many minutes in words.

    >>> duration(0), duration(5), duration(95)
    ('less than a minute', '5 minutes', '1 hour 35 minutes')
    """
    hours, rest = divmod(minutes, _HOUR)
    parts = [counted(hours, "hour")] if hours else []
    if rest:
        parts.append(counted(rest, "minute"))
    return " ".join(parts) or "less than a minute"
