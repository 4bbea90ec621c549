"""Which combinations of awards the published rule leaves: one, unless it does not decide."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from fractions import Fraction
from math import inf

from evaluation.lot_terms import Rule
from evaluation.lots.claims import NOBODY, Claim, Combination
from evaluation.lots.combinations import (
    MOST_LISTED,
    Chosen,
    Option,
    Options,
    cheapest,
    dearer_by,
    equal_to,
    packed,
)
from evaluation.lots.justified import JustifiedCombinations, Least, TooManyCases
from evaluation.lots.offers import offered
from evaluation.lots.tender import LotsTender


class Way(Enum):
    """How it was decided who has the lots.

    `OF_FIRST`: each lot went to its first bid, and nobody is first in more lots than its limit.
    `OF_SHARED`: each went to one of those that share its first place, so that nobody has more than
    its limit. `BY_RULE`: the published rule for the limit decided.
    """

    OF_FIRST = auto()
    OF_SHARED = auto()
    BY_RULE = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a rule leaves.

    `possible` holds for each lot the claims that have it in one combination at least, the best
    first, with `NOBODY` where it may stay without an award. `combinations` are the first of them,
    and `is_complete` says whether that is all. `dearer` says of bids that are passed over, by lot
    and id, by how much the best combination that gives them the lot falls behind: how many lots
    more stay without an award, then each figure that is compared, then the orders of ties. It is
    empty where combinations are not compared. `never` are bids in whose place a lot is awarded,
    and that no combination gives it. A bid that is passed over may be in neither, since it would
    take long to find.
    """

    possible: Mapping[str, tuple[Claim, ...]]
    combinations: tuple[Combination, ...]
    is_complete: bool
    dearer: Mapping[tuple[str, str], tuple[Fraction, ...]] = field(default_factory=dict)
    never: frozenset[tuple[str, str]] = frozenset()
    way: Way = Way.BY_RULE

    @property
    def is_by_rule(self) -> bool:
        """Whether the published rule for the limit decided, since a limit would be exceeded."""
        return self.way is Way.BY_RULE


def choice_of(lots: LotsTender, claims: Mapping[str, Sequence[Claim]]) -> Choice:
    """Return what the rule leaves of all combinations.

    It decides only where a bidder would otherwise exceed its limit (Procurement Act 2023
    s.23(4)(b)). Where none would, each lot goes to its most advantageous tender, and in no
    combination is a bid passed over whose bidder is not at its limit.

    Raises:
        TiesTooMany: the rule goes by offers, and bids share places in too many ways.
        TooManyCases: the rule goes by sums, and the limits can be kept in too many ways.
    """
    first = {lot: _first(lots, several) for lot, several in claims.items()}
    if not _may_exceed(lots, first):
        return _of_first(first)
    return _of_shared(lots, first) or (
        _by_sums(lots, claims) if lots.rule.compares_sums else _by_offers(lots, claims)
    )


def _first(lots: LotsTender, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the bids that are first in a lot, several where they share the place.

    Between these the published order for equal awards decides, and the rule itself does not.
    """
    ignored = 1 if lots.rule.compares_sums else 0
    return tuple(
        claim._replace(figures=claim.figures[ignored:])
        for claim in claims
        if claim.rank == claims[0].rank
    )


def _may_exceed(lots: LotsTender, first: Mapping[str, Sequence[Claim]]) -> bool:
    """Return whether a bidder is first, or shares that place, in more lots than it may win."""
    in_lots = Counter(
        bidder for several in first.values() for bidder in {claim.bidder for claim in several}
    )
    limits = ((lots.limits[bidder], count) for bidder, count in in_lots.items())
    return any(limit is not None and count > limit for limit, count in limits)


def _of_first(first: Mapping[str, tuple[Claim, ...]]) -> Choice:
    """Return each lot's first bid; where several share the place, by the published order."""
    left = {lot: _best(several) for lot, several in first.items()}
    nobody = {lot: (Claim(lot, "", NOBODY, 0, ()),) for lot in left}
    possible = {lot: several or nobody[lot] for lot, several in left.items()}
    return Choice(possible, (left,), is_complete=True, way=Way.OF_FIRST)


def _of_shared(lots: LotsTender, first: Mapping[str, tuple[Claim, ...]]) -> Choice | None:
    """Return awards of every lot to one of those that share its first place, None for none."""
    options, scale = packed(first)
    chosen = cheapest(options, lots.limits)
    if any(option.bidder == NOBODY and first[lot] for lot, option in chosen.items()):
        return None
    more = dearer_by(chosen, options, lots.limits)
    found, is_complete = equal_to(chosen, options, lots.limits, MOST_LISTED)
    possible = {
        lot: tuple(one.claim for one in several if not more[lot, one.claim.bid])
        for lot, several in options.items()
    }
    never = {
        (lot, one.claim.bid)
        for lot, several in options.items()
        for one in several
        if one.bidder != NOBODY and scale.unpacked(more[lot, one.claim.bid])[0]
    }
    combinations = tuple(map(_held, found))
    return Choice(possible, combinations, is_complete, never=frozenset(never), way=Way.OF_SHARED)


def _by_sums(lots: LotsTender, claims: Mapping[str, Sequence[Claim]]) -> Choice:
    options, scale = packed(claims)
    justified = JustifiedCombinations(options, lots.limits)
    least = justified.least(MOST_LISTED)
    more = dict(_dearer(justified, options, least))
    return Choice(
        possible={
            lot: tuple(one.claim for one in several if more.get((lot, one.claim.bid)) == 0)
            for lot, several in options.items()
        },
        combinations=tuple(map(_held, least.combinations)),
        is_complete=least.is_complete,
        dearer={key: scale.unpacked(cost) for key, cost in more.items() if cost},
        never=frozenset(key for key, cost in more.items() if cost is None),
    )


def _dearer(
    justified: JustifiedCombinations, options: Options, least: Least
) -> Iterator[tuple[tuple[str, str], int | None]]:
    """Yield by how much more a combination costs that gives a lot to a bid, None if none does.

    Bids that stand below whoever has their lot are left out: they are outranked. So are those for
    which it would take long to find.

    Raises:
        TooManyCases: it is long to find which bids the least combinations give their lots.
    """
    for lot, several in options.items():
        held = [each[lot] for each in least.combinations]
        lowest = max(map(_place, held))
        for option in several:
            if option in held:
                yield (lot, option.claim.bid), 0
            elif _place(option) <= lowest or not least.is_complete:
                try:
                    cost = justified.least_giving(lot, option)
                except TooManyCases:
                    if not least.is_complete:
                        raise
                    continue
                more = None if cost is None else cost - least.cost
                yield (lot, option.claim.bid), more


def _place(option: Option) -> float:
    """Return the rank of a bid; nobody stands below all."""
    return inf if option.bidder == NOBODY else option.claim.rank


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
    """Return the claims with the least figures."""
    least = min((claim.figures for claim in claims), default=())
    return tuple(claim for claim in claims if claim.figures == least)


def _sums(combination: Combination) -> tuple[Fraction, ...]:
    held = [claims[0].figures for claims in combination.values() if claims]
    unawarded = Fraction(len(combination) - len(held))
    return (unawarded, *(sum(column, Fraction(0)) for column in zip(*held, strict=True)))
