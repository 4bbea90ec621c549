"""The checks of a measure that are for the buyer to judge, as the sheet asks about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.outline.bases import bases_for
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice
from evaluation.outline.screens import QUESTIONS, Suggestion
from evaluation.outline.sheet import Row
from forms.measure_sheet import judged_field, passes_field, questions_asked
from webapp.views.revisions import Compared


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A check to judge: its box, the question, the yes in words, what to look at, and the law.

    `law` is empty where what to look at does not come of a law.
    """

    name: str
    question: str
    yes: str
    caution: str
    law: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class JudgingShown:
    """The checks of a measure to judge, and the field of the one reason for them."""

    questions: tuple[QuestionShown, ...]
    name: str
    because: str


def judging_shown(
    row: Row, ground: Ground, sent: Mapping[str, str] | None = None
) -> JudgingShown | None:
    """Return what is to be judged of a row, with what was sent; None where nothing is."""
    asked = questions_asked(row, sent or {})
    if not asked:
        return None
    name, put_by = judged_field(row.measure), row.judging
    ticked = {passes_field(row.measure, one) for one in put_by.passes} if put_by else set()
    because = put_by.because if put_by else ""
    if sent is not None and name in sent:
        ticked, because = set(sent), sent[name]
    questions = tuple(_question(row, one, ground, ticked) for one in asked)
    return JudgingShown(questions, name, because)


def judged_compared(row: Row, title: str, mine: Choice) -> Compared:
    """Return both reasons for what was judged of a row, where somebody else was faster."""
    theirs = _reasons(row, row.choice) if row.choice else ""
    return Compared(f"What shows it: {title}", theirs, _reasons(row, mine))


def _question(row: Row, one: Suggestion, ground: Ground, ticked: set[str]) -> QuestionShown:
    question, name = QUESTIONS[one.screen], passes_field(row.measure, one.screen)
    bases = bases_for(one.bases, ground) if one.bases else ()
    law = "; ".join(basis.words for basis in bases)
    return QuestionShown(name, question.question, question.passes, one.because, law, name in ticked)


def _reasons(row: Row, choice: Choice) -> str:
    answers = [choice.answer(one.screen) for one in row.questions]
    reasons = [one.because for one in answers if one is not None]
    if choice.judging is not None:
        reasons.append(choice.judging.because)
    return "\n".join(dict.fromkeys(reasons))
