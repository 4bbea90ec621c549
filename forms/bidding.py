"""What bidders send: the file of a bid, why it is taken back; and what is decided on a late one."""

from dataclasses import dataclass

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, TextAreaField
from wtforms.validators import StopValidation

from forms.attached_files import EXCEL, read_file
from forms.errors import InvalidInput
from forms.page_fields import ChoiceField
from forms.paragraphs import take_paragraphs
from forms.tender_workbook import LARGEST_BID
from forms.tendering.clarifications import LONGEST_QUESTION
from rules.errors import PodiumError

LONGEST_REASON = 2_000
ADMITTED, NOT_ADMITTED = "admitted", "not-admitted"


@dataclass(frozen=True, slots=True)
class BidFile:
    """A file that can be taken in as a bid: its name, and its bytes as they were sent."""

    name: str
    data: bytes


def read_bid(data: bytes, name: str) -> BidFile:
    """Return a file as a bid; whether its cells are right is not judged here.

    Raises:
        InvalidInput: It is empty, too large, no .xlsx workbook, or made to do something.
    """
    if len(data) > LARGEST_BID:
        raise _refused(
            name,
            f"it has {len(data):,} bytes, and a bid has at most {LARGEST_BID:,}",
            "Take out pictures and whatever was added to the workbook you were given",
        )
    file = read_file(data, name)
    if file.type != EXCEL:
        raise _refused(
            file.name,
            f"it is {file.type.words}, and a bid is sent as the workbook that you were given",
            "Fill in that workbook, save it as .xlsx, and send it",
        )
    return BidFile(file.name, file.data)


class BidForm(FlaskForm):
    """The workbook of a bid."""

    file = FileField(
        "The workbook, filled in",
        description=f"As .xlsx, of at most {LARGEST_BID // 1_000_000} MB, without macros.",
    )

    def validate_file(self, field: Field) -> None:
        """Refuse no file."""
        if not field.data or not field.data.filename:
            raise StopValidation("Select the workbook")


class SameFileForm(BidForm):
    """The very file of a bid that could not be read."""

    file = FileField(
        "The very file that was sent",
        description="It is taken only if its SHA-256 is the one on the receipt. Opened and saved "
        "again it is another file.",
    )


class LostBidForm(FlaskForm):
    """Why a bid that can't be read can't be had either."""

    because = TextAreaField(
        "Why can’t it be had?",
        description="Say what was tried: which backups were looked at, and what the bidder "
        "answered. The bidder reads it in the notice that it is sent, so name no other.",
    )

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it can’t be had", most=LONGEST_REASON)


class WithdrawBidForm(FlaskForm):
    """Why a bid is taken back, which a bidder need not say."""

    why = TextAreaField(
        "Why do you withdraw it? (optional)",
        description="The authority can read this.",
    )

    def validate_why(self, field: Field) -> None:
        """Take a reason, or none."""
        take_paragraphs(field, "your reason", most=LONGEST_REASON, is_needed=False)


class LateBidForm(FlaskForm):
    """Whether a late bid is admitted, and why."""

    decision = ChoiceField(
        "Is the late bid admitted?",
        choices=[(ADMITTED, "Yes, it is admitted"), (NOT_ADMITTED, "No, it is not admitted")],
        missing="Select whether the late bid is admitted",
    )
    because = TextAreaField(
        "Why?",
        description="Say what made it late, what the tender's own words say of late bids, and how "
        "the others are treated alike. It stands on record, and its bidder is sent it.",
    )

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "the reason for the decision", most=LONGEST_REASON)


class QuestionForm(FlaskForm):
    """A bidder's question about the tender."""

    question = TextAreaField(
        "Your question",
        description="The answer goes to every bidder with the question. Nothing says who asked, so "
        "leave out what tells.",
    )

    def validate_question(self, field: Field) -> None:
        """Ask for the question."""
        take_paragraphs(field, "your question", most=LONGEST_QUESTION)


class OpenBidsForm(FlaskForm):
    """That somebody opens the bids: a button alone."""


def _refused(name: str, problem: str, remedy: str) -> InvalidInput:
    return InvalidInput(name, (PodiumError(name, problem, remedy),))
