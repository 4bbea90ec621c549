"""What is entered of what is withheld from letters: what, from whom, on which ground, and why."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField

from evaluation.letters.withholding import Ground
from forms.page_fields import ChoiceField
from forms.paragraphs import take_paragraphs

LONGEST_REASON = 4_000
LONGEST_PASSAGE = 4_000
GROUNDS: Sequence[tuple[Ground, str, str]] = (
    (
        Ground.COMMERCIAL,
        "Sensitive commercial information (s.94(1)(b))",
        (
            "A trade secret, or what would be likely to prejudice somebody’s commercial interests "
            "(s.94(2)); and there is an overriding public interest in its being withheld."
        ),
    ),
    (
        Ground.NATIONAL_SECURITY,
        "National security (s.94(1)(a))",
        "Withholding it is necessary for the purpose of safeguarding national security.",
    ),
)
"""The grounds of section 94(1), each with its words on a page and what it asks for."""


class EndForm(FlaskForm):
    """Why something is not withheld any more."""

    because = TextAreaField("Why it is not withheld any more")

    def validate_because(self, field: Field) -> None:
        """Ask for the reason."""
        take_paragraphs(field, "why it is not withheld any more", most=LONGEST_REASON)


def withholding_form(readers: Sequence[tuple[int, str]], *, every: int) -> type[FlaskForm]:
    """Return the form that withholds an explanation from the letters to some bidders.

    `readers` are their numbers and names, `every` the number that stands for all of them.
    """
    choices = [(str(every), "Every letter that holds it"), *((str(n), name) for n, name in readers)]
    given: dict[str, Any] = {
        "passage": TextAreaField(
            "Words to withhold",
            description="Copy them from the explanation. The letter shows [withheld] in their "
            "place, and the rest as the panel agreed it. Leave it empty to withhold all of it.",
            validators=[_passage],
        ),
        "reader": ChoiceField(
            "From whose letter?",
            description="From one letter only if the ground holds for that reader alone; say why. "
            "The others will read it.",
            choices=choices,
            missing="Select from whose letter",
        ),
        "ground": ChoiceField(
            "On which ground?",
            description="Of the Procurement Act 2023. The letter names it (s.94(3)).",
            choices=[(one.value, label) for one, label, _ in GROUNDS],
            hints={one.value: hint for one, _, hint in GROUNDS},
            missing="Select the ground",
        ),
        "because": TextAreaField(
            "Why the authority is satisfied of that",
            description="What makes the information sensitive, and why withholding it is necessary "
            "or the public interest in it overrides that in telling. No letter holds it. It can "
            "have to be disclosed in proceedings or on a request for information, so do not repeat "
            "the secret here.",
            validators=[_because],
        ),
    }
    return type("WithholdingForm", (FlaskForm,), given)


def _passage(_: FlaskForm, field: Field) -> None:
    what = "the words to withhold"
    take_paragraphs(field, what, most=LONGEST_PASSAGE, is_needed=False)


def _because(_: FlaskForm, field: Field) -> None:
    take_paragraphs(field, "why the authority is satisfied of that", most=LONGEST_REASON)
