"""A tender that is out, its bids, and those who opened them, as rows of the record."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select

from evaluation.publication.terms import Terms
from webapp.services.accounts import Person
from webapp.services.tendering.published import model_of_json
from webapp.store import Session
from webapp.store.bid_tables import BidReceipt, OpenedBid, OpeningHand
from webapp.store.models import DecisionRecord
from webapp.store.outline_tables import OutlineVersion
from webapp.store.tender_tables import Bidder, Publication


@dataclass(frozen=True, slots=True)
class Offered:
    """What a bid offers beside its answers: its price, and what it promises by measure.

    `declared` is what its bidder says to each declaration, `findings` canonical JSON of what was
    wrong in its workbook.
    """

    price: str | None = "100000"
    commitments: Mapping[str, object] = field(default_factory=dict)
    declared: Mapping[str, str] = field(default_factory=dict)
    findings: str = "[]"


def terms_of(now: datetime, *, are_names_masked: bool) -> Terms:
    """Return the terms of a tender whose deadline was yesterday."""
    return Terms(
        deadline_at=now - timedelta(days=1),
        questions_until=now - timedelta(days=9),
        contact="Priya Shah, tenders@coventry.example",
        are_names_masked=are_names_masked,
    )


def add_publication(
    session: Session,
    procurement_id: UUID,
    person: Person,
    now: datetime,
    model: Mapping[str, object],
    terms: Terms,
) -> Publication:
    """Put on record that a model and terms were published, forty days ago."""
    read = model_of_json(json.dumps(model))
    assert not isinstance(read, Exception), read
    publication = Publication(
        procurement_id=procurement_id,
        number=1,
        outline_version_id=_sealed_outline(session, procurement_id, person, now),
        model=read.canonical,
        model_sha256=read.sha256,
        terms=terms.canonical,
        terms_sha256=terms.sha256,
        deadline_at=terms.deadline_at,
        checks="{}",
        why="",
        published_by=person.id,
        published_at=now - timedelta(days=40),
    )
    session.add(publication)
    session.flush()
    return publication


def _sealed_outline(session: Session, procurement_id: UUID, person: Person, now: datetime) -> UUID:
    decision_id = session.scalars(
        select(DecisionRecord.id).where(DecisionRecord.procurement_id == procurement_id)
    ).one()
    version = OutlineVersion(
        procurement_id=procurement_id,
        number=1,
        answers_version=1,
        decision_id=decision_id,
        parts="{}",
        content="{}",
        content_sha256="0" * 64,
        summary='{"ask": "Approve it", "value": "£360,000", "tier": "", "risks": []}',
        conflicts_asked="",
        conflicts_found="",
        has_conflicts_assessment=True,
        why="",
        submitted_by=person.id,
        submitted_at=now,
    )
    session.add(version)
    session.flush()
    return version.id


def add_hands(
    session: Session, procurement_id: UUID, people: Sequence[Person], now: datetime
) -> None:
    """Put on record who opened the bids: a buyer first, then a procurement officer."""
    session.add_all(
        OpeningHand(
            procurement_id=procurement_id,
            number=number,
            user_id=person.id,
            role=role,
            made_at=now,
        )
        for number, (person, role) in enumerate(
            zip(people, ("buyer", "procurement_officer"), strict=False), start=1
        )
    )


def add_receipt(
    session: Session,
    publication: Publication,
    number: int,
    name: str,
    person: Person,
    now: datetime,
) -> BidReceipt:
    """Put a bidder on record who was invited at once, and its bid of the day before the last."""
    bidder = Bidder(
        procurement_id=publication.procurement_id,
        number=number,
        name=name,
        email=f"bids-{number}@supplier.example",
        address="",
        identifier="",
        invited_by=person.id,
        invited_at=now - timedelta(days=39),
    )
    session.add(bidder)
    session.flush()
    receipt = BidReceipt(
        procurement_id=publication.procurement_id,
        bidder_id=bidder.id,
        publication_id=publication.id,
        number=1,
        received_at=now - timedelta(days=2),
        is_late=False,
        file_name="bid.xlsx",
        file_sha256="0" * 64,
        size=1,
        sealed_name=uuid4().hex,
        uploaded_by=None,
    )
    session.add(receipt)
    session.flush()
    return receipt


def opened(
    receipt: BidReceipt, answers: Mapping[str, str], offer: Offered, now: datetime
) -> OpenedBid:
    """Return a bid as it was read when it was opened."""
    return OpenedBid(
        procurement_id=receipt.procurement_id,
        bidder_id=receipt.bidder_id,
        bid_receipt_id=receipt.id,
        price=offer.price,
        answers=json.dumps(answers, ensure_ascii=False),
        commitments=json.dumps(offer.commitments, ensure_ascii=False),
        declarations=json.dumps(offer.declared),
        findings=offer.findings,
        opened_at=now,
    )
