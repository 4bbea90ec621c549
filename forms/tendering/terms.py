"""The terms of a tender as an officer types them, and why they change."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import StopValidation

from evaluation.publication import Basis, Check, PriceBasis, Terms, TermsProblem
from evaluation.publication.price_basis import OFFERED
from forms.clock_times import check_time, read_time
from forms.page_fields import ChoiceField, DayField, SeveralField, TypedTextField
from forms.paragraphs import take_paragraphs
from rules.uk_time import UK, moments_of

LONGEST_CONTACT = 300
LONGEST_PLACE = 500
LONGEST_INSTRUCTIONS = 20_000
LONGEST_LOTS = 4_000
LONGEST_REASON = 2_000
LAST_DAY = date(2099, 12, 31)
_YES_NO = (("yes", "Yes"), ("no", "No"))
_FIELDS = {"deadline_at": "deadline_day", "questions_until": "questions_day"}


class TermsForm(FlaskForm):
    """The terms of a tender; see `terms_form`."""

    def validate_deadline_time(self, field: Field) -> None:
        """Refuse a time that the clocks show twice on that day, or never."""
        check_time(self["deadline_day"].data, field.data)

    def validate_questions_time(self, field: Field) -> None:
        """Refuse a time that the clocks show twice on that day, or never."""
        check_time(self["questions_day"].data, field.data)

    def validate_contact(self, field: Field) -> None:
        """Ask whom bidders can write to."""
        take_paragraphs(field, "whom bidders can ask", most=LONGEST_CONTACT)
        field.data = " ".join(str(field.data).split())

    def validate_documents_at(self, field: Field) -> None:
        """Take an address, or nothing."""
        take_paragraphs(field, "the address", most=LONGEST_PLACE, is_needed=False)
        field.data = " ".join(str(field.data).split())

    def validate_instructions(self, field: Field) -> None:
        """Take what else bidders should know, or nothing."""
        most = LONGEST_INSTRUCTIONS
        take_paragraphs(field, "what bidders should know", most=most, is_needed=False)

    def terms(self) -> Terms:
        """Return the terms; only what was validated can be relied on."""
        lots = self["lots_awarded"].data if "lots_awarded" in self else ""
        basis = self["price_basis"].data if "price_basis" in self else ""
        return Terms(
            deadline_at=_moment(self["deadline_day"].data, self["deadline_time"].data),
            questions_until=_moment(self["questions_day"].data, self["questions_time"].data),
            contact=str(self["contact"].data),
            are_names_masked=self["are_names_masked"].data == "yes",
            is_price_hidden=self["is_price_hidden"].data == "yes",
            documents_at=str(self["documents_at"].data or ""),
            instructions=str(self["instructions"].data or ""),
            lots_awarded=str(lots or ""),
            price_basis=PriceBasis(basis or ""),
        )

    def refuse(self, problems: Sequence[TermsProblem]) -> None:
        """Put each problem to the field that it is about."""
        for one in problems:
            field = self[_FIELDS.get(one.field, one.field)]
            field.errors = (*field.errors, f"{one.problem}. {one.remedy}.")


def terms_form(
    *,
    first: date,
    has_lots: bool,
    has_price: bool,
    bases: Sequence[Basis] = (),
    is_change: bool = False,
) -> type[TermsForm]:
    """Return the form of terms whose moments lie on a day or after it.

    Args:
        first: The first day that may be typed.
        has_lots: Whether it is said how lots are awarded.
        has_price: Whether it is said on which basis prices are asked for.
        bases: The powers by which it may be changed.
        is_change: Whether it changes what is published, so that its reason is asked for.
    """
    fields = _moments("deadline", "the deadline", "By when do bids have to be here?", first)
    fields |= _moments(
        "questions", "the end of questions", "Until when may bidders ask questions?", first
    )
    fields |= {**(_price() if has_price else {}), **_texts(has_lots=has_lots), **_choices()}
    if is_change:
        fields["why"] = TextAreaField(
            "Why does it change?",
            description="Bidders read it, and it goes on the record with your name.",
            validators=[_why],
        )
        fields["basis"] = ChoiceField(
            "By which power is it changed?",
            choices=[(one.value, one.words) for one in bases],
            missing="Select the power by which the tender is changed",
            hints={one.value: one.cite for one in bases if one.cite},
        )
    return type("TenderTermsForm", (TermsForm,), fields)


def terms_typed(terms: Terms) -> Mapping[str, object]:
    """Return what the form of terms shows of them."""
    deadline, questions = terms.deadline_at.astimezone(UK), terms.questions_until.astimezone(UK)
    return {
        "deadline_day": deadline.date(),
        "deadline_time": deadline.time(),
        "questions_day": questions.date(),
        "questions_time": questions.time(),
        "contact": terms.contact,
        "are_names_masked": "yes" if terms.are_names_masked else "no",
        "is_price_hidden": "yes" if terms.is_price_hidden else "no",
        "documents_at": terms.documents_at,
        "instructions": terms.instructions,
        "lots_awarded": terms.lots_awarded,
        "price_basis": terms.price_basis.value,
    }


class ReviewForm(FlaskForm):
    """What is confirmed before it is published; see `review_form`."""

    def met(self) -> dict[str, bool]:
        """Return the checks by whether they were ticked."""
        ticked = self["checks"].data if "checks" in self else ()
        return dict.fromkeys(ticked or (), True)


def review_form(checks: Sequence[Check]) -> type[ReviewForm]:
    """Return the form on which these checks are confirmed."""
    if not checks:
        return ReviewForm
    field = SeveralField(
        "Confirm what has to hold",
        description="The Procurement Act 2023 asks it of whoever changes a tender that is out.",
        choices=[(one.id, f"{one.statement} ({one.cite})") for one in checks],
        validators=[_all_of(checks)],
    )
    return type("ChecksForm", (ReviewForm,), {"checks": field})


def _all_of(checks: Sequence[Check]) -> Callable[[FlaskForm, Field], None]:
    def check(_: FlaskForm, field: Field) -> None:
        missing = next((one for one in checks if one.id not in (field.data or ())), None)
        if missing is not None:
            message = f"You did not confirm {missing.cite}. {missing.remedy}"
            raise StopValidation(message)

    return check


def _moments(name: str, what: str, question: str, first: date) -> dict[str, Any]:
    return {
        f"{name}_day": DayField(
            question,
            what=f"The day of {what}",
            first=first,
            last=LAST_DAY,
            missing=f"Enter the day of {what}",
        ),
        f"{name}_time": TypedTextField(
            f"At what time is {what}?",
            description="UK time by the 24-hour clock, such as 12:00.",
            parse=read_time,
            write=lambda found: f"{found:%H:%M}",
            missing=f"Enter the time of {what}, such as 12:00",
            render_kw={"autocomplete": "off"},
        ),
    }


def _price() -> dict[str, Any]:
    otherwise = PriceBasis.OTHERWISE
    return {
        "price_basis": ChoiceField(
            "On which basis are prices asked for?",
            description="It stands on the price sheet of the workbook and in the instructions.",
            choices=[
                (one.value, "Otherwise" if one is otherwise else one.words) for one in OFFERED
            ],
            missing="Select with or without VAT and for which term prices are asked for",
            hints={otherwise.value: "Say how under “What else should bidders know?”"},
        )
    }


def _texts(*, has_lots: bool) -> dict[str, Any]:
    lots = TextAreaField(
        "How are the lots awarded?",
        description="And what decides where one bidder would win more lots than it may have.",
        validators=[_lots],
    )
    return {
        "contact": StringField(
            "Whom can bidders ask?",
            description="A name and an e-mail address or telephone number. Bidders read it.",
            render_kw={"autocomplete": "off"},
        ),
        **({"lots_awarded": lots} if has_lots else {}),
        "documents_at": StringField(
            "Where are the specification and the contract?",
            description="An address that bidders can open. Leave it empty if you send them "
            "yourself, with every invitation: bidders are told to ask you if they have none.",
            render_kw={"autocomplete": "off"},
        ),
        "instructions": TextAreaField(
            "What else should bidders know?",
            description="For example site visits, or how long a bid has to stay open. Optional.",
        ),
    }


def _choices() -> dict[str, Any]:
    return {
        "are_names_masked": ChoiceField(
            "Are the names of bidders masked while bids are scored?",
            choices=_YES_NO,
            missing="Select whether the names of bidders are masked",
            hints={"yes": "Evaluators see “Bidder A”. Whoever is shown a name early is recorded."},
        ),
        "is_price_hidden": ChoiceField(
            "Are prices hidden from those who score quality?",
            choices=_YES_NO,
            missing="Select whether prices are hidden",
            hints={"yes": "Until the panel has agreed every score of quality."},
        ),
    }


def _moment(day: date, at: time) -> datetime:
    return moments_of(day, at)[0]


def _lots(_: FlaskForm, field: Field) -> None:
    take_paragraphs(field, "how the lots are awarded", most=LONGEST_LOTS)


def _why(_: FlaskForm, field: Field) -> None:
    take_paragraphs(field, "why it changes", most=LONGEST_REASON)
