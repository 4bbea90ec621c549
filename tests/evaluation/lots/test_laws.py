"""The award of lots against brute force: every combination, every order in which ties may fall."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.lots import LotsTender, Rule
from evaluation.lots.claims import Claim, claims_of
from evaluation.lots.combinations import cheapest, cost_of, dearer_by, equal_to, packed
from evaluation.lots.justified import JustifiedCombinations
from evaluation.lots.offers import offered
from tests.evaluation.lots.made import awarded, evaluations, lots

NAMES = "ABCD"
IDS = ("one", "two", "three")
Held = frozenset[tuple[str, str]]


@st.composite
def drawn(draw: st.DrawFn, rules: Sequence[Rule]) -> LotsTender:
    """Draw lots of few marks and prices, so that equal ones are common."""
    marks: dict[str, dict[str, str]] = {}
    for lot in IDS[: draw(st.integers(1, 3))]:
        bidders = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
        marks[lot] = {
            one: f"{draw(st.sampled_from('557'))} £{draw(st.sampled_from(['60', '80']))}"
            for one in bidders
        }
    return lots(
        draw(st.sampled_from(rules)),
        marks,
        limit=draw(st.sampled_from([None, 1, 1, 2])),
        preferences={one: draw(st.permutations(list(marks))) for one in NAMES},
        tie_break=draw(st.sampled_from([(), (Rule.LOWEST_COST,)]))
        if rules != (Rule.LOWEST_COST,)
        else (),
    )


def every_combination(
    of: LotsTender, claims: Mapping[str, Sequence[Claim]]
) -> Iterator[tuple[Claim | None, ...]]:
    """Yield every way to give each lot to one of its bids or to nobody, within the limits."""
    for chosen in product(*((*several, None) for several in claims.values())):
        held = [one.bidder for one in chosen if one is not None]
        if all(held.count(one) <= (of.limits[one] or len(chosen)) for one in held):
            yield chosen


def sums(chosen: Sequence[Claim | None], width: int) -> tuple[Fraction | int, ...]:
    """Return what a combination is compared by, the less the better."""
    held = [one for one in chosen if one is not None]
    figures = [sum((one.figures[at] for one in held), Fraction(0)) for at in range(width)]
    return (len(chosen) - len(held), *figures, sum(one.behind for one in held))


def bids(chosen: Sequence[Claim | None], order: Sequence[str]) -> Held:
    """Return a combination as pairs of lot and bid."""
    return frozenset(
        (lot, "" if one is None else one.bid) for lot, one in zip(order, chosen, strict=True)
    )


@given(drawn((Rule.BEST_TOTAL, Rule.LOWEST_COST)))
def test_the_sums_are_those_of_the_best_of_all_combinations(of: LotsTender) -> None:
    claims = claims_of(of, evaluations(of))
    by_sum: dict[Held, tuple[Fraction | int, ...]] = {
        bids(one, list(claims)): sums(one, len(of.compared))
        for one in every_combination(of, claims)
    }
    least = min(by_sum.values())
    best = {held for held, found in by_sum.items() if found == least}

    options, scale = packed(claims)
    chosen = cheapest(options, of.limits)
    more = dearer_by(chosen, options, of.limits)
    equal, is_complete = equal_to(chosen, options, of.limits, 1_000)

    assert is_complete

    assert {frozenset((x.claim.lot, x.claim.bid) for x in each.values()) for each in equal} == best
    for lot, several in options.items():
        for option in several:
            ways = [found for held, found in by_sum.items() if (lot, option.claim.bid) in held]
            difference = tuple(a - b for a, b in zip(min(ways), least, strict=True))
            assert scale.unpacked(more[lot, option.claim.bid]) == difference
    assert cost_of(chosen) == min(cost_of(each) for each in equal)


def strict_orders(claims: Mapping[str, Sequence[Claim]]) -> Iterator[dict[str, list[Claim]]]:
    """Yield every way in which the bids that share places could stand one after the other."""
    ways = []
    for several in claims.values():
        places = [list(place) for _, place in groupby(several, key=lambda claim: claim.rank)]
        ways.append(
            [
                [claim for place in chosen for claim in place]
                for chosen in product(*(permutations(place) for place in places))
            ]
        )
    for chosen in product(*ways):
        yield dict(zip(claims, chosen, strict=True))


def in_order(of: LotsTender, order: Mapping[str, Sequence[Claim]]) -> Held:
    """Award lot after lot to the best bidder that is not at its limit."""
    won: list[str] = []
    held = []
    for lot, several in order.items():
        free = [x for x in several if won.count(x.bidder) < (of.limits[x.bidder] or 99)]
        held.append((lot, free[0].bid if free else ""))
        won += [free[0].bidder] if free else []
    return frozenset(held)


def is_stable(
    of: LotsTender, order: Mapping[str, Sequence[Claim]], chosen: Mapping[str, Claim | None]
) -> bool:
    """Return whether no bidder misses a lot that it prefers and that a worse bid has."""
    preference = {one.id: one.preference for one in of.bidders}
    for lot, several in order.items():
        holder = chosen[lot]
        better = several if holder is None else several[: list(several).index(holder)]
        for claim in better:
            own = [x for x, y in chosen.items() if y is not None and y.bidder == claim.bidder]
            has_room = len(own) < (of.limits[claim.bidder] or 99)
            likes = preference[claim.bidder].index
            if has_room or any(likes(lot) < likes(one) for one in own):
                return False
    return True


def by_preference(of: LotsTender, order: Mapping[str, Sequence[Claim]]) -> Held:
    """Return, of all stable awards, the one in which every lot has its best bid among them."""
    stable = [
        chosen
        for every in every_combination(of, order)
        if is_stable(of, order, chosen := dict(zip(order, every, strict=True)))
    ]

    def ranks(chosen: Mapping[str, Claim | None]) -> list[int]:
        return [
            len(order[lot]) if one is None else list(order[lot]).index(one)
            for lot, one in chosen.items()
        ]

    best = min(stable, key=ranks)
    assert all(
        all(a <= b for a, b in zip(ranks(best), ranks(other), strict=True)) for other in stable
    )
    return bids(list(best.values()), list(order))


@pytest.mark.parametrize("rule", [Rule.IN_ORDER, Rule.BIDDER_PREFERENCE])
@given(data=st.data())
def test_offers_end_where_every_order_of_the_ties_would(rule: Rule, data: st.DataObject) -> None:
    of = data.draw(drawn((rule,)))
    claims = claims_of(of, evaluations(of))
    award = in_order if rule is Rule.IN_ORDER else by_preference
    expected = {award(of, order) for order in strict_orders(claims)}
    own = {one.id: one.preference for one in of.bidders}
    preferences = own if rule is Rule.BIDDER_PREFERENCE else {one: list(claims) for one in own}

    found = offered(claims, of.limits, preferences)

    written_out = {
        frozenset(zip(claims, chosen, strict=True))
        for each in found
        for chosen in product(*([one.bid for one in held] or [""] for held in each.values()))
    }
    assert written_out == expected


@given(drawn(tuple(Rule)))
def test_no_bidder_has_more_than_it_may_and_every_bid_has_its_reason(of: LotsTender) -> None:
    result = awarded(of)

    for each in result.combinations:
        held = [one for several in each.values() if len(several) == 1 for one in several]
        assert all(held.count(one) <= (of.limits[one] or 99) for one in held)
    told = {(one.lot, one.bid) for bidder in result.bidders for one in bidder.claims}
    assert told == {(lot.id, bid.id) for lot in of.lots for bid in lot.tender.bids}
    assert all(one.because for bidder in result.bidders for one in bidder.claims)
    for one in result.lots:
        possible = {bid for each in result.combinations for bid in each[one.lot]}
        assert possible == set(one.bids) or not result.is_complete


def needs_the_rule(of: LotsTender, claims: Mapping[str, Sequence[Claim]]) -> bool:
    """Return whether no award of every lot to a bid in its first place keeps all limits."""
    first = {
        lot: [one for one in several if one.rank == several[0].rank]
        for lot, several in claims.items()
    }
    return not any(None not in chosen for chosen in every_combination(of, first))


def is_justified(
    of: LotsTender, claims: Mapping[str, Sequence[Claim]], chosen: Sequence[Claim | None]
) -> bool:
    """Return whether nobody stands above whoever has a lot, but who has all that it may win."""
    held = [one.bidder for one in chosen if one is not None]
    return all(
        held.count(claim.bidder) >= (of.limits[claim.bidder] or 99)
        for one, several in zip(chosen, claims.values(), strict=True)
        for claim in several
        if one is None or claim.rank < one.rank
    )


@given(drawn((Rule.BEST_TOTAL, Rule.LOWEST_COST)))
def test_the_sums_are_those_of_the_best_combination_that_passes_over_nobody_without_need(
    of: LotsTender,
) -> None:
    claims = claims_of(of, evaluations(of))
    by_sum = {
        bids(one, list(claims)): sums(one, len(of.compared))
        for one in every_combination(of, claims)
        if is_justified(of, claims, one)
    }
    least = min(by_sum.values())
    best = {held for held, found in by_sum.items() if found == least}

    options, scale = packed(claims)
    justified = JustifiedCombinations(options, of.limits)
    found = justified.least(1_000)

    assert found.is_complete
    assert {
        frozenset((x.claim.lot, x.claim.bid) for x in each.values()) for each in found.combinations
    } == best
    for lot, several in options.items():
        for option in several:
            ways = [sum_ for held, sum_ in by_sum.items() if (lot, option.claim.bid) in held]
            cost = justified.least_giving(lot, option)
            assert (cost is None) == (not ways)
            if cost is not None:
                difference = tuple(a - b for a, b in zip(min(ways), least, strict=True))
                assert scale.unpacked(cost - found.cost) == difference


@given(drawn(tuple(Rule)))
def test_a_lot_goes_below_its_first_place_only_where_somebody_would_exceed_a_limit(
    of: LotsTender,
) -> None:
    found = evaluations(of)
    claims, result = claims_of(of, found), awarded(of)

    if not needs_the_rule(of, claims):
        for one in result.lots:
            assert set(one.bids) <= set(found[one.lot].ranking[0])
            assert one.bids
    for each in result.combinations:
        options: list[list[Claim | None]] = [
            [one for one in claims[lot] if one.bid in held] or [None] for lot, held in each.items()
        ]
        ways = product(*options)
        assert all(is_justified(of, claims, chosen) for chosen in ways)
