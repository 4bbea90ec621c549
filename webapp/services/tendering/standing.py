"""How far a tender has come, for every page and every act that depends on it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.moderating.agreed import is_all_agreed
from evaluation.panel.phases import OnRecord, Phase, phase_at
from webapp.services.accounts import Person
from webapp.services.approval.sealing import may_publish
from webapp.services.ending.ended import Ended, ended_of
from webapp.services.refusals import Refused
from webapp.services.tendering.published import asked_in
from webapp.store import Session, Store, award_steps, evaluators, moderations, settlements
from webapp.store import tenders as rows
from webapp.store.tender_tables import Publication

_APPROVED = frozenset({"approved", "stopped", "resumed", "awarded", "reversal_asked", "upheld"})
_RECOMMENDED = _APPROVED | {"recommended"}


@dataclass(frozen=True, slots=True)
class Invited:
    """A bidder by its number among those invited; `has_bid` is all that may be known."""

    bidder_id: UUID
    number: int
    name: str
    email: str
    invited_at: datetime
    has_bid: bool


@dataclass(frozen=True, slots=True)
class TenderStanding:
    """A tender at a moment: what is published, who is invited, and in which phase it is.

    `number` and `deadline_at` are those of the last publication, None before there is one.
    `refused` says why nothing can be published yet, `ended` that the procurement ended without
    award, in the phase that it is in.
    """

    procurement_id: UUID
    phase: Phase
    number: int | None
    published_at: datetime | None
    deadline_at: datetime | None
    bidders: tuple[Invited, ...]
    refused: Refused | None
    ended: Ended | None = None


def standing_of(session: Session, procurement_id: UUID, *, now: datetime) -> TenderStanding:
    """Return how far the tender of a procurement has come."""
    publication = rows.last_publication(session, procurement_id)
    is_begun = rows.is_moderated(session, procurement_id)
    ended = ended_of(session, procurement_id)
    record = OnRecord(
        deadline_at=publication.deadline_at if publication else None,
        hands=len(rows.hands(session, procurement_id)),
        is_moderation_begun=is_begun,
        is_all_agreed=publication is not None
        and _is_agreed(session, publication, is_begun=is_begun),
        ended_at=ended.at if ended else None,
        **award_on_record(award_steps.progress(session, procurement_id)),
    )
    return TenderStanding(
        procurement_id=procurement_id,
        phase=phase_at(record, now),
        number=publication.number if publication else None,
        published_at=publication.published_at if publication else None,
        deadline_at=record.deadline_at,
        bidders=tuple(
            Invited(
                bidder_id=one.id,
                number=one.number,
                name=one.name,
                email=one.email,
                invited_at=one.invited_at,
                has_bid=bids > 0,
            )
            for one, bids in rows.invited(session, procurement_id)
        ),
        refused=None if publication else may_publish(session, procurement_id),
        ended=ended,
    )


def _is_agreed(session: Session, publication: Publication, *, is_begun: bool) -> bool:
    """Return whether the panel has agreed every score of the bids that are not excluded.

    A model without a question leaves nothing to agree from the moment at which bids are opened.
    """
    id_ = publication.procurement_id
    asked = asked_in(publication)
    if asked is None or (asked and not is_begun):
        return False
    excluded = {one.bidder_id for one in settlements.exclusions(session, id_)}
    bidders = evaluators.opened_bidders(session, id_) - excluded
    return is_all_agreed(bidders, len(asked), moderations.agreed_counts(session, id_, asked))


def award_on_record(progress: award_steps.AwardProgress) -> dict[str, bool]:
    """Return which steps of the award stand: one that rests on an older evaluation does not."""
    if not progress.is_evaluated:
        return {}
    return {
        "is_evaluated": True,
        "is_recommended": progress.state in _RECOMMENDED,
        "is_approved": progress.state in _APPROVED,
        "is_told": progress.state in _APPROVED and progress.is_told,
        "is_awarded": progress.state == "awarded",
    }


def tender_standing(
    store: Store, _: Person, procurement_id: UUID, *, now: datetime
) -> TenderStanding:
    """Return how far the tender of a procurement has come, for its page."""
    with store.reading() as session:
        return standing_of(session, procurement_id, now=now)
