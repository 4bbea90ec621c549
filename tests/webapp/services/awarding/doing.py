"""The acts of the award as the tests do them."""

from datetime import datetime

from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene
from webapp.services.accounts import Person
from webapp.services.awarding.approving import Approval, decide_award
from webapp.services.awarding.pages import AwardPage, award_page_of
from webapp.services.awarding.recommending import recommend, withdraw_recommendation
from webapp.services.panel.acting import Done
from webapp.services.refusals import Refused
from webapp.services.result.building import tender_of
from webapp.services.result.canonical import canonical_tender, sha256_of
from webapp.store.award_tables import EvaluationRun

BECAUSE = "Alpha meets the specification best, and nothing was left to settle."
MINUTE = "Procurement Panel, 4 March 2026, minute 7"


def page(store: WatchedStore, person: Person, scene: Scene, now: datetime = NOW) -> AwardPage:
    """Return the award as somebody sees it."""
    found = award_page_of(store, person, scene.procurement_id, now=now)
    assert isinstance(found, AwardPage), found
    return found


def recommended(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    because: str = BECAUSE,
    *,
    run: int = 1,
    read: int = 0,
) -> Done | Refused:
    """Recommend the award."""
    return recommend(
        store,
        person,
        procurement_id=scene.procurement_id,
        because=because,
        run=run,
        read=read,
        now=NOW,
    )


def taken_back(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    because: str = "A letter came from the supplier",
    *,
    read: int = 1,
) -> Done | Refused:
    """Take the recommendation back."""
    return withdraw_recommendation(
        store, person, procurement_id=scene.procurement_id, because=because, read=read, now=NOW
    )


def decided(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    approval: Approval = Approval.APPROVED,
    because: str = "",
    minute: str = MINUTE,
    *,
    read: int = 1,
) -> Done | Refused:
    """Approve the award, or refuse it."""
    return decide_award(
        store,
        person,
        procurement_id=scene.procurement_id,
        approval=approval,
        because=because,
        minute=minute,
        read=read,
        now=NOW,
    )


def ran(
    store: WatchedStore,
    scene: Scene,
    officer: Person,
    *,
    number: int = 1,
    why: str = "",
    at: datetime = NOW,
) -> Scene:
    """Put an evaluation of what stands now on record, without what came of it: that is slow."""
    with store.by_hand() as session:
        tender = canonical_tender(tender_of(session, scene.procurement_id))
        session.add(
            EvaluationRun(
                procurement_id=scene.procurement_id,
                number=number,
                tender=tender,
                tender_sha256=sha256_of(tender),
                result="{}",
                result_sha256=sha256_of("{}"),
                packs="[]",
                report="{}",
                report_sha256=sha256_of("{}"),
                why=why,
                made_by=officer.id,
                made_at=at,
            )
        )
    return scene
