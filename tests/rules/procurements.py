"""The procurement that tests of documents and awards are about, whose figures are known."""

from datetime import date
from types import MappingProxyType

from rules.money import Money, Pence, VatBasis
from rules.procurement import Authority, Procurement

COMMENCED_ON = date(2026, 3, 2)


def gross(pounds: int) -> Money:
    """Return pounds including VAT."""
    return Money(Pence(pounds * 100), VatBasis.INCLUDED)


def procurement() -> Procurement:
    """Return grounds maintenance for £360,000 including VAT, over three years and two more."""
    return Procurement(
        reference="COV-2026-014",
        title="Grounds maintenance",
        authority=Authority("Coventry City Council", "local_authority", "england"),
        category="services",
        estimated_value=gross(360_000),
        commenced_on=COMMENCED_ON,
        duration_months=36,
        extension_months=24,
        cpv=("77310000",),
        answers=MappingProxyType({"work_in_area": True, "affects_land": True}),
        assumed=frozenset({"also_includes", "special_regime", "framework", "vat_rate"}),
    )
