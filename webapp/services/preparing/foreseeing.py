"""What answers would change, before they are saved: conclusions, questions and parts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rules.procurement import Answers
from rules.stack import Stack
from rules.vocabulary import Fact
from webapp.services.parts import KINDS
from webapp.services.preparing.effects import RESTS_ON, Changes, changed
from webapp.services.preparing.journey import Journey, differing
from webapp.services.preparing.procurements import journey_of
from webapp.store import Session
from webapp.store import parts as part_rows
from webapp.store import procurements as rows
from webapp.store.models import Organisation, ProcurementRecord


@dataclass(frozen=True, slots=True)
class Replacing:
    """New answers beside those that stand before them, of a procurement and its organisation."""

    record: ProcurementRecord
    organisation: Organisation
    before: Answers
    new: Answers
    stack: Stack

    @property
    def replaces(self) -> bool:
        """Whether a question is among them that had an answer."""
        return any(self.before.get(fact) is not None for fact in self.new)


@dataclass(frozen=True, slots=True)
class WouldChange:
    """What answers would change that stand for earlier ones; nothing was saved.

    `version` is what they were compared with: sent with it and confirmed, they are saved.
    `touched` are the parts saved so far, each with what it rests on of what would change.
    `is_of_record` is whether answers are replaced on which a decision is on record.
    """

    version: int
    changes: Changes
    questions_gone: tuple[Fact, ...]
    questions_new: tuple[Fact, ...]
    touched: Mapping[str, tuple[str, ...]]
    before: Journey
    after: Journey
    is_of_record: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """The titles of those parts, in the order of the task list."""
        return tuple(kind.title for name, kind in KINDS.items() if name in self.touched)


def foreseen(session: Session, change: Replacing, after: Journey) -> WouldChange | None:
    """Return what answers would change, None where that is nothing a buyer would look at.

    First answers are looked at only once a decision is on record; before, they build what follows.
    """
    record = change.record
    is_recorded = rows.latest_decision(session, record.id) is not None
    if not (is_recorded or change.replaces):
        return None
    before = journey_of(record, change.organisation, change.before, change.stack)
    if before.decision is None:
        return None
    conclusions = changed(before.decision, after.decision) if after.decision else ()
    asked, will_be = _asked(before), _asked(after)
    gone = tuple(fact for name, fact in asked.items() if name not in will_be)
    new = tuple(fact for name, fact in will_be.items() if name not in asked)
    answers = differing(before.answers, after.answers)
    names = {*answers, *(one.conclusion.name for one in conclusions)}
    touched = _parts_touched(session, record, names)
    if not (conclusions or gone or new or touched):
        return None
    changes = Changes(answers, conclusions, has_earlier=True)
    is_of_record = is_recorded and change.replaces
    return WouldChange(
        record.version, changes, gone, new, touched, before, after, is_of_record=is_of_record
    )


def _asked(journey: Journey) -> dict[str, Fact]:
    return {fact.name: fact for page in journey.pages for fact in page.facts}


def _parts_touched(
    session: Session, record: ProcurementRecord, names: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """Return the parts that are saved and rest on some of these names, each with those."""
    saved = (row.part for row, _ in part_rows.latest(session, record.id))
    resting = {part: RESTS_ON.get(part, frozenset()).intersection(names) for part in saved}
    return {part: tuple(sorted(found)) for part, found in resting.items() if found}
