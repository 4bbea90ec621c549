"""`podium/lots/1`, from bytes to lots: everything wrong is refused at once."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from marshmallow import ValidationError

from evaluation.lots import Lot, LotsTender, Rule
from evaluation.outline.lots import MOST_LOTS
from evaluation.tender import Tender
from forms.errors import InvalidInput
from forms.json_fields import Choice, Identifier, Whole, shown
from forms.json_objects import StrictSchema
from forms.json_text import Json, kind_of, parse_json, place_in
from forms.lots_tender.bidders import BidderGiven, BidderPart, bidders_of
from forms.lots_tender.comparing import check_what_is_compared
from forms.tender import DEEPEST_TENDER, LARGEST_TENDER, tender_of
from forms.tender import FORMAT as TENDER_FORMAT
from forms.tender.fields import LONGEST_ID, LONGEST_PLACE, AsGiven, ListOf, Prose, Register, is_id
from forms.tender.model import read_model_object
from forms.tender.reading import SAID_IN_LETTERS
from forms.tender.refusals import Refusals
from rules.errors import PodiumError

FORMAT = "podium/lots/1"
LARGEST_LOTS = LARGEST_TENDER
"""The most bytes that the file of the lots may have; each tender's own file as many again."""

FEWEST_LOTS = 2
DEEPEST_LOTS = DEEPEST_TENDER + 4
LONGEST_TITLE = 300
_SHARED = ("model", "procurement", "policy", *SAID_IN_LETTERS)
_TENDER = "Give an object of podium/tender/1, or the name of its file"

TenderAt: TypeAlias = Callable[[str], bytes]
"""What gives the bytes of a tender's file by the name that stands in the lots."""


class _LotsSchema(StrictSchema):
    format = Choice((FORMAT,), required=True)
    reference = Identifier(longest=LONGEST_ID, required=True)
    title = Prose(longest=LONGEST_TITLE, is_one_line=True)
    rule = Choice(tuple(Rule), required=True)
    rule_at = Prose(longest=LONGEST_PLACE, is_one_line=True)
    limit = Whole(1, MOST_LOTS, unit="lots")
    tie_break = ListOf(
        Choice((Rule.BEST_TOTAL, Rule.LOWEST_COST)), of="sums to compare", may_be_empty=True
    )
    bidders = Register(BidderPart(), of="limit, preference or also, by the id of a bid")
    lots = AsGiven(list, expects="a list of lots", required=True)
    model = AsGiven(dict, expects="the common model, an object with criteria", required=False)
    procurement = AsGiven(dict, expects="an object of podium/procurement/1", required=False)
    policy = Identifier(longest=LONGEST_ID)
    contact = Prose(longest=LONGEST_PLACE, is_one_line=True)
    documents_at = Prose(longest=LONGEST_PLACE, is_one_line=True)
    commitment_rules_at = Prose(longest=LONGEST_PLACE, is_one_line=True)


class _LotSchema(StrictSchema):
    id = Identifier(longest=LONGEST_ID // 2 - 1, required=True)
    title = Prose(longest=LONGEST_TITLE, is_one_line=True)
    tender = AsGiven(dict, expects="a tender or the name of its file", required=True)


_SCHEMA = _LotsSchema()
_LOT = _LotSchema()


def read_lots(data: bytes, *, name: str, tender_at: TenderAt) -> LotsTender:
    """Return the lots that the bytes describe; `name` is what the input is called.

    A lot's tender may leave out what stands at the top of the lots: the model, the procurement,
    the policy, and what fills in the blanks of letters.

    Raises:
        InvalidInput: With every fault, each with its path and remedy.
    """
    refusals = Refusals(name)
    value = _object(data, refusals)
    named: Mapping[str, Any] = {}
    try:
        named = _SCHEMA.load(value)
    except ValidationError as error:
        refusals.add_messages(error.messages, "")
    common = value.get("model")
    if isinstance(common, dict):
        read_model_object(common, refusals, place="model")
    if refusals.found:
        raise refusals.refusal
    lots = _lots(named["lots"], value, tender_at, refusals)
    if refusals.found:
        raise refusals.refusal
    read = _read(named, lots, refusals)
    check_what_is_compared(read, refusals)
    if refusals.found:
        raise refusals.refusal
    return read


def _read(named: Mapping[str, Any], lots: tuple[Lot, ...], refusals: Refusals) -> LotsTender:
    rule, limit = Rule(named["rule"]), named.get("limit")
    given: Mapping[str, BidderGiven] = named.get("bidders", {})
    return LotsTender(
        reference=named["reference"],
        rule=rule,
        lots=lots,
        bidders=bidders_of(lots, given, rule, limit, refusals),
        limit=limit,
        title=named.get("title", ""),
        tie_break=tuple(Rule(one) for one in named.get("tie_break", ())),
        rule_at=named.get("rule_at", ""),
    )


def _object(data: bytes, refusals: Refusals) -> dict[str, Json]:
    value = parse_json(data, name=refusals.name, limit=LARGEST_LOTS, deepest=DEEPEST_LOTS)
    if not isinstance(value, dict):
        refusals.add("", f"it is {kind_of(value)}", f"Give an object of {FORMAT}")
        raise refusals.refusal
    given = value.get("format")
    if isinstance(given, str) and given.startswith("podium/") and given != FORMAT:
        problem = f"{given[:60]} is another format, not lots"
        remedy = f"Give lots, in {FORMAT}; podium evaluate takes one tender"
        refusals.add("format", problem, remedy)
        raise refusals.refusal
    return value


def _lots(
    values: list[Json], whole: dict[str, Json], tender_at: TenderAt, refusals: Refusals
) -> tuple[Lot, ...]:
    if not FEWEST_LOTS <= len(values) <= MOST_LOTS:
        remedy = f"Give from {FEWEST_LOTS} to {MOST_LOTS}; podium evaluate takes one tender alone"
        refusals.add("lots", f"there are {len(values)} lots", remedy)
        return ()
    read: list[Lot] = []
    first_with: dict[str, int] = {}
    for index, value in enumerate(values):
        place = _place(value, index)
        lot = _lot(value, place, whole, tender_at, refusals)
        if lot is None:
            continue
        if first_with.setdefault(lot.id, index) != index:
            problem = f"the id is that of lots[{first_with[lot.id]}] already"
            refusals.add(place_in(place, "id"), problem, "Give each lot an id of its own")
        read.append(lot)
    return tuple(read)


def _place(value: Json, index: int) -> str:
    place = place_in("lots", index)
    lot_id = value.get("id") if isinstance(value, dict) else None
    return f"{place} ({lot_id})" if isinstance(lot_id, str) and is_id(lot_id) else place


def _lot(
    value: Json, place: str, whole: dict[str, Json], tender_at: TenderAt, refusals: Refusals
) -> Lot | None:
    if not isinstance(value, dict):
        refusals.add(place, f"it is {kind_of(value)}", "Give a lot: id, title and tender")
        return None
    given = value.get("tender")
    try:
        named = _LOT.load({**value, "tender": {}} if isinstance(given, str) else value)
    except ValidationError as error:
        refusals.add_messages(error.messages, place)
        return None
    inside = place_in(place, "tender")
    try:
        if isinstance(given, str):
            inside = f"{inside} {shown(given)}"
            given = _in_file(given, tender_at, refusals.name)
        tender = _tender(given, named["id"], whole, refusals.name)
    except InvalidInput as refused:
        refusals.add_all(tuple(_within(error, inside) for error in refused.errors))
        return None
    return Lot(named["id"], named.get("title", ""), tender)


def _in_file(named: str, tender_at: TenderAt, name: str) -> Json:
    try:
        data = tender_at(named)
    except PodiumError as error:
        raise InvalidInput.of(name, "", error.problem, error.remedy) from error
    return parse_json(data, name=name, limit=LARGEST_TENDER, deepest=DEEPEST_TENDER)


def _tender(given: Json, lot: str, whole: dict[str, Json], name: str) -> Tender:
    """Read a tender, with what stands at the top of the lots where it does not say otherwise."""
    if not isinstance(given, dict):
        raise InvalidInput.of(name, "", f"it is {kind_of(given)}", _TENDER)
    shared = {key: whole[key] for key in _SHARED if key in whole}
    own = {"format": TENDER_FORMAT, "reference": f"{whole['reference']}.{lot}"}
    return tender_of({**own, **shared, **given}, name=name)


def _within(error: PodiumError, place: str) -> PodiumError:
    joint = "." if error.place and not error.place.startswith("[") else ""
    return PodiumError(f"{place}{joint}{error.place}", error.problem, error.remedy)
