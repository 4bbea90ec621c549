"""A buyer's work on the social value proposal: measures chosen, added and removed; the weight."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from evaluation.outline.ground import Ground
from evaluation.outline.proposal import (
    Choice,
    Proposal,
    with_author,
    with_choices,
    with_weight,
    without_choice,
)
from webapp.services.accounts import Person
from webapp.services.parts import PartSaved, PartStale
from webapp.services.parts.kinds import PROPOSAL
from webapp.services.parts.merging import Change, change_part
from webapp.services.refusals import Refused
from webapp.store import Store

Outcome = PartSaved | PartStale[Proposal] | Refused

MOST_MEASURES = 100
OWN = "own-"
_LONGEST_ID = 60
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")

TOO_MANY = Refused(
    f"The proposal has {MOST_MEASURES} measures, and takes no more",
    "Remove one of your own first",
)
TITLE_TAKEN = Refused(
    "The proposal has another measure of that name", "Change that one, or choose another name"
)


def own_id(title: str) -> str:
    """Return the id of a measure of the buyer's own, made of its title.

    >>> own_id("Trees planted, and kept")
    'own-trees-planted-and-kept'
    """
    slug = _NOT_IN_ID.sub("-", title.casefold()).strip("-")[:_LONGEST_ID].strip("-")
    return f"{OWN}{slug or 'measure'}"


def choose(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    choice: Choice,
    revision: int,
    now: datetime,
) -> Outcome:
    """Record what was decided of a measure."""
    return _change(
        store,
        person,
        procurement_id=procurement_id,
        revision=revision,
        change=lambda value: with_choices(value, [choice]),
        aspect=lambda value: value.choice(choice.measure),
        now=now,
    )


def add_own(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    choice: Choice,
    held: Proposal,
    revision: int,
    now: datetime,
) -> Outcome:
    """Add a measure that the policy does not list; adding the same twice adds it once."""
    other = held.choice(choice.measure)
    if other is not None and other.own != choice.own:
        return TITLE_TAKEN
    if other is None and len(held.choices) >= MOST_MEASURES:
        return TOO_MANY
    if other is not None:
        return PartSaved(revision)
    return choose(
        store, person, procurement_id=procurement_id, choice=choice, revision=revision, now=now
    )


def remove_own(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    measure: str,
    revision: int,
    now: datetime,
) -> Outcome:
    """Take out a measure: one of the buyer's own, or one that the policy does not have any more."""
    return _change(
        store,
        person,
        procurement_id=procurement_id,
        revision=revision,
        change=lambda value: without_choice(value, measure),
        aspect=lambda value: value.choice(measure),
        now=now,
    )


def take_as_proposed(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    ground: Ground,
    revision: int,
    now: datetime,
) -> Outcome:
    """Include everything that the rules propose and nothing was decided on yet, as they propose."""

    def taken(value: Proposal) -> Proposal:
        fresh = [
            Choice(measure, use)
            for measure in ground.proposed
            if value.choice(measure) is None and (use := ground.proposed_use(measure))
        ]
        return with_choices(value, fresh)

    return _change(
        store,
        person,
        procurement_id=procurement_id,
        revision=revision,
        change=taken,
        aspect=lambda _: None,
        now=now,
    )


def weigh(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    weight: int,
    because: str,
    revision: int,
    now: datetime,
) -> Outcome:
    """Record the weight of social value, in hundredths of a per cent of the total score."""
    return _change(
        store,
        person,
        procurement_id=procurement_id,
        revision=revision,
        change=lambda value: with_weight(value, weight, because),
        aspect=lambda value: (value.weight, value.weight_because),
        now=now,
    )


def _change(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    revision: int,
    change: Callable[[Proposal], Proposal],
    aspect: Callable[[Proposal], object],
    now: datetime,
) -> Outcome:
    wanted = Change(
        PROPOSAL,
        Proposal(),
        make=change,
        aspect=aspect,
        sign=lambda value: with_author(value, str(person.id)),
    )
    return change_part(
        store, person, wanted, procurement_id=procurement_id, revision=revision, now=now
    )
