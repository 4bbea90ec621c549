"""Submitting an outline, and taking it back: the words that go with it."""

from typing import ClassVar

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, TextAreaField
from wtforms.validators import StopValidation

from forms.page_fields import SeveralField
from forms.paragraphs import take_paragraphs

LONGEST_REASON = 4_000


class SubmitForm(FlaskForm):
    """What those who decide should know beside the outline; `read` stands for what was read.

    What is said of the conflicts assessment may be left out where none `is_due`.
    """

    is_due: ClassVar[bool] = True

    read = HiddenField()
    asked = TextAreaField(
        "Who was asked whether they have a conflict of interest?",
        description="By their posts, rather than by name: whoever writes the outline, advises on "
        "it, decides on it or will evaluate bids, and whoever else influences a decision. It "
        "stands in the outline, which may have to be published.",
        render_kw={"rows": 3},
    )
    found = TextAreaField(
        "What was found, and what is done about it?",
        description="Conflicts and possible ones, with the steps against each; and what others "
        "might wrongly take for one, with what shows that it is none. Write “none” if nothing was "
        "found. Leave out details of anybody's health or family.",
        render_kw={"rows": 3},
    )
    prepared = SeveralField(
        "Is the conflicts assessment prepared?",
        description="It names the conflicts and the steps against them.",
        choices=[("yes", "It is prepared, and revised as far as it had to be")],
    )
    why = TextAreaField(
        "Is there anything that those who decide should know? (optional)",
        description="It stands beside the outline, not in it.",
        render_kw={"rows": 3},
    )

    def validate_asked(self, field: Field) -> None:
        """Ask who was asked, where an assessment is due."""
        take_paragraphs(field, "who was asked", most=LONGEST_REASON, is_needed=self.is_due)

    def validate_found(self, field: Field) -> None:
        """Ask what was found, where an assessment is due."""
        take_paragraphs(
            field, "what was found, or “none”", most=LONGEST_REASON, is_needed=self.is_due
        )

    def validate_prepared(self, field: Field) -> None:
        """Ask for the confirmation, where an assessment is due."""
        if self.is_due and not field.data:
            raise StopValidation("Confirm that the conflicts assessment is prepared")

    def validate_why(self, field: Field) -> None:
        """Take a text that can be shown, or none."""
        what = "what those who decide should know"
        take_paragraphs(field, what, most=LONGEST_REASON, is_needed=False)


class AnewForm(SubmitForm):
    """The same for an outline that those who decide have seen before."""

    why = TextAreaField(
        "What has changed since the version before?",
        description="Say how each reason for which it came back was met. "
        "Every changed word is shown to those who decide as well.",
    )

    def validate_why(self, field: Field) -> None:
        """Ask for what has changed."""
        take_paragraphs(field, "what has changed", most=LONGEST_REASON)


def submit_form(*, is_anew: bool, is_due: bool) -> type[SubmitForm]:
    """Return the form of a first submission or of one anew, with an assessment due or not."""
    base = AnewForm if is_anew else SubmitForm
    return type("SubmissionForm", (base,), {"is_due": is_due})


class ReasonForm(FlaskForm):
    """Why something is done."""

    why = TextAreaField("Why?")

    def validate_why(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "the reason, in a sentence or two", most=LONGEST_REASON)
