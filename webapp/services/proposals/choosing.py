"""A buyer's work on single measures of the social value proposal: chosen, added and removed."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from evaluation.outline.ground import Ground
from evaluation.outline.naming import slug_of
from evaluation.outline.proposal import Choice, Proposal, with_choices, without_choice
from webapp.services.accounts import Person
from webapp.services.parts import PartSaved, PartStale
from webapp.services.parts.kinds import PROPOSAL
from webapp.services.parts.merging import Change, change_part
from webapp.services.proposals.signing import signed_by
from webapp.services.refusals import Refused
from webapp.store import Store

Outcome = PartSaved | PartStale[Proposal] | Refused

MOST_MEASURES = 100
OWN = "own-"
_LONGEST_ID = 60

TOO_MANY = Refused(
    f"The proposal has {MOST_MEASURES} measures, and takes no more",
    "Remove one of your own first",
)
TITLE_TAKEN = Refused(
    "The proposal has another measure of that name", "Change that one, or choose another name"
)


def own_id(title: str) -> str:
    """Return the id of a measure of the buyer's own, made of its title.

    >>> own_id("Trees planted, and kept"), own_id("Prix réduit")
    ('own-trees-planted-and-kept', 'own-prix-reduit')
    """
    return f"{OWN}{slug_of(title, most=_LONGEST_ID, otherwise='measure')}"


def choose(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    choice: Choice,
    ground: Ground | None = None,
    revision: int,
    now: datetime,
) -> Outcome:
    """Record what was decided of a measure, in view of the ground that the proposal stands on."""
    return _change(
        store,
        person,
        procurement_id=procurement_id,
        revision=revision,
        change=lambda value: with_choices(value, [choice]),
        aspect=lambda value: value.choice(choice.measure),
        ground=ground,
        now=now,
    )


def add_own(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    choice: Choice,
    held: Proposal,
    ground: Ground | None = None,
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
        store,
        person,
        procurement_id=procurement_id,
        choice=choice,
        ground=ground,
        revision=revision,
        now=now,
    )


def remove_own(
    store: Store,
    person: Person,
    *,
    procurement_id: UUID,
    measure: str,
    ground: Ground | None = None,
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
        ground=ground,
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
    ground: Ground | None,
    now: datetime,
) -> Outcome:
    wanted = Change(
        PROPOSAL,
        Proposal(),
        make=change,
        aspect=aspect,
        sign=lambda value: signed_by(value, person, ground),
    )
    return change_part(
        store, person, wanted, procurement_id=procurement_id, revision=revision, now=now
    )
