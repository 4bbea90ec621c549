"""What the pages of the criteria show, whatever came of a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from flask import redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.criteria import (
    Criteria,
    Field,
    NotChanged,
    Problem,
    model_of,
    unquantified,
)
from evaluation.outline.criteria.tree import by_id
from forms.criteria import WeightsTyped, weight_field
from webapp.documents.html import drawn
from webapp.documents.model_words import screen_words, ties_words
from webapp.installation import installation
from webapp.services.criteria import (
    Opened,
    StaleCriteria,
    StressStanding,
    change_criteria,
    open_criteria,
)
from webapp.services.criteria.changing import Change
from webapp.services.parts import PartSaved
from webapp.services.refusals import Refused
from webapp.views.access import may_write, person
from webapp.views.criteria.criteria_picture import price_chart
from webapp.views.criteria.criteria_table import opening_of, table_of
from webapp.views.criteria.criteria_words import (
    STANDINGS,
    differences_shown,
    notes_beside,
    problem_links,
)
from webapp.views.fields import PageError, errors_of, refusal_words
from webapp.views.pages import page
from webapp.views.preparing.going_on import next_address
from webapp.views.revisions import revision_sent

SAVED = {
    "weights": "The weights are saved.",
    "started": "The criteria are there. Look through them, and change what does not fit.",
    "criterion": "The criterion is saved.",
    "moved": "The criterion stands in its new place.",
    "removed": "The criterion is removed.",
    "rules": "What settles ties and low prices is saved.",
}
"""What a page says after a form was saved, by the word in its address."""

Unsaved: TypeAlias = StaleCriteria | NotChanged | Refused


@dataclass(frozen=True, slots=True)
class StaleShown:
    """Who saved the criteria meanwhile and when, and the rows of what would be different."""

    by: str
    at: object
    rows: tuple[tuple[str, str, str, str], ...]


def opened_of(procurement_id: UUID) -> Opened:
    """Return the criteria of the procurement that the guard has let through."""
    found = open_criteria(installation().store, procurement_id)
    if found is None:
        raise NotFound
    return found


def writes(found: Opened) -> bool:
    """Return whether who asks may change these criteria, and they may be changed now."""
    preparation = found.preparation
    return found.closed is None and may_write(preparation.organisation_id, preparation.id)


def table_page(
    found: Opened,
    *,
    criteria: Criteria | None = None,
    typed: WeightsTyped | None = None,
    outcome: Unsaved | None = None,
) -> Response:
    """Show the table, with what was typed if it could not be saved, and why."""
    shown = found.criteria if criteria is None else criteria
    can_write = writes(found)
    is_refused = outcome is not None or bool(typed and typed.errors)
    off, others = _apart(() if is_refused else found.problems, may_write=can_write)
    id_ = found.preparation.id
    advice = () if is_refused else unquantified(found.criteria, found.basis)
    titles = by_id(shown)
    beside = tuple(one for one in others if one.criterion in titles)
    of_tree = tuple(one for one in others if one.criterion not in titles)
    notes = notes_beside(beside, advice, id_, may_write=can_write)
    errors = _weight_errors(typed) if typed else ()
    word = SAVED.get(request.args.get("saved", "")) if request.method == "GET" else None
    return page(
        "criteria/criteria.html",
        status=_status(outcome, has_errors=bool(errors)),
        found=found,
        preparation=found.preparation,
        rows=table_of(shown, found.basis, typed, notes),
        opening=opening_of(found.criteria),
        may_write=can_write,
        errors=(*errors, *_refusal(outcome), *problem_links(off, id_, may_write=can_write)),
        problems=problem_links(of_tree, id_, may_write=can_write),
        to_mend=len(others),
        to_consider=len(advice),
        first_noted=next(iter(notes), ""),
        stale=stale_shown(outcome),
        revision=revision_of(found, outcome),
        saved=word,
        ties=ties_words(model_of(shown)),
        screen=screen_words(model_of(shown)),
        **_tested(found, may_write=can_write),
    )


def _tested(found: Opened, *, may_write: bool) -> dict[str, object]:
    """Return what the page shows of the stress test, and what the price formula does."""
    is_off = any(one.field is Field.WEIGHT for one in found.problems)
    chart = None if is_off else price_chart(found.criteria, found.preparation.decision)
    return {
        "chart": chart,
        "drawn": drawn(chart) if chart else "",
        "standing": STANDINGS[found.standing],
        "is_tested": found.standing in {StressStanding.CLEAN, StressStanding.ERRORS},
        "is_clean": found.standing is StressStanding.CLEAN,
        "onward": onward_of(found) if may_write else "",
    }


def onward_of(found: Opened) -> str:
    """Return where somebody goes on to once the criteria are tested and nothing is to be mended."""
    if found.standing is not StressStanding.CLEAN or found.problems:
        return ""
    return next_address(found.preparation.id, after="criteria.stress_test")


def _apart(
    found: tuple[Problem, ...], *, may_write: bool
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the problems of weights and all others.

    Those of weights stand in the error summary of whoever can mend them on the page.
    """
    if not may_write:
        return (), found
    off = tuple(one for one in found if one.field is Field.WEIGHT)
    return off, tuple(one for one in found if one.field is not Field.WEIGHT)


def form_page(
    template: str,
    found: Opened,
    form: FlaskForm,
    *,
    outcome: Unsaved | None = None,
    values: Mapping[str, object] | None = None,
) -> Response:
    """Show a form of the criteria, with why it was not saved if it was not."""
    errors = (*errors_of(form), *_refusal(outcome))
    return page(
        template,
        status=_status(outcome, has_errors=bool(errors)),
        found=found,
        preparation=found.preparation,
        form=form,
        errors=errors,
        stale=stale_shown(outcome),
        revision=revision_of(found, outcome),
        **(values or {}),
    )


def revision_of(found: Opened, outcome: Unsaved | None) -> int:
    """Return the revision that the page's form carries.

    A form that was refused keeps the one that it was read at, so that a change which somebody
    made meanwhile is still noticed; one that was stale takes that of what it has shown.
    """
    if isinstance(outcome, StaleCriteria):
        return outcome.other.revision
    return revision_sent() if request.method == "POST" else found.revision


def stale_shown(outcome: Unsaved | None) -> StaleShown | None:
    """Return what a page shows of a change that somebody else made meanwhile."""
    if not isinstance(outcome, StaleCriteria):
        return None
    rows = differences_shown(outcome.differences, outcome.other.value)
    return StaleShown(outcome.other.made_by, outcome.other.made_at, rows)


def _status(outcome: Unsaved | None, *, has_errors: bool) -> int:
    if outcome is not None:
        return 409
    return 400 if has_errors else 200


def _refusal(outcome: Unsaved | None) -> tuple[PageError, ...]:
    if outcome is None or isinstance(outcome, StaleCriteria):
        return ()
    return (PageError(refusal_words(outcome), "#criteria"),)


def _weight_errors(typed: WeightsTyped) -> tuple[PageError, ...]:
    return tuple(PageError(text, f"#{weight_field(id_)}") for id_, text in typed.errors.items())


def saved(found: Opened, change: Change, why: str) -> PartSaved | Unsaved:
    """Make a change to the criteria as they were when the form was read."""
    here = installation()
    return change_criteria(
        here.store,
        person(),
        procurement_id=found.preparation.id,
        revision=revision_sent(),
        change=change,
        why=why,
        now=here.now,
    )


def to_table(procurement_id: UUID, word: str) -> Response:
    """Lead back to the table, which says what was saved by a word of `SAVED`."""
    return redirect(url_for("criteria.criteria", procurement_id=procurement_id, saved=word))
