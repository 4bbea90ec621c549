"""The form of one criterion, by its kind."""

from typing import assert_never

from evaluation.outline.criteria import Basis, BuiltCriterion, CriterionKind
from forms.criteria.base import CriterionForm, Offers
from forms.criteria.groups import GroupForm, RequirementForm
from forms.criteria.prices import PriceForm
from forms.criteria.promises import promises_form
from forms.criteria.questions import question_form


def criterion_form(standing: BuiltCriterion, basis: Basis) -> CriterionForm:
    """Return the form of a criterion as it stands, with what the basis offers to choose from."""
    offered = basis.offered or ()
    offers = Offers(
        basis.outcomes,
        tuple((one.id, one.title) for one in offered),
        has_climate=bool(basis.climate),
    )
    match standing.kind:
        case CriterionKind.GROUP:
            return GroupForm(standing, offers)
        case CriterionKind.PRICE:
            return PriceForm(standing)
        case CriterionKind.SCORED:
            return question_form(standing, offers)
        case CriterionKind.COMMITMENTS:
            return promises_form(standing, offered)
        case CriterionKind.GATE:
            return RequirementForm(standing)
    assert_never(standing.kind)
