"""The words of the pages on which evaluators score."""

from rules.wording import counted
from webapp.services.scoring.handing import HandedIn
from webapp.services.scoring.reading import Shown, Status

STALE = (
    "Nothing was saved: this score was saved in another window or on another device after you "
    "opened it here. Both are shown below"
)
TAGS = {Status.TO_DO: "quiet", Status.DRAFT: "undecided", Status.DONE: "decided"}


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
