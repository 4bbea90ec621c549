"""Pages as a browser sends them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask

from forms.questions import QuestionForm, form_of
from rules.procurement import Answers
from rules.vocabulary import FACTS, Supply

Typed = Mapping[str, str | Sequence[str]]


def topic_form(topic: str) -> type[QuestionForm]:
    """Return the form that asks everything on a topic."""
    asked = (fact for fact in FACTS if fact.supply is Supply.ASKED)
    return form_of(tuple(fact.name for fact in asked if fact.topic == topic))


@dataclass(frozen=True, slots=True)
class Page:
    """What sends answers to a form and shows it."""

    app: Flask

    def shown(self, topic: str, answers: Answers) -> QuestionForm:
        """Return the form of a topic as it is first shown."""
        with self.app.test_request_context("/"):
            return topic_form(topic)(answers=answers)

    def sent(
        self, topic: str, typed: Typed, *, answers: Answers | None = None
    ) -> tuple[QuestionForm, bool]:
        """Return the form of a topic with what was typed, and whether it may be saved."""
        with self.app.test_request_context("/", method="POST", data=dict(typed)):
            form = topic_form(topic)(answers=answers)
            return form, bool(form.validate_on_submit())

    def errors(self, topic: str, typed: Typed, *, answers: Answers | None = None) -> dict[str, Any]:
        """Return the errors of each field for what was typed."""
        form, may_be_saved = self.sent(topic, typed, answers=answers)
        assert may_be_saved is not bool(form.errors)
        return {name: list(errors) for name, errors in form.errors.items()}
