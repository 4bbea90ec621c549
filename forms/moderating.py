"""The score that a panel agrees of an answer, why an answer is opened early, or opened again."""

from collections.abc import Sequence
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, TextAreaField
from wtforms.validators import StopValidation

from evaluation.model import Question
from evaluation.own_scores import LONGEST_RATIONALE
from forms.page_fields import SeveralField
from forms.paragraphs import take_paragraphs
from forms.scoring import QuotationsField, ScoreForm, score_field

LONGEST = 4_000


class AgreedForm(ScoreForm):
    """An agreed score, its reasons, who was present and who dissents; see `agreed_form`."""

    quotation = QuotationsField("Words of the answer that the agreed score rests on")
    rationale = TextAreaField("The panel’s reasons, by reference to the answer")
    meant = SeveralField(
        "Is this what the panel means?", choices=[("yes", "Yes, record the score as it is")]
    )

    def validate_rationale(self, field: Field) -> None:
        """Keep the paragraphs, and refuse what cannot be shown."""
        take_paragraphs(field, "the panel’s reasons", most=LONGEST_RATIONALE, is_needed=False)

    def validate_present(self, field: Field) -> None:
        """Ask who was there."""
        if not field.data:
            raise StopValidation("Select who was present")

    def validate_dissenting(self, field: Field) -> None:
        """Ask who dissents where something is held, and have nobody dissent who was not there."""
        if not set(field.data or ()) <= set(self["present"].data or ()):
            raise StopValidation("Select as dissenting only people who were present")
        if str(self["dissent"].data or "").strip() and not field.data:
            raise StopValidation("Select who dissents, or empty what they hold")

    def validate_dissent(self, field: Field) -> None:
        """Ask what is held where somebody dissents."""
        is_needed = bool(self["dissenting"].data)
        take_paragraphs(field, "what they hold", most=LONGEST, is_needed=is_needed)

    def people(self, name: str) -> frozenset[UUID]:
        """Return who was selected in `present` or `dissenting`."""
        return frozenset(UUID(one) for one in self[name].data or ())


def agreed_form(question: Question, people: Sequence[tuple[UUID, str]]) -> type[AgreedForm]:
    """Return the form for an answer to a question, with who may be present."""
    choices = [(str(one), name) for one, name in people]
    return type(
        "QuestionAgreedForm",
        (AgreedForm,),
        {
            "score": score_field(question, "The agreed score"),
            "present": SeveralField("Who was present", choices=choices),
            "dissenting": SeveralField(
                "Who dissents, if anybody", choices=choices, description="Only those present can."
            ),
            "dissent": TextAreaField("What they hold, and why"),
        },
    )


class EarlyOpeningForm(FlaskForm):
    """Why an answer is opened before every evaluator's own score is in; needed only then."""

    why = TextAreaField(
        "Why the panel opens it without them",
        description="Their own scores can’t be given any more. The record keeps your reason.",
    )

    def validate_why(self, field: Field) -> None:
        """Keep the paragraphs; whether there has to be a reason, the service knows."""
        take_paragraphs(field, "why", most=LONGEST, is_needed=False)


class ReopeningForm(FlaskForm):
    """Why an answer is opened again whose score was agreed."""

    number = HiddenField()
    why = TextAreaField(
        "Why it has to be agreed again",
        description="Name no score and no bidder: whoever reads the record reads this.",
    )

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it has to be agreed again", most=LONGEST)
