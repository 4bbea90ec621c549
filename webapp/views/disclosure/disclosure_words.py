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
                "Where what is asked for is environmental information, such as how waste is "
                "handled or land is kept, judge it by the exceptions of the Environmental "
                "Information Regulations 2004 (reg 12 and 13) instead: the grounds here do not "
                "hold for it."
            ),
            (
                "Withhold no name that is published: above £5 million the contract award notice "
                "names every supplier whose tender was assessed (Procurement Regulations 2024 "
                "reg 27(2)(o))."
            ),
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
                "A bidder’s written request is one under the Freedom of Information Act too: "
                "answer within 20 working days, and say what is refused, by which section and why "
                "(s.10(1) and s.17). The index of the file does that."
            ),
            (
                "Its assessment summary is not in question here: from that, something is withheld "
                "by the Procurement Act 2023 s.94(1) alone, and the bidder is told so (s.94(3))."
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
