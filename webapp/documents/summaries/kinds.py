"""The kinds of letter that a bidder is sent."""

from enum import StrEnum


class LetterKind(StrEnum):
    """The kinds of letter, by the stem of the file that each is written to."""

    ASSESSMENT_SUMMARY = "assessment-summary"
    DISREGARDED = "disregarded-tender"
    LOW_PRICE = "abnormally-low-price"
    LATE = "late-tender"
    UNREAD = "unread-tender"
    TAKEN_BACK = "award-taken-back"
    ENDED = "procurement-ended"

    @property
    def words(self) -> str:
        """The kind as a page and the record name it."""
        return _WORDS[self]


_WORDS = {
    LetterKind.ASSESSMENT_SUMMARY: "Assessment summary",
    LetterKind.DISREGARDED: "Notice that the tender was disregarded",
    LetterKind.LOW_PRICE: "Notice of an abnormally low price",
    LetterKind.LATE: "Notice that the late tender was not admitted",
    LetterKind.UNREAD: "Notice that the tender could not be read",
    LetterKind.TAKEN_BACK: "Notice that the award decision is taken back",
    LetterKind.ENDED: "Notice that the procurement is ended without award",
}
