"""A procurement that is divided into lots, and the tenders of its lots, as the record has them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from evaluation.lots import Rule
from evaluation.outline.lots import Division, Lot, Lots
from tests.webapp.clients import WatchedStore
from tests.webapp.results import OFFERED, SCORES, evaluated_tender
from tests.webapp.samples import decided
from tests.webapp.scoring import Scene
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.lot_awards.awarding import AwardedNow, award_now, review
from webapp.services.lot_awards.joining import join_lot, leave_lot_out
from webapp.services.lot_awards.working import Asked
from webapp.services.panel.acting import Done
from webapp.services.parts import PartSaved, save_part
from webapp.services.parts.kinds import LOTS
from webapp.services.refusals import Refused
from webapp.store import lots as rows
from webapp.store.models import DecisionRecord
from webapp.store.outline_tables import OutlineStep, OutlineVersion

RULE_AT = "Tender notice 2026/S 014, section II.1.6"
ASKED = Asked(Rule.IN_ORDER, (Rule.BEST_TOTAL,), RULE_AT)
REASONS = "No firm is to carry both; the lots are awarded one after the other."
GROUP = "COV-2026-010"
TITLES = ("Parks, north", "Parks, south")
NORTH = ("Alpha Ltd", "Beta Gardens CIC", "Gamma Grounds plc")
People = Callable[..., Person]


@dataclass(frozen=True, slots=True)
class Divided:
    """A divided procurement, and the tenders of its lots in their order."""

    procurement_id: UUID
    tenders: tuple[Scene, ...]


def divided_procurement(
    store: WatchedStore,
    person_of: People,
    now: datetime,
    *,
    reference: str = GROUP,
    most_lots: int | None = 1,
    titles: Sequence[str] = TITLES,
) -> UUID:
    """Put a procurement on record whose approved outline divides it into lots."""
    buyer = person_of(Role.BUYER)
    procurement_id = decided(store, buyer, now - timedelta(days=60), reference=reference)
    lots = Lots(
        Division.DIVIDED,
        "Areas that smaller firms can serve.",
        tuple(Lot(number, title) for number, title in enumerate(titles, start=1)),
        most_lots,
        REASONS if most_lots else "",
    )
    saved = save_part(
        store, buyer, procurement_id=procurement_id, kind=LOTS, value=lots, revision=0, now=now
    )
    assert isinstance(saved, PartSaved), saved
    with store.by_hand() as session:
        decision_id = session.scalars(
            select(DecisionRecord.id).where(DecisionRecord.procurement_id == procurement_id)
        ).one()
        version = OutlineVersion(
            procurement_id=procurement_id,
            number=1,
            answers_version=1,
            decision_id=decision_id,
            parts='{"lots": 1}',
            content="{}",
            content_sha256="0" * 64,
            summary='{"ask": "Approve it", "value": "£360,000", "tier": "", "risks": []}',
            conflicts_asked="",
            conflicts_found="",
            has_conflicts_assessment=True,
            why="",
            submitted_by=buyer.id,
            submitted_at=now,
        )
        session.add(version)
        session.flush()
        session.add(
            OutlineStep(
                outline_version_id=version.id,
                number=1,
                state="sealed",
                body=None,
                why="",
                made_by=buyer.id,
                made_at=now,
            )
        )
    return procurement_id


def lot_tenders(
    store: WatchedStore,
    person_of: People,
    now: datetime,
    *,
    names: Sequence[Sequence[str]] = (NORTH, NORTH),
    scores: Sequence[Sequence[Mapping[str, str]]] = (SCORES, SCORES),
    equal: frozenset[int] = frozenset(),
) -> tuple[Scene, ...]:
    """Put the tenders of lots on record, each evaluated: Alpha is first in every one.

    In lots whose number stands in `equal` all bidders offer the same.
    """
    found = []
    for number, called in enumerate(names, start=1):
        scene = evaluated_tender(
            store,
            person_of,
            now,
            names=tuple(called),
            scores=scores[number - 1][: len(called)],
            offered=(OFFERED[:1] * len(called) if number in equal else OFFERED[: len(called)]),
            reference=f"{GROUP}-L{number}",
        )
        found.append(scene)
    return tuple(found)


def joined(
    store: WatchedStore, officer: Person, procurement_id: UUID, lot: int, tender_id: UUID,
    now: datetime,
) -> Done | Refused:  # fmt: skip
    """Join the tender of a lot."""
    with store.reading() as session:
        read = rows.last_number(session, procurement_id)
    return join_lot(
        store,
        officer,
        procurement_id=procurement_id,
        lot=lot,
        tender_id=tender_id,
        read=read,
        now=now,
    )


def joined_lots(
    store: WatchedStore,
    person_of: People,
    now: datetime,
    *,
    most_lots: int | None = 1,
    titles: Sequence[str] = TITLES,
    **given: object,
) -> Divided:
    """Put a divided procurement on record whose lots have their tenders, all evaluated."""
    officer = person_of(Role.PROCUREMENT_OFFICER)
    procurement_id = divided_procurement(store, person_of, now, most_lots=most_lots, titles=titles)
    tenders = lot_tenders(store, person_of, now, **given)  # type: ignore[arg-type] # as tests name it
    for number, scene in enumerate(tenders, start=1):
        outcome = joined(store, officer, procurement_id, number, scene.procurement_id, now)
        assert outcome == Done(), outcome
    return Divided(procurement_id, tenders)


def awarded(
    store: WatchedStore, officer: Person, procurement_id: UUID, now: datetime, asked: Asked = ASKED
) -> AwardedNow | Refused:
    """Have the lots awarded as they are read."""
    found = review(store, officer, procurement_id, asked, now=now)
    if isinstance(found, Refused):
        return found
    return award_now(
        store,
        officer,
        procurement_id=procurement_id,
        asked=asked,
        read=found.fingerprint,
        why="Something was settled of a bid since.",
        now=now,
    )


def left_out(
    store: WatchedStore, officer: Person, procurement_id: UUID, lot: int, because: str, read: int,
    now: datetime,
) -> Done | Refused:  # fmt: skip
    """Say that a lot is not tendered now."""
    return leave_lot_out(
        store,
        officer,
        procurement_id=procurement_id,
        lot=lot,
        because=because,
        read=read,
        now=now,
    )
