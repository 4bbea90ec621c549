"""What is entered about telling bidders: a letter's missing words, the notice, and what follows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField

from evaluation.letters.issuing import LetterWords
from evaluation.letters.standstill import LONGEST
from forms.page_fields import DayField
from forms.paragraphs import take_paragraphs
from forms.tendering.bidders import LONGEST_ADDRESS, LONGEST_NAME, take_line

LONGEST_REASON = 4_000
LONGEST_SHOWN = 2_000
LONGEST_REFERENCE = 100
_FIRST = date(2025, 2, 24)
_SHOWN = "shown_"


class SendForm(FlaskForm):
    """The press of the button that sends every letter."""


class WordsForm(FlaskForm):
    """What the letter to a bidder lacks."""

    address = TextAreaField("Contact postal address")
    identifier = StringField(
        "Unique identifier",
        description="Its number on Find a Tender (PPON), or at Companies House, the Charity "
        "Commission or the like, with the register’s name.",
        render_kw={"autocomplete": "off"},
    )

    def validate_address(self, field: Field) -> None:
        """Take the postal address, or nothing."""
        take_paragraphs(field, "the postal address", most=LONGEST_ADDRESS, is_needed=False)

    def validate_identifier(self, field: Field) -> None:
        """Take the identifier, or nothing."""
        take_line(field, most=LONGEST_NAME)

    @property
    def words(self) -> LetterWords:
        """What was given."""
        shown = {
            name.removeprefix(_SHOWN): str(field.data or "")
            for name, field in self._fields.items()
            if name.startswith(_SHOWN) and field.data
        }
        return LetterWords(
            self.address.data or "", self.identifier.data or "", MappingProxyType(shown)
        )


def words_form(measures: Sequence[tuple[str, str]]) -> type[WordsForm]:
    """Return the form of a letter that lacks words on some promises."""
    given: Mapping[str, Any] = {
        f"{_SHOWN}{id_}": TextAreaField(
            f"What in the tender shows why ‘{title}’ counts or does not",
            description="With the place in the tender. The supplier reads it.",
            validators=[_shown],
        )
        for id_, title in measures
    }
    return type("CompletedWordsForm", (WordsForm,), dict(given))


def words_typed(words: LetterWords) -> dict[str, str]:
    """Return the data of the form that gives some words."""
    typed = {"address": words.address, "identifier": words.identifier}
    return typed | {f"{_SHOWN}{id_}": text for id_, text in words.shown.items()}


def notice_form(today: date, *, is_needed: bool, is_change: bool) -> type[FlaskForm]:
    """Return the form of the day of the award notice.

    `is_needed` says that the notice has to give the last day of the standstill, since no rule
    does; a change has its reason.
    """
    given: dict[str, Any] = {
        "published_on": _day(
            "On which day was the contract award notice published?", "published", today
        ),
        "stated": DayField(
            "Which last day of a standstill does the notice give?",
            what="The last day of the standstill",
            description="Leave it empty if the notice gives the day that is counted here, or none.",
            first=_FIRST,
            last=today + timedelta(days=LONGEST),
            missing="Enter the last day of the standstill" if is_needed else None,
        ),
        "reference": StringField(
            "Reference of the notice",
            description="Optional: its number on the central digital platform.",
            render_kw={"autocomplete": "off"},
            validators=[_reference],
        ),
    }
    if is_change:
        given["because"] = TextAreaField(
            "Why the entry is corrected", validators=[_reason("why the entry is corrected")]
        )
    return type("NoticeForm", (FlaskForm,), given)


def stop_form(today: date) -> type[FlaskForm]:
    """Return the form that stops an award."""
    return _act_form(
        today,
        "On which day was the authority notified?",
        "notified",
        "What stops it",
        "The claim with its court, number and claimant, or the order of the court.",
        "what stops the award",
    )


def resume_form(today: date) -> type[FlaskForm]:
    """Return the form that lets an award go on."""
    return _act_form(
        today,
        "From which day may it go on?",
        "lifted",
        "What lifts the stop",
        "How the claim was determined, discontinued or disposed of, or the order of the court.",
        "what lifts the stop",
    )


def contract_form(today: date) -> type[FlaskForm]:
    """Return the form that says that the contract was entered into."""
    return _act_form(
        today,
        "On which day was the contract entered into?",
        "entered into",
        "What shows it",
        "The contract’s reference and who signed it for the authority.",
        "what shows that the contract was entered into",
    )


def _act_form(
    today: date, question: str, what: str, label: str, hint: str, asked: str
) -> type[FlaskForm]:
    given: dict[str, Any] = {
        "on": _day(question, what, today),
        "because": TextAreaField(label, description=hint, validators=[_reason(asked)]),
    }
    return type("AwardActForm", (FlaskForm,), given)


def _day(question: str, what: str, today: date) -> DayField:
    return DayField(
        question,
        what=f"The day on which it was {what}",
        first=_FIRST,
        last=today,
        missing="Enter the day",
        example=today,
    )


def _reason(what: str) -> Callable[[FlaskForm, Field], None]:
    def check(_: FlaskForm, field: Field) -> None:
        take_paragraphs(field, what, most=LONGEST_REASON)

    return check


def _shown(_: FlaskForm, field: Field) -> None:
    take_paragraphs(field, "what shows it", most=LONGEST_SHOWN, is_needed=False)


def _reference(_: FlaskForm, field: Field) -> None:
    take_line(field, most=LONGEST_REFERENCE)
