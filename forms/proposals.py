"""The forms of the social value proposal: a choice with its screens, an allowing."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, TextAreaField
from wtforms.fields.choices import (  # type: ignore[attr-defined] # the stubs are of 3.2
    SelectChoice,
)
from wtforms.validators import StopValidation

from evaluation.outline.proposal import Choice, Screen, Screened, Standing, Use
from evaluation.outline.screens import QUESTIONS, Suggestion
from forms.page_fields import ChoiceField
from forms.paragraphs import take_paragraphs

LONGEST_REASON = 2_000
_PASSES, _FAILS, _NOT_KNOWN = "yes", "no", "unknown"
USES = (Use.AWARD, Use.PERFORMANCE, Use.BOTH, Use.LEFT_OUT)
"""What a measure can be used as, in the order in which it is offered."""
USE_HINTS = {
    Use.AWARD: "Bidders compete on it, and what the winner promises becomes an obligation.",
    Use.PERFORMANCE: "Whoever wins is bound to it, on terms that you set.",
    Use.BOTH: "You set the least, and bidders compete on more.",
    Use.LEFT_OUT: "Nothing is asked.",
}


class ChoiceForm(FlaskForm):
    """What a measure is used as, why, and an answer with its reason to each screen.

    A screen may stay open; a measure that fails one can't be included.
    """

    use = ChoiceField(
        "What is it used as?", choices=[], missing="Select what the measure is used as"
    )
    because = TextAreaField("Why, if it is not as the rules propose?")

    def __init__(
        self,
        *,
        choice: Choice,
        proposed: Use | None,
        suggested: Iterable[Suggestion],
        **kwargs: object,
    ) -> None:
        """Take what was chosen so far, what the rules propose, and what the machine suggests."""
        self._measure, self._proposed, self._own = choice.measure, proposed, choice.own
        self.suggested = {one.screen: one for one in suggested}
        data: dict[str, object] = {"use": choice.use.value, "because": choice.because}
        for screen in Screen:
            passes, because = _begun(choice, screen, self.suggested.get(screen))
            data[screen.value] = _told(passes=passes)
            data[reason_of(screen)] = because
        super().__init__(data=data, **kwargs)
        offered = [
            SelectChoice(use.value, _use_label(use, proposed))
            for use in USES
            if use is not Use.LEFT_OUT or choice.own is None
        ]
        self.use.choices = offered
        self.use.hints = {use.value: words for use, words in USE_HINTS.items()}

    @property
    def chosen_use(self) -> Use:
        """What was chosen; only what has been validated can be relied on."""
        return Use(self.use.data)

    @property
    def unanswered(self) -> frozenset[Screen]:
        """The screens that have neither a yes nor a no."""
        return frozenset(one for one in Screen if self[one.value].data not in (_PASSES, _FAILS))

    def validate_because(self, field: Field) -> None:
        """Refuse a choice without a reason where it departs from what the rules propose."""
        departs = self.use.data != (self._proposed.value if self._proposed else "left_out")
        _read(field, "why you depart from what the rules propose", is_needed=departs)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Check each answer, and that nothing is included which fails a screen."""
        if self.use.data == Use.LEFT_OUT.value:
            for screen in Screen:
                self[screen.value].data = self[screen.value].data or _NOT_KNOWN
        if not super().validate(extra_validators=extra_validators):
            return False
        if self.chosen_use is Use.LEFT_OUT:
            return True
        agrees = True
        for screen in Screen:
            field = self[screen.value]
            if field.data == _FAILS:
                field.errors = (
                    "A measure that fails this can't be asked for. Leave it out, or change it",
                )
                agrees = False
        return agrees

    def choice(self) -> Choice:
        """Return the choice; only what has been validated can be relied on."""
        screens = tuple(
            Screened(screen, self[screen.value].data == _PASSES, self[reason_of(screen)].data)
            for screen in Screen
            if self[screen.value].data in (_PASSES, _FAILS)
        )
        return Choice(self._measure, self.chosen_use, str(self.because.data), screens, self._own)


def _screen_fields() -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for screen, question in QUESTIONS.items():
        fields[screen.value] = ChoiceField(
            question.question,
            choices=[
                (_PASSES, question.passes),
                (_FAILS, question.fails),
                (_NOT_KNOWN, "I do not know yet"),
            ],
            missing=f"Select an answer to “{question.question}”",
        )
        fields[reason_of(screen)] = TextAreaField("Why?")
        fields[f"validate_{reason_of(screen)}"] = _screen_reason(screen)
    return fields


def _screen_reason(screen: Screen) -> Any:  # noqa: ANN401 - a validator that WTForms binds
    def validate(form: ChoiceForm, field: Field) -> None:
        """Refuse an answer without a reason, and one whose reason says the opposite."""
        is_answered = form[screen.value].data in (_PASSES, _FAILS)
        question = QUESTIONS[screen].question
        _read(field, f"why, under “{question}”", is_needed=is_answered)
        machine = form.suggested.get(screen)
        is_kept = machine is not None and not machine.fails and field.data == machine.reason
        if is_kept and form[screen.value].data == _FAILS:
            raise StopValidation("The reason filled in speaks for the measure. Say why not")

    return validate


def reason_of(screen: Screen) -> str:
    """Return the name of the field that holds the reason of an answer to a screen."""
    return f"{screen.value}_because"


@cache
def choice_form() -> type[ChoiceForm]:
    """Return the form of a choice, with a question for each screen."""
    return type("ScreenedChoiceForm", (ChoiceForm,), _screen_fields())


class AskForm(FlaskForm):
    """Why a departure should be allowed."""

    because = TextAreaField("Why should it be allowed?")

    def validate_because(self, field: Field) -> None:
        """Refuse no reason, and one that cannot be shown."""
        _read(field, "why it should be allowed")


class AnswerForm(FlaskForm):
    """Whether a departure is allowed, and why."""

    standing = ChoiceField(
        "Do you allow it?",
        choices=[
            (Standing.ALLOWED.value, "Yes, it may stand"),
            (Standing.REFUSED.value, "No, the rule is kept to"),
        ],
        missing="Select whether you allow it",
    )
    because = TextAreaField("Why?")

    def validate_because(self, field: Field) -> None:
        """Refuse no reason, and one that cannot be shown."""
        _read(field, "your reason")


def _read(field: Field, what: str, *, is_needed: bool = True) -> None:
    take_paragraphs(field, what, most=LONGEST_REASON, is_needed=is_needed)


def _begun(choice: Choice, screen: Screen, machine: Suggestion | None) -> tuple[bool | None, str]:
    """Return what the form begins with: what was answered, what was put by, what is proposed."""
    answer, put_by = choice.answer(screen), choice.judging
    if answer is not None:
        return answer.passes, answer.because
    passes, because = (machine.passes, machine.reason) if machine else (None, "")
    if passes is None and put_by is not None:
        return (True if screen in put_by.passes else None), put_by.because or because
    return passes, because


def _told(*, passes: bool | None) -> str | None:
    return None if passes is None else _PASSES if passes else _FAILS


def _use_label(use: Use, proposed: Use | None) -> str:
    return f"{use.words} (as the rules propose)" if use is proposed else use.words
