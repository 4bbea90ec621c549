"""My procurements, and starting one."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.entrance import StartForm
from rules.uk_time import day_of
from webapp.installation import installation
from webapp.roles import WRITERS
from webapp.services.finding import list_procurements
from webapp.services.preparing.numbering import free_reference
from webapp.services.preparing.procurements import (
    Preparation,
    StartRefused,
    open_procurement,
    start_procurement,
)
from webapp.services.tasks import open_with_problems
from webapp.views.access import access, may_write, person
from webapp.views.fields import PageError
from webapp.views.finding.procurement_lists import (
    ORDERS,
    asked_filter,
    filter_shown,
    line_of,
    wanted_of,
)
from webapp.views.numbers_sent import page_number
from webapp.views.pages import page
from webapp.views.preparing.going_on import next_address
from webapp.views.preparing.task_pages import tasks_shown
from webapp.views.reaches import READING, WRITING

blueprint = Blueprint("procurements", __name__, url_prefix="/procurements")

TAKEN = "Your organisation has a procurement of that reference already"


@blueprint.get("")
@access(READING)
def my_procurements() -> Response:
    """List the procurements of the person's organisations."""
    here = installation()
    sought = asked_filter()
    rows = list_procurements(
        here.store,
        person(),
        page=page_number(),
        today=day_of(here.now),
        wanted=wanted_of(sought),
    )
    if rows.page > rows.pages:
        raise NotFound
    return page(
        "procurements/my_procurements.html",
        status=400 if sought.errors else 200,
        rows=rows,
        lines=[line_of(row) for row in rows.rows],
        sought=sought,
        errors=[PageError(text, f"#{name}") for name, text in sought.errors.items()],
        narrowing=filter_shown(sought),
        orders={order.value: words for order, words in ORDERS.items()},
        may_start=bool(person().with_any(WRITERS)),
    )


@blueprint.route("/start", methods=["GET", "POST"])
@access(WRITING)
def start() -> Response:
    """Ask for a title and a reference, and start."""
    here = installation()
    organisation_id = person().with_any(WRITERS)[0].organisation_id
    if request.method == "GET":
        free = free_reference(here.store, organisation_id, today=day_of(here.now))
        return page("procurements/start.html", form=StartForm(data={"reference": free}))
    form = StartForm()
    if not form.validate_on_submit():
        return page("procurements/start.html", status=400, form=form)
    outcome = start_procurement(
        here.store,
        person(),
        organisation_id=organisation_id,
        reference=form.reference.data or "",
        title=form.title.data or "",
        now=here.now,
    )
    if isinstance(outcome, StartRefused):
        free = free_reference(here.store, organisation_id, today=day_of(here.now))
        form.reference.errors = (f"{TAKEN}. Enter another, such as {free}, which is free",)
        return page("procurements/start.html", status=409, form=form)
    return redirect(url_for(".procurement", procurement_id=outcome.procurement_id))


@blueprint.get("/<uuid:procurement_id>")
@access(READING)
def procurement(procurement_id: UUID) -> Response:
    """Show the task list: what is done, what is next, what can't start yet and why."""
    overview = open_with_problems(installation().store, procurement_id)
    if overview is None:
        raise NotFound
    preparation = overview.preparation
    tasks = tasks_shown(
        overview,
        may_write=may_write(preparation.organisation_id, procurement_id),
        may_copy=may_write(preparation.organisation_id),
    )
    return page("procurements/procurement.html", preparation=preparation, tasks=tasks)


@blueprint.get("/<uuid:procurement_id>/next")
@access(WRITING)
def go_on(procurement_id: UUID) -> Response:
    """Lead to the next task; `after` names the endpoint of the one that was just looked at."""
    return redirect(next_address(procurement_id, after=request.args.get("after", "")))


def preparation_of(procurement_id: UUID) -> Preparation:
    """Return the procurement that the guard has let through."""
    found = open_procurement(installation().store, procurement_id)
    if found is None:
        raise NotFound
    return found
