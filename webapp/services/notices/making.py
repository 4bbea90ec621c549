"""Making a notice: its file is kept as it was made, with its digest, and never changed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from rules.canonical import sha256_of
from webapp.documents.notices import Draft, Issue, NoticeKind, package_of
from webapp.services.accounts import Person
from webapp.services.notices.gathering import Ground, ground_of
from webapp.services.notices.reading import Entered, drafted, kept_from
from webapp.services.panel.access import panel_access
from webapp.services.refusals import Refused
from webapp.store import Session, Store, audit
from webapp.store import notices as rows
from webapp.store.award_tables import NoticeMade

DOUBLE_CLICK = timedelta(minutes=10)
"""As long after a notice was made the same form makes no second one."""

STALE = Refused(
    "This notice was made since you opened the page",
    "Look at what was made, and make another if it is still needed",
)


@dataclass(frozen=True, slots=True)
class NoticeIsMade:
    """A notice was made: the how manieth of its kind, and what it lacks."""

    number: int
    lacks: int


def make_notice(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    kind: NoticeKind,
    entered: Entered,
    after: int,
    now: datetime,
) -> NoticeIsMade | Refused:
    """Make a notice of a procurement, and keep it; sent twice it is made once.

    `after` is how many of its kind the page showed.
    """
    with store.writing() as session:
        seen = panel_access(session, person, procurement_id, now=now)
        ground = ground_of(session, procurement_id)
        refused = kept_from(seen, ground, kind)
        if refused is not None:
            return refused
        if isinstance(ground, Refused):
            return ground
        made = [row.notice for row in rows.made(session, procurement_id) if row.notice.kind == kind]
        issue = Issue(after + 1, now, entered.ocid)
        draft = drafted(session, procurement_id, ground, kind, issue, entered.vat)
        if isinstance(draft, Refused):
            return draft
        if len(made) != after:
            is_twice = 0 < len(made) == after + 1 and _is_same(made[-1], person, entered, now)
            return NoticeIsMade(after + 1, len(draft.missing)) if is_twice else STALE
        return _keep(session, person, procurement_id, ground, kind, issue, draft, entered)


def _is_same(row: NoticeMade, person: Person, entered: Entered, now: datetime) -> bool:
    """Return whether just this form has made a notice."""
    is_theirs = row.made_by == person.id and now - row.made_at <= DOUBLE_CLICK
    return is_theirs and (row.ocid, row.price_vat) == (entered.ocid, entered.vat)


def _keep(
    session: Session, person: Person, procurement_id: UUID, ground: Ground, kind: NoticeKind,
    issue: Issue, draft: Draft, entered: Entered,
) -> NoticeIsMade:  # fmt: skip
    id_ = uuid4()
    release = package_of(draft, ground.purchase.authority, id_)
    sha256 = sha256_of(release)
    session.add(
        NoticeMade(
            id=id_,
            procurement_id=procurement_id,
            kind=kind.value,
            number=issue.number,
            ocid=entered.ocid,
            price_vat=entered.vat.value if entered.vat else None,
            release=release,
            release_sha256=sha256,
            made_by=person.id,
            made_at=issue.at,
        )
    )
    audit.append(
        session,
        "make-notice",
        at=issue.at,
        actor_id=person.id,
        organisation_id=ground.organisation_id,
        subject=f"procurement/{procurement_id}",
        detail={
            "kind": kind.value,
            "notice": kind.number,
            "number": issue.number,
            "ocid": entered.ocid,
            "sha256": sha256,
            "lacks": [one.title for one in draft.missing],
        },
    )
    return NoticeIsMade(issue.number, len(draft.missing))
