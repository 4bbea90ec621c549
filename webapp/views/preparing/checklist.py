"""The commissioning checklist: every stage on one page, saved together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint
from werkzeug.wrappers import Response

from evaluation.outline.checklist import GUIDE_OF, Checklist, Guide, Item, State
from forms.checklists import StagesForm, checklist_form, stages_data
from rules.wording import counted
from webapp.installation import installation
from webapp.services.parts import PartSaved, PartStale, part_at
from webapp.services.parts.kinds import CHECKLIST
from webapp.services.parts.merging import Change
from webapp.services.refusals import Refused
from webapp.services.tasks import Overview
from webapp.views.access import access
from webapp.views.fields import Control, control, errors_of
from webapp.views.pages import page
from webapp.views.preparing.going_on import to_next_task
from webapp.views.preparing.part_pages import (
    SourceCited,
    may_change,
    overview_of,
    saved,
    sources_cited,
)
from webapp.views.preparing.progress import so_far
from webapp.views.reaches import READING, WRITING
from webapp.views.refusals import CONFLICT, refusal_errors
from webapp.views.revisions import Compared, OtherVersion, other_version, revision_sent

blueprint = Blueprint(
    "checklist", __name__, url_prefix="/procurements/<uuid:procurement_id>/checklist"
)

Outcome = PartSaved | PartStale[Checklist] | Refused


@dataclass(frozen=True, slots=True)
class StageShown:
    """A stage: what it means, how far it has come, what asks for it, and its two fields."""

    guide: Guide
    item: Item
    sources: tuple[SourceCited, ...]
    state: Control
    note: Control


@blueprint.get("")
@access(READING)
def checklist(procurement_id: UUID) -> Response:
    """Show every stage, the incomplete ones too; who may change it is asked about each."""
    overview = overview_of(procurement_id)
    form = checklist_form()(formdata=None, data=stages_data(_standing(overview)))
    return _page(overview, form)


@blueprint.post("")
@access(WRITING)
def save(procurement_id: UUID) -> Response:
    """Save what was said of the stages."""
    overview, form = overview_of(procurement_id), checklist_form()()
    if not form.validate_on_submit():
        return _page(overview, form, status=400, revision=revision_sent())
    told = _told_anew(procurement_id, form.items())
    outcome = _save(procurement_id, told)
    match outcome:
        case PartSaved():
            now = _with_items(_standing(overview), told)
            return to_next_task(procurement_id, after="checklist.checklist", saved=_saved(now))
        case PartStale(other):
            mine = _with_items(other.value, told)
            version = other_version(other.made_by, other.made_at, _compared(other.value, mine))
            shown = checklist_form()(formdata=None, data=stages_data(mine))
            return _page(overview, shown, status=CONFLICT, revision=other.revision, other=version)
        case Refused():
            return _page(overview, form, status=CONFLICT, revision=revision_sent(), refused=outcome)


def _told_anew(procurement_id: UUID, items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the stages of which something else is said than when the form was read."""
    with installation().store.reading() as session:
        read = part_at(session, procurement_id, CHECKLIST, revision=revision_sent())
    before = read.value if read else Checklist()
    return tuple(item for item in items if _said(item) != _said(before.item(item.topic)))


def _save(procurement_id: UUID, told: Sequence[Item]) -> Outcome:
    """Save some stages; what others said of other stages meanwhile is no matter."""
    change = Change(
        CHECKLIST,
        Checklist(),
        make=lambda checklist: _with_items(checklist, told),
        aspect=lambda checklist: tuple(checklist.item(item.topic) for item in told),
    )
    return saved(procurement_id, change)


def _with_items(checklist: Checklist, items: Sequence[Item]) -> Checklist:
    for item in items:
        checklist = checklist.with_item(item)
    return checklist


def _standing(overview: Overview) -> Checklist:
    held = overview.held(CHECKLIST)
    return held.value if held else Checklist()


def _saved(checklist: Checklist) -> str:
    left = len(checklist.incomplete)
    open_ = (
        f"; {counted(left, 'stage is', 'stages are')} still to be settled before you submit"
        if left
        else ""
    )
    return f"The commissioning checklist is saved{open_}."


def _page(
    overview: Overview,
    form: StagesForm,
    *,
    status: int = 200,
    revision: int | None = None,
    other: OtherVersion | None = None,
    refused: Refused | None = None,
) -> Response:
    held, preparation = overview.held(CHECKLIST), overview.preparation
    return page(
        "checklist/checklist.html",
        status=status,
        preparation=preparation,
        held=held,
        stages=[_stage(overview, form, item) for item in _standing(overview).every],
        errors=(*errors_of(form), *refusal_errors(refused)),
        revision=revision if revision is not None else held.revision if held else 0,
        other=other,
        may_change=may_change(overview),
        so_far=so_far(preparation),
    )


def _stage(overview: Overview, form: StagesForm, item: Item) -> StageShown:
    guide = GUIDE_OF[item.topic]
    state, note = form.controls(item.topic)
    cited = sources_cited(guide.cites, overview.preparation.stack)
    return StageShown(guide, item, cited, _quiet(control(state)), control(note))


def _quiet(radios: Control) -> Control:
    """Return radio buttons whose legend is there to be heard: the heading above says it."""
    legend = {**radios.params["fieldset"]["legend"], "classes": "govuk-visually-hidden"}
    return Control(radios.macro, {**radios.params, "fieldset": {"legend": legend}})


def _compared(theirs: Checklist, mine: Checklist) -> tuple[Compared, ...]:
    return tuple(
        line
        for item in mine.every
        for line in (
            Compared(
                GUIDE_OF[item.topic].title,
                _words(theirs.item(item.topic).state),
                _words(item.state),
            ),
            Compared(
                f"{GUIDE_OF[item.topic].title}: the note", theirs.item(item.topic).note, item.note
            ),
        )
    )


def _said(item: Item) -> tuple[str, str]:
    """Return what the page asks of a stage, as it stands."""
    return _words(item.state), item.note


def _words(state: State) -> str:
    """Return how far a stage is, as the page asks: settled, or not yet."""
    return state.words if state in (State.DONE, State.NOT_NEEDED) else "Not yet"
