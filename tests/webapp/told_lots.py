"""Lots that are awarded together and evaluated again, with letters that lack nothing."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.letters import complete, explain
from tests.webapp.lots import (
    GROUP,
    NORTH,
    TITLES,
    Divided,
    awarded,
    divided_procurement,
    joined,
)
from tests.webapp.results import OFFERED, SCORES, evaluated, moderated_tender
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.lot_awards.awarding import AwardedNow
from webapp.services.panel.acting import Done

People = Callable[..., Person]
_BEFORE = NOW - timedelta(hours=1)


def told_lots(
    store: WatchedStore,
    person_of: People,
    *,
    names: Sequence[tuple[str, ...]] = (NORTH, NORTH),
    titles: Sequence[str] = TITLES,
) -> Divided:
    """Put lots on record whose awards can be recommended, and told of: Alpha is first in each."""
    officer = person_of(Role.PROCUREMENT_OFFICER)
    group_id = divided_procurement(store, person_of, _BEFORE, titles=titles)
    tenders = []
    for number, called in enumerate(names, start=1):
        scene = moderated_tender(
            store,
            person_of,
            _BEFORE,
            reference=f"{GROUP}-L{number}",
            names=called,
            offered=OFFERED[: len(called)],
            scores=SCORES[: len(called)],
        )
        explain(store, scene, person_of(Role.EVALUATION_CHAIR), _BEFORE)
        evaluated(store, scene, officer, _BEFORE)
        assert joined(store, officer, group_id, number, scene.procurement_id, _BEFORE) == Done()
        tenders.append(scene)
    assert awarded(store, officer, group_id, _BEFORE) == AwardedNow(1)
    for scene in tenders:
        evaluated(store, scene, officer, NOW - timedelta(minutes=30), number=2, why="Lots awarded")
        complete(store, scene, officer, NOW - timedelta(minutes=20))
    return Divided(group_id, tuple(tenders))
