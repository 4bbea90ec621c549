"""What was found of a conclusion, in the words that every page and document shares."""

from rules.decision import Status
from rules.stack import Stack
from rules.vocabulary import Value
from rules.wording import upper_first
from webapp.documents.outline.words import conclusion_words

NOT_SAID_YET = "Can't be said yet"
NO_FINDING = "No finding"


def found_words(name: str, status: Status, value: Value | None, stack: Stack) -> str:
    """Return what was found of a conclusion, with a capital; ids by their titles.

    Raises:
        KeyError: an id of the value is not one of the stack's.
    """
    if status is Status.UNDETERMINED:
        return NOT_SAID_YET
    if status is Status.ABSENT or value is None:
        return NO_FINDING
    return upper_first(conclusion_words(name, value, stack))
