"""`podium/tender/1`, from bytes to a tender: everything wrong is refused at once."""

import json
import re
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields

from evaluation.tender import Bid, PassedOver, Tender, UnreadTender
from forms.errors import InvalidInput
from forms.json_fields import Choice, Identifier
from forms.json_objects import StrictSchema
from forms.json_text import Json, Number, kind_of, parse_json
from forms.procurement import procurement_of
from forms.tender.bids import place_of_bid, read_bids
from forms.tender.fields import LONGEST_ID, LONGEST_PLACE, AsGiven, Prose
from forms.tender.lot_terms import lot_terms
from forms.tender.model import read_model_object
from forms.tender.passed_over import passed_over_bids, refuse_wrong_bids
from forms.tender.refusals import Refusals
from forms.tender.unread import unread_tenders
from rules.errors import PodiumError
from rules.procurement import Procurement

FORMAT = "podium/tender/1"
LARGEST_TENDER = 50_000_000
"""The most bytes that a tender may have: 500 bids with 200 answers argued at length."""

SAID_IN_LETTERS = ("contact", "documents_at", "commitment_rules_at")
"""The keys that fill in the blanks of every letter."""

DEEPEST_TENDER = 200
"""How many brackets may stand open at once: each level of criteria opens two."""

_A_BID = re.compile(r"\Abids\[(\d+)\]")


class _BaseSchema(StrictSchema):
    format = Choice((FORMAT,), required=True)
    reference = Identifier(longest=LONGEST_ID, required=True)
    model = AsGiven(dict, expects="the published model, an object with criteria", required=True)
    procurement = AsGiven(dict, expects="an object of podium/procurement/1", required=False)
    policy = Identifier(longest=LONGEST_ID)
    contact = Prose(longest=LONGEST_PLACE, is_one_line=True)
    documents_at = Prose(longest=LONGEST_PLACE, is_one_line=True)
    commitment_rules_at = Prose(longest=LONGEST_PLACE, is_one_line=True)
    unread = unread_tenders()
    passed_over = passed_over_bids()
    lots = lot_terms()


class _TenderSchema(_BaseSchema):
    bids = AsGiven(list, expects="a list of bids", required=True)


class _BidsIgnoredSchema(_BaseSchema):
    bids = fields.Raw(allow_none=True)


_WHOLE = _TenderSchema()
_BIDS_IGNORED = _BidsIgnoredSchema()


def read_tender(data: bytes, *, name: str) -> Tender:
    """Return the tender that the bytes describe; `name` is what the input is called.

    What `evaluation.faults` finds in a model is no fault here, because a stress test reports
    it. Of a great many faults the first are listed and the others counted.

    Raises:
        InvalidInput: With every fault, each with its path and remedy; the path of a bid's
            fault names the bid's id too, as in `bids[2] (C).scores.q1`.
    """
    return _read(data, name=name, schema=_WHOLE)


def read_model(data: bytes, *, name: str) -> Tender:
    """Return the tender that the bytes describe without its bids, whatever stands there.

    Raises:
        InvalidInput: With every fault, each with its path and remedy.
    """
    return _read(data, name=name, schema=_BIDS_IGNORED)


def tender_of(value: dict[str, Json], *, name: str) -> Tender:
    """Return the tender that an object describes, as `forms.json_text` reads it.

    Raises:
        InvalidInput: With every fault, each with its path and remedy.
    """
    refusals = Refusals(name)
    _refuse_other_formats(value, refusals)
    return _of_object(value, refusals, schema=_WHOLE)


def _read(data: bytes, *, name: str, schema: _BaseSchema) -> Tender:
    refusals = Refusals(name)
    return _of_object(_object(data, refusals), refusals, schema=schema)


def _of_object(value: dict[str, Json], refusals: Refusals, *, schema: _BaseSchema) -> Tender:
    named: Mapping[str, Any] = {}
    try:
        named = schema.load(value)
    except ValidationError as error:
        refusals.add_messages(error.messages, "")
    given, bids_given = value.get("model"), value.get("bids")
    model = read_model_object(given, refusals, place="model") if isinstance(given, dict) else None
    bids: tuple[Bid, ...] = ()
    if schema is _WHOLE and isinstance(bids_given, list):
        bids = read_bids(bids_given, model, refusals)
    procurement = _procurement(value.get("procurement"), refusals)
    unread: tuple[UnreadTender, ...] = named.get("unread", ())
    for number in _doubled(bids, unread):
        problem = "there is a bid of this id, so that it could be read"
        refusals.add(f"unread[{number}].bid", problem, "Take one of the two out")
    passed_over: tuple[PassedOver, ...] = named.get("passed_over", ())
    if schema is _WHOLE and isinstance(bids_given, list):
        refuse_wrong_bids(passed_over, bids_given, refusals)
    if refusals.found or model is None:
        raise refusals.refusal
    said = {name: named.get(name, "") for name in SAID_IN_LETTERS}
    return Tender(
        named["reference"],
        model,
        bids,
        procurement,
        named.get("policy"),
        **said,
        unread=unread,
        passed_over=passed_over if schema is _WHOLE else (),
        lots=named.get("lots"),
    )


def _doubled(bids: tuple[Bid, ...], unread: tuple[UnreadTender, ...]) -> tuple[int, ...]:
    """Return which tenders that could not be read have the id of a bid, or of one before."""
    taken = [bid.id for bid in bids] + [one.bid for one in unread]
    return tuple(
        number for number in range(len(unread)) if unread[number].bid in taken[: len(bids) + number]
    )


def _object(data: bytes, refusals: Refusals) -> dict[str, Json]:
    try:
        value = parse_json(data, name=refusals.name, limit=LARGEST_TENDER, deepest=DEEPEST_TENDER)
    except InvalidInput as refused:
        refusals.add_all(_with_ids(refused.errors, data))
        raise refusals.refusal from None
    if not isinstance(value, dict):
        refusals.add("", f"it is {kind_of(value)}", f"Give an object of {FORMAT}")
        raise refusals.refusal
    _refuse_other_formats(value, refusals)
    return value


def _refuse_other_formats(value: dict[str, Json], refusals: Refusals) -> None:
    given = value.get("format")
    if isinstance(given, str) and given.startswith("podium/") and given != FORMAT:
        problem = f"{given[:60]} is another format, not a tender"
        refusals.add("format", problem, f"Give a tender, in {FORMAT}")
        raise refusals.refusal


def _with_ids(errors: tuple[PodiumError, ...], data: bytes) -> tuple[PodiumError, ...]:
    """Return the faults of the JSON itself, those within a bid with the bid's id."""
    if not any(_A_BID.match(error.place) for error in errors):
        return errors
    bids = json.loads(data, parse_float=Number, parse_int=Number, parse_constant=str)["bids"]

    def with_id(found: re.Match[str]) -> str:
        index = int(found[1])
        return place_of_bid(bids[index], index)

    return tuple(
        PodiumError(_A_BID.sub(with_id, error.place), error.problem, error.remedy)
        for error in errors
    )


def _procurement(value: Json, refusals: Refusals) -> Procurement | None:
    if not isinstance(value, dict):
        return None
    try:
        return procurement_of(value, name=refusals.name)
    except InvalidInput as refused:
        for error in refused.errors:
            joint = "." if error.place and not error.place.startswith("[") else ""
            place = f"procurement{joint}{error.place}"
            refusals.add(place, error.problem, error.remedy)
        return None
