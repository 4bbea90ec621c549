"""The standstill of an award: the day of the notice, what follows from it, and what stops it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from evaluation.letters.standstill import Standstill, StandstillKind
from evaluation.panel.phases import Phase
from rules.decision import Decision, DutyDue
from rules.uk_time import day_of
from rules.wording import date_in_words
from webapp.services.accounts import Person
from webapp.services.letters.acting import NOT_TOLD, Award, award_of
from webapp.services.letters.delivering import Delivery, deliveries_of
from webapp.services.letters.drafting import judged_of
from webapp.services.lot_awards.waiting import why_contract_waits
from webapp.services.refusals import Refused
from webapp.services.result.reading import evaluated_tender
from webapp.store import Session, Store
from webapp.store import letters as rows
from webapp.store.award_steps import StepRow
from webapp.store.award_tables import AwardNotice
from webapp.store.letters import NoticeRow

AWARD_NOTICE = "UK6"
ENTERED = "contract_entered"
STOPPED_THEN = Refused(
    "The award was stopped on that day", "Enter the day on which the contract was entered into"
)
REVERSAL_ASKED = Refused(
    "Somebody asks that the award be taken back, and nobody has decided on that yet",
    "Wait for the decision, which stands on the page of the award",
)
NOT_COME = Refused("That day has not come yet", "Enter the contract once it is entered into")


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry of the day of the notice, and who made it; a correction has its reason."""

    published_on: date
    ends_on: date | None
    reference: str
    because: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """That the award was stopped or resumed, from which day on and why."""

    is_stop: bool
    on: date | None
    because: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, eq=False)
class StandstillPage:
    """An award after its letters went out.

    `required` are the working days of standstill that the law asks for, 0 for none, None where the
    rules do not say; `why_required` says why, with its source. `deliveries` are what became of the
    e-mails of the letters. `standstill` is None until the day
    of the notice is entered; `before` are duties to be met before the contract is entered into.
    `waits` says why the contract for a lot waits for the sake of other lots, None if it does not.
    """

    award: Award
    winner: str
    required: int | None
    why_required: tuple[str, ...]
    standstill: Standstill | None
    entries: tuple[Entered, ...]
    stops: tuple[Stop, ...]
    awarded: Stop | None
    before: tuple[DutyDue, ...]
    needs_notice: bool
    today: date
    is_officer: bool
    deliveries: tuple[Delivery, ...] = ()
    waits: Refused | None = None

    @property
    def not_provided(self) -> tuple[Delivery, ...]:
        """The letters whose e-mail has not left, or had not by the day of the notice."""
        by = self.standstill.published_on if self.standstill else self.today
        return tuple(one for one in self.deliveries if not one.is_provided_by(by))

    @property
    def not_yet(self) -> Refused | None:
        """What keeps the contract from being entered into today, None if nothing does."""
        return why_not_enter(self, self.today)


def standstill_page_of(
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> StandstillPage | Refused:
    """Return how the standstill of an award stands."""
    with store.reading() as session:
        award = award_of(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        return page_of(session, person, award, today=day_of(now))


def page_of(session: Session, person: Person, award: Award, *, today: date) -> StandstillPage:
    """Return the same in a session."""
    tender = evaluated_tender(award.run)
    judged = judged_of(session, award.run, tender)
    decision = judged.decision
    notices = of_telling(rows.notices(session, award.scene.procurement_id), award)
    required, why = required_of(decision)
    last = notices[-1].notice if notices else None
    winner = tender.by_id.get(judged.evaluation.winner or "")
    duties = decision.duties if decision else ()
    return StandstillPage(
        award=award,
        winner=winner.bidder if winner else "",
        required=required,
        why_required=why,
        standstill=_standing(last, required),
        entries=tuple(_entered(row) for row in notices),
        stops=tuple(map(_stop, award.stops)),
        awarded=next((_stop(row) for row in award.steps if row.step.state == "awarded"), None),
        before=tuple(
            one for one in duties if one.event == ENTERED and one.is_before and not one.notice
        ),
        needs_notice=decision is None or any(one.notice == AWARD_NOTICE for one in duties),
        today=today,
        is_officer=person.id in award.scene.officers,
        deliveries=_deliveries(session, award),
        waits=why_contract_waits(session, award.scene.procurement_id, tender),
    )


def _deliveries(session: Session, award: Award) -> tuple[Delivery, ...]:
    if award.telling is None:
        return ()
    return tuple(deliveries_of(session, award.telling.telling.id).values())


def required_of(decision: Decision | None) -> tuple[int | None, tuple[str, ...]]:
    """Return the working days of standstill that the law asks for, and why."""
    days = decision.value("standstill_working_days") if decision else None
    if decision is None or not isinstance(days, int):
        return None, ()
    finding = decision.findings["standstill_working_days"]
    traced = decision.traced()
    return days, tuple(traced[rule].because for rule in finding.rules if rule in traced)


def why_not_enter(page: StandstillPage, on: date) -> Refused | None:
    """Return what keeps the contract from being entered into on a day, None if nothing does."""
    award, standstill = page.award, page.standstill
    if award.telling is None or not award.phase.is_at_least(Phase.TOLD):
        return NOT_TOLD
    if on > page.today:
        return NOT_COME
    if award.is_reversal_asked:
        return REVERSAL_ASKED
    if award.is_stopped:
        return Refused(
            "The award is stopped", "Resume it first, with what has lifted the stop and its day"
        )
    if page.waits is not None:
        return page.waits
    if standstill is None and page.needs_notice:
        return Refused(
            "No day is entered on which the contract award notice was published, and the contract "
            "may be entered into only after it (Procurement Act 2023, section 50(1))",
            "Publish the notice, and enter its day",
        )
    earliest = standstill.free_on if standstill else award.telling.telling.issued_on
    if on < earliest:
        return Refused(
            f"The contract may be entered into from {date_in_words(earliest)} on, and not before",
            "Wait until then: a contract that is entered into before may be set aside "
            "(Procurement Act 2023, sections 51(1) and 105(1)(b))",
        )
    return STOPPED_THEN if _was_stopped_on(page.stops, on) else None


def _was_stopped_on(stops: Sequence[Stop], on: date) -> bool:
    began: date | None = None
    for one in stops:
        if one.is_stop:
            began = one.on
        elif began is not None and one.on is not None and began <= on < one.on:
            return True
    return False


def of_telling(notices: Sequence[NoticeRow], award: Award) -> list[NoticeRow]:
    """Return the entries of the notice that belong to the letters that were sent last."""
    telling = award.telling.telling.id if award.telling else None
    return [row for row in notices if row.notice.award_telling_id == telling]


def _standing(last: AwardNotice | None, required: int | None) -> Standstill | None:
    if last is None:
        return None
    return Standstill(StandstillKind(last.standstill), last.published_on, last.ends_on, required)


def _entered(row: NoticeRow) -> Entered:
    one = row.notice
    return Entered(one.published_on, one.ends_on, one.reference, one.because, row.by, one.made_at)


def _stop(row: StepRow) -> Stop:
    step = row.step
    return Stop(step.state == "stopped", step.on_day, step.because, row.by, step.made_at)
