"""What a bidder declared with its bid, and what was wrong in its workbook, for who settles it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from evaluation.panel.visibility import Sight
from evaluation.workbook import DECLARATIONS
from evaluation.workbook.layout import YES
from forms.tender_workbook.findings import Finding, FindingKind
from webapp.services.panel.access import PanelAccess
from webapp.store import Session, bids

_ASKED: Final = {one.id: one for one in DECLARATIONS}


@dataclass(frozen=True, slots=True)
class Stated:
    """A declaration and its answer; `is_amiss` says that it is not the Yes that was asked for."""

    text: str
    answer: str
    is_amiss: bool


@dataclass(frozen=True, slots=True)
class BidWords:
    """What a bidder declared, and what was wrong in its workbook when it was opened."""

    declared: tuple[Stated, ...] = ()
    findings: tuple[str, ...] = ()

    @property
    def is_amiss(self) -> bool:
        """Whether somebody has to look at it."""
        return bool(self.findings) or any(one.is_amiss for one in self.declared)


NO_WORDS: Final = BidWords()


def bid_words(
    session: Session, procurement_id: UUID, access: PanelAccess
) -> Mapping[UUID, BidWords]:
    """Return the words of each bid that was opened, by bidder, in one query.

    A declaration is signed, and a finding can hold a price: each is there for those alone who see
    whose bid it is, and what it costs.
    """
    if not access.sees(Sight.NAMES):
        return MappingProxyType({})
    is_price_seen = access.sees(Sight.PRICES)
    return {
        one.bidder_id: BidWords(
            _declared(one.declarations), _found(one.findings) if is_price_seen else ()
        )
        for one in bids.opened(session, procurement_id)
    }


def _declared(text: str) -> tuple[Stated, ...]:
    """Return the declarations in the order in which they are asked for, those of old ones last."""
    said: dict[str, str] = json.loads(text)
    order = [*(id_ for id_ in _ASKED if id_ in said), *(id_ for id_ in said if id_ not in _ASKED)]
    return tuple(_stated(id_, said[id_]) for id_ in order)


def _stated(id_: str, answer: str) -> Stated:
    asked = _ASKED.get(id_)
    if asked is None:
        return Stated(id_, answer, is_amiss=False)
    return Stated(asked.text, answer, is_amiss=not asked.is_in_words and answer != YES)


def _found(text: str) -> tuple[str, ...]:
    return tuple(
        str(Finding(**{**one, "kind": FindingKind(one["kind"])})) for one in json.loads(text)
    )
