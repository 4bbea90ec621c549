"""What is said of the evaluation panel: who scores what, interests, what is shown, samples."""

from collections.abc import Callable, Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField

from forms.page_fields import ChoiceField, SeveralField
from forms.paragraphs import take_paragraphs

LONGEST = 4_000
LONGEST_SAMPLE = 20_000
PRICES = "prices"
"""What is chosen to be shown early where it is the prices and no bidder's name."""

HANDLINGS = (
    ("none", "I have none"),
    ("managed", "I have one, and it can be managed"),
    ("recused", "I have one, and I take no part"),
)
VERDICTS = (
    ("managed", "They take part, and it is managed as they say"),
    ("waived", "They take part, and the conflict is waived"),
    ("recused", "They take no part"),
)


class InterestsForm(FlaskForm):
    """Whether there is a conflict of interest in any bidder, and which."""

    handling = ChoiceField(
        "Do you have a conflict of interest in any of these bidders?",
        description="A personal, professional or financial interest, direct or through somebody "
        "close to you: in one of these firms, or in a person who works there.",
        choices=HANDLINGS,
        missing="Select whether you have a conflict of interest",
        hints={
            "none": "You take your part as soon as it is your turn.",
            "managed": "Say below what it is, and what keeps it from helping or harming a bidder. "
            "You read nothing until somebody else has decided on it.",
            "recused": "Say below what it is. You read and score nothing of this tender.",
        },
    )
    detail = TextAreaField("What it is, and how it is managed")

    def validate_detail(self, field: Field) -> None:
        """Ask for the conflict where there is one."""
        is_needed = self.handling.data in {"managed", "recused"}
        take_paragraphs(field, "what the conflict is", most=LONGEST, is_needed=is_needed)


class VerdictForm(FlaskForm):
    """What is decided on somebody's conflict of interest."""

    verdict = ChoiceField(
        "What is decided?", choices=VERDICTS, missing="Select what is decided on the conflict"
    )
    why = TextAreaField(
        "Why",
        description="Say what keeps the conflict from helping or harming a bidder, or why nothing "
        "does. The record keeps it with your name.",
    )

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why you decide so", most=LONGEST)


class _QuestionsForm(FlaskForm):
    """Which questions somebody scores."""

    why = TextAreaField(
        "Why",
        description="Needed where a question is taken from them, and for every change once the "
        "bids are open.",
    )

    def validate_why(self, field: Field) -> None:
        """Take the reason, if there is one."""
        take_paragraphs(field, "why", most=LONGEST, is_needed=False)


def questions_form(questions: Sequence[tuple[str, str]]) -> type[FlaskForm]:
    """Return the form that asks which of some questions somebody scores."""
    asked = SeveralField(
        "Which questions do they score?",
        description="None takes them off the panel; what they gave stays on record.",
        choices=questions,
    )
    return type("QuestionsForm", (_QuestionsForm,), {"questions": asked})


def chair_form(people: Sequence[tuple[str, str]], *, is_change: bool) -> type[FlaskForm]:
    """Return the form that asks who chairs; a change has its reason."""
    given: dict[str, Any] = {
        "chair": ChoiceField(
            "Who chairs the panel?",
            description="One person does, who moderates what the evaluators give.",
            choices=people,
            missing="Select who chairs the panel",
        )
    }
    if is_change:
        given["why"] = TextAreaField(
            "Why somebody else from now on", validators=[_reason("why somebody else chairs")]
        )
    return type("ChairForm", (FlaskForm,), given)


def early_form(
    people: Sequence[tuple[str, str]], bidders: Sequence[tuple[str, str]]
) -> type[FlaskForm]:
    """Return the form that asks what is shown early, to whom and why."""
    given: dict[str, Any] = {
        "to": ChoiceField("To whom?", choices=people, missing="Select to whom it is shown"),
        "what": ChoiceField(
            "What are they shown?",
            choices=[*bidders, (PRICES, "The prices of all bids")],
            missing="Select what they are shown",
        ),
        "because": TextAreaField(
            "Why they have to know it now",
            description="It can't be hidden again. The record keeps it with your name.",
            validators=[_reason("why they have to know it now")],
        ),
    }
    return type("EarlyForm", (FlaskForm,), given)


def sample_form(questions: Sequence[tuple[str, str]]) -> type[FlaskForm]:
    """Return the form of an invented answer to a question."""
    given: dict[str, Any] = {
        "question": ChoiceField(
            "To which question is it an answer?",
            choices=questions,
            missing="Select the question that it answers",
        ),
        "text": TextAreaField(
            "The invented answer",
            description="Write it yourself: never take it from a bid of this tender.",
            validators=[_text("the invented answer", LONGEST_SAMPLE)],
        ),
    }
    return type("SampleForm", (FlaskForm,), given)


def trial_form(levels: Sequence[tuple[str, str]]) -> type[FlaskForm]:
    """Return the form that asks what somebody would give a sample answer; levels have hints."""
    given: dict[str, Any] = {
        "score": ChoiceField(
            "What would you give it?",
            choices=[(level, level.capitalize()) for level, _ in levels],
            hints={level: words for level, words in levels if words},
            missing="Select what you would give it",
        ),
        "rationale": TextAreaField("Why", validators=[_reason("why you would give it that")]),
    }
    return type("TrialForm", (FlaskForm,), given)


class ClosingForm(FlaskForm):
    """Why a calibration is closed before everybody has said what they would give."""

    why = TextAreaField("Why it is closed before everybody has said it")

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it is closed now", most=LONGEST)


def _reason(what: str) -> Callable[[FlaskForm, Field], None]:
    return _text(what, LONGEST)


def _text(what: str, most: int) -> Callable[[FlaskForm, Field], None]:
    def check(_: FlaskForm, field: Field) -> None:
        take_paragraphs(field, what, most=most)

    return check
