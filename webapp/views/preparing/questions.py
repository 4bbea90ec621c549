"""The guided journey: a page of questions, and the answers to check."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response
from wtforms import HiddenField

from forms.questions import QuestionForm, form_of
from rules.consistency import Inconsistency
from rules.glossary import Term, terms_in
from rules.procurement import Answers
from rules.uk_time import day_of
from rules.vocabulary import Fact
from rules.vocabulary.labels import hint, label, member_hint
from webapp.installation import installation
from webapp.services.decisions.deciding import changes_since
from webapp.services.preparing.answering import (
    AnswerRefused,
    Contradictory,
    Saved,
    Stale,
    answer_page,
    answers_given,
)
from webapp.services.preparing.foreseeing import WouldChange
from webapp.services.preparing.journey import PAGE_BY_SLUG, PAGE_OF_FACT, OpenPage
from webapp.services.preparing.procurements import Preparation
from webapp.services.refusals import Refused
from webapp.views.access import access, may_write, person
from webapp.views.fields import Control, PageError, control, errors_of
from webapp.views.numbers_sent import whole_number
from webapp.views.pages import page
from webapp.views.preparing.answers_compared import chosen_of
from webapp.views.preparing.procurements import preparation_of
from webapp.views.preparing.progress import answer_groups, changes_shown, from_settings, so_far
from webapp.views.preparing.question_pages import change_page, conflict_page
from webapp.views.preparing.sources import Grounds, grounds_of
from webapp.views.reaches import READING, WRITING
from webapp.views.refusals import refusal_errors
from webapp.views.terms import FirstUses
from webapp.views.wording import title_of_page

blueprint = Blueprint("questions", __name__, url_prefix="/procurements/<uuid:procurement_id>")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its page shows it: its controls, and on what grounds it is asked.

    `terms` are those that it is the first on its page to use.
    """

    fact: Fact
    controls: tuple[Control, ...]
    grounds: Grounds
    terms: tuple[Term, ...]


@blueprint.route("/questions/<slug>", methods=["GET", "POST"])
@access(WRITING)
def question(procurement_id: UUID, slug: str) -> Response:
    """Ask the questions of a page, and save what was answered."""
    preparation = preparation_of(procurement_id)
    open_page = preparation.journey.page(slug)
    if open_page is None:
        return _leave_empty_page(preparation, slug)
    if preparation.closed is not None and request.method == "GET":
        return redirect(url_for(".check_answers", procurement_id=procurement_id))
    form = form_of(tuple(fact.name for fact in open_page.facts))(
        answers={**preparation.suggested, **preparation.journey.answers}
    )
    if request.method == "GET":
        return _asked(preparation, open_page, form, status=200)
    return _answered(preparation, open_page, form)


def _answered(preparation: Preparation, open_page: OpenPage, form: QuestionForm) -> Response:
    """Save what was sent; or show what it would change, or what others said meanwhile."""
    answers = _sent_answers(form)
    if answers is None:
        return _asked(preparation, open_page, form, status=400)
    if "again" in request.form:
        return _asked(preparation, open_page, form, status=200)
    chosen = chosen_of(request.form)
    if chosen.missing:
        others = answers_given(installation().store, preparation.id, chosen.missing)
        unchosen = Stale(_version_sent(), others)
        return conflict_page(preparation, open_page, answers, unchosen, status=400)
    outcome = answer_page(
        installation().store,
        person(),
        procurement_id=preparation.id,
        answers={fact: value for fact, value in answers.items() if fact not in chosen.theirs},
        version=_version_sent(),
        now=installation().now,
        is_confirmed="confirmed" in request.form,
    )
    match outcome:
        case Saved():
            return redirect(_next_address(preparation, open_page, outcome))
        case Stale():
            return conflict_page(preparation, open_page, answers, outcome, status=409)
        case WouldChange():
            return change_page(preparation, open_page, outcome, keep=_address_kept(preparation))
        case Contradictory(found):
            return _asked(preparation, open_page, form, status=400, contradictions=found)
        case Refused():
            return _asked(preparation, open_page, form, status=409, refused=outcome)
        case AnswerRefused():
            raise NotFound


def _sent_answers(form: QuestionForm) -> Answers | None:
    """Return what was answered, None if something is wrong; leaving early leaves out the rest."""
    if "later" in request.form:
        return form.answered_so_far()
    return form.answered() if form.validate_on_submit() else None


def _address_kept(preparation: Preparation) -> str:
    """Return where to go on if the change is dropped."""
    if _origin():
        return url_for(".check_answers", procurement_id=preparation.id)
    return url_for("procurements.procurement", procurement_id=preparation.id)


@blueprint.get("/check-answers")
@access(READING)
def check_answers(procurement_id: UUID) -> Response:
    """Show every answer, each with the way to change it."""
    preparation = preparation_of(procurement_id)
    return page(
        "questions/check_answers.html",
        preparation=preparation,
        groups=answer_groups(preparation),
        following=preparation.journey.next_open,
        may_write=(
            may_write(preparation.organisation_id, preparation.id) and preparation.closed is None
        ),
        changes=_changes(preparation),
        so_far=so_far(preparation),
    )


def _asked(
    preparation: Preparation,
    open_page: OpenPage,
    form: QuestionForm,
    *,
    status: int,
    contradictions: tuple[Inconsistency, ...] = (),
    refused: Refused | None = None,
) -> Response:
    before = preparation.journey.before(open_page.page)
    return page(
        "questions/question.html",
        status=status,
        preparation=preparation,
        heading=title_of_page(open_page.page, preparation.journey.pages),
        questions=_questions(preparation, open_page, form),
        form=form,
        errors=(
            *errors_of(form),
            *_elsewhere(preparation, contradictions),
            *refusal_errors(refused),
        ),
        version=preparation.version,
        origin=_origin(),
        back=_address_of(preparation, before) if before else None,
        changes=_changes(preparation) if status == 200 else None,  # noqa: PLR2004 - HTTP's "fine"
        so_far=so_far(preparation),
    )


def _questions(
    preparation: Preparation, open_page: OpenPage, form: QuestionForm
) -> tuple[Question, ...]:
    commenced_on = preparation.journey.answers.get("commenced_on")
    day = commenced_on if isinstance(commenced_on, date) else day_of(installation().now)
    uses = FirstUses()
    return tuple(
        Question(
            fact,
            tuple(
                control(field, hint=_hint(preparation, fact, field.description or ""))
                for field in form
                if not isinstance(field, HiddenField) and _belongs(field.name, fact)
            ),
            grounds_of(preparation.policy, fact.name, day),
            uses.new(_terms_of(fact)),
        )
        for fact in open_page.facts
    )


def _hint(preparation: Preparation, fact: Fact, description: str) -> str:
    """Return what stands under a question; the reason for it stands elsewhere."""
    said = from_settings(preparation, fact.name)
    return f"{description.removeprefix(fact.why).strip()} {said}".strip()


def _terms_of(fact: Fact) -> tuple[Term, ...]:
    """Return the terms of the glossary that a question and its answers use."""
    members = (
        text
        for member in fact.values
        for text in (label(fact.name, member), member_hint(fact.name, member))
    )
    return terms_in(fact.question, fact.why, hint(fact.name), *members, fact.example)


def _belongs(field: str, fact: Fact) -> bool:
    return field in (fact.name, f"{fact.name}_vat", f"{fact.name}_vat_rate")


def _elsewhere(preparation: Preparation, found: tuple[Inconsistency, ...]) -> tuple[PageError, ...]:
    """Return contradictions with answers on other pages, each with the way there."""
    return tuple(
        PageError(
            f"{one.problem[:1].upper()}{one.problem[1:]}. {one.remedy}",
            url_for(".question", procurement_id=preparation.id, slug=PAGE_OF_FACT[one.fact].slug),
        )
        for one in found
    )


def _leave_empty_page(preparation: Preparation, slug: str) -> Response:
    """Lead on from a page that the answers given have emptied; there is no other slug."""
    known = PAGE_BY_SLUG.get(slug)
    if known is None:
        raise NotFound
    following = preparation.journey.after(known)
    return redirect(_address_of(preparation, following, origin=_origin()))


def _next_address(preparation: Preparation, answered: OpenPage, saved: Saved) -> str:
    """Return where to go on: the next page that asks something new, or the check of answers.

    Who leaves early goes back to the task list.
    """
    if "later" in request.form:
        return url_for("procurements.procurement", procurement_id=preparation.id)
    since = saved.before if saved.version > saved.before else None
    following = saved.journey.next_open_after(answered.page)
    return _address_of(preparation, following, since=since, origin=_origin())


def _address_of(
    preparation: Preparation,
    following: OpenPage | None,
    *,
    since: int | None = None,
    origin: str | None = None,
) -> str:
    if following is None:
        return url_for(".check_answers", procurement_id=preparation.id, since=since)
    return url_for(
        ".question",
        procurement_id=preparation.id,
        slug=following.page.slug,
        since=since,
        origin=origin,
    )


def _changes(preparation: Preparation) -> object:
    since = whole_number(request.args.get("since", ""))
    found = changes_since(installation().store, preparation, since) if since else None
    return changes_shown(preparation, found) if found else None


def _origin() -> str | None:
    return "check-answers" if request.args.get("origin") == "check-answers" else None


def _version_sent() -> int:
    return whole_number(request.form.get("version", ""))
