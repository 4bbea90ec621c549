"""What the page of the file says of each audience."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from evaluation.disclosure import Audience, How, Rows, Treatment

BEFORE: Final[Mapping[Audience, tuple[str, ...]]] = MappingProxyType(
    {
        Audience.PUBLIC: (
            (
                "Read it. Names are found as they are on the record; a nickname, a description or "
                "what a picture shows is not."
            ),
            "Weigh each ground for this request: the table proposes, and you decide.",
            (
                "Answer within 20 working days of the request (Freedom of Information Act 2000 "
                "s.10(1)), and say in writing what is refused, by which section and why (s.17): "
                "the index of the file does that."
            ),
        ),
        Audience.BIDDER: (
            (
                "Read it. Names are found as they are on the record; a description of another bid "
                "is not."
            ),
            (
                "Tell the bidder that something is withheld, and by which paragraph (Procurement "
                "Act 2023 s.94(3)): the index of the file does that."
            ),
        ),
        Audience.COURT: (
            "Look for legal advice in it: what is privileged is known to no machine.",
            (
                "It holds what is confidential to every bidder: settle who may read it, such as by "
                "a confidentiality ring, before it goes to another party."
            ),
        ),
    }
)
"""What somebody still has to do before a file is handed over."""


def how_words(treatment: Treatment) -> str:
    """Return in words how much of a kind of thing is given."""
    match treatment:
        case Treatment(is_too_early=True):
            return "Not yet"
        case Treatment(how=How.WHOLE):
            return "Whole"
        case Treatment(how=How.REDACTED, rows=Rows.OWN):
            return "Its own only, redacted"
        case Treatment(how=How.REDACTED):
            return "Redacted"
        case _:
            return "Left out"
