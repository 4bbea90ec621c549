"""A panel's paper: the outline with what was said of it, who decides on it, and one's own part."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.panels import AnswerForm, CommentForm
from webapp.documents.content import Section
from webapp.documents.html import render_sections
from webapp.installation import installation
from webapp.roles import COMMENTERS, READERS
from webapp.services.approval.commenting import OPEN, Thread
from webapp.services.approval.commenting import comment as comment_on
from webapp.services.approval.papers import Paper, Seating, paper_of
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.approval import approval_words as words
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import COMMENTING, READING
from webapp.views.refusals import CONFLICT, refusal_errors

blueprint = Blueprint("papers", __name__, url_prefix="/papers/<uuid:version_id>")


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section of the document, with what was said of it."""

    section: Section
    content: Markup
    threads: tuple[Thread, ...]

    @property
    def open_threads(self) -> int:
        """How many threads are not settled."""
        return sum(not thread.is_settled for thread in self.threads)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the reader does next: the words over the button, the button, where it leads."""

    words: str
    button: str
    endpoint: str


@blueprint.get("")
@access(READING)
def paper(version_id: UUID) -> Response:
    """Show the paper: the summary first, then each section with its comments beside it."""
    found = opened_paper(version_id)
    return page(
        "papers/paper.html",
        paper=found,
        version=found.version,
        seating=found.seating,
        words=words,
        state=words.state_shown(found.version),
        turn=turn_of(found.seating),
        sections=_sections(found),
        may_comment=_may_comment(found),
        may_open_meeting=_may_open_meeting(found),
    )


@blueprint.route("/comments/<section>", methods=["GET", "POST"])
@access(COMMENTING)
def comment(version_id: UUID, section: str) -> Response:
    """Show what was said of a section, and take a comment or an answer."""
    found = opened_paper(version_id)
    shown = next((one for one in _sections(found) if one.section.anchor == section), None)
    if shown is None:
        raise NotFound
    is_answer = "replies_to" in request.form
    form = CommentForm(formdata=None) if is_answer else CommentForm()
    answer = AnswerForm() if is_answer else AnswerForm(formdata=None)
    sent = answer if is_answer else form
    if not sent.validate_on_submit():
        status = 400 if sent.errors else 200
        return _comment_page(found, shown, form, answer, status=status)
    here = installation()
    outcome = comment_on(
        here.store,
        person(),
        version_id=version_id,
        section=section,
        text=sent.text.data or "",
        replies_to=_thread_named(answer) if is_answer else None,
        settles=bool(is_answer and answer.settles.data),
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _comment_page(found, shown, form, answer, status=CONFLICT, refusal=outcome)
    return redirect(url_for(".paper", version_id=version_id, _anchor=f"said-{section}"))


def opened_paper(version_id: UUID) -> Paper:
    """Return the paper of the version that the guard has let through."""
    here = installation()
    found = paper_of(here.store, person(), version_id, now=here.now)
    if found is None:
        raise NotFound
    return found


def turn_of(seating: Seating | None) -> Turn | None:
    """Return what a reader does next, None where there is nothing for them to do."""
    if seating is None or seating.member is None:
        return None
    member, is_alone = seating.member, seating.panel.route.is_delegated
    if member.is_author:
        return None
    if member.declaration is None:
        return Turn(
            "Before anything else, say whether you have a conflict of interest.",
            "Declare your interests",
            "voting.declare",
        )
    if seating.not_vote is not None:
        return None
    if member.vote is None and not is_alone:
        return Turn("Read the outline, and vote.", "Vote", "voting.vote")
    if seating.not_decide is None:
        ready = "You decide alone." if is_alone else "The votes carry a decision."
        return Turn(ready, "Record the decision", "voting.decide")
    return None


def _sections(found: Paper) -> list[SectionShown]:
    return [
        SectionShown(section, content, found.threads.get(section.anchor, ()))
        for section, content in render_sections(found.document)
    ]


def _may_comment(found: Paper) -> bool:
    version = found.version
    roles = person().roles_in(version.organisation_id, version.procurement_id)
    return bool(roles & COMMENTERS) and version.state in OPEN


def _may_open_meeting(found: Paper) -> bool:
    """Return whether a reader may open the meeting: those of one procurement if that is on it."""
    return found.is_on_agenda or bool(person().roles_in(found.version.organisation_id) & READERS)


def _thread_named(answer: AnswerForm) -> UUID:
    try:
        return UUID(answer.replies_to.data)
    except ValueError:
        raise NotFound from None


def _comment_page(
    found: Paper,
    shown: SectionShown,
    form: CommentForm,
    answer: AnswerForm,
    *,
    status: int,
    refusal: Refused | None = None,
) -> Response:
    return page(
        "papers/comment.html",
        status=status,
        version=found.version,
        shown=shown,
        form=form,
        answer=answer,
        may_comment=_may_comment(found),
        is_stale=refusal is not None,
        errors=(*refusal_errors(refusal), *errors_of(form), *errors_of(answer)),
    )
