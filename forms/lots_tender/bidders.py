"""Who counts as one bidder in several lots, how many lots it may win, and in which order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import post_load

from evaluation.lots import Lot, LotBidder, Rule
from evaluation.outline.lots import MOST_LOTS
from evaluation.wording import listed
from forms.json_fields import Identifier, Whole
from forms.json_objects import Part, StrictSchema
from forms.json_text import place_in
from forms.tender.fields import LONGEST_ID, ListOf
from forms.tender.refusals import Refusals


@dataclass(frozen=True, slots=True)
class BidderGiven:
    """What is said of a bidder, under the id of its bid."""

    limit: int | None = None
    preference: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class _BidderSchema(StrictSchema):
    limit = Whole(1, MOST_LOTS, unit="lots")
    preference = ListOf(Identifier(longest=LONGEST_ID), of="ids of lots, the dearest first")
    also = ListOf(Identifier(longest=LONGEST_ID), of="ids of further bids", may_be_empty=True)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> BidderGiven:
        return BidderGiven(**data)


class BidderPart(Part):
    """What is said of a bidder, as a field."""

    def __init__(self) -> None:
        """Expect an object of what can be said."""
        expects = "an object of limit, preference and also: each may be left out"
        super().__init__(_BidderSchema, expects=expects)


def bidders_of(
    lots: Sequence[Lot],
    given: Mapping[str, BidderGiven],
    rule: Rule,
    limit: int | None,
    refusals: Refusals,
) -> tuple[LotBidder, ...]:
    """Return the bidders in the order in which their bids first stand.

    Bids of one id are one bidder's in every lot. Where names or identifiers say otherwise, or one
    bidder's bids have several ids that are not joined, that is refused: a limit that counts
    them apart would be none.
    """
    names = _names(lots, refusals)
    owner = {bid: bid for bid in names}
    for first, one in given.items():
        for bid in one.also:
            if bid in given:
                place = place_in(place_in("bidders", first), "also")
                problem = f"something is said of {bid} by itself too"
                refusals.add(place, problem, "Say it of one of the two")
        _join(first, one, owner, names, refusals)
    _refuse_one_under_two(lots, owner, refusals)
    bids_of = {first: tuple(bid for bid in names if owner[bid] == first) for first in names}
    found = tuple(
        LotBidder(first, names[first], bids, said.limit, said.preference)
        for first, bids in bids_of.items()
        if bids
        for said in (given.get(first, BidderGiven()),)
    )
    for bidder in found:
        _check_limit(bidder, limit, refusals)
        _check_preference(bidder, lots, rule, limit, refusals)
    return found


def _names(lots: Sequence[Lot], refusals: Refusals) -> dict[str, str]:
    """Return the name of the bidder of each id, which has to be one."""
    names: dict[str, str] = {}
    where: dict[str, str] = {}
    for lot in lots:
        for bid in lot.tender.bids:
            first = names.setdefault(bid.id, bid.bidder)
            where.setdefault(bid.id, lot.id)
            if as_compared(first) != as_compared(bid.bidder):
                refusals.add(
                    f"lots ({lot.id}).tender.bids ({bid.id}).bidder",
                    f"it is {bid.bidder} here and {first} in lot {where[bid.id]}",
                    "Bids of one id are one bidder's in every lot: write one name, or two ids",
                )
    return names


def _join(
    first: str,
    one: BidderGiven,
    owner: dict[str, str],
    names: Mapping[str, str],
    refusals: Refusals,
) -> None:
    place = place_in("bidders", first)
    for bid in (first, *one.also):
        inside = place if bid == first else place_in(place, "also")
        if bid not in names:
            problem = f"no lot has a bid with the id {bid}"
            refusals.add(inside, problem, "Name a bidder by the id of one of its bids")
        elif owner[bid] != bid or (bid != first and bid in one.also[: one.also.index(bid)]):
            problem = f"the bid {bid} counts as that of {owner[bid]} already"
            refusals.add(inside, problem, "Name each bid under one bidder alone, once")
        elif bid != first:
            owner[bid] = first


def _refuse_one_under_two(
    lots: Sequence[Lot], owner: Mapping[str, str], refusals: Refusals
) -> None:
    seen: dict[tuple[str, str], str] = {}
    told: set[tuple[str, str]] = set()
    for lot in lots:
        for bid in lot.tender.bids:
            for what, text in (("name", bid.bidder), ("identifier", bid.identifier)):
                if not text:
                    continue
                first = seen.setdefault((what, as_compared(text)), bid.id)
                pair = (first, bid.id)
                if owner[first] != owner[bid.id] and pair not in told:
                    told.add(pair)
                    refusals.add(
                        f"lots ({lot.id}).tender.bids ({bid.id})",
                        f"the {what} {text} is that of the bid {first} too",
                        f'Give one bidder one id, or say bidders: {{"{first}": '
                        f'{{"also": ["{bid.id}"]}}}}, so that they count together',
                    )


def _check_limit(one: LotBidder, limit: int | None, refusals: Refusals) -> None:
    if one.limit is not None and limit is not None and one.limit > limit:
        place = place_in(place_in("bidders", one.id), "limit")
        problem = f"{one.limit} is more than the limit of all, {limit}"
        refusals.add(place, problem, "Lower it, or leave it out")


def _check_preference(
    one: LotBidder, lots: Sequence[Lot], rule: Rule, limit: int | None, refusals: Refusals
) -> None:
    place = place_in(place_in("bidders", one.id), "preference")
    if rule is not Rule.BIDDER_PREFERENCE:
        if one.preference:
            problem = f"the rule {rule} does not ask what bidders prefer"
            refusals.add(place, problem, f"Leave it out, or make the rule {Rule.BIDDER_PREFERENCE}")
        return
    bid_for = [lot.id for lot in lots if any(bid.id in one.bids for bid in lot.tender.bids)]
    for lot in _wrong(one.preference, bid_for):
        problem = f"{lot} is no lot that {one.name} has bid for, or stands twice"
        refusals.add(place, problem, f"Name each of {listed(tuple(bid_for))} once")
    most = limit if one.limit is None else one.limit
    missing = tuple(lot for lot in bid_for if lot not in one.preference)
    if missing and most is not None and len(bid_for) > most:
        problem = f"it does not name {listed(missing)}, and {one.name} may win {most} lots at most"
        refusals.add(place, problem, "Give the bidder's order of all the lots that it has bid for")


def _wrong(preference: Sequence[str], bid_for: Sequence[str]) -> Iterator[str]:
    for index, lot in enumerate(preference):
        if lot not in bid_for or lot in preference[:index]:
            yield lot


def as_compared(name: str) -> str:
    """Return a name without what two ways of typing it differ in."""
    return " ".join(name.casefold().split())
