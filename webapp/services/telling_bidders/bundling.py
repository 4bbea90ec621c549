"""The sealed bundle of an award: all that it was made of, and the letters as they were sent."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluation.stress import Draws
from evaluation.telling.issuing import Issuing
from rules.errors import PodiumError
from rules.uk_time import day_of
from webapp.services.accounts import Person
from webapp.services.bundles import Sealed, seal
from webapp.services.refusals import Refused
from webapp.services.telling_bidders.acting import award_of
from webapp.store import Store

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
    store: Store, person: Person, procurement_id: UUID, *, now: datetime
) -> Bundle | Refused:
    """Return the bundle of the last evaluation: the same bytes whoever asks, and whenever.

    It bears the day on which the letters went out, or that of the evaluation before they did.
    """
    with store.reading() as session:
        award = award_of(session, person, procurement_id, now=now)
        if isinstance(award, Refused):
            return award
        run, telling = award.run, award.telling
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
