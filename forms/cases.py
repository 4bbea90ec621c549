"""The case for a procurement, as its pages ask for it: its texts, and its risks one by one."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import ClassVar

from flask_wtf import FlaskForm
from wtforms import Field, StringField, TextAreaField
from wtforms.validators import StopValidation

from evaluation.outline.case import REACH, Case, Level, Prompt, Risk, word_count
from forms.page_fields import ChoiceField
from forms.paragraphs import take_paragraphs

LONGEST_RISK = 500
LONGEST_OWNER = 150
_LETTERS_A_WORD = 15
"""More than an English word has: a text within its words is never refused for its letters."""


class TextsForm(FlaskForm):
    """Some of the texts of a case; one that is left empty is written later."""

    prompts: ClassVar[tuple[Prompt, ...]] = ()

    def texts(self) -> dict[str, str]:
        """Return what was written, by the names of the texts."""
        return {prompt.name: str(self[prompt.name].data or "") for prompt in self.prompts}


@cache
def texts_form(prompts: tuple[Prompt, ...]) -> type[TextsForm]:
    """Return the form that asks for some texts of a case."""
    fields = {
        prompt.name: TextAreaField(
            _label(prompt), description=prompt.help, validators=[_within(prompt)]
        )
        for prompt in prompts
    }
    return type("CaseTextsForm", (TextsForm,), {"prompts": prompts, **fields})


def _label(prompt: Prompt) -> str:
    """Return what a text is called; whether whom it reaches is asked for hangs on the policy."""
    may_be_left = not prompt.is_required and prompt.name != REACH
    return f"{prompt.title} (optional)" if may_be_left else prompt.title


def texts_of(case: Case, prompts: Iterable[Prompt]) -> dict[str, str]:
    """Return what stands in a case, as the data of such a form."""
    return {prompt.name: str(getattr(case, prompt.name)) for prompt in prompts}


class RiskForm(FlaskForm):
    """A risk: what, how likely, how grave, what is done about it, and who does it."""

    what = TextAreaField(
        "What could go wrong?",
        description="For example: only one firm bids, because the area is too large for others.",
    )
    likelihood = ChoiceField(
        "How likely is it?",
        choices=[(level.value, level.words) for level in Level],
        missing="Select how likely it is",
    )
    gravity = ChoiceField(
        "How serious would it be?",
        choices=[(level.value, level.words) for level in Level],
        missing="Select how serious it would be",
    )
    response = TextAreaField(
        "What is done about it?",
        description="For example: two lots, and a meeting with small firms before the notice.",
    )
    owner = StringField("Who sees to it?", description="A person or a post.")

    def validate_what(self, field: Field) -> None:
        """Ask for the risk."""
        take_paragraphs(field, "what could go wrong", most=LONGEST_RISK)

    def validate_response(self, field: Field) -> None:
        """Ask for what is done."""
        take_paragraphs(field, "what is done about it", most=LONGEST_RISK)

    def validate_owner(self, field: Field) -> None:
        """Ask for a name or a post, on one line."""
        take_paragraphs(field, "who sees to it", most=LONGEST_OWNER)

    def risk(self) -> Risk:
        """Return the risk as it was told; only what has been validated can be relied on."""
        return Risk(
            str(self.what.data),
            Level(self.likelihood.data),
            Level(self.gravity.data),
            str(self.response.data),
            str(self.owner.data),
        )


def _within(prompt: Prompt) -> Callable[[FlaskForm, Field], None]:
    """Return what refuses a text with more words than a person reads."""
    what = f"“{prompt.title}”"

    def check(_: FlaskForm, field: Field) -> None:
        text = take_paragraphs(field, what, most=prompt.words * _LETTERS_A_WORD, is_needed=False)
        over = word_count(text) - prompt.words
        if over > 0:
            words = "word" if over == 1 else "words"
            message = f"Shorten {what} by {over:,} {words}: it may have at most {prompt.words}"
            raise StopValidation(message)

    return check
