"""Meetings of panels: the list, calling one, its agenda, who came."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.meetings import EarlyForm, MeetingForm, attendance_form, early_form, meeting_form
from forms.submission import ReasonForm
from rules.uk_time import day_of
from rules.wording import date_in_words, moment_in_words
from webapp.installation import installation
from webapp.roles import MEETING_CALLERS, READERS
from webapp.services.accounts import Membership
from webapp.services.approval import agenda as agendas
from webapp.services.approval.agenda import Item
from webapp.services.approval.attendance import note_attendance
from webapp.services.approval.meetings import (
    MeetingState,
    bodies_of,
    call_meeting,
    move_on,
)
from webapp.services.approval.schedule import Sitting, schedule_of, sitting_of
from webapp.services.approval.stepping import NO_VERSION, Done
from webapp.services.refusals import Refused
from webapp.views.access import access, membership_shown, person
from webapp.views.approval import approval_words as words
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.reaches import CALLING, MEETINGS, SITTING
from webapp.views.refusals import CONFLICT, refusal_errors, status_of

blueprint = Blueprint("meetings", __name__, url_prefix="/meetings")


@blueprint.get("")
@access(MEETINGS)
def meetings() -> Response:
    """List the meetings, and the outlines that wait for one."""
    here = installation()
    membership = membership_shown(READERS)
    return page(
        "meetings/meetings.html",
        membership=membership,
        words=words,
        schedule=schedule_of(here.store, membership.organisation_id, now=here.now),
        state=words.state_shown,
        may_call=bool(membership.roles & MEETING_CALLERS),
    )


@blueprint.route("/call", methods=["GET", "POST"])
@access(CALLING)
def call() -> Response:
    """Ask which body meets, when and where, and call the meeting."""
    here = installation()
    membership = membership_shown(MEETING_CALLERS)
    bodies = bodies_of(here.store, membership.organisation_id)
    form = meeting_form(bodies, today=day_of(here.now))()
    if not form.validate_on_submit():
        return _call_page(membership, form, status=400 if form.errors else 200)
    outcome = call_meeting(
        here.store,
        person(),
        organisation_id=membership.organisation_id,
        body=form.body.data or "",
        starts_at=form.starts_at(),
        place=form.place.data or "",
        now=here.now,
    )
    if isinstance(outcome, Refused):
        return _call_page(membership, form, status=CONFLICT, refusal=outcome)
    return redirect(url_for(".meeting", meeting_id=outcome.meeting_id))


@blueprint.get("/<uuid:meeting_id>")
@access(SITTING)
def meeting(meeting_id: UUID) -> Response:
    """Show the agenda of a meeting, and who came.

    Whoever reads a single procurement only sees its item, and nothing else of the meeting.
    """
    return _meeting_page(meeting_id)


@blueprint.post("/<uuid:meeting_id>/open")
@access(CALLING)
def open_meeting(meeting_id: UUID) -> Response:
    """Open the meeting; before its day only where that is said to be meant."""
    form = _early_form(opened_sitting(meeting_id))
    if form is not None and not form.validate_on_submit():
        return _meeting_page(meeting_id, form=form)
    return _move(meeting_id, MeetingState.OPENED, may_be_early=form is not None)


@blueprint.post("/<uuid:meeting_id>/close")
@access(CALLING)
def close_meeting(meeting_id: UUID) -> Response:
    """Close the meeting."""
    return _move(meeting_id, MeetingState.CLOSED)


@blueprint.route("/<uuid:meeting_id>/cancel", methods=["GET", "POST"])
@access(CALLING)
def cancel(meeting_id: UUID) -> Response:
    """Ask why the meeting is cancelled, and cancel it."""
    found, form = opened_sitting(meeting_id), ReasonForm()
    refusal = None
    if form.validate_on_submit():
        here, why = installation(), form.why.data or ""
        outcome = move_on(
            here.store,
            person(),
            meeting_id=meeting_id,
            state=MeetingState.CANCELLED,
            why=why,
            now=here.now,
        )
        if not isinstance(outcome, Refused):
            return redirect(url_for(".meeting", meeting_id=meeting_id))
        refusal = outcome
    errors = (*refusal_errors(refusal), *errors_of(form))
    return page(
        "meetings/cancel.html",
        status=status_of(refusal, errors),
        meeting=found.meeting,
        form=form,
        errors=errors,
    )


@blueprint.post("/<uuid:meeting_id>/agenda/<uuid:version_id>/put-on")
@access(CALLING)
def put_on(meeting_id: UUID, version_id: UUID) -> Response:
    """Put an outline on the agenda."""
    return _arrange(agendas.put_on, meeting_id, version_id)


@blueprint.post("/<uuid:meeting_id>/agenda/<uuid:version_id>/take-off")
@access(CALLING)
def take_off(meeting_id: UUID, version_id: UUID) -> Response:
    """Take an outline off the agenda."""
    return _arrange(agendas.take_off, meeting_id, version_id)


@blueprint.post("/<uuid:meeting_id>/agenda/<uuid:version_id>/up")
@access(CALLING)
def move_up(meeting_id: UUID, version_id: UUID) -> Response:
    """Take an outline one place up on the agenda."""
    return _arrange(agendas.move_up, meeting_id, version_id)


@blueprint.route("/<uuid:meeting_id>/attendance", methods=["GET", "POST"])
@access(CALLING)
def attendance(meeting_id: UUID) -> Response:
    """Ask who is present, and note it."""
    found = opened_sitting(meeting_id)
    members = [(str(one.user_id), one.name) for one in found.seats]
    here = [str(one.user_id) for one in found.seats if one.is_present]
    form = attendance_form(members)(data={"present": here})
    refusal = None
    if form.validate_on_submit():
        outcome = note_attendance(
            installation().store,
            person(),
            meeting_id=meeting_id,
            present={UUID(one) for one in form.present.data or ()},
            now=installation().now,
        )
        if not isinstance(outcome, Refused):
            return redirect(url_for(".meeting", meeting_id=meeting_id))
        refusal = outcome
    errors = (*refusal_errors(refusal), *errors_of(form))
    return page(
        "meetings/attendance.html",
        status=status_of(refusal, errors),
        meeting=found.meeting,
        form=form,
        errors=errors,
    )


def opened_sitting(meeting_id: UUID) -> Sitting:
    """Return the meeting that the guard has let through, with its agenda."""
    found = sitting_of(installation().store, person(), meeting_id)
    if found is None:
        raise NotFound
    return found


def _early_form(found: Sitting) -> EarlyForm | None:
    """Return what is asked before a meeting is opened before its day, None on its day or later."""
    meeting, now = found.meeting, installation().now
    if meeting.state is not MeetingState.CALLED or not meeting.is_before_its_day(now):
        return None
    return early_form(moment_in_words(meeting.starts_at), date_in_words(day_of(now)))()


def _move(meeting_id: UUID, state: MeetingState, *, may_be_early: bool = False) -> Response:
    here = installation()
    outcome = move_on(
        here.store,
        person(),
        meeting_id=meeting_id,
        state=state,
        why="",
        now=here.now,
        may_be_early=may_be_early,
    )
    return _after(meeting_id, outcome)


def _arrange(act: Callable[..., Done | Refused], meeting_id: UUID, version_id: UUID) -> Response:
    here = installation()
    outcome = act(here.store, person(), meeting_id=meeting_id, version_id=version_id, now=here.now)
    if outcome == NO_VERSION:  # also one of another organisation
        raise NotFound
    return _after(meeting_id, outcome)


def _after(meeting_id: UUID, outcome: object) -> Response:
    if isinstance(outcome, Refused):
        return _meeting_page(meeting_id, refusal=outcome)
    return redirect(url_for(".meeting", meeting_id=meeting_id))


def _meeting_page(
    meeting_id: UUID, *, refusal: Refused | None = None, form: EarlyForm | None = None
) -> Response:
    found = opened_sitting(meeting_id)
    roles = person().roles_in(found.meeting.organisation_id)
    errors = (*refusal_errors(refusal), *(errors_of(form) if form else ()))
    return page(
        "meetings/meeting.html",
        status=status_of(refusal, errors),
        sitting=found,
        items=[item for item in found.items if _may_read(found, item)],
        meeting=found.meeting,
        words=words,
        state=words.state_shown,
        is_reader=bool(roles & READERS),
        may_call=bool(roles & MEETING_CALLERS),
        undecided=sum(item.decided is None for item in found.items),
        is_attendance_noted=any(seat.is_present is not None for seat in found.seats),
        form=form or _early_form(found),
        errors=errors,
    )


def _may_read(found: Sitting, item: Item) -> bool:
    organisation_id = found.meeting.organisation_id
    return bool(person().roles_in(organisation_id, item.version.procurement_id) & READERS)


def _call_page(
    membership: Membership, form: MeetingForm, *, status: int, refusal: Refused | None = None
) -> Response:
    return page(
        "meetings/call.html",
        status=status,
        membership=membership,
        form=form,
        errors=(*refusal_errors(refusal), *errors_of(form)),
    )
