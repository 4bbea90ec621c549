"""What settles ties between bids, and from where on a price is asked about."""

from functools import partial
from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from evaluation.outline.criteria import CriterionKind
from evaluation.outline.criteria.editing import with_rules
from forms.criteria import RulesForm
from webapp.services.parts import PartSaved
from webapp.views.access import access
from webapp.views.criteria.criteria_pages import form_page, opened_of, saved, to_table
from webapp.views.criteria.criteria_table import compared_in_ties
from webapp.views.reaches import WRITING

blueprint = Blueprint(
    "criteria_rules", __name__, url_prefix="/procurements/<uuid:procurement_id>/criteria/rules"
)


@blueprint.route("", methods=["GET", "POST"])
@access(WRITING)
def rules(procurement_id: UUID) -> Response:
    """Ask what settles ties, and from where on a price is asked about, and save it."""
    found = opened_of(procurement_id)
    form = RulesForm(data=RulesForm.data_of(found.criteria))
    kinds = {item.kind for item in found.criteria.criteria}
    form.offer(compared_in_ties(found.criteria), has_price=CriterionKind.PRICE in kinds)
    if not form.validate_on_submit():
        return form_page("criteria/rules.html", found, form)
    change = partial(with_rules, tie_break=form.order, screen=form.screen)
    outcome = saved(found, change, "Changed what settles ties and low prices")
    if isinstance(outcome, PartSaved):
        return to_table(procurement_id, "rules")
    return form_page("criteria/rules.html", found, form, outcome=outcome)
