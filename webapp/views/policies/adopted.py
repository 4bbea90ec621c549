"""The authority's settings in force: each value, how it came to be, and its history."""

from flask import Blueprint
from werkzeug.wrappers import Response

from rules.settings import settable
from rules.uk_time import day_of
from webapp.installation import installation
from webapp.roles import POLICY_MAKERS, POLICY_READERS, SETTING_READERS
from webapp.services.decisions.decisions import stack_of
from webapp.services.settings import history, stack_of_organisation
from webapp.services.settings.approving import awaiting
from webapp.views.access import access, membership_shown, person
from webapp.views.pages import page
from webapp.views.policies.setting_words import grouped, orphans, parameters_shown
from webapp.views.reaches import SETTINGS

blueprint = Blueprint("adopted", __name__, url_prefix="/settings")


@blueprint.get("")
@access(SETTINGS)
def settings() -> Response:
    """Show every value that the authority may set, as it is today."""
    here, membership = installation(), membership_shown(SETTING_READERS)
    organisation_id = membership.organisation_id
    stack = stack_of_organisation(here.store, organisation_id)
    parameters = settable(stack_of(membership.policy))
    adopted = history(here.store, organisation_id)
    return page(
        "adopted/settings.html",
        membership=membership,
        awaiting=awaiting(here.store, person()),
        others=[one for one in person().with_any(SETTING_READERS) if one != membership],
        policy=stack.policy,
        groups=grouped(parameters_shown(parameters, stack, adopted, day_of(here.now)), stack),
        may_propose=bool(membership.roles & POLICY_MAKERS),
        orphans=orphans(parameters, adopted, stack),
        reads_drafts=bool(membership.roles & POLICY_READERS),
    )
