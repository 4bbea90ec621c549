"""What is done with a draft: tried, checked, proposed, returned, withdrawn, approved."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from forms.settings import StepForm
from webapp.installation import installation
from webapp.services.refusals import Refused
from webapp.services.settings.approving import approve as approve_draft
from webapp.services.settings.copying import copy_draft
from webapp.services.settings.entering import Changed, DraftStarted
from webapp.services.settings.steps import check_draft, return_draft
from webapp.services.settings.steps import propose as propose_draft
from webapp.services.settings.steps import withdraw as withdraw_draft
from webapp.views.access import access, person
from webapp.views.policies.drafts import after, draft_of, draft_page
from webapp.views.reaches import DRAFTING

blueprint = Blueprint("draft_steps", __name__, url_prefix="/settings/drafts/<uuid:draft_id>")


@blueprint.post("/check")
@access(DRAFTING)
def check(draft_id: UUID) -> Response:
    """Have the draft tested and analysed in the background."""
    here = installation()
    return after(draft_id, check_draft(here.store, person(), draft_id=draft_id, now=here.now))


@blueprint.post("/propose")
@access(DRAFTING)
def propose(draft_id: UUID) -> Response:
    """Propose the draft for approval."""
    return _step(draft_id, propose_draft)


@blueprint.post("/return")
@access(DRAFTING)
def send_back(draft_id: UUID) -> Response:
    """Return the draft to its author."""
    return _step(draft_id, return_draft)


@blueprint.post("/withdraw")
@access(DRAFTING)
def withdraw(draft_id: UUID) -> Response:
    """Withdraw the draft."""
    return _step(draft_id, withdraw_draft)


@blueprint.post("/approve")
@access(DRAFTING)
def approve(draft_id: UUID) -> Response:
    """Approve the draft, as a second person."""
    return _step(draft_id, approve_draft)


@blueprint.post("/copy")
@access(DRAFTING)
def copy(draft_id: UUID) -> Response:
    """Start another draft with the values of this one."""
    here = installation()
    outcome = copy_draft(here.store, person(), draft_id=draft_id, now=here.now)
    if isinstance(outcome, DraftStarted):
        return redirect(url_for("drafts.draft", draft_id=outcome.draft_id))
    return draft_page(draft_of(draft_id), refusal=outcome)


def _step(draft_id: UUID, act: Callable[..., Changed | Refused]) -> Response:
    """Take a step for the reason that was typed."""
    form = StepForm()
    if not form.validate_on_submit():
        return draft_page(draft_of(draft_id), form=form)
    here = installation()
    outcome = act(here.store, person(), draft_id=draft_id, why=form.why.data or "", now=here.now)
    return after(draft_id, outcome)
