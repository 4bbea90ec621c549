"""Changing the criteria: each change gives the whole tree as it would be, or says why not."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from evaluation.numbers import plain
from evaluation.outline.criteria.tree import TOP, below, by_id, children_of, groups_with, walk
from evaluation.outline.criteria.value import (
    DEEPEST,
    MOST_CRITERIA,
    BuiltCriterion,
    Criteria,
    CriterionKind,
    PriceScreen,
)
from evaluation.outline.naming import slug_of

_LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class NotChanged:
    """Why a change can't be made, and what to do instead."""

    problem: str
    remedy: str


GONE = NotChanged(
    "The criterion is not among the criteria any more", "Go back to the criteria as they stand"
)
TOO_MANY = NotChanged(
    f"There can be at most {MOST_CRITERIA} criteria",
    "Join questions that ask for much the same, or remove one",
)
TOO_DEEP = NotChanged(
    f"At most {DEEPEST} criteria can stand within one another",
    "Put it into a group that stands higher up",
)
SECOND_PRICE = NotChanged(
    "There is a price among the criteria already", "Change that one: bids have one price"
)
NOT_A_GROUP = NotChanged(
    "What it was to stand in is no group of the criteria", "Choose a group, or the top"
)
WITHIN_ITSELF = NotChanged("A group can't stand within itself", "Choose another place")


def with_weights(criteria: Criteria, weights: Mapping[str, str]) -> Criteria:
    """Return the criteria with other weights, by their ids; those not named keep theirs."""
    told = (
        replace(item, weight=weights[item.id]) if item.id in weights else item
        for item in criteria.criteria
    )
    return replace(criteria, criteria=tuple(told))


def with_rules(criteria: Criteria, tie_break: tuple[str, ...], screen: PriceScreen) -> Criteria:
    """Return the criteria with what settles ties and from where on a price is asked about.

    A criterion that somebody removed meanwhile settles nothing.
    """
    known = by_id(criteria)
    kept = tuple(id_ for id_ in tie_break if id_ in known)
    return replace(criteria, tie_break=kept, price_screen=screen)


def added(criteria: Criteria, criterion: BuiltCriterion) -> Criteria | NotChanged:
    """Return the criteria with one more, the last of its group."""
    refused = _refusal_of(criteria, criterion)
    return refused or replace(criteria, criteria=(*criteria.criteria, criterion))


def _refusal_of(criteria: Criteria, criterion: BuiltCriterion) -> NotChanged | None:
    if len(criteria.criteria) >= MOST_CRITERIA:
        return TOO_MANY
    if criterion.within not in groups_with(criteria):
        return NOT_A_GROUP
    if level_of(criteria, criterion.within) >= DEEPEST:
        return TOO_DEEP
    kinds = {item.kind for item in criteria.criteria}
    is_second = criterion.kind is CriterionKind.PRICE and CriterionKind.PRICE in kinds
    return SECOND_PRICE if is_second else None


def replaced(criteria: Criteria, criterion: BuiltCriterion) -> Criteria | NotChanged:
    """Return the criteria with one of them told anew; its place and its weight stay."""
    standing = by_id(criteria).get(criterion.id)
    if standing is None or standing.kind is not criterion.kind:
        return GONE
    anew = replace(criterion, within=standing.within, weight=standing.weight)
    every = (anew if item.id == criterion.id else item for item in criteria.criteria)
    return replace(criteria, criteria=tuple(every))


def removed(criteria: Criteria, id_: str) -> Criteria | NotChanged:
    """Return the criteria without one, and without all that stands within it."""
    if id_ not in by_id(criteria):
        return GONE
    gone = below(criteria, id_) | {id_}
    kept = tuple(item for item in criteria.criteria if item.id not in gone)
    order = tuple(one for one in criteria.tie_break if one not in gone)
    has_price = any(item.kind is CriterionKind.PRICE for item in kept)
    screen = criteria.price_screen if has_price else PriceScreen()
    return replace(criteria, criteria=kept, tie_break=order, price_screen=screen)


def moved(criteria: Criteria, id_: str, *, within: str, after: str) -> Criteria | NotChanged:
    """Return the criteria with one put elsewhere, and with it all that stands within it.

    Args:
        criteria: As they stand.
        id_: What is moved.
        within: The group that it is to stand in, empty for the top.
        after: The criterion of that group that it is to follow, empty to stand first.
    """
    item = by_id(criteria).get(id_)
    if item is None:
        return GONE
    carried = below(criteria, id_)
    if within == id_ or within in carried:
        return WITHIN_ITSELF
    siblings = [one for one in children_of(criteria, within) if one.id != id_]
    if within not in groups_with(criteria) or (after and after not in {one.id for one in siblings}):
        return NOT_A_GROUP
    if level_of(criteria, within) + _height(criteria, id_) > DEEPEST:
        return TOO_DEEP
    rest = [one for one in criteria.criteria if one.id != id_]
    place = _place(rest, siblings, after)
    rest.insert(place, replace(item, within=within))
    return replace(criteria, criteria=tuple(rest))


def _place(rest: list[BuiltCriterion], siblings: list[BuiltCriterion], after: str) -> int:
    """Return where in the list a criterion stands right after another, or before all siblings."""
    if after:
        return next(at for at, one in enumerate(rest) if one.id == after) + 1
    if siblings:
        return rest.index(siblings[0])
    return len(rest)


def level_of(criteria: Criteria, id_: str) -> int:
    """Return how deep a criterion stands: 1 at the top, and 0 for the top itself."""
    if id_ == TOP:
        return 0
    return next(placed.level for placed in walk(criteria) if placed.criterion.id == id_)


def _height(criteria: Criteria, id_: str) -> int:
    """Return how many levels a criterion takes with it, its own included."""
    inside = below(criteria, id_)
    own = level_of(criteria, id_)
    levels = [placed.level for placed in walk(criteria) if placed.criterion.id in inside]
    return max(levels, default=own) - own + 1


def new_id(title: str, taken: Container[str]) -> str:
    """Return an id for what is called so, unlike those that are taken.

    >>> new_id("Quality of service", {"price"}), new_id("Prix réduit", ()), new_id("社会", ())
    ('quality-of-service', 'prix-reduit', 'criterion')
    >>> new_id("Price", {"price", "price-2"})
    'price-3'
    """
    slug = slug_of(title, most=_LONGEST_SLUG, otherwise="criterion")
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def shares(parts: int, whole: Fraction = Fraction(100)) -> tuple[str, ...]:
    """Return a whole in parts as equal as two decimals allow, which total it exactly.

    >>> shares(3), shares(4)
    (('33.34', '33.33', '33.33'), ('25', '25', '25', '25'))
    """
    each, over = divmod(int(whole * 100), parts)
    return tuple(plain(Fraction(each + (at < over), 100)) for at in range(parts))
