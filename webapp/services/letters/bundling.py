"""The sealed bundle of an award: all that it was made of, and the letters as they were sent."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.letters.issuing import Issuing
from evaluation.stress import Draws
from rules.errors import PodiumError
from rules.uk_time import day_of
from webapp.services.accounts import Person
from webapp.services.bundles import Sealed, seal
from webapp.services.letters.acting import award_of
from webapp.services.letters.rounds import NO_ROUND, why_not_rounds
from webapp.services.refusals import Refused
from webapp.store import Session, Store
from webapp.store import letters as rows
from webapp.store.award_tables import EvaluationRun
from webapp.store.letters import TellingRow

OTHER_PACKS = Refused(
    "The tender was evaluated under other rules than those that are installed, or with the "
    "authority’s own settings, which no bundle holds yet",
    "Take the evaluation and the award report from the page of the result",
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle and the reference of its tender."""

    reference: str
    sealed: Sealed


def bundle_of(
    store: Store, person: Person, procurement_id: UUID, *, telling: int | None = None, now: datetime
) -> Bundle | Refused:
    """Return the bundle of the last evaluation: the same bytes whoever asks, and whenever.

    It bears the day on which the letters went out, or that of the evaluation before they did. With
    the number of a telling it is that of the award which was told then, though it was taken back.
    """
    with store.reading() as session:
        found = (
            _of_last(session, person, procurement_id, now)
            if telling is None
            else _of_round(session, person, procurement_id, telling, now)
        )
    if isinstance(found, Refused):
        return found
    return _sealed(*found)


def _of_last(
    session: Session, person: Person, procurement_id: UUID, now: datetime
) -> tuple[EvaluationRun, TellingRow | None] | Refused:
    award = award_of(session, person, procurement_id, now=now)
    return award if isinstance(award, Refused) else (award.run, award.telling)


def _of_round(
    session: Session, person: Person, procurement_id: UUID, number: int, now: datetime
) -> tuple[EvaluationRun, TellingRow | None] | Refused:
    refused = why_not_rounds(session, person, procurement_id, now=now)
    if refused is not None:
        return refused
    told = rows.tellings(session, procurement_id)
    row = next((one for one in told if one.telling.number == number), None)
    return (row.run, row) if row else NO_ROUND


def _sealed(run: EvaluationRun, telling: TellingRow | None) -> Bundle | Refused:
    issuing = Issuing.of(telling.telling.issuing) if telling else None
    issued_on = telling.telling.issued_on if telling else day_of(run.made_at)
    try:
        sealed = seal(
            run.tender.encode(), Draws(), issued_on=issued_on, name="tender.json", issuing=issuing
        )
    except PodiumError as error:
        return Refused.of(error)
    sealed_packs = {pack.sha256 for pack in sealed.made.packs}
    if sealed_packs != {pack["sha256"] for pack in json.loads(run.packs)}:
        return OTHER_PACKS
    return Bundle(sealed.made.evaluated.tender.reference, sealed)
