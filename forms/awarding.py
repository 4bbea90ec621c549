"""What is said of an award: its recommendation, its approval, and why one is taken back."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField

from forms.page_fields import ChoiceField
from forms.paragraphs import take_paragraphs

LONGEST = 8_000
LONGEST_MINUTE = 500
APPROVED, REFUSED = "approved", "refused"
REVERSED, UPHELD = "reversed", "upheld"


class RecommendForm(FlaskForm):
    """Why the award is recommended."""

    because = TextAreaField(
        "Your recommendation",
        description="Why the contract should be awarded as the evaluation has it: what it rests "
        "on, what was settled and by whom, and what whoever approves it has to know.",
    )

    def validate_because(self, field: Field) -> None:
        """Ask for the recommendation."""
        take_paragraphs(field, "your recommendation", most=LONGEST)


class WithdrawForm(FlaskForm):
    """Why a recommendation is taken back."""

    because = TextAreaField("Why it is taken back")

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it is taken back", most=LONGEST)


class ReverseForm(FlaskForm):
    """Why an award is taken back of which bidders are told."""

    because = TextAreaField(
        "Why the award is taken back",
        description="Every bidder reads this in its letter: say what was wrong, and nothing of "
        "other bidders’ tenders.",
    )

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why the award is taken back", most=LONGEST)


def reversal_form(bodies: str) -> type[FlaskForm]:
    """Return the form of the decision on taking an award back, which `bodies` take."""
    given: dict[str, Any] = {
        "decision": ChoiceField(
            "What is decided?",
            choices=((REVERSED, "The award is taken back"), (UPHELD, "The award stands as it is")),
            missing="Select what is decided",
        ),
        "because": TextAreaField(
            "Why",
            description="That the award stands has its reason; bidders do not read it.",
            validators=[_why_upheld],
        ),
        "minute": _minute_field(bodies),
    }
    return type("ReversalDecisionForm", (FlaskForm,), given)


def decision_form(bodies: str) -> type[FlaskForm]:
    """Return the form of the decision on a recommended award; `bodies` decide, empty for none."""
    given: dict[str, Any] = {
        "decision": ChoiceField(
            "What is decided?",
            choices=((APPROVED, "The award is approved"), (REFUSED, "The award is refused")),
            missing="Select what is decided",
        ),
        "because": TextAreaField(
            "Why",
            description="A refusal has its reason; an approval may have one.",
            validators=[_why],
        ),
    }
    if bodies:
        given["minute"] = _minute_field(bodies)
    return type("AwardDecisionForm", (FlaskForm,), given)


def _why(form: FlaskForm, field: Field) -> None:
    is_needed = form["decision"].data == REFUSED
    take_paragraphs(field, "why the award is refused", most=LONGEST, is_needed=is_needed)


def _why_upheld(form: FlaskForm, field: Field) -> None:
    is_needed = form["decision"].data == UPHELD
    take_paragraphs(field, "why the award stands", most=LONGEST, is_needed=is_needed)


def _minute_field(bodies: str) -> TextAreaField:
    return TextAreaField(
        "Where the decision stands in the minutes",
        description=f"The meeting of {bodies}, its day and the number of the minute.",
        validators=[_minute],
    )


def _minute(_: FlaskForm, field: Field) -> None:
    take_paragraphs(field, "where the decision stands in the minutes", most=LONGEST_MINUTE)
