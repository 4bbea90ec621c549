"""Whom scoring tells: the chair, who opens the scores to the panel once all of them are in."""

from datetime import datetime
from uuid import UUID

from webapp.addresses import moderation_page
from webapp.services.panel.acting import scene_of, tell_of
from webapp.services.panel.composition import chair_of
from webapp.services.refusals import Refused
from webapp.store import Session, evaluation_workloads, evaluators


def tell_if_all_in(session: Session, procurement_id: UUID, *, now: datetime) -> None:
    """Tell the chair once every evaluator's own scores are in; without a chair, the officers."""
    session.flush()
    left, total = evaluation_workloads.scores_left(session, [procurement_id]).get(
        procurement_id, (0, 0)
    )
    scene = scene_of(session, procurement_id)
    if left or not total or isinstance(scene, Refused):
        return
    chair = chair_of(evaluators.chairings(session, procurement_id))
    tell_of(
        session,
        scene,
        {chair} if chair else scene.officers,
        kind="scores-in",
        title="All scores are in",
        text="Every evaluator has handed in their own scores. The chair opens them to the panel, "
        "which agrees a score for each answer.",
        address=moderation_page(procurement_id),
        now=now,
    )
