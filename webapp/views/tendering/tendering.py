"""The tender of a procurement: how far it has come, and who does what next."""

from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from evaluation.panel.phases import Phase
from webapp.installation import installation
from webapp.roles import DISCLOSERS, EVALUATION_READERS, OPENERS, RESULT_READERS, TENDER_KEEPERS
from webapp.services.tendering.overview import TenderOverview, tender_overview
from webapp.services.tendering.steps import Step
from webapp.views.access import access, person, reads_result_of
from webapp.views.pages import page
from webapp.views.preparing.procurements import preparation_of
from webapp.views.reaches import TENDER_READING
from webapp.views.tendering.tender_words import may_take, next_step

blueprint = Blueprint(
    "tendering", __name__, url_prefix="/procurements/<uuid:procurement_id>/tender"
)


@blueprint.get("")
@access(TENDER_READING)
def tender(procurement_id: UUID) -> Response:
    """Show how far the tender has come, and what is next."""
    here = installation()
    preparation = preparation_of(procurement_id)
    found = tender_overview(here.store, person(), procurement_id, now=here.now)
    roles = person().roles_in(preparation.organisation_id, procurement_id)
    step = next_step(found)
    return page(
        "tendering/tender.html",
        procurement=preparation,
        found=found,
        standing=found.standing,
        step=step,
        may_step=may_take(found, step, roles) and _may_open(found),
        may_keep=bool(roles & TENDER_KEEPERS),
        may_open=bool(roles & OPENERS),
        may_see_panel=bool(roles & EVALUATION_READERS),
        may_see_lots=bool(roles & RESULT_READERS),
        may_disclose=bool(roles & DISCLOSERS),
        may_end=bool(roles & TENDER_KEEPERS)
        and found.standing.ended is None
        and found.standing.phase not in {Phase.PREPARING, Phase.AWARDED},
        is_out=found.standing.phase is Phase.OUT and found.standing.ended is None,
        is_moderated=bool(roles & RESULT_READERS)
        and found.standing.phase.is_at_least(Phase.MODERATED),
        is_opened=found.standing.phase.is_at_least(Phase.SCORING),
    )


def _may_open(found: TenderOverview) -> bool:
    """Return whether the page of what is next can be opened: the lots may be another's."""
    if found.step is not Step.LOTS or found.lot is None:
        return True
    return reads_result_of(found.lot.group_id)
