"""What would change if a recorded decision were made again today."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from rules.uk_time import day_of
from webapp.installation import installation
from webapp.services.decisions.deciding_again import decide_again
from webapp.views.access import access, may_write
from webapp.views.pages import page
from webapp.views.policies.comparison import compared, decided_column, recorded_column
from webapp.views.reaches import READING

blueprint = Blueprint("again", __name__, url_prefix="/procurements/<uuid:procurement_id>")


@blueprint.get("/decide-again")
@access(READING)
def decided_again(procurement_id: UUID) -> Response:
    """Show the recorded decision beside those of today; looking stores nothing."""
    here = installation()
    day = day_of(here.now)
    found = decide_again(here.store, procurement_id, on=day)
    if found is None:
        return redirect(url_for("decision.decision", procurement_id=procurement_id))
    stack = found.preparation.stack_today
    columns = [recorded_column(found.recorded, stack), decided_column(found.today, stack)]
    if found.commenced_today is not None:
        columns.append(decided_column(found.commenced_today, stack))
    lines = compared(*columns[:2])
    return page(
        "again/decided_again.html",
        found=found,
        preparation=found.preparation,
        day=day,
        packs=stack.packs,
        lines=compared(*columns),
        changes=sum(line.is_changed for line in lines),
        may_write=may_write(found.preparation.organisation_id),
    )
