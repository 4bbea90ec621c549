"""The case for a procurement: its texts, two a page, and its risks one by one."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.case import (
    GROUPS,
    MOST_RISKS,
    PROMPTS,
    Case,
    Group,
    Prompt,
    changed_texts,
    missing,
)
from forms.cases import TextsForm, texts_form, texts_of
from rules.wording import listed, lower_first
from webapp.services.parts import PartSaved, PartStale
from webapp.services.parts.kinds import CASE
from webapp.services.parts.merging import Change
from webapp.services.preparing.effects import needs_reach
from webapp.services.refusals import Refused
from webapp.services.tasks import Overview
from webapp.views.access import access
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.preparing.going_on import to_next_task
from webapp.views.preparing.part_pages import (
    is_asked_in_vain,
    may_change,
    overview_of,
    revision_at,
    saved,
)
from webapp.views.preparing.progress import so_far
from webapp.views.reaches import READING, WRITING
from webapp.views.refusals import CONFLICT, refusal_errors
from webapp.views.revisions import Compared, OtherVersion, other_version

blueprint = Blueprint("case", __name__, url_prefix="/procurements/<uuid:procurement_id>/case")

Outcome = PartSaved | PartStale[Case] | Refused
GROUP_BY_SLUG = {group.slug: group for group in GROUPS}


@blueprint.get("")
@access(READING)
def case(procurement_id: UUID) -> Response:
    """Show the case as it stands, and what is still missing."""
    return case_page(overview_of(procurement_id))


@blueprint.route("/<slug>", methods=["GET", "POST"])
@access(WRITING)
def texts(procurement_id: UUID, slug: str) -> Response:
    """Ask for some texts, and save them."""
    group = GROUP_BY_SLUG.get(slug)
    if group is None:
        raise NotFound
    overview = overview_of(procurement_id)
    if is_asked_in_vain(overview):
        return redirect(url_for(".case", procurement_id=procurement_id))
    form = texts_form(group.prompts)(data=texts_of(standing_case(overview), group.prompts))
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        return _texts_page(overview, group, form, status=status)
    told = form.texts()
    outcome = save_case(
        procurement_id,
        make=lambda standing: standing.with_texts(told),
        aspect=lambda standing: texts_of(standing, group.prompts),
    )
    match outcome:
        case PartSaved():
            if "later" in request.form:
                return redirect(url_for(".case", procurement_id=procurement_id))
            return go_on(overview, standing_case(overview).with_texts(told), after=group)
        case PartStale(other):
            lines = [
                Compared(prompt.title, theirs, mine)
                for prompt, theirs, mine in changed_texts(other.value, other.value.with_texts(told))
            ]
            version = other_version(other.made_by, other.made_at, lines)
            return _texts_page(
                overview, group, form, status=CONFLICT, revision=other.revision, other=version
            )
        case Refused():
            return _texts_page(overview, group, form, status=CONFLICT, refused=outcome)


def save_case(
    procurement_id: UUID, *, make: Callable[[Case], Case], aspect: Callable[[Case], object]
) -> Outcome:
    """Change one aspect of the case; what others changed elsewhere in it is no matter."""
    change = Change(CASE, Case(), make=make, aspect=aspect)
    return saved(procurement_id, change)


def standing_case(overview: Overview) -> Case:
    """Return the case as it stands, empty before it is first saved."""
    held = overview.held(CASE)
    return held.value if held else Case()


def go_on(overview: Overview, standing: Case, *, after: Group | None = None) -> Response:
    """Lead to what the case still lacks, the texts that follow first; or to the next task."""
    procurement_id = overview.preparation.id
    lacking = set(_lacking(overview, standing))
    place = GROUPS.index(after) + 1 if after else 0
    groups = (*GROUPS[place:], *GROUPS[:place])
    following = next((group for group in groups if lacking & set(group.prompts)), None)
    if following is not None and following is not after:
        address = url_for("case.texts", procurement_id=procurement_id, slug=following.slug)
        return redirect(address)
    if not standing.risks:
        return redirect(url_for("risks.add_risk", procurement_id=procurement_id))
    left = [lower_first(prompt.title) for prompt in _lacking(overview, standing)]
    saved = f"The case is saved{f'; still to write: {listed(left)}' if left else ''}."
    return to_next_task(procurement_id, after="case.case", saved=saved)


def _lacking(overview: Overview, standing: Case) -> tuple[Prompt, ...]:
    return missing(standing, needs_reach=needs_reach(overview.preparation.decision))


def case_page(overview: Overview, *, refused: Refused | None = None) -> Response:
    """Show a case, with why an act was refused if one was."""
    standing = standing_case(overview)
    lacking = _lacking(overview, standing)
    return page(
        "case/case.html",
        status=CONFLICT if refused else 200,
        preparation=overview.preparation,
        held=overview.held(CASE),
        case=standing,
        groups=GROUPS,
        missing=lacking,
        next_group=next((group for group in GROUPS if set(group.prompts) & set(lacking)), None),
        prompts=PROMPTS,
        most_risks=MOST_RISKS,
        errors=refusal_errors(refused),
        may_change=may_change(overview),
        so_far=so_far(overview.preparation),
    )


def _texts_page(
    overview: Overview,
    group: Group,
    form: TextsForm,
    *,
    status: int,
    revision: int | None = None,
    other: OtherVersion | None = None,
    refused: Refused | None = None,
) -> Response:
    return page(
        "case/texts.html",
        status=status,
        preparation=overview.preparation,
        group=group,
        needs_reach=needs_reach(overview.preparation.decision),
        form=form,
        errors=(*errors_of(form), *refusal_errors(refused)),
        revision=revision_at(overview, CASE) if revision is None else revision,
        other=other,
        so_far=so_far(overview.preparation),
    )
