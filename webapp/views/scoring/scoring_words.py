"""The words of the pages on which evaluators score."""

from evaluation.model import GateCriterion
from evaluation.numbers import plain
from evaluation.own_scores import Question
from rules.wording import counted
from webapp.services.scoring.handing import HandedIn
from webapp.services.scoring.reading import Line, Shown, Status

STALE = (
    "Nothing was saved: this score was saved in another window or on another device after you "
    "opened it here. Both are shown below"
)
TAGS = {Status.TO_DO: "quiet", Status.DRAFT: "undecided", Status.DONE: "decided"}
_HOUR = 60


def handed_in(outcome: HandedIn) -> str:
    """Return what came of handing in all drafts."""
    done = f"{counted(outcome.count, 'score')} handed in."
    if not outcome.left:
        return done
    return f"{done} {counted(outcome.left, 'draft')} lacked something, and stayed as they were."


def left(shown: Shown) -> str:
    """Return how many scores are left once the one that is shown is handed in."""
    still = sum(
        cell.status is not Status.DONE and cell.id != shown.id for cell in shown.scoring.cells
    )
    return f"{counted(still, 'score')} to go." if still else "That was the last one."


def points(line: Line) -> str:
    """Return what a question weighs, in words."""
    if line.points is None:
        return "A requirement: passed or failed"
    return f"{plain(line.points)} of 100 points"


def duration(minutes: int) -> str:
    """Return so many minutes in words.

    >>> duration(5), duration(95)
    ('about 5 minutes', 'about 1 hour 35 minutes')
    """
    hours, rest = divmod(minutes, _HOUR)
    parts = [counted(hours, "hour")] if hours else []
    if rest or not hours:
        parts.append(counted(rest, "minute"))
    return f"about {' '.join(parts)}"


def score_in_words(question: Question, score: str) -> str:
    """Return a score with what it means, or that there is none."""
    if not score:
        return "No score yet"
    named = score.capitalize() if isinstance(question, GateCriterion) else score
    meaning = question.descriptors.get(score, "")
    return f"{named}: {meaning}" if meaning else named
