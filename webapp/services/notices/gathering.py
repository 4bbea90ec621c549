"""What notices are made from, gathered from the record in a fixed number of queries."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from evaluation.letters.standstill import Standstill, StandstillKind
from evaluation.model import Model
from evaluation.outline.clauses import Clauses
from evaluation.outline.indicators import indicator_of
from evaluation.outline.lots import Lots
from evaluation.outline.variables import from_procurement
from evaluation.publication import PriceBasis
from evaluation.result import ReasonRule
from evaluation.tender import Bid, CommitmentVerdict, Tender
from rules.decision import Decision
from rules.figures import READ_BY_DOCUMENTS
from rules.money import STANDARD_RATE, Money, VatBasis
from rules.procurement import Procurement
from rules.stack import Stack
from rules.uk_time import day_of
from rules.vocabulary import Value
from webapp.documents.notices import (
    Authority,
    Award,
    Contract,
    Ending,
    Kpi,
    Offered,
    Purchase,
    Winner,
)
from webapp.services.approval.sealing import may_publish
from webapp.services.bids.counting import in_time
from webapp.services.bids.receipts import counting_in
from webapp.services.parts import part_of_version
from webapp.services.parts.kinds import CLAUSES, LOTS
from webapp.services.preparing.procurements import opened
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.result.reading import evaluated_tender
from webapp.services.tendering.offering import offer_of
from webapp.services.tendering.published import published_of
from webapp.store import Session, endings
from webapp.store import notices as rows
from webapp.store.award_tables import AwardNotice
from webapp.store.notices import AwardRows

NOT_THE_ACT = Refused(
    "These notices are those of the Procurement Act 2023, which does not govern this procurement",
    "Publish the notices of the law that governs it, which the decision names",
)
NOT_SEALED = Refused(
    "There is no approved outline, so nothing can be announced yet",
    "Have the outline approved",
)
NOT_TOLD = Refused(
    "Bidders have not been told of the award yet",
    "Send the letters first: the assessment summaries go before the notice",
)
NO_WINNER = Refused(
    "No bid alone is first in the evaluation on which the award rests",
    "Look at the result, and at the recommendation",
)
NOT_ENDED = Refused(
    "The procurement is not ended without award",
    "Leave this notice, unless the procurement is ended on the page of its tender",
)
NOT_SIGNED = Refused(
    "It is not on record that the contract was entered into",
    "Enter the day on which it was, on the page of the letters",
)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What every notice of a procurement rests on.

    `version_id` is the outline that was published, or that can be; `contact` is whom to ask.
    """

    organisation_id: UUID
    purchase: Purchase
    offered: Offered
    decision: Decision
    version_id: UUID

    @property
    def contact(self) -> str:
        """Whom to ask."""
        return self.offered.contact


def ground_of(session: Session, procurement_id: UUID) -> Ground | Refused:
    """Return what the notices of a procurement rest on, or why none can be made."""
    preparation = opened(session, procurement_id)
    if preparation is None:
        return NO_PROCUREMENT
    procurement, decision = preparation.journey.procurement, preparation.decision
    if procurement is None or decision is None:
        return NOT_SEALED
    if decision.value("regime") != "procurement_act_2023":
        return NOT_THE_ACT
    found = _offered(session, procurement_id)
    if isinstance(found, Refused):
        return found
    version_id, offered = found
    lots = part_of_version(session, procurement_id, version_id, LOTS) or Lots()
    return Ground(
        preparation.organisation_id,
        _purchase(procurement, decision, lots, preparation.stack),
        offered,
        decision,
        version_id,
    )


def award_of(
    session: Session, procurement_id: UUID, ground: Ground, vat: VatBasis | None
) -> tuple[Award, AwardRows] | Refused:
    """Return the award of which bidders were told.

    `vat` is the basis of the winner's price where the terms of the tender do not say it.
    """
    found = rows.award(session, procurement_id)
    if found is None or found.telling is None:
        return NOT_TOLD
    approved = found.last("approved")
    result = json.loads(found.run.result)
    tender = evaluated_tender(found.run)
    bid = next((one for one in tender.bids if one.id == result["winner"]), None)
    if approved is None or bid is None:
        return NO_WINNER
    award = Award(
        winner=_winner(bid, tender, ground.offered.price_basis, vat),
        decided_on=day_of(approved.made_at),
        told_at=found.telling.made_at,
        bids=in_time(counting_in(session, procurement_id).rows),
        assessed=sum(not _is_disregarded(one) for one in result["bids"]),
        standstill=_standstill(found.published),
        cancelled=rows.taken_back(session, procurement_id),
    )
    return award, found


def ending_of(session: Session, procurement_id: UUID) -> Ending | Refused:
    """Return that a procurement ended without award."""
    found = endings.ending(session, procurement_id)
    if found is None:
        return NOT_ENDED
    return Ending(
        decided_on=day_of(found.ending.made_at),
        because=found.ending.because,
        cancelled=rows.taken_back(session, procurement_id),
    )


def contract_of(
    session: Session, procurement_id: UUID, ground: Ground, vat: VatBasis | None
) -> Contract | Refused:
    """Return the contract that was entered into, with the winner's promises that counted."""
    found = award_of(session, procurement_id, ground, vat)
    if isinstance(found, Refused):
        return found
    award, on_record = found
    entered = on_record.last("awarded")
    if entered is None or entered.on_day is None:
        return NOT_SIGNED
    tender = evaluated_tender(on_record.run)
    verdicts = _verdicts(on_record, award.winner.bid)
    clauses = part_of_version(session, procurement_id, ground.version_id, CLAUSES) or Clauses()
    bid = next(one for one in tender.bids if one.id == award.winner.bid)
    counted = tuple(one for one in bid.commitments if verdicts.get(one) in _COUNTED)
    return Contract(
        award,
        entered.on_day,
        tuple(_kpi(one, bid, tender.model, clauses, ground.purchase) for one in counted),
        tuple(tender.model.measures[one][1].title for one in bid.commitments if one not in counted),
    )


_COUNTED = frozenset({CommitmentVerdict.COUNTED.value})


def _offered(session: Session, procurement_id: UUID) -> tuple[UUID, Offered] | Refused:
    published = published_of(session, procurement_id)
    if published is not None:
        id_, terms = published.outline_version_id, published.terms
        offered = Offered(
            model=published.model,
            deadline_at=terms.deadline_at,
            questions_until=terms.questions_until,
            contact=terms.contact,
            documents_at=terms.documents_at,
            price_basis=terms.price_basis,
            has_conflicts_assessment=rows.has_conflicts_assessment(session, id_),
        )
        return id_, offered
    if may_publish(session, procurement_id) is not None:
        return NOT_SEALED
    offer = offer_of(session, procurement_id)
    if isinstance(offer, Refused):
        return offer
    is_assessed = rows.has_conflicts_assessment(session, offer.version.id)
    return offer.version.id, Offered(model=offer.model, has_conflicts_assessment=is_assessed)


def _purchase(procurement: Procurement, decision: Decision, lots: Lots, stack: Stack) -> Purchase:
    kpis, days = (decision.value(one) for one in ("kpis_minimum", "standstill_working_days"))
    described, above = (_figure(stack, one, decision) for one in READ_BY_DOCUMENTS)
    return Purchase(
        reference=procurement.reference,
        title=procurement.title,
        authority=Authority(procurement.authority.name, _said(decision.value("authority_group"))),
        category=procurement.category,
        also_includes=procurement.also_includes,
        value=procurement.estimated_value,
        is_above=_is_above(decision),
        special_rules=_said(decision.value("special_rules")),
        framework=procurement.framework,
        procedure=_said(procurement.answers.get("procedure")),
        duration_months=procurement.duration_months,
        extension_months=procurement.extension_months,
        cpv=procurement.cpv,
        lots=lots,
        kpis_minimum=kpis if isinstance(kpis, int) else 0,
        standstill_days=days if isinstance(days, int) else None,
        kpis_described=described if isinstance(described, int) else None,
        suppliers_named_above=above if isinstance(above, Money) else None,
        is_copy_published=decision.value("contract_copy_published") is True,
    )


def _figure(stack: Stack, parameter: str, decision: Decision) -> Value | None:
    """Return a figure of the law on the day of the procurement, None where it has none."""
    found = stack.parameters.get(parameter)
    return found.value_on(decision.decided_as_of) if found else None


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""


def _is_above(decision: Decision) -> bool | None:
    coverage = decision.value("coverage")
    return None if coverage is None else coverage == "above_threshold"


def _winner(bid: Bid, tender: Tender, basis: PriceBasis, vat: VatBasis | None) -> Winner:
    procurement = tender.procurement
    return Winner(
        bid=bid.id,
        name=bid.bidder,
        email=bid.email,
        address=bid.address,
        identifier=bid.identifier,
        price=bid.price,
        vat=basis.vat or vat,
        is_price_of_year=basis.is_of_year,
        rate=procurement.estimated_value.rate if procurement else STANDARD_RATE,
    )


def _standstill(published: AwardNotice | None) -> Standstill | None:
    if published is None:
        return None
    kind = StandstillKind(published.standstill)
    return Standstill(kind, published.published_on, published.ends_on, None)


def _is_disregarded(bid: Mapping[str, Any]) -> bool:
    return any(one["rule"] == ReasonRule.EXCLUSION for one in bid["reasons"])


def _verdicts(on_record: AwardRows, bid: str) -> Mapping[str, str]:
    """Return what became of each promise of a bid."""
    found = next(one for one in json.loads(on_record.run.result)["bids"] if one["id"] == bid)
    return {measure: one["verdict"] for measure, one in found["commitments"].items()}


def _kpi(measure: str, bid: Bid, model: Model, clauses: Clauses, purchase: Purchase) -> Kpi:
    criterion, asked = model.measures[measure]
    quantity = bid.commitments[measure].quantity
    known = from_procurement(purchase.authority.name, purchase.title)
    return Kpi(
        id=measure,
        title=asked.title,
        description=indicator_of(clauses, measure, quantity, known, unit=asked.unit)
        or "As promised in the bid.",
        quantity=quantity,
        unit=asked.unit,
        outcome=asked.outcome or model.outcomes.get(criterion.id, ""),
    )
