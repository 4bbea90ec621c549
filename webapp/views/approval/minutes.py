"""The minutes of a meeting: drafted from the record, edited, agreed, and sent as a document."""

from datetime import date
from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask_wtf import FlaskForm
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.meetings import MinutesForm, minutes_form
from rules.uk_time import day_of
from rules.wording import moment_in_words
from webapp.documents import Document, render_html, render_pdf, render_word
from webapp.documents.minutes import minutes_document
from webapp.installation import installation
from webapp.roles import MEETING_CALLERS, Role
from webapp.services.approval.drafting import MinutesSection
from webapp.services.approval.minutes import Minutes, MinutesStale, save_minutes
from webapp.services.approval.minutes import agree as agree_minutes
from webapp.services.approval.schedule import Record, record_of
from webapp.services.refusals import Refused
from webapp.views.access import access, person
from webapp.views.fields import errors_of
from webapp.views.files import HTML, PDF, WORD, sent
from webapp.views.pages import page
from webapp.views.reaches import CALLING, READING
from webapp.views.refusals import CONFLICT, refusal_errors
from webapp.views.revisions import Compared, OtherVersion, other_version, revision_sent

blueprint = Blueprint("minutes", __name__, url_prefix="/meetings/<uuid:meeting_id>/minutes")

READ_ANEW = Refused(
    "Somebody has saved the minutes since you opened this page, and nothing was agreed",
    "Read them as they stand now, below, and agree them then",
)


@blueprint.get("")
@access(READING)
def minutes(meeting_id: UUID) -> Response:
    """Show the minutes as they stand, or as they are drafted from the record."""
    found = _record(meeting_id)
    roles = person().roles_in(found.meeting.organisation_id)
    return page(
        "minutes/minutes.html",
        record=found,
        meeting=found.meeting,
        minutes=found.minutes,
        content=render_html(_document(found), standalone=False),
        may_edit=bool(roles & MEETING_CALLERS) and not found.minutes.is_agreed,
        is_chair=Role.PANEL_CHAIR in roles,
    )


@blueprint.route("/edit", methods=["GET", "POST"])
@access(CALLING)
def edit(meeting_id: UUID) -> Response:
    """Ask for the text of each part of the minutes, and save them."""
    found = _record(meeting_id)
    parts = found.minutes.sections
    form = minutes_form([one.heading for one in parts])(
        data={f"part_{number}": one.text for number, one in enumerate(parts)}
    )
    if not form.validate_on_submit():
        revision = revision_sent() if form.errors else found.minutes.revision
        return _edit_page(found, form, revision=revision, status=400 if form.errors else 200)
    here = installation()
    outcome = save_minutes(
        here.store,
        person(),
        meeting_id=meeting_id,
        sections=tuple(
            MinutesSection(one.heading, text) for one, text in zip(parts, form.texts(), strict=True)
        ),
        revision=revision_sent(),
        now=here.now,
    )
    if isinstance(outcome, MinutesStale):
        other = _other(outcome.other, form)
        return _edit_page(
            found, form, revision=outcome.other.revision, status=CONFLICT, other=other
        )
    if isinstance(outcome, Refused):
        return _edit_page(found, form, revision=revision_sent(), status=CONFLICT, refusal=outcome)
    return redirect(url_for(".minutes", meeting_id=meeting_id))


@blueprint.route("/agree", methods=["GET", "POST"])
@access(CALLING)
def agree(meeting_id: UUID) -> Response:
    """Ask the chair to agree the minutes as they were read."""
    found, form = _record(meeting_id), FlaskForm()
    refusal = None
    if form.validate_on_submit():
        here = installation()
        outcome = agree_minutes(
            here.store, person(), meeting_id=meeting_id, revision=revision_sent(), now=here.now
        )
        if isinstance(outcome, MinutesStale):
            refusal = READ_ANEW
        elif isinstance(outcome, Refused):
            refusal = outcome
        else:
            return redirect(url_for(".minutes", meeting_id=meeting_id))
    return page(
        "minutes/agree.html",
        status=CONFLICT if refusal else 200,
        meeting=found.meeting,
        minutes=found.minutes,
        content=render_html(_document(found), standalone=False),
        errors=refusal_errors(refusal),
    )


@blueprint.get("/minutes.html")
@access(READING)
def minutes_page(meeting_id: UUID) -> Response:
    """Send the minutes as a page that opens anywhere."""
    found = _record(meeting_id)
    return sent(render_html(_document(found)).encode(), HTML, _name(found, "html"))


@blueprint.get("/minutes.pdf")
@access(READING)
def minutes_pdf(meeting_id: UUID) -> Response:
    """Send the minutes as a PDF."""
    found = _record(meeting_id)
    return sent(render_pdf(_document(found)), PDF, _name(found, "pdf"))


@blueprint.get("/minutes.docx")
@access(READING)
def minutes_word(meeting_id: UUID) -> Response:
    """Send the minutes as a Word file."""
    found = _record(meeting_id)
    return sent(render_word(_document(found)), WORD, _name(found, "docx"))


def _record(meeting_id: UUID) -> Record:
    found = record_of(installation().store, meeting_id)
    if found is None:
        raise NotFound
    return found


def _document(found: Record) -> Document:
    meeting, minutes = found.meeting, found.minutes
    day = _day(found)
    return minutes_document(
        title=meeting.title,
        authority=found.organisation,
        held_on=day,
        facts=[
            ("Called for", moment_in_words(meeting.starts_at)),
            ("Place", meeting.place),
            ("Opened", moment_in_words(meeting.opened_at) if meeting.opened_at else ""),
            ("Closed", moment_in_words(meeting.closed_at) if meeting.closed_at else ""),
            ("Agreed by", minutes.by if minutes.is_agreed else ""),
            ("Revision", str(minutes.revision) if minutes.revision else ""),
        ],
        parts=[(one.heading, one.text) for one in minutes.sections],
        is_agreed=minutes.is_agreed,
        issued_on=day_of(minutes.at) if minutes.at else day,
        audit_head=found.audit_head,
    )


def _name(found: Record, ending: str) -> str:
    return f"minutes-{_day(found).isoformat()}.{ending}"


def _day(found: Record) -> date:
    """Return the day on which it met; the day for which it was called until it does."""
    return day_of(found.meeting.opened_at or found.meeting.starts_at)


def _other(other: Minutes, form: MinutesForm) -> OtherVersion:
    lines = (
        Compared(one.heading, one.text, text)
        for one, text in zip(other.sections, form.texts(), strict=False)
    )
    return other_version(other.by, other.at or installation().now, lines)


def _edit_page(
    found: Record,
    form: MinutesForm,
    *,
    revision: int,
    status: int,
    other: OtherVersion | None = None,
    refusal: Refused | None = None,
) -> Response:
    return page(
        "minutes/edit.html",
        status=status,
        meeting=found.meeting,
        minutes=found.minutes,
        form=form,
        fields=[form[f"part_{number}"] for number in range(form.parts)],
        revision=revision,
        other=other,
        errors=(*refusal_errors(refusal), *errors_of(form)),
    )
