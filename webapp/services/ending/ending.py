"""Ending a procurement without award: by an officer, with the reason, and every bidder told.

Procurement Act 2023 s.55: an authority that decides not to award after a tender notice publishes a
procurement termination notice. Whether to end is the authority's to decide; that a procurement
officer does, and that an award which is approved is taken back first, is Podium's default.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Declared
from rules.canonical import sha256_of
from webapp.addresses import tender_page
from webapp.documents import render_html
from webapp.documents.summaries import LetterKind, ended_notice
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.ending.ended import Ended, ended_of
from webapp.services.letters.notifying import addressed, ended_to
from webapp.services.letters.posting import BidderGiven, Posted, Posting
from webapp.services.lot_awards.alerting import tell_other_lots
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import NO_REASON, NOT_AN_OFFICER, Scene, note, scene_of, tell_of
from webapp.services.pinning import put_on_record
from webapp.services.preparing.procurements import opened
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.result.building import built
from webapp.services.settling.acting import CONFLICT, kept_out
from webapp.services.settling.disclosing import why_not_told
from webapp.services.tendering.inviting import Links
from webapp.store import Session, Store, evaluators, procurements, publications
from webapp.store.ending_tables import ProcurementEnding
from webapp.store.models import Organisation, ProcurementRecord

TERMINATION_NOTICE = "UK12"
NOT_PUBLISHED = Refused(
    "The tender is not published, so that there is no procurement to end",
    "Leave the outline as it is, or withdraw it",
)
AWARD_STANDS = Refused(
    "An award is approved, and a procurement does not end without award while one stands",
    "Take the award back first, with its reason, and end the procurement then",
)
ENTERED = Refused(
    "The contract is entered into, so that the procurement did not end without award",
    "Take legal advice: what is left is to end the contract or to change it",
)
_SUBJECT = "The procurement is ended without award"
_TEXT = (
    "{authority} ends “{title}” ({reference}), to which {bidder} was invited, without awarding a "
    "contract.\n\nWhy is in a letter that this link opens:\n{address}\n\nEvery bidder is told at "
    "the same time."
)


@dataclass(frozen=True, slots=True)
class EndedWithLetters:
    """The procurement is ended; `links` are empty where the same form had ended it before."""

    links: tuple[BidderGiven, ...]
    is_mailed: bool
    needs_notice: bool


@dataclass(frozen=True, slots=True, eq=False)
class EndingPage:
    """What ending a procurement would do, for whoever may end it.

    `refused` says why it can't be ended, `ended` that it was. `bidders` is how many are told,
    `sealed` how many bids stay sealed.
    """

    title: str
    phase: Phase
    refused: Refused | None
    ended: Ended | None
    bidders: int
    sealed: int
    needs_notice: bool


def ending_page_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> EndingPage | Refused:
    """Return what ending a procurement would do."""
    with store.reading() as session:
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        access = panel_access(session, person, procurement_id, now=now)
        read = evaluators.opened_bidders(session, procurement_id)
        bidders = access.standing.bidders
        return EndingPage(
            title=scene.title,
            phase=access.phase,
            refused=why_not_end(person, scene, access),
            ended=access.standing.ended,
            bidders=len(bidders),
            sealed=sum(one.has_bid and one.bidder_id not in read for one in bidders),
            needs_notice=needs_notice(session, procurement_id),
        )


def end_procurement(
    store: Store, person: Person, *, procurement_id: UUID, because: str, links: Links, now: datetime
) -> EndedWithLetters | Refused:
    """End a procurement without award, for good; sent twice it is ended once."""
    if not because:
        return NO_REASON
    with store.writing() as session:
        before = ended_of(session, procurement_id)
        if before is not None:
            is_same = (before.by, before.because) == (person.name, because)
            is_needed = needs_notice(session, procurement_id)
            return EndedWithLetters((), links.is_mailed, is_needed) if is_same else before.refused
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        record = procurements.procurement(session, procurement_id)
        if record is None:
            return NO_PROCUREMENT
        access = panel_access(session, person, procurement_id, now=now)
        refused = why_not_end(person, scene, access) or _tells_of_others(session, access, because)
        if refused is not None:
            return refused
        return _end(session, person, scene, access, record, because, links, now)


def why_not_end(person: Person, scene: Scene, access: PanelAccess) -> Refused | None:
    """Return why somebody can't end the procurement now, None if they can."""
    if access.standing.ended is not None:
        return access.standing.ended.refused
    if person.id not in scene.officers:
        return NOT_AN_OFFICER
    if access.viewer.declared in {Declared.RECUSED, Declared.UNDECIDED}:
        return kept_out(access) or CONFLICT
    match access.phase:
        case Phase.PREPARING:
            return NOT_PUBLISHED
        case Phase.APPROVED | Phase.TOLD:
            return AWARD_STANDS
        case Phase.AWARDED:
            return ENTERED
    return None


def needs_notice(session: Session, procurement_id: UUID) -> bool:
    """Return whether the law asks for a procurement termination notice."""
    preparation = opened(session, procurement_id)
    decision = preparation.decision if preparation else None
    duties = decision.duties if decision else ()
    return any(one.notice == TERMINATION_NOTICE for one in duties)


def _tells_of_others(session: Session, access: PanelAccess, because: str) -> Refused | None:
    """Return that the reason would tell one bidder about another, since every bidder reads it."""
    if not access.phase.is_at_least(Phase.SCORING):
        return None
    tender = built(session, access.standing.procurement_id).tender
    found = (why_not_told(tender, bid.id, because) for bid in tender.bids)
    return next((one for one in found if one is not None), None)


def _end(
    session: Session, person: Person, scene: Scene, access: PanelAccess,
    record: tuple[ProcurementRecord, Organisation], because: str, links: Links, now: datetime,
) -> EndedWithLetters:  # fmt: skip
    """Put the end on record, and a letter to every bidder that was invited."""
    ending = ProcurementEnding(
        procurement_id=scene.procurement_id,
        phase=access.phase.value,
        because=because,
        role=Role.PROCUREMENT_OFFICER.value,
        needs_notice=needs_notice(session, scene.procurement_id),
        made_by=person.id,
        made_at=now,
    )
    pinned = put_on_record(session, ending)
    posting, what = Posting(session, person, record, links, now), ended_to(session, ending)
    given, told = [], []
    for bidder in publications.bidders(session, scene.procurement_id):
        document = ended_notice(addressed(session, record, bidder, now), what(bidder.id))
        posted = Posted(bidder, LetterKind.ENDED, str(render_html(document)))
        given.append(posting.post(posted, _SUBJECT, _TEXT))
        told.append({"bidder": bidder.number, "sha256": posted.sha256})
    known = {"phase": access.phase.value, "letters": told, "sha256": sha256_of(because)}
    note(session, scene, "end-procurement", person, now=now, detail={**known, **pinned})
    tell_of(
        session,
        scene,
        (_involved(session, record[0]) | scene.officers) - {person.id},
        kind="procurement-ended",
        title="The procurement is ended without award",
        text=f"{person.name} ended it, and every bidder is told. Nothing more is done in it; why "
        "stands on the page of the tender.",
        address=tender_page(scene.procurement_id),
        now=now,
    )
    happened = "was ended without award"
    tell_other_lots(session, person, scene.procurement_id, happened, now=now)
    return EndedWithLetters(tuple(given), links.is_mailed, ending.needs_notice)


def _involved(session: Session, record: ProcurementRecord) -> set[UUID]:
    """Return who began the procurement, and who is on its panel."""
    assigned = {one.user_id for one in evaluators.assignments(session, record.id)}
    chairs = {one.user_id for one in evaluators.chairings(session, record.id)}
    return {record.created_by} | assigned | chairs
