"""Working out who wins which lot: the input as `podium/lots/1`, and what comes of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from evaluation.lots import LotsResult, LotsTender, Rule, award_lots, passed_over_in, terms_in
from evaluation.lots.serialisation import lots_json
from evaluation.tender import PassedOver, Tender
from forms.errors import InvalidInput
from forms.lots_tender import read_lots
from forms.lots_tender.reading import FORMAT
from forms.tender.writing import tender_json
from rules.canonical import sha256_of
from rules.errors import PodiumError
from webapp.services.awards.evaluating import judge_tender
from webapp.services.lot_awards.gathering import Gathered, Part
from webapp.services.lot_awards.resting import lots_rested_on
from webapp.services.refusals import Refused
from webapp.services.result.canonical import canonical_json_of, canonical_tender

_NAME = "the lots"
_NO_ORDERS: Mapping[str, tuple[int, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """By what the lots are to be awarded.

    `rule_at` says where the rule and the limit were published. `orders` are the bidders' own orders
    of lots, by the id of each bidder, where the rule goes by them.
    """

    rule: Rule
    tie_break: tuple[Rule, ...] = ()
    rule_at: str = ""
    orders: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: _NO_ORDERS)


@dataclass(frozen=True, slots=True)
class OfLot:
    """What comes of one lot; `passed_over` are bids by the ids that its tender has.

    `rests_on` are the numbers of the lots on whose awards this one rests.
    """

    part: Part
    outcome: str
    passed_over: tuple[PassedOver, ...]
    rests_on: tuple[int, ...]
    sha256_after: str

    @property
    def passed_over_json(self) -> str:
        """Whom it passes over, as canonical JSON."""
        return canonical_json_of(
            [{"bid": one.bid, "because": one.because} for one in self.passed_over]
        )

    @property
    def rests_on_json(self) -> str:
        """On which lots it rests, as canonical JSON."""
        return canonical_json_of(list(self.rests_on))


@dataclass(frozen=True, slots=True, eq=False)
class Worked:
    """Lots that were awarded: input and result as canonical JSON, and what comes of each lot."""

    asked: Asked
    input: str
    result: str
    lots: tuple[OfLot, ...]

    @property
    def input_sha256(self) -> str:
        """The digest of the input."""
        return sha256_of(self.input)

    @property
    def result_sha256(self) -> str:
        """The digest of the result."""
        return sha256_of(self.result)


def worked_out(gathered: Gathered, asked: Asked) -> Worked | Refused:
    """Return who wins which lot by the published rule, or why it can't be said."""
    written = canonical_json_of(_input(gathered, asked))
    try:
        lots = read_lots(written.encode("utf-8", "surrogatepass"), name=_NAME, tender_at=_no_file)
        evaluations = {
            part.id: judge_tender(lots.by_id[part.id].tender, part.made.packs_of).evaluation
            for part in gathered.parts
        }
        result = award_lots(lots, evaluations)
    except InvalidInput as invalid:
        return Refused.of(invalid.errors[0])
    except PodiumError as error:
        return Refused.of(error)
    told = lots_json(lots, result, evaluations)
    return Worked(
        asked=asked,
        input=written,
        result=canonical_json_of(told),
        lots=tuple(_of_lot(part, lots, result, told) for part in gathered.parts),
    )


def _of_lot(part: Part, lots: LotsTender, result: LotsResult, told: Mapping[str, Any]) -> OfLot:
    outcome = next(one.outcome.value for one in result.lots if one.lot == part.id)
    bids = {part.bid_id(bid.id): bid.id for bid in part.base.bids}
    over = tuple(PassedOver(bids[one.bid], one.because) for one in passed_over_in(result, part.id))
    terms = terms_in(lots, part.id)
    after = sha256_of(canonical_tender(replace(part.base, passed_over=over, lots=terms)))
    rests_on = tuple(sorted(int(one) for one in lots_rested_on(told, part.id)))
    return OfLot(part, outcome, over, rests_on, after)


def _input(gathered: Gathered, asked: Asked) -> dict[str, Any]:
    group = gathered.group
    written: dict[str, Any] = {
        "format": FORMAT,
        "reference": group.reference,
        "title": group.title,
        "rule": asked.rule.value,
        "tie_break": [one.value for one in asked.tie_break],
        "bidders": _bidders(gathered, asked),
        "lots": [
            {"id": part.id, "title": part.lot.title, "tender": tender_json(_renamed(part))}
            for part in gathered.parts
        ],
    }
    if asked.rule_at:
        written["rule_at"] = asked.rule_at
    if gathered.limit is not None:
        written["limit"] = gathered.limit
    return written


def _bidders(gathered: Gathered, asked: Asked) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in gathered.bidders:
        said: dict[str, Any] = {}
        if len(one.bids) > 1:
            said["also"] = [bid.id for bid in one.bids[1:]]
        order: Sequence[int] = asked.orders.get(one.id, ())
        if order and asked.rule is Rule.BIDDER_PREFERENCE:
            said["preference"] = [str(number) for number in order]
        if said:
            found[one.id] = said
    return found


def _renamed(part: Part) -> Tender:
    """Return the tender of a lot with bids whose ids are their own among those of all lots."""
    return replace(
        part.base,
        bids=tuple(replace(bid, id=part.bid_id(bid.id)) for bid in part.base.bids),
        unread=tuple(replace(one, bid=part.bid_id(one.bid)) for one in part.base.unread),
    )


def _no_file(named: str) -> bytes:
    raise PodiumError(named, "no lot's tender is in a file", "Give the tender itself")
