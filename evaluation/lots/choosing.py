"""Which combinations of awards the published rule leaves: one, unless it does not decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from evaluation.lots.claims import NOBODY, Claim, Combination
from evaluation.lots.combinations import (
    MOST_LISTED,
    Chosen,
    cheapest,
    dearer_by,
    equal_to,
    packed,
)
from evaluation.lots.offers import offered
from evaluation.lots.tender import LotsTender, Rule


@dataclass(frozen=True, slots=True)
class Choice:
    """What a rule leaves.

    `possible` holds for each lot the claims that have it in one combination at least, the best
    first, with `NOBODY` where it may stay without an award. `combinations` are the first of them,
    and `is_complete` says whether that is all. `dearer` says of each bid for a lot, by lot and id,
    by how much the best combination that gives it the lot falls behind: how many lots more stay
    without an award, then each figure that is compared, then the orders of ties. It is empty
    where combinations are not compared.
    """

    possible: Mapping[str, tuple[Claim, ...]]
    combinations: tuple[Combination, ...]
    is_complete: bool
    dearer: Mapping[tuple[str, str], tuple[Fraction, ...]] = field(default_factory=dict)


def choice_of(lots: LotsTender, claims: Mapping[str, Sequence[Claim]]) -> Choice:
    """Return what the rule leaves of all combinations.

    Raises:
        TiesTooMany: the rule goes by offers, and bids share places in too many ways.
    """
    return _by_sums(lots, claims) if lots.rule.compares_sums else _by_offers(lots, claims)


def _by_sums(lots: LotsTender, claims: Mapping[str, Sequence[Claim]]) -> Choice:
    options, scale = packed(claims)
    chosen = cheapest(options, lots.limits)
    more = dearer_by(chosen, options, lots.limits)
    found, is_complete = equal_to(chosen, options, lots.limits, MOST_LISTED)
    return Choice(
        possible={
            lot: tuple(one.claim for one in several if not more[lot, one.claim.bid])
            for lot, several in options.items()
        },
        combinations=tuple(map(_held, found)),
        is_complete=is_complete,
        dearer={key: scale.unpacked(cost) for key, cost in more.items()},
    )


def _held(chosen: Chosen) -> Combination:
    return {
        lot: () if option.bidder == NOBODY else (option.claim,) for lot, option in chosen.items()
    }


def _by_offers(lots: LotsTender, claims: Mapping[str, Sequence[Claim]]) -> Choice:
    order = tuple(lot.id for lot in lots.lots)
    is_own = lots.rule is Rule.BIDDER_PREFERENCE
    preferences = {one.id: one.preference if is_own else order for one in lots.bidders}
    found = offered(claims, lots.limits, preferences)
    if lots.tie_break:
        found = _narrowed(found)
    possible = {
        lot: tuple(
            claim
            for claim in (*claims[lot], Claim(lot, "", NOBODY, 0, ()))
            if any(claim in each[lot] or (not each[lot] and not claim.bid) for each in found)
        )
        for lot in order
    }
    return Choice(possible, found[:MOST_LISTED], is_complete=len(found) <= MOST_LISTED)


def _narrowed(found: tuple[Combination, ...]) -> tuple[Combination, ...]:
    """Return the best combinations by the sums that break ties, as many lots awarded as can be."""
    parted = [{lot: _best(claims) for lot, claims in each.items()} for each in found]
    sums = [_sums(each) for each in parted]
    least = min(sums)
    return tuple(each for each, figures in zip(parted, sums, strict=True) if figures == least)


def _best(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    least = min((claim.figures for claim in claims), default=())
    return tuple(claim for claim in claims if claim.figures == least)


def _sums(combination: Combination) -> tuple[Fraction, ...]:
    held = [claims[0].figures for claims in combination.values() if claims]
    unawarded = Fraction(len(combination) - len(held))
    return (unawarded, *(sum(column, Fraction(0)) for column in zip(*held, strict=True)))
