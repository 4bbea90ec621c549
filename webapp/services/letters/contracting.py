"""Stopping an award for a claim, resuming it, and entering into the contract.

Procurement Act 2023 s.101: while a claim stands of which the authority was notified within the
standstill, the contract may not be entered into, until the claim is disposed of or the court
lifts the restriction (s.102). A court may order as much at any time.
"""

from datetime import date, datetime
from uuid import UUID

from rules.uk_time import day_of
from webapp.addresses import standstill_page
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.acting import Award, officers_award, told_award
from webapp.services.letters.noticing import AHEAD
from webapp.services.letters.standstill import page_of, why_not_enter
from webapp.services.panel.acting import NO_REASON, Done, note, tell_of
from webapp.services.pinning import put_on_record
from webapp.services.refusals import Refused
from webapp.store import Session, Store, award_steps
from webapp.store.award_tables import AwardStep

NOT_STOPPED = Refused("The award is not stopped", "Read how it stands now")
STOPPED = Refused(
    "The award is stopped already", "Read how it stands now; add to the reasons when it is resumed"
)
BEFORE_TELLING = Refused(
    "The bidders were told only after that day", "Enter the day on which the authority was notified"
)
BEFORE_STOP = Refused(
    "The award was stopped only after that day", "Enter the day from which it may go on"
)


def stop_award(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    on: date,
    because: str,
    now: datetime,
) -> Done | Refused:
    """Put on record that the contract may not be entered into for now, since a day and why."""
    with store.writing() as session:
        award = told_award(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        last = award.last_stop
        if award.is_stopped and last is not None:
            return Done() if (last.on_day, last.because) == (on, because) else STOPPED
        if refused := _wrong(on, because, now):
            return refused
        if award.telling is not None and on < award.telling.telling.issued_on:
            return BEFORE_TELLING
        _step(session, person, award, "stop-award", on, because, now=now)
        _tell(session, person, award, "The award is stopped", because, now=now)
        return Done()


def resume_award(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    on: date,
    because: str,
    now: datetime,
) -> Done | Refused:
    """Put on record that the award may go on, since a day and why."""
    with store.writing() as session:
        award = told_award(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        last = award.last_stop
        if last is None or not award.is_stopped:
            is_same = last is not None and (last.on_day, last.because) == (on, because)
            return Done() if is_same else NOT_STOPPED
        if refused := _wrong(on, because, now):
            return refused
        if last.on_day is not None and on < last.on_day:
            return BEFORE_STOP
        _step(session, person, award, "resume-award", on, because, now=now)
        _tell(session, person, award, "The award goes on", because, now=now)
        return Done()


def enter_contract(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    on: date,
    because: str,
    now: datetime,
) -> Done | Refused:
    """Put on record that the contract was entered into on a day; `because` is what tells of it."""
    today = day_of(now)
    with store.writing() as session:
        award = officers_award(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        last = award.steps[-1].step if award.steps else None
        if last and (last.state, last.on_day, last.because) == ("awarded", on, because):
            return Done()
        award = told_award(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        page = page_of(session, person, award, today=today)
        if refused := why_not_enter(page, on):
            return refused
        if not because:
            return NO_REASON
        _step(session, person, award, "enter-contract", on, because, now=now, supplier=page.winner)
        text = f"It is with {page.winner}. Publish the contract details notice."
        _tell(session, person, award, "The contract is entered into", text, now=now)
        return Done()


_STATES = {"stop-award": "stopped", "resume-award": "resumed", "enter-contract": "awarded"}


def _wrong(on: date, because: str, now: datetime) -> Refused | None:
    if not because:
        return NO_REASON
    return AHEAD if on > day_of(now) else None


def _step(
    session: Session,
    person: Person,
    award: Award,
    act: str,
    on: date,
    because: str,
    *,
    now: datetime,
    supplier: str = "",
) -> None:
    scene = award.scene
    row = AwardStep(
        procurement_id=scene.procurement_id,
        number=award_steps.next_number(session, scene.procurement_id),
        evaluation_run_id=award.run.id,
        state=_STATES[act],
        because=because,
        role=Role.PROCUREMENT_OFFICER.value,
        on_day=on,
        made_by=person.id,
        made_at=now,
    )
    known = {"number": row.number, **put_on_record(session, row)}
    detail = {**known, "on": on.isoformat(), "why": because, "supplier": supplier}
    note(session, scene, act, person, now=now, detail=detail)


def _tell(
    session: Session, person: Person, award: Award, title: str, text: str, *, now: datetime
) -> None:
    tell_of(
        session,
        award.scene,
        award.scene.officers - {person.id},
        kind="award-standing",
        title=title,
        text=text,
        address=standstill_page(award.scene.procurement_id),
        now=now,
    )
