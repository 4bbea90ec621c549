"""What if, on the page of a decision: the form, what it changes, and the tipping points."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from forms.questions import QuestionForm
from forms.what_if import Sent, is_sent, what_if_form
from rules.decision import Decision
from rules.procurement import Procurement
from rules.tipping_points import Tip, TippingPoint
from rules.vocabulary import FACT_BY_NAME
from rules.wording import counted, moment_in_words, named_in_words
from webapp.documents.changes import ChangeWords, change_words, changes_of
from webapp.services.preparing.procurements import Preparation
from webapp.services.preparing.what_if import NotDecided, tips_of, try_answers
from webapp.views.fields import Control, PageError, control, errors_of, refusal_words
from webapp.views.policies.comparison import ComparedLine, compared, decided_column

_LABELS = {
    "estimated_value": "Estimated value",
    "estimated_value_vat": "Does it include VAT?",
    "commenced_on": "Procurement commences",
    "category": "Main purpose",
    "duration_months": "Duration without extensions",
}


@dataclass(frozen=True, slots=True)
class TipShown:
    """A value at which conclusions change: on which side of now it lies, and what changes."""

    side: str
    value: str
    changes: tuple[ChangeWords, ...]

    @property
    def first(self) -> ChangeWords:
        """The first conclusion that changes, in the order in which they are reached."""
        return self.changes[0]

    @property
    def others(self) -> tuple[ChangeWords, ...]:
        """The conclusions that change besides."""
        return self.changes[1:]


@dataclass(frozen=True, slots=True)
class TippingShown:
    """A fact, what it is now, and the nearest values that change something; none may be."""

    title: str
    now: str
    tips: tuple[TipShown, ...]


@dataclass(frozen=True, slots=True)
class WhatIfShown:
    """The tab: its controls and errors, what was tried, and the tipping points.

    `basis` says under which policy and settings all of it is; `is_outdated` that today's differ.
    `sentence` is empty and `changed` and `same` hold nothing until something was tried.
    """

    controls: tuple[Control, ...]
    errors: tuple[PageError, ...]
    sentence: str
    changed: tuple[ChangeWords, ...]
    same: tuple[ComparedLine, ...]
    tipping: tuple[TippingShown, ...]
    basis: str
    is_outdated: bool


def what_if_shown(
    preparation: Preparation, procurement: Procurement, decision: Decision, sent: Sent
) -> WhatIfShown:
    """Return the tab for a decision, with what was sent tried."""
    form = what_if_form(preparation.journey.answers, sent)
    shown = WhatIfShown(
        controls=(),
        errors=(),
        sentence="",
        changed=(),
        same=(),
        tipping=tuple(_tipping(procurement, preparation)),
        basis=_basis(preparation),
        is_outdated=preparation.stack.digests != preparation.stack_today.digests,
    )
    if is_sent(sent):
        shown = _tried(shown, form, preparation, procurement, decision)
    return replace(shown, controls=tuple(_controls(form)), errors=(*shown.errors, *errors_of(form)))


def _tried(
    shown: WhatIfShown,
    form: QuestionForm,
    preparation: Preparation,
    procurement: Procurement,
    decision: Decision,
) -> WhatIfShown:
    if not form.validate():
        return shown
    stack = preparation.stack
    answers = {**preparation.journey.answers, **form.answered()}
    outcome = try_answers(procurement, answers, stack)
    if isinstance(outcome, NotDecided):
        error = PageError(refusal_words(outcome), f"#{form['commenced_on'].error_id}")
        return replace(shown, errors=(error,))
    changes = changes_of(decision, outcome.decision)
    changed = tuple(change_words(one, stack) for one in changes)
    lines = compared(decided_column(decision, stack), decided_column(outcome.decision, stack))
    count = counted(len(changed), "conclusion changes", "conclusions change")
    titles = {change.title for change in changed}
    return replace(
        shown,
        sentence=f"{count}." if changed else "No conclusion changes.",
        changed=changed,
        same=tuple(line for line in lines if line.title not in titles),
    )


def _basis(preparation: Preparation) -> str:
    recorded = preparation.recorded
    digests = preparation.stack.digests
    if (
        recorded is not None
        and preparation.is_recorded
        and digests == tuple(sha256 for _, sha256 in recorded.packs)
    ):
        on = moment_in_words(recorded.decided_at)
        return f"under the policy and settings recorded with this decision on {on}"
    return "under today's policy and settings"


def _controls(form: QuestionForm) -> Iterator[Control]:
    """Yield the controls, with labels that are shorter than the journey's questions."""
    for field in form:
        field.label.text = _LABELS.get(field.name, field.label.text)
        yield control(field, hint="")


def _tipping(procurement: Procurement, preparation: Preparation) -> Iterator[TippingShown]:
    for point in tips_of(procurement, preparation.stack):
        fact = FACT_BY_NAME[point.fact]
        tips = tuple(_tips(point, preparation))
        yield TippingShown(fact.title, named_in_words(point.fact, point.now), tips)


def _tips(point: TippingPoint, preparation: Preparation) -> Iterator[TipShown]:
    is_day = FACT_BY_NAME[point.fact].kind.value == "date"
    for tip, side in (
        (point.below, "Earlier" if is_day else "Lower"),
        (point.above, "Later" if is_day else "Higher"),
    ):
        if tip is not None:
            yield TipShown(side, named_in_words(point.fact, tip.value), _changes(tip, preparation))


def _changes(tip: Tip, preparation: Preparation) -> tuple[ChangeWords, ...]:
    return tuple(change_words(change, preparation.stack) for change in tip.changes)
