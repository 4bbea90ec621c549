"""What those who decide on an outline say: conflicts, comments, votes, decisions, conditions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import StopValidation

from forms.agenda_words import on_its_agenda
from forms.page_fields import ChoiceField, DayField, SeveralField
from forms.paragraphs import take_paragraphs

LONGEST = 4_000
LONGEST_OWNER = 200
MOST_CONDITIONS = 20
FIRST_CONDITIONS = 2
LAST_DAY = date(2099, 12, 31)
_CONDITIONAL = "approve_with_conditions"

HANDLINGS = (
    ("none", "I have none"),
    ("managed", "I have one, and it can be managed"),
    ("recused", "I have one, and I take no part"),
)
CHOICES = (
    ("approve", "Approve"),
    (_CONDITIONAL, "Approve with conditions"),
    ("return", "Return to the buyer"),
    ("reject", "Reject"),
    ("abstain", "Abstain"),
)


class DeclarationForm(FlaskForm):
    """Whether there is a conflict of interest, and which."""

    handling = ChoiceField(
        "Do you have a conflict of interest in this procurement?",
        description="A personal, professional or financial interest, direct or through somebody "
        "close to you: in a firm that might bid, in a person who works there, in what is decided.",
        choices=HANDLINGS,
        missing="Select whether you have a conflict of interest",
        hints={
            "managed": "Say below what it is, and what keeps it from helping or harming a "
            "supplier. You may vote once a chair or a procurement officer confirms that it can, "
            "unless the law or your authority’s rules forbid it.",
            "recused": "Say below what it is. You do not count in the quorum, and can't vote.",
        },
    )
    detail = TextAreaField("What it is, and how it is managed")

    def validate_detail(self, field: Field) -> None:
        """Ask for the conflict where there is one."""
        is_needed = self.handling.data in {"managed", "recused"}
        take_paragraphs(field, "what the conflict is", most=LONGEST, is_needed=is_needed)


class CommentForm(FlaskForm):
    """A comment on a section, or an answer to one."""

    text = TextAreaField("Your comment")

    def validate_text(self, field: Field) -> None:
        """Ask for the words."""
        take_paragraphs(field, "your comment", most=LONGEST)


class AnswerForm(FlaskForm):
    """An answer to a comment; one that settles it may go without words."""

    replies_to = HiddenField()
    text = TextAreaField("Your answer")
    settles = SeveralField(
        "Is it settled?",
        description=" ",
        choices=[("yes", "This settles it")],
    )

    def validate_text(self, field: Field) -> None:
        """Ask for the words, unless it is settled."""
        is_needed = not self.settles.data
        take_paragraphs(field, "your answer", most=LONGEST, is_needed=is_needed)


class VoteForm(FlaskForm):
    """A vote, with its reason; `body` is the one whose page was read."""

    body = HiddenField()
    choice = ChoiceField("How do you vote?", choices=CHOICES, missing="Select how you vote")
    reason = TextAreaField(
        "Your reason",
        description="Needed for every vote but one to approve the outline as it is. It stays on "
        "record as dissent where the panel decides otherwise.",
    )

    def validate_reason(self, field: Field) -> None:
        """Ask for the reason of every vote but a plain approval."""
        is_needed = self.choice.data != "approve"
        take_paragraphs(field, "your reason", most=LONGEST, is_needed=is_needed)


@dataclass(frozen=True, slots=True)
class TypedCondition:
    """A condition as it was typed: what has to be done, who does it and by when."""

    text: str
    owner: str
    due_on: date


class DecisionForm(FlaskForm):
    """What is decided, with reasons, and conditions one by one; see `decision_form`."""

    conditions: ClassVar[int] = 0

    body = HiddenField()
    outcome = ChoiceField(
        "What is decided?",
        choices=[one for one in CHOICES if one[0] != "abstain"],
        missing="Select what is decided",
    )
    reasons = TextAreaField(
        "Reasons",
        description="Needed where the outline is returned or rejected: say what has to change.",
    )

    def validate_reasons(self, field: Field) -> None:
        """Ask for the reasons of a return or a rejection."""
        is_needed = self.outcome.data in {"return", "reject"}
        take_paragraphs(field, "the reasons", most=LONGEST, is_needed=is_needed)

    def rows(self) -> list[tuple[Field, Field, Field]]:
        """Return the fields of each condition: what, who, by when."""
        names = ("text", "owner", "due_on")
        return [
            (self[f"{names[0]}_{row}"], self[f"{names[1]}_{row}"], self[f"{names[2]}_{row}"])
            for row in range(1, self.conditions + 1)
        ]

    def typed(self) -> tuple[TypedCondition, ...]:
        """Return the conditions that were filled in; only what was validated can be relied on."""
        return tuple(
            TypedCondition(text.data, owner.data, due_on.data)
            for text, owner, due_on in self.rows()
            if text.data
        )

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Refuse an approval with conditions that names none."""
        is_valid = bool(super().validate(extra_validators=extra_validators))
        if self.outcome.data == _CONDITIONAL and self.conditions and not self.typed():
            first = self.rows()[0][0]
            if not first.errors:
                first.errors = ("Enter at least one condition",)
            return False
        return is_valid


def decision_form(conditions: int, *, today: date, called_for: str = "") -> type[DecisionForm]:
    """Return the form of a decision with room for so many conditions.

    A condition of which something was typed has to be whole: what, who, and a day to come. Where
    a meeting is `called_for` a moment to decide it, it is asked whether that is not waited for.
    """
    count = min(max(conditions, 0), MOST_CONDITIONS)
    fields: dict[str, Any] = {"outside": _outside(called_for)} if called_for else {}
    for row in range(1, count + 1):
        fields[f"text_{row}"] = TextAreaField("What has to be done?", validators=[_condition(row)])
        fields[f"owner_{row}"] = StringField(
            "Who does it?", description="A person or a post.", validators=[_owner(row)]
        )
        fields[f"due_on_{row}"] = DayField(
            "By when?",
            what="The day by which it is done",
            first=today,
            last=LAST_DAY,
            validators=[_due(row)],
        )
    return type("DecisionWithConditionsForm", (DecisionForm,), {"conditions": count, **fields})


def _outside(called_for: str) -> SeveralField:
    return SeveralField(
        "Is it decided outside the meeting?",
        description=f"{on_its_agenda(called_for)}. The record names both days.",
        choices=[("yes", "It is decided now, outside that meeting")],
        validators=[_ticked("Confirm that it is decided outside the meeting, or open that first")],
    )


def _ticked(message: str) -> Any:  # noqa: ANN401 - a validator, as WTForms calls it
    def check(_: FlaskForm, field: Field) -> None:
        if not field.data:
            raise StopValidation(message)

    return check


class ConfirmationForm(FlaskForm):
    """Whether a conflict of interest can be managed as it was declared."""

    verdict = ChoiceField(
        "Can the conflict be managed so?",
        choices=[("yes", "Yes, it can be managed"), ("no", "No, they take no part")],
        missing="Select whether the conflict can be managed",
        hints={
            "yes": "Their vote counts.",
            "no": "They don’t vote, and don’t count in the quorum.",
        },
    )
    why = TextAreaField(
        "Why",
        description="Needed where it can't be managed. Where it can, name the steps that are taken "
        "if they are more than was declared.",
    )

    def validate_why(self, field: Field) -> None:
        """Ask for the reason of a refusal."""
        take_paragraphs(field, "why", most=LONGEST, is_needed=self.verdict.data == "no")


class ReportForm(FlaskForm):
    """What shows that a condition is met."""

    evidence = TextAreaField(
        "What was done, and what shows it?",
        description="Name the document, the section of the outline, the meeting or the page.",
    )

    def validate_evidence(self, field: Field) -> None:
        """Ask for the evidence."""
        take_paragraphs(field, "what shows that it is met", most=LONGEST)


class JudgementForm(FlaskForm):
    """Whether a condition that was reported is met."""

    verdict = ChoiceField(
        "Is the condition met?",
        choices=[("met", "Yes, it is met"), ("not_met", "No, not yet")],
        missing="Select whether it is met",
    )
    why = TextAreaField("Why", description="Needed where it is not met: say what is missing.")

    def validate_why(self, field: Field) -> None:
        """Ask for what is missing."""
        is_needed = self.verdict.data == "not_met"
        take_paragraphs(field, "what is missing", most=LONGEST, is_needed=is_needed)


def _is_begun(form: FlaskForm, row: int) -> bool:
    typed = [form[f"text_{row}"].data, form[f"owner_{row}"].data]
    day = form[f"due_on_{row}"]
    return any(str(one or "").strip() for one in typed) or any(day.typed.values())


def _condition(row: int) -> Any:  # noqa: ANN401 - a validator, as WTForms calls it
    def check(form: FlaskForm, field: Field) -> None:
        take_paragraphs(field, "what has to be done", most=LONGEST, is_needed=_is_begun(form, row))

    return check


def _owner(row: int) -> Any:  # noqa: ANN401 - as above
    def check(form: FlaskForm, field: Field) -> None:
        is_begun = _is_begun(form, row)
        take_paragraphs(field, "who does it", most=LONGEST_OWNER, is_needed=is_begun)

    return check


def _due(row: int) -> Any:  # noqa: ANN401 - as above
    def check(form: FlaskForm, field: DayField) -> None:
        if field.data is None and not field.process_errors and _is_begun(form, row):
            field.wrong_parts = ("day", "month", "year")
            raise StopValidation("Enter the day by which it is done")

    return check
