"""The procurements that are measured: a few kinds, each with and without a buyer's answers."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from types import MappingProxyType

from rules.money import Money, Pence, VatBasis
from rules.procurement import Authority, Procurement
from rules.vocabulary import Value

COUNCIL = Authority("Coventry City Council", "local_authority", "england")

ANSWERS: Mapping[str, Value] = MappingProxyType(
    {
        "work_in_area": True,
        "labour_intensive": True,
        "trainee_roles_possible": True,
        "subcontracting_possible": True,
        "serves_residents": False,
        "serves_vulnerable_people": False,
        "uses_vehicles": True,
        "uses_energy": True,
        "uses_materials": True,
        "affects_land": True,
    }
)

KINDS = (
    ("services", "none", 360_000_00, date(2026, 3, 2)),
    ("services", "light_touch", 6_200_000_00, date(2026, 3, 2)),
    ("works", "none", 5_100_000_00, date(2025, 6, 2)),
    ("goods", "none", 95_000_00, date(2026, 3, 2)),
    ("services", "none", 1_120_000_00, date(2019, 12, 20)),
)


def procurements() -> tuple[Procurement, ...]:
    """Return every kind, first without and then with the answers of its buyer."""
    nothing: Mapping[str, Value] = MappingProxyType({})
    return tuple(
        Procurement(
            reference=f"BENCH-{number:02d}",
            title="Grounds maintenance",
            authority=COUNCIL,
            category=category,
            special_regime=regime,
            estimated_value=Money(Pence(pence), VatBasis.INCLUDED),
            commenced_on=day,
            duration_months=36,
            extension_months=24,
            answers=answers,
        )
        for number, (answers, (category, regime, pence, day)) in enumerate(
            product((nothing, ANSWERS), KINDS), start=1
        )
    )


def different_values(count: int) -> Iterator[Procurement]:
    """Yield procurements that are all different, a pound apart, over all kinds in turn."""
    kinds = procurements()
    for number in range(count):
        one = kinds[number % len(kinds)]
        value = Money(Pence(one.estimated_value.pence + 100 * number), VatBasis.INCLUDED)
        yield replace(one, reference=f"BENCH-{number}", estimated_value=value)
