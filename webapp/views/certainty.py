"""How sure something is, in the word of a tag and in what that word means."""

from collections.abc import Iterable

from rules.pack import Confidence

WORDS = {
    Confidence.SECONDARY: (
        "secondary source",
        "It was read in a secondary source, such as a law firm's note, not in the text itself.",
    ),
    Confidence.UNVERIFIED: (
        "unverified",
        "It was not checked against the text. Check it before relying on it.",
    ),
    Confidence.AUTHORITY_SETTING: (
        "set by the authority",
        "No source publishes it. It is a default that the authority may change, and must own.",
    ),
}


def tags_of(confidences: Iterable[Confidence]) -> tuple[str, ...]:
    """Return the word for each confidence below seen, once each, the surest first."""
    held = set(confidences)
    return tuple(words for found, (words, _) in WORDS.items() if found in held)


def tag_of(confidences: Iterable[Confidence]) -> str:
    """Return the word for the least sure of several, empty if all were seen."""
    return "".join(tags_of(confidences)[-1:])
