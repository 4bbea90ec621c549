"""My procurements, and starting one."""

from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from forms.entrance import StartForm
from webapp.installation import installation
from webapp.roles import WRITERS
from webapp.services.procurements import (
    Preparation,
    StartRefused,
    list_procurements,
    open_procurement,
    start_procurement,
)
from webapp.services.settings.approving import awaiting
from webapp.views.access import READING, WRITING, access, may_write, person
from webapp.views.pages import page, today
from webapp.views.wording import STAGES

blueprint = Blueprint("procurements", __name__, url_prefix="/procurements")


@blueprint.get("")
@access(READING)
def my_procurements() -> Response:
    """List the procurements of the person's organisations."""
    here = installation()
    number = request.args.get("page", "1")
    if not (number.isascii() and number.isdigit() and int(number[:6]) > 0):
        raise NotFound
    rows = list_procurements(here.store, person(), page=int(number[:6]), today=today(here.now))
    if rows.page > rows.pages:
        raise NotFound
    return page(
        "procurements/my_procurements.html",
        rows=rows,
        stages=STAGES,
        awaiting=awaiting(here.store, person()),
        may_start=bool(person().with_any(WRITERS)),
    )


@blueprint.route("/start", methods=["GET", "POST"])
@access(WRITING)
def start() -> Response:
    """Ask for a title and a reference, and start."""
    form = StartForm()
    if not form.validate_on_submit():
        return page("procurements/start.html", status=400 if form.errors else 200, form=form)
    here = installation()
    outcome = start_procurement(
        here.store,
        person(),
        organisation_id=person().with_any(WRITERS)[0].organisation_id,
        reference=form.reference.data or "",
        title=form.title.data or "",
        now=here.now,
    )
    if isinstance(outcome, StartRefused):
        form.reference.errors = (
            "Your organisation has a procurement of that reference already. Enter another",
        )
        return page("procurements/start.html", status=409, form=form)
    return redirect(url_for(".procurement", procurement_id=outcome.procurement_id))


@blueprint.get("/<uuid:procurement_id>")
@access(READING)
def procurement(procurement_id: UUID) -> Response:
    """Lead to what is next: the first open question, the answers to check, or the decision."""
    found = preparation_of(procurement_id)
    is_writer = may_write(found.organisation_id)
    following = found.journey.next_open
    if found.is_recorded or (found.decision and not is_writer):
        return redirect(url_for("decision.decision", procurement_id=procurement_id))
    if following and is_writer:
        slug = following.page.slug
        return redirect(url_for("questions.question", procurement_id=procurement_id, slug=slug))
    return redirect(url_for("questions.check_answers", procurement_id=procurement_id))


def preparation_of(procurement_id: UUID) -> Preparation:
    """Return the procurement that the guard has let through."""
    found = open_procurement(installation().store, procurement_id)
    if found is None:
        raise NotFound
    return found
