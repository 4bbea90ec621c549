"""The sheet of declarations: what whoever bids confirms, and who says so."""

from dataclasses import dataclass

from evaluation.workbook.layout import (
    NO,
    YES,
    Asked,
    Input,
    InputKind,
    Locked,
    Look,
    Part,
    Sheet,
)
from evaluation.workbook.tables import SheetBuilder

NAME = "Declarations"
_WIDTHS = (80, 40)


@dataclass(frozen=True, slots=True)
class Declaration:
    """Something that a bidder says: Yes or No, or in words where `is_in_words`.

    `longest` is how many characters the words may have.
    """

    id: str
    text: str
    is_in_words: bool = False
    longest: int = 200


DECLARATIONS = (
    Declaration("is-true", "What this workbook says is true and complete."),
    Declaration("is-kept", "We will keep what we promise in it if the contract is awarded to us."),
    Declaration(
        "is-own",
        "We made our price and our answers ourselves, and agreed them with no other bidder.",
    ),
    Declaration(
        "is-registered",
        "We are registered on the central digital platform, our core supplier information there "
        "is up to date, and we have shared it with you through the platform (Procurement "
        "Regulations 2024, regulation 6).",
    ),
    Declaration(
        "sub-contractors",
        "To whom we intend to sub-contract all or part of the contract, and which part of it; "
        "None if to nobody (Procurement Act 2023, section 28)",
        is_in_words=True,
        longest=4_000,
    ),
    Declaration("made-by", "Name of the person who may bind the bidder", is_in_words=True),
    Declaration("made-as", "Their position", is_in_words=True),
    Declaration(
        "why-no",
        "What you said No to above, and why; None if you said Yes to all",
        is_in_words=True,
        longest=4_000,
    ),
)
"""What is asked of every bidder where the tender asks for nothing else.

An authority has to ask whether a supplier intends to sub-contract (Procurement Act 2023
s.28(1)(a)), and to have its confirmation about the platform before the end of the tendering period
(Procurement Regulations 2024 reg 6(3) and (5)); below the threshold a bidder can say No, and why.
"""


def declarations_sheet(declarations: tuple[Declaration, ...]) -> Sheet:
    """Return the sheet of declarations."""
    sheet = SheetBuilder(NAME, "Declarations", _WIDTHS)
    sheet.notes("Answer each. If you can't say Yes, say No, and why in the last row.")
    sheet.columns("What you declare", "Your answer")
    for one in declarations:
        sheet.add(Locked(one.text, Look.LABEL), _input(one))
    return sheet.built()


def _input(declaration: Declaration) -> Input:
    asked = Asked(Part.DECLARATION, declaration.id)
    label = f"“{declaration.text}”"
    if declaration.is_in_words:
        return Input(asked, InputKind.TEXT, label, "In words.", longest=declaration.longest)
    return Input(asked, InputKind.CHOICE, label, "Choose Yes or No.", choices=(YES, NO))
