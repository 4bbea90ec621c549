"""The tenders that came in time and that nobody could read, beside the bids of a tender."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import post_load

from evaluation.tender import UnreadTender
from forms.json_fields import Identifier, StrictField, Words, refusing, shown
from forms.json_objects import Part, StrictSchema
from forms.tender.fields import LONGEST_ID, ListOf, Prose

_LONGEST_NAME = 300
_LONGEST_ADDRESS = 1000
_LONGEST_REASON = 20_000
_KEYS = "an object with bid, bidder, received_at, sha256 and because"


class _Moment(StrictField[datetime]):
    """A moment that knows its offset, as ISO 8601 writes it."""

    def _read(self, value: object) -> datetime:
        text = self.text_of(value)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise refusing(f"{shown(text)} is no moment with its offset", f"Give {self.expects}")
        return moment


class _UnreadSchema(StrictSchema):
    bid = Identifier(longest=LONGEST_ID, required=True)
    bidder = Words(longest=_LONGEST_NAME, required=True)
    received_at = _Moment(expects="a moment, such as 2026-03-02T12:00:00+00:00", required=True)
    sha256 = Prose(longest=64, is_one_line=True, may_be_blank=False, required=True)
    because = Prose(longest=_LONGEST_REASON, may_be_blank=False, required=True)
    declared_by = Prose(longest=_LONGEST_ADDRESS, is_one_line=True)
    address = Prose(longest=_LONGEST_ADDRESS)
    email = Prose(longest=_LONGEST_NAME, is_one_line=True)
    identifier = Prose(longest=_LONGEST_NAME, is_one_line=True)

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> UnreadTender:
        return UnreadTender(**data)


def unread_tenders() -> ListOf:
    """Return the field of the tenders that could not be read."""
    return ListOf(
        Part(_UnreadSchema, expects=_KEYS),
        of="tenders that could not be read, each with bid, bidder, received_at, sha256 and because",
        may_be_empty=True,
    )
