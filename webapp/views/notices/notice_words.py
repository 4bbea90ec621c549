"""What the pages of notices say of each: how it stands, and why it is due."""

from types import MappingProxyType

from webapp.documents.notices import NoticeKind
from webapp.services.notices.reading import NoticeShown

_WHAT = MappingProxyType(
    {
        NoticeKind.TENDER: "It announces the tender: what is bought, until when bids are taken, "
        "and how they are judged.",
        NoticeKind.AWARD: "It says who won, after the letters went out and before the contract is "
        "entered into. The standstill begins with the day on which it is published.",
        NoticeKind.CONTRACT: "It says what was signed, and by which indicators its performance is "
        "measured.",
        NoticeKind.TERMINATION: "It says that nothing is awarded after the tender notice, where a "
        "procurement is ended without award.",
    }
)


def state_of(shown: NoticeShown) -> str:
    """Return how a notice stands, in a word or two."""
    if shown.made:
        return "Made once" if len(shown.made) == 1 else f"Made {len(shown.made)} times"
    return "Can be made" if shown.draft else "Not yet"


def why_of(shown: NoticeShown) -> str:
    """Return what a notice is for, and whether a duty asks for it."""
    what = _WHAT[shown.kind]
    if shown.duty is None:
        return f"{what} The rules find no duty to publish it for this procurement."
    return f"{what} {shown.duty.text}"


def file_name(reference: str, kind: NoticeKind, number: int) -> str:
    """Return what the file of a notice is called."""
    return f"{reference}-{kind.number}-{number}.json"
