"""The acts of the panel as the tests do them."""

import json

from sqlalchemy import select

from evaluation.panel.declarations import Handling
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.scoring import Scene
from webapp.services.accounts import Person
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import Done
from webapp.services.panel.assigning import assign, name_chair
from webapp.services.panel.board import Board, board_of
from webapp.services.panel.declaring import declare, judge
from webapp.services.refusals import Refused
from webapp.store.models import AuditEntry
from webapp.store.notification_tables import Notification

Q = frozenset


def access_of(store: WatchedStore, person: Person, scene: Scene) -> PanelAccess:
    """Return what somebody may see now."""
    with store.reading() as session:
        return panel_access(session, person, scene.procurement_id, now=NOW)


def board(store: WatchedStore, person: Person, scene: Scene) -> Board:
    """Return the panel as somebody sees it."""
    found = board_of(store, person, scene.procurement_id, now=NOW)
    assert isinstance(found, Board), found
    return found


def assigned(
    store: WatchedStore,
    officer: Person,
    scene: Scene,
    person: Person,
    *questions: str,
    why: str = "As planned",
    read: int | None = None,
) -> Done | Refused:
    """Have somebody score just these questions."""
    seated = board(store, officer, scene).person(person.id)
    return assign(
        store,
        officer,
        procurement_id=scene.procurement_id,
        user_id=person.id,
        questions=Q(questions),
        why=why,
        read=(seated.rows if seated else 0) if read is None else read,
        now=NOW,
    )


def chaired(
    store: WatchedStore, officer: Person, scene: Scene, person: Person, *, why: str = ""
) -> Done | Refused:
    """Name the chair."""
    return name_chair(
        store,
        officer,
        procurement_id=scene.procurement_id,
        user_id=person.id,
        why=why,
        read=board(store, officer, scene).chairings,
        now=NOW,
    )


def declared(
    store: WatchedStore,
    person: Person,
    scene: Scene,
    handling: Handling = Handling.NONE,
    detail: str = "",
    *,
    sha256: str = "",
) -> Done | Refused:
    """Declare interests in the bidders as they are now."""
    return declare(
        store,
        person,
        procurement_id=scene.procurement_id,
        handling=handling,
        detail=detail,
        bidders_sha256=sha256 or access_of(store, person, scene).bidders_sha256,
        now=NOW,
    )


def judged(
    store: WatchedStore,
    judge_: Person,
    scene: Scene,
    person: Person,
    handling: Handling,
    why: str = "They score no answer of that bidder",
    *,
    read: int | None = None,
) -> Done | Refused:
    """Decide on somebody's conflict."""
    seated = board(store, judge_, scene).person(person.id)
    return judge(
        store,
        judge_,
        procurement_id=scene.procurement_id,
        user_id=person.id,
        handling=handling,
        why=why,
        read=(seated.number if seated else 0) if read is None else read,
        now=NOW,
    )


def told_to(store: WatchedStore, person: Person) -> list[str]:
    """Return the kinds of everything that somebody was told."""
    with store.reading() as session:
        return list(
            session.scalars(
                select(Notification.kind)
                .where(Notification.user_id == person.id)
                .order_by(Notification.made_at)
            )
        )


def acts(store: WatchedStore, act: str) -> list[dict[str, object]]:
    """Return the details of every act of a name in the log."""
    with store.reading() as session:
        rows = session.scalars(
            select(AuditEntry).where(AuditEntry.act == act).order_by(AuditEntry.number)
        )
        return [json.loads(row.detail) for row in rows]
