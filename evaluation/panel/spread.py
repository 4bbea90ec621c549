"""How far apart the scores are that evaluators give to one answer."""

from collections.abc import Collection

from evaluation.numbers import exact, is_number, plain


def spread_words(scores: Collection[str]) -> str:
    """Return in words how far apart scores are; marks as text, or passed and failed.

    >>> spread_words(["3", "4", "3"]), spread_words(["2", "2"]), spread_words(["passed", "failed"])
    ('From 3 to 4: 1 apart', 'All the same', 'Not all the same')
    >>> spread_words([])
    'No score was given'
    """
    if not scores:
        return "No score was given"
    if len(set(scores)) == 1:
        return "All the same"
    if not all(is_number(score) for score in scores):
        return "Not all the same"
    marks = sorted(exact(score) for score in scores)
    apart = marks[-1] - marks[0]
    return f"From {plain(marks[0])} to {plain(marks[-1])}: {plain(apart)} apart"
