"""Beginning a procurement from a published notice: what it tells becomes the first answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from forms.notices import NoticeReading, read_notices
from rules.decision import Finding
from rules.errors import OutsidePeriod
from rules.procurement import Answers
from rules.stack import Stack
from rules.vocabulary import FACT_BY_NAME, Supply, Value
from webapp.services.accounts import Person
from webapp.services.preparing.answers import read, stored
from webapp.services.preparing.beginning import AnswersRefused, ReferenceTaken, begin
from webapp.services.preparing.journey import journey
from webapp.services.preparing.procurements import Started, settled_by, started_just_now
from webapp.services.settings import stack_in
from webapp.store import Session, Store, audit
from webapp.store import procurements as rows
from webapp.store.models import ProcurementRecord

MOST_OFFERED = 20
"""How many notices of one file are offered to choose from."""


@dataclass(frozen=True, slots=True)
class FactRead:
    """A fact that a notice tells, and the path in it at which it stands."""

    name: str
    value: Value
    path: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A published notice as a procurement can be begun from it."""

    ocid: str
    buyer: str
    title: str
    facts: tuple[FactRead, ...]

    @property
    def answers(self) -> Answers:
        """What the notice tells, as answers."""
        return MappingProxyType({fact.name: fact.value for fact in self.facts})


@dataclass(frozen=True, slots=True)
class Notices:
    """The notices of a file that are offered, and how many it holds that fit."""

    offered: tuple[Notice, ...]
    total: int


def notices_in(data: bytes, name: str, *, ocid: str = "") -> Notices:
    """Return the notices of a file, only those of an OCID if one is named.

    Raises:
        InvalidInput: The file is no JSON, or of none of the shapes that are known.
    """
    found = [one for one in read_notices(data, name) if not ocid or one.ocid == ocid]
    return Notices(tuple(_notice(one) for one in found[:MOST_OFFERED]), len(found))


@dataclass(frozen=True, slots=True)
class LawThen:
    """Which law the rules apply to what a notice tells, on the day that it tells."""

    finding: Finding
    stack: Stack


def law_then(store: Store, organisation_id: UUID, notice: Notice) -> LawThen | None:
    """Return the law of the day on which a notice says that its procurement commenced.

    None where the notice does not tell enough for the rules to be asked, or names a day whose law
    no pack knows.
    """
    with store.reading() as session:
        organisation = rows.organisation(session, organisation_id)
        stack = stack_in(session, organisation)
    try:
        found = journey(
            notice.answers,
            reference="notice",
            title=notice.title,
            authority=organisation.name,
            policy=organisation.policy,
            stack=stack,
        )
    except OutsidePeriod:
        return None
    return LawThen(found.decision.findings["regime"], stack) if found.decision else None


def packed(notice: Notice) -> dict[str, object]:
    """Return a notice as JSON carries it from one page to the next."""
    return {
        "ocid": notice.ocid,
        "buyer": notice.buyer,
        "title": notice.title,
        "facts": [[fact.name, stored(fact.value), fact.path] for fact in notice.facts],
    }


def unpacked(content: Mapping[str, object]) -> Notice:
    """Return the notice that `packed` made the JSON of."""
    facts = content["facts"]
    return Notice(
        str(content["ocid"]),
        str(content["buyer"]),
        str(content["title"]),
        tuple(
            FactRead(name, value, path)
            for name, text, path in (facts if isinstance(facts, list) else ())
            if (value := read(name, text)) is not None
        ),
    )


def start_from_notice(
    store: Store,
    person: Person,
    notice: Notice,
    *,
    organisation_id: UUID,
    reference: str,
    title: str,
    facts: frozenset[str],
    now: datetime,
) -> Started | ReferenceTaken | AnswersRefused:
    """Start a procurement with those facts of a notice that were chosen as its first answers.

    The facts that the notice does not tell stay open, save what the organisation's settings say
    of itself. Where the chosen ones can't stand beside
    each other, or the law of their day is not known, nothing is started. Sent twice, as by a
    double click, it starts one.
    """
    chosen = {name: value for name, value in notice.answers.items() if name in facts}
    with store.writing() as session:
        if made := started_just_now(session, person, organisation_id, reference, title, now):
            return Started(made, is_new=False)
        organisation = rows.organisation(session, organisation_id)
        record = begin(
            session,
            person,
            organisation,
            reference=reference,
            title=title,
            answers={**settled_by(organisation), **chosen},
            now=now,
        )
        if not isinstance(record, ProcurementRecord):
            return record
        _note(session, person, record, notice, chosen)
        return Started(record.id)


def _note(
    session: Session, person: Person, record: ProcurementRecord, notice: Notice, answers: Answers
) -> None:
    audit.append(
        session,
        "import-notice",
        at=record.created_at,
        actor_id=person.id,
        organisation_id=record.organisation_id,
        subject=f"procurement/{record.id}",
        detail={
            "reference": record.reference,
            "title": record.title,
            "ocid": notice.ocid,
            "answers": {fact: stored(value) for fact, value in answers.items()},
            "read_from": {one.name: one.path for one in notice.facts if one.name in answers},
        },
    )


def _notice(reading: NoticeReading) -> Notice:
    return Notice(
        reading.ocid,
        reading.buyer,
        reading.title,
        tuple(
            FactRead(name, value, reading.read_from.get(name, ""))
            for name, value in reading.facts.items()
            if FACT_BY_NAME[name].supply is Supply.ASKED
        ),
    )
