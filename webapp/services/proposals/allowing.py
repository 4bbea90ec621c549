"""Departures that somebody else must allow: asked by who builds the proposal, answered by a role.

Whoever had a hand in the proposal can't allow its departures, whatever role they hold.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from evaluation.outline.departures import Departure, departures
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import (
    Allowing,
    Proposal,
    Standing,
    with_allowing,
    with_author,
)
from rules.uk_time import day_of
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.parts import PartSaved, PartStale
from webapp.services.parts.kinds import PROPOSAL
from webapp.services.parts.merging import Change, change_part
from webapp.services.proposals.opening import OpenProposal
from webapp.services.proposals.telling import roles_allowing, tell_allowers, tell_asker
from webapp.services.refusals import Refused
from webapp.store import Store

NO_DEPARTURE = Refused(
    "The proposal does not depart from that rule any more, or departs from it otherwise",
    "Read the proposal as it stands now",
)
NOT_ASKED = Refused(
    "Nobody has asked for this departure to be allowed", "Wait until the buyer gives a reason"
)
AUTHOR = Refused(
    "You had a hand in this proposal, so you can't allow what departs from the rules in it",
    "Somebody else who holds the role answers",
)
NOT_THE_ROLE = Refused(
    "You don't hold the role that may allow this departure", "Somebody who holds it answers"
)


def why_not_allowed_by(person: Person, departure: Departure, found: OpenProposal) -> Refused | None:
    """Return why a person may not answer, None if they may."""
    if departure.allowing is None or departure.allowing.standing is not Standing.ASKED:
        return NOT_ASKED
    if not roles_allowing(departure.waivable_by) & _roles(person, found):
        return NOT_THE_ROLE
    if str(person.id) in (*found.proposal.authors, departure.allowing.asked_by):
        return AUTHOR
    return None


def ask(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    departure: Departure,
    because: str,
    revision: int,
    now: datetime,
) -> PartSaved | PartStale[Proposal] | Refused:
    """Ask for a departure to be allowed; asking again begins anew."""
    asked = Allowing(
        departure=departure.key,
        extent=departure.extent,
        because=because,
        asked_by=str(person.id),
        asked_name=person.name,
        asked_on=day_of(now),
        waivable_by=departure.waivable_by,
    )
    change = Change(
        PROPOSAL,
        Proposal(),
        make=lambda value: with_allowing(value, asked),
        aspect=lambda value: value.allowing(departure.key),
        sign=lambda value: with_author(value, str(person.id)),
        also=lambda value, session: tell_allowers(
            session, value, asked, departure, procurement_id=procurement_id, now=now
        ),
    )
    return change_part(
        store,
        person,
        change,
        procurement_id=procurement_id,
        revision=revision,
        why=because,
        now=now,
    )


def answer(
    store: Store,
    person: Person,
    found: OpenProposal,
    *,
    key: str,
    standing: Standing,
    because: str,
    revision: int,
    now: datetime,
) -> PartSaved | PartStale[Proposal] | Refused:
    """Allow a departure or refuse it, as the proposal stands that the answer was given to.

    It is saved as a revision by who answers, who does not become an author by that. The same
    answer sent twice is one.
    """
    ground = found.ground
    if ground is None or (departure := departure_of(found.proposal, ground, key)) is None:
        return NO_DEPARTURE
    if (asked := departure.allowing) is None:
        return NOT_ASKED
    if (asked.answered_by, asked.standing) == (str(person.id), standing):
        return PartSaved(revision)
    refused = why_not_allowed_by(person, departure, found)
    if refused is not None:
        return refused
    id_ = found.preparation.id
    office = min(_roles(person, found) & roles_allowing(departure.waivable_by)).words
    answered = _answered(asked, person, office, standing, because, now)
    change = Change(
        PROPOSAL,
        Proposal(),
        make=lambda value: with_allowing(value, answered),
        aspect=lambda value: departure_of(value, ground, key),
        also=lambda _, session: tell_asker(session, answered, procurement_id=id_, now=now),
    )
    return change_part(
        store, person, change, procurement_id=id_, revision=revision, why=because, now=now
    )


def _answered(
    asked: Allowing, person: Person, office: str, standing: Standing, because: str, now: datetime
) -> Allowing:
    return replace(
        asked,
        standing=standing,
        answered_by=str(person.id),
        answered_name=person.name,
        answered_as=office,
        answered_because=because,
        answered_on=day_of(now),
    )


def _roles(person: Person, found: OpenProposal) -> frozenset[Role]:
    return person.roles_in(found.preparation.organisation_id, found.preparation.id)


def departure_of(proposal: Proposal, ground: Ground, key: str) -> Departure | None:
    """Return the departure of a key, None where the proposal does not depart so."""
    return next((one for one in departures(proposal, ground) if one.key == key), None)
