"""The acts of the award as the tests do them."""

from datetime import datetime

from evaluation.panel.declarations import Handling, bidders_sha256
from rules.canonical import sha256_of
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene
from webapp.services.accounts import Person
from webapp.services.awarding.approving import Approval, decide_award
from webapp.services.awarding.pages import AwardPage, award_page_of
from webapp.services.awarding.recommending import recommend, withdraw_recommendation
from webapp.services.panel.acting import Done
from webapp.services.panel.declaring import declare
from webapp.services.refusals import Refused
from webapp.services.result.building import built
from webapp.services.result.records import packs_json
from webapp.services.tendering.standing import standing_of
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


def has_declared(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    handling: Handling = Handling.NONE,
    detail: str = "",
) -> Done | Refused:
    """Declare somebody's interests in the bidders as they are now."""
    with store.reading() as session:
        bidders = standing_of(session, scene.procurement_id, now=NOW).bidders
    return declare(
        store,
        person,
        procurement_id=scene.procurement_id,
        handling=handling,
        detail=detail,
        bidders_sha256=bidders_sha256((one.bidder_id, one.name) for one in bidders),
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
    """Approve the award, or refuse it, with interests declared first where that can be done."""
    has_declared(store, person, scene)
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
    packs: str | None = None,
    at: datetime = NOW,
) -> Scene:
    """Put an evaluation of what stands now on record, without what came of it: that is slow.

    `packs` are those that it was made under, those of today where none are given.
    """
    with store.by_hand() as session:
        made = built(session, scene.procurement_id)
        session.add(
            EvaluationRun(
                procurement_id=scene.procurement_id,
                number=number,
                tender=made.canonical,
                tender_sha256=made.sha256,
                result="{}",
                result_sha256=sha256_of("{}"),
                packs=packs_json(made.packs) if packs is None else packs,
                report="{}",
                report_sha256=sha256_of("{}"),
                why=why,
                made_by=officer.id,
                made_at=at,
            )
        )
    return scene
