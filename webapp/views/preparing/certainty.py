"""How sure something is, in the word of a tag and in what that word means."""

from collections.abc import Iterable

from rules.pack import Confidence
from rules.wording import CONFIDENCE_WORDS


def tags_of(confidences: Iterable[Confidence]) -> tuple[str, ...]:
    """Return the word for each confidence below seen, once each, the surest first."""
    held = set(confidences)
    return tuple(words for found, (words, _) in CONFIDENCE_WORDS.items() if found in held)


def tag_of(confidences: Iterable[Confidence]) -> str:
    """Return the word for the least sure of several, empty if all were seen."""
    return "".join(tags_of(confidences)[-1:])
