"""The form of "What if": another value, category, day or duration, tried and stored nowhere."""

from collections.abc import Mapping
from typing import TypeAlias

from werkzeug.datastructures import MultiDict

from forms.questions import QuestionForm, form_of
from rules.procurement import Answers

TRIED = ("estimated_value", "commenced_on", "category", "duration_months")
"""The facts that can be tried, in the order in which the form asks for them."""

Sent: TypeAlias = "MultiDict[str, str]"


def what_if_form(answers: Answers, sent: Sent) -> QuestionForm:
    """Return the form, filled with what was sent, or with the answers where nothing was.

    It is sent with GET and changes nothing, so it carries no token against forgery.
    """
    return form_of(TRIED)(
        answers=answers, formdata=sent if is_sent(sent) else None, meta={"csrf": False}
    )


def is_sent(sent: Mapping[str, object]) -> bool:
    """Return whether a request carries the form, in part at least."""
    return any(name.startswith(TRIED) for name in sent)
