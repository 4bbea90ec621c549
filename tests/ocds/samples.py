"""Purchases, awards and contracts of which notices are made."""

import json
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from evaluation.letters.standstill import Standstill, StandstillKind
from evaluation.model import Model
from evaluation.outline.lots import Division, Lot, Lots
from rules.money import Money, Pence, VatBasis
from tests.webapp.scoring import MODEL
from webapp.documents.notices import (
    Authority,
    Award,
    Contract,
    Draft,
    Issue,
    Kpi,
    Offered,
    Purchase,
    Winner,
)
from webapp.services.tendering.published import model_of_json

OCID = "ocds-h6vhtk-0510f8"
AT = datetime(2026, 7, 1, 11, 0, tzinfo=UTC)
PURCHASE = Purchase(
    reference="COV-2026-014",
    title="Grounds maintenance “parks & verges” – 草",
    authority=Authority("Coventry City Council", "sub_central"),
    category="services",
    also_includes=("works",),
    value=Money(Pence(6_000_000_00), VatBasis.INCLUDED),
    is_above=True,
    procedure="open",
    duration_months=36,
    extension_months=24,
    cpv=("77310000", "77314000"),
    lots=Lots(Division.WHOLE, "One depot serves every park."),
    kpis_minimum=3,
    standstill_days=8,
    kpis_described=3,
    suppliers_named_above=Money(Pence(5_000_000_00), VatBasis.INCLUDED),
    is_copy_published=True,
)
DIVIDED = Lots(
    Division.DIVIDED,
    "By side of the ring road.",
    (Lot(1, "North", "Everything north of the ring road", 4_000_000_00), Lot(3, "South")),
    1,
    "So that two firms stay in the market; the bidder’s own order of preference decides.",
)
WINNER = Winner(
    bid="B",
    name="Beta Gardens CIC",
    email="office@beta.example",
    address="2 Low Street, Coventry",
    identifier="GB-COH-01234567",
    price=Fraction("4999999.995"),
    vat=VatBasis.EXCLUDED,
)
AWARD = Award(
    winner=WINNER,
    decided_on=date(2026, 6, 29),
    told_at=AT,
    bids=5,
    assessed=4,
    standstill=Standstill(StandstillKind.MANDATORY, date(2026, 7, 1), date(2026, 7, 10), 8),
)
KPIS = (
    Kpi("weeks", "Weeks of apprentices", "Weeks delivered, each quarter.", Fraction(120), "weeks"),
    Kpi("carbon", "Carbon saved", "Tonnes saved.", Fraction("12.75"), "tCO2e", "cov-2022-carbon"),
    Kpi("trees", "Trees planted", "Trees that stand after a year.", Fraction(40), "trees"),
)
CONTRACT = Contract(AWARD, date(2026, 7, 14), KPIS)


def model() -> Model:
    """Return a model with a group, a price and a gate."""
    read = model_of_json(json.dumps(MODEL))
    assert isinstance(read, Model), read
    return read


def offered() -> Offered:
    """Return the terms of a tender that is published."""
    return Offered(
        model=model(),
        deadline_at=datetime(2026, 10, 28, 12, 0, tzinfo=UTC),
        questions_until=datetime(2026, 10, 21, 11, 0, tzinfo=UTC),
        contact="Priya Shah, tenders@coventry.example",
        documents_at="www.coventry.example/tenders",
        has_conflicts_assessment=True,
    )


def issue(ocid: str = OCID) -> Issue:
    """Return the first issue of a notice."""
    return Issue(1, AT, ocid)


def part(draft: Draft, *path: str | int) -> Any:  # noqa: ANN401 - JSON
    """Return what stands at a place of a notice's release."""
    found: Any = draft.release
    for step in path:
        found = found[step]
    return found
