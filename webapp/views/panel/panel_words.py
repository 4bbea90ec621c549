"""The words and tags of the evaluation panel."""

from evaluation.panel.visibility import Declared
from webapp.services.panel.board import Seated

DECLARED = {
    Declared.MISSING: ("Not declared", "questions"),
    Declared.NO_CONFLICT: ("No conflict", "decided"),
    Declared.UNDECIDED: ("To be decided on", "undecided"),
    Declared.ACCEPTED: ("A conflict, decided on", "decided"),
    Declared.RECUSED: ("Takes no part", "unsure"),
}
"""The word of each state of a declaration, and the tag that it has."""


def progress_words(person: Seated) -> str:
    """Return how many of somebody's scores are in; nothing of what they are."""
    if not person.asked:
        told = "No bid is open yet" if person.questions else "Scores none"
    else:
        told = f"{person.given} of {person.asked} scores in"
    return f"{told}; {person.left_with} given before they left" if person.left_with else told
