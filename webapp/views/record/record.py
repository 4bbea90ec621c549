"""The record: of one procurement for whoever reads it, of everything for the auditor."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from flask import Blueprint, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.record_filters import RecordFilter, noted_fingerprint, record_filter
from rules.uk_time import day_of
from webapp.installation import installation
from webapp.roles import AUDITORS
from webapp.services.accounts import Membership
from webapp.services.record import (
    NOBODY,
    Asked,
    ExportForm,
    Group,
    RecordPage,
    Then,
    answers_then,
    checked_chain,
    export,
    export_some,
    is_in_chain,
    part_then,
    record_of_organisation,
    record_of_procurement,
    state_of_chain,
)
from webapp.services.refusals import Refused
from webapp.views.access import access, membership_shown, person
from webapp.views.fields import PageError, refusal_words
from webapp.views.numbers_sent import page_number
from webapp.views.pages import page
from webapp.views.reaches import AUDITING, READING
from webapp.views.record.record_words import GROUPS, OF_PROCUREMENT, place_address

blueprint = Blueprint("record", __name__)


@blueprint.get("/procurements/<uuid:procurement_id>/record")
@access(READING)
def record(procurement_id: UUID) -> Response:
    """Tell who did what to a procurement, when and why."""
    sought = record_filter(request.args, OF_PROCUREMENT)
    here = installation()
    found = record_of_procurement(
        here.store, person(), procurement_id, _asked(sought), page=page_number(), now=here.now
    )
    if found is None:
        raise NotFound
    return _shown(
        "record/record.html", found, sought, groups=OF_PROCUREMENT, procurement_id=procurement_id
    )


@blueprint.get("/procurements/<uuid:procurement_id>/record/answers/<int:version>")
@access(READING)
def answers(procurement_id: UUID, version: int) -> Response:
    """Show the answers as they stood at a version."""
    return _then(procurement_id, answers_then(installation().store, procurement_id, version))


@blueprint.get("/procurements/<uuid:procurement_id>/record/<part>/<int:revision>")
@access(READING)
def part(procurement_id: UUID, part: str, revision: int) -> Response:
    """Show a part of the outline as a revision had it."""
    return _then(procurement_id, part_then(installation().store, procurement_id, part, revision))


@blueprint.get("/record")
@access(AUDITING)
def authority_record() -> Response:
    """Tell everything that was done in an organisation, and the state of the chain."""
    return _authority_page(record_filter(request.args, list(Group)))


@blueprint.get("/record/chain")
@access(AUDITING)
def chain() -> Response:
    """Compute every hash of the log again, and say whether it, and one noted, fit together."""
    here, membership = installation(), membership_shown(AUDITORS)
    noted, problem = noted_fingerprint(request.args)
    return page(
        "record/chain.html",
        status=400 if problem else 200,
        membership=membership,
        noted=noted,
        problem=problem,
        errors=[PageError(problem, "#noted")] if problem else [],
        is_known=bool(noted) and not problem and is_in_chain(here.store, noted),
        state=state_of_chain(here.store),
        checked=checked_chain(here.store),
        checked_at=here.now,
    )


@blueprint.post("/record.csv")
@access(AUDITING)
def spreadsheet() -> Response:
    """Send the acts that a filter asks for as CSV; that they were taken along is an act too."""
    sought = record_filter(request.args, list(Group))
    if sought.errors:
        return _authority_page(sought)
    here, membership = installation(), membership_shown(AUDITORS)
    parts = export_some(
        here.store, membership.organisation_id, _asked(sought), person(), now=here.now
    )
    if isinstance(parts, Refused):
        return _authority_page(sought)
    return _file(parts, ExportForm.CSV, membership, "text/csv")


@blueprint.post("/record.jsonl")
@access(AUDITING)
def whole_chain() -> Response:
    """Send the whole chain as JSON Lines; that it was taken along is an act too."""
    here, membership = installation(), membership_shown(AUDITORS)
    form = ExportForm.JSON_LINES
    parts = export(here.store, membership.organisation_id, form, now=here.now, person=person())
    return _file(parts, form, membership, "application/jsonl")


def _file(
    parts: Iterator[str], form: ExportForm, membership: Membership, media_type: str
) -> Response:
    """Return a file that is sent as it is made: it may be too large to be held."""
    name = f"record of {membership.organisation} {day_of(installation().now)}.{form.value}"
    response = Response(
        (part.encode() for part in parts), content_type=f"{media_type}; charset=utf-8"
    )
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _asked(sought: RecordFilter) -> Asked:
    return Asked(
        actor_id=sought.person,
        group=Group(sought.kind) if sought.kind else None,
        reference=sought.reference,
        since=sought.since,
        until=sought.until,
    )


def _authority_page(sought: RecordFilter) -> Response:
    """Show the record of an organisation, or why it can't be narrowed as somebody asks."""
    here, membership = installation(), membership_shown(AUDITORS)
    found = record_of_organisation(
        here.store,
        person(),
        membership.organisation_id,
        _asked(sought),
        page=page_number(),
        now=here.now,
    )
    return _shown(
        "record/authority_record.html",
        found,
        sought,
        groups=tuple(Group),
        membership=membership,
        chain=state_of_chain(here.store),
    )


def _shown(
    template: str,
    found: RecordPage,
    sought: RecordFilter,
    *,
    groups: Iterable[Group],
    **values: object,
) -> Response:
    if found.page > found.pages:
        raise NotFound
    errors = [PageError(text, f"#{name}") for name, text in sought.errors.items()]
    if found.refused:
        place = "#person" if found.refused is NOBODY else "#reference"
        errors.append(PageError(refusal_words(found.refused), place))
    return page(
        template,
        status=400 if errors else 200,
        found=found,
        sought=sought,
        groups=[(group.value, GROUPS[group]) for group in groups],
        address_of=place_address,
        errors=errors,
        **values,
    )


def _then(procurement_id: UUID, found: Then | None) -> Response:
    if found is None:
        raise NotFound
    return page("record/then.html", then=found, procurement_id=procurement_id)
