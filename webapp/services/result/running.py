"""Having a tender evaluated: worked out outside the transaction, put on record within it.

What an evaluation rests on is compared by its digest before it is put on record: if anything of
it has changed meanwhile, nothing is.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Seat
from rules.errors import PodiumError
from rules.uk_time import day_of
from webapp.addresses import result_page
from webapp.services.accounts import Person
from webapp.services.bids.unread import unread_in
from webapp.services.lot_awards.alerting import tell_if_out_of_date
from webapp.services.lot_awards.standing import place_of
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.panel.acting import CHANGED_MEANWHILE, Scene, note, scene_of, tell_of
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.result.building import Built, NotPublished, built
from webapp.services.result.missing import missing_of, refusal_of
from webapp.services.result.records import Recorded, is_of, packs_json, record_of
from webapp.store import Session, Store, audit, procurements
from webapp.store import results as rows
from webapp.store.award_tables import EvaluationRun
from webapp.store.results import RunRow

NOT_YOURS = Refused(
    "A procurement officer or the chair of the panel has the bids evaluated", "Ask one of them"
)
NOT_OPENED = Refused(
    "The bids are not opened, so that there is nothing to evaluate",
    "Come back when the panel has agreed every score",
)
NOT_AGREED = Refused(
    "The panel has not agreed every score", "Have the panel agree every score, in moderation"
)
NO_BIDS = Refused(
    "No bid counts, so that there is nothing to evaluate",
    "Look at the bids that came in, and at what became of each",
)
UNREAD = Refused(
    "A bid that counts was not read when the bids were opened, and no award is made without it",
    "Look at the page of bids that can’t be read: it says what can be done, and what comes first",
)
IS_APPROVED = Refused(
    "The award is approved, and rests on the evaluation as it stands",
    "Take the award back first, if the bids have to be evaluated again",
)
NO_REASON = Refused(
    "The bids were evaluated before, and the record has to say why they are evaluated again",
    "Say in a sentence what has changed",
)


@dataclass(frozen=True, slots=True)
class EvaluatedNow:
    """The evaluation of this number stands; it is not new if nothing had changed since it."""

    number: int
    is_new: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class _Looked:
    """What there is to evaluate, and the last evaluation."""

    made: Built
    packs: str
    last: RunRow | None
    phase: Phase

    @property
    def standing(self) -> int | None:
        """The number of the evaluation that stands, None where there is none of just this."""
        if self.last is None or not self.phase.is_at_least(Phase.EVALUATED):
            return None
        run = self.last.run
        return run.number if is_of(run, self.made) else None

    @property
    def number(self) -> int:
        """The number of the last evaluation, 0 before there is one."""
        return self.last.run.number if self.last else 0


def evaluate_now(
    store: Store, person: Person, procurement_id: UUID, *, why: str, now: datetime
) -> EvaluatedNow | Refused:
    """Evaluate the bids as they stand on record, and put that on record.

    Evaluating again has its reason. Where nothing has changed since the last evaluation, this
    stands and nothing is added, so that sent twice it is on record once.
    """
    with store.reading() as session:
        before = _looked(session, person, procurement_id, why, now)
        head = audit.head(session)
    if isinstance(before, Refused):
        return before
    if before.standing is not None:
        return EvaluatedNow(before.standing, is_new=False)
    try:
        recorded = record_of(before.made, issued_on=day_of(now), audit_head=head)
    except PodiumError as error:
        return Refused.of(error)
    with store.writing() as session:
        found = _looked(session, person, procurement_id, why, now)
        scene = scene_of(session, procurement_id)
        if isinstance(scene, Refused):
            return scene
        if isinstance(found, Refused):
            return found
        if found.standing is not None:
            return EvaluatedNow(found.standing, is_new=False)
        if not _is_of_these(recorded, before.number, found):
            return CHANGED_MEANWHILE
        again = why.strip() if found.last else ""
        run = _row(procurement_id, found.number + 1, recorded, again, person, now)
        _put_on_record(session, scene, person, run, now)
        return EvaluatedNow(run.number)


def why_not_evaluate(access: PanelAccess) -> Refused | None:
    """Return what keeps somebody from having the bids evaluated, None if nothing does.

    It looks at the person and at how far the tender has come, not at what scores there are.
    """
    if access.standing.ended is not None:
        return access.standing.ended.refused
    if not access.phase.is_at_least(Phase.SCORING):
        return NOT_OPENED
    if access.refused is not None:
        return access.refused
    if not (Seat.PROCUREMENT_OFFICER in access.viewer.seats or access.is_chair):
        return NOT_YOURS
    return IS_APPROVED if access.phase.is_at_least(Phase.APPROVED) else None


def called_of(access: PanelAccess, made: Built) -> dict[str, str]:
    """Return what each bid of a tender is called on a person's pages, by the bid's id."""
    return {
        bid: access.called[bidder]
        for bid, bidder in made.bidders.items()
        if bidder in access.called
    }


def _looked(
    session: Session, person: Person, procurement_id: UUID, why: str, now: datetime
) -> _Looked | Refused:
    """Return what there is to evaluate, or why it is not evaluated."""
    if procurements.organisation_of(session, procurement_id) is None:
        return NO_PROCUREMENT
    access = panel_access(session, person, procurement_id, now=now)
    refused = why_not_evaluate(access)
    if refused is not None:
        return refused
    try:
        made = built(session, procurement_id)
    except NotPublished:
        return NOT_OPENED
    if unread_in(session, procurement_id):
        return UNREAD
    if not made.tender.bids:
        return NO_BIDS
    lacking = refusal_of(missing_of(made.tender, called_of(access, made)))
    if lacking is not None:
        return lacking
    if not access.phase.is_at_least(Phase.MODERATED):
        return NOT_AGREED
    last = rows.last_run(session, procurement_id)
    looked = _Looked(made, packs_json(made.packs), last, access.phase)
    is_again = last is not None and looked.standing is None
    return NO_REASON if is_again and not why.strip() else looked


def _is_of_these(recorded: Recorded, number: int, found: _Looked) -> bool:
    """Return whether what was worked out after evaluation `number` is of what is found now."""
    worked_out = (number, recorded.tender_sha256, recorded.packs)
    return (found.number, found.made.sha256, found.packs) == worked_out


def _row(
    procurement_id: UUID, number: int, recorded: Recorded, why: str, person: Person, now: datetime
) -> EvaluationRun:
    return EvaluationRun(
        procurement_id=procurement_id,
        number=number,
        tender=recorded.tender,
        tender_sha256=recorded.tender_sha256,
        result=recorded.result,
        result_sha256=recorded.result_sha256,
        packs=recorded.packs,
        report=recorded.report,
        report_sha256=recorded.report_sha256,
        why=why,
        made_by=person.id,
        made_at=now,
    )


def _put_on_record(
    session: Session, scene: Scene, person: Person, run: EvaluationRun, now: datetime
) -> None:
    """Add an evaluation, and tell of it; the lot's place is that from before it."""
    place = place_of(session, run.procurement_id)
    session.add(run)
    _note(session, scene, person, run, now)
    tell_if_out_of_date(session, person, run.procurement_id, place, now=now)


def _note(
    session: Session,
    scene: Scene,
    person: Person,
    run: EvaluationRun,
    now: datetime,
) -> None:
    detail = {
        "number": run.number,
        "tender_sha256": run.tender_sha256,
        "result_sha256": run.result_sha256,
        "why": run.why,
    }
    note(session, scene, "evaluate-bids", person, now=now, detail=detail)
    tell_of(
        session,
        scene,
        scene.officers - {person.id},
        kind="bids-evaluated",
        title="The bids are evaluated",
        text=(
            "The result is on record. Look at what is still to settle, then recommend the award."
        ),
        address=result_page(scene.procurement_id),
        now=now,
    )
