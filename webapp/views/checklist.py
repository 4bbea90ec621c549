"""The commissioning checklist: its stages, and each one by itself."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from evaluation.outline.checklist import GUIDE_OF, Checklist, Guide, Item, State, Topic
from forms.checklists import StageForm
from webapp.installation import installation
from webapp.services.parts import PartSaved, PartStale
from webapp.services.parts.kinds import CHECKLIST
from webapp.services.parts.merging import Change, change_part
from webapp.services.refusals import Refused
from webapp.services.tasks import Overview
from webapp.views.access import READING, WRITING, access, person
from webapp.views.fields import errors_of
from webapp.views.pages import page
from webapp.views.part_pages import (
    CONFLICT,
    SourceCited,
    may_change,
    overview_of,
    refusal_errors,
    sources_cited,
)
from webapp.views.progress import so_far
from webapp.views.revisions import Compared, OtherVersion, other_version, revision_sent

blueprint = Blueprint(
    "checklist", __name__, url_prefix="/procurements/<uuid:procurement_id>/checklist"
)


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage: what it means, how far it has come, and what asks for it."""

    guide: Guide
    item: Item
    sources: tuple[SourceCited, ...]


@blueprint.get("")
@access(READING)
def checklist(procurement_id: UUID) -> Response:
    """Show every stage, the incomplete ones too."""
    overview = overview_of(procurement_id)
    held = overview.held(CHECKLIST)
    standing = held.value if held else Checklist()
    return page(
        "checklist/checklist.html",
        preparation=overview.preparation,
        held=held,
        stages=[_stage(overview, item) for item in standing.every],
        incomplete=[GUIDE_OF[topic] for topic in standing.incomplete],
        may_change=may_change(overview),
        so_far=so_far(overview.preparation),
    )


@blueprint.route("/<topic>", methods=["GET", "POST"])
@access(WRITING)
def stage(procurement_id: UUID, topic: str) -> Response:
    """Ask how far a stage has come, and save it."""
    if topic not in set(Topic):
        raise NotFound
    overview = overview_of(procurement_id)
    held = overview.held(CHECKLIST)
    standing = held.value if held else Checklist()
    item = standing.item(Topic(topic))
    form = StageForm(data={"state": item.state.value, "note": item.note})
    if request.method == "GET" and not may_change(overview):
        return redirect(url_for(".checklist", procurement_id=procurement_id))
    if not form.validate_on_submit():
        status = 400 if form.errors else 200
        revision = revision_sent() if form.errors else held.revision if held else 0
        return _asked(overview, form, item, status=status, revision=revision)
    told = form.item(item.topic)
    outcome = _save(procurement_id, told)
    match outcome:
        case PartSaved():
            return redirect(_next_address(procurement_id, standing.with_item(told), told.topic))
        case PartStale(other):
            lines = _compared(other.value.item(told.topic), told)
            version = other_version(other.made_by, other.made_at, lines)
            return _asked(
                overview, form, item, status=CONFLICT, revision=other.revision, other=version
            )
        case Refused():
            return _asked(
                overview, form, item, status=CONFLICT, revision=revision_sent(), refused=outcome
            )


def _save(procurement_id: UUID, told: Item) -> PartSaved | PartStale[Checklist] | Refused:
    """Save one stage; what others said of other stages meanwhile is no matter."""
    here = installation()
    return change_part(
        here.store,
        person(),
        Change(
            CHECKLIST,
            Checklist(),
            make=lambda checklist: checklist.with_item(told),
            aspect=lambda checklist: checklist.item(told.topic),
            sign=lambda checklist: checklist,
        ),
        procurement_id=procurement_id,
        revision=revision_sent(),
        now=here.now,
    )


def _asked(
    overview: Overview,
    form: StageForm,
    item: Item,
    *,
    status: int,
    revision: int,
    other: OtherVersion | None = None,
    refused: Refused | None = None,
) -> Response:
    return page(
        "checklist/stage.html",
        status=status,
        preparation=overview.preparation,
        form=form,
        errors=(*errors_of(form), *refusal_errors(refused)),
        stage=_stage(overview, item),
        revision=revision,
        other=other,
        so_far=so_far(overview.preparation),
    )


def _stage(overview: Overview, item: Item) -> StageShown:
    guide = GUIDE_OF[item.topic]
    return StageShown(guide, item, sources_cited(guide.cites, overview.preparation.stack))


def _compared(theirs: Item, mine: Item) -> tuple[Compared, ...]:
    return (
        Compared("How far it is", theirs.state.words, mine.state.words),
        Compared("Note", theirs.note, mine.note),
    )


def _next_address(procurement_id: UUID, told: Checklist, topic: Topic) -> str:
    """Return where to go on: the next stage that has not started, or the list."""
    order = [*Topic]
    later = order[order.index(topic) + 1 :]
    following = next((one for one in later if told.item(one).state is State.NOT_STARTED), None)
    if following is None or "later" in request.form:
        return url_for(".checklist", procurement_id=procurement_id)
    return url_for(".stage", procurement_id=procurement_id, topic=following.value)
