"""What the tender of a lot has from the last award of the lots: the published terms, whom not."""

import json
from dataclasses import dataclass, replace
from uuid import UUID

from evaluation.lot_terms import LotTerms, Rule, terms_of_lot
from evaluation.tender import PassedOver, Tender
from rules.canonical import sha256_of
from webapp.services.result.canonical import canonical_json_of
from webapp.store import Session
from webapp.store import lot_awards as rows
from webapp.store.lot_tables import LotAward


@dataclass(frozen=True, slots=True)
class FromLots:
    """The terms of a lot, None before an award or without any, and whom it passes over."""

    terms: LotTerms | None = None
    passed_over: tuple[PassedOver, ...] = ()

    def added_to(self, tender: Tender) -> Tender:
        """Return the tender of the lot with them; nothing that is scored or ranked changes.

        A bid that does not count any more is passed over no more: the award is out of date then.
        """
        counted = tender.by_id.keys()
        over = tuple(one for one in self.passed_over if one.bid in counted)
        return replace(tender, passed_over=over, lots=self.terms)


def from_lots(session: Session, tender_id: UUID) -> FromLots:
    """Return what the tender of a lot has from the last award of the lots, in one query."""
    found = rows.awarded_in(session, tender_id)
    if found is None:
        return FromLots()
    of, id_ = json.loads(found.input), str(found.lot)
    terms = terms_of_lot(
        LotTerms(
            rule=Rule(found.rule),
            limit=found.most_lots,
            tie_break=tuple(map(Rule, json.loads(found.tie_break))),
            rule_at=found.rule_at,
            has_orders=any(one["tender"]["model"].get("tie_break") for one in of["lots"]),
            has_own_limits=any(one.get("limit") for one in of["bidders"].values()),
        ),
        id_,
        next((one["title"] for one in of["lots"] if one["id"] == id_), ""),
        reference=of["reference"],
    )
    return FromLots(terms, passed_over_of(found.passed_over))


def passed_over_of(written: str) -> tuple[PassedOver, ...]:
    """Return the bids that are passed over as they stand on record."""
    return tuple(PassedOver(one["bid"], one["because"]) for one in json.loads(written))


def terms_sha256(award: LotAward) -> str:
    """Return the digest of the terms of an award, and of which outline they are."""
    terms = [award.rule, award.tie_break, award.rule_at, award.most_lots, award.outline_revision]
    return sha256_of(canonical_json_of(terms))
