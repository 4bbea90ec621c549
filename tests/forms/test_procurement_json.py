"""A procurement that is written is read again as it was."""

import json
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given

from forms.procurement import read_procurement
from forms.procurement_json import procurement_json, read_plain
from rules.money import Money, Pence, Percent, VatBasis
from rules.procurement import Authority, Procurement
from tests.forms.samples import GROUNDS, sent
from tests.forms.strategies import procurements


def test_a_procurement_is_written_in_its_format() -> None:
    assert procurement_json(read_procurement(sent(), "sent")) == GROUNDS


def test_what_is_unknown_is_left_out_and_an_unusual_rate_is_written() -> None:
    procurement = Procurement(
        reference="A-1",
        title="Care",
        authority=Authority("A council", "local_authority", "wales"),
        category="services",
        estimated_value=Money(Pence(5), VatBasis.EXCLUDED, Percent(0)),
        commenced_on=date(2025, 2, 24),
        answers=MappingProxyType({"labour_intensive": False}),
    )

    assert procurement_json(procurement) == {
        "format": "podium/procurement/1",
        "reference": "A-1",
        "title": "Care",
        "authority": {"name": "A council", "type": "local_authority", "nation": "wales"},
        "category": "services",
        "also_includes": [],
        "special_regime": "none",
        "framework": "none",
        "estimated_value": {"amount": "0.05", "vat": "excluded", "vat_rate": "0"},
        "commenced_on": "2025-02-24",
        "cpv": [],
        "answers": {"labour_intensive": False},
    }


@given(procurements())
def test_every_procurement_is_read_again_equal(procurement: Procurement) -> None:
    written = json.dumps(procurement_json(procurement)).encode()

    assert read_procurement(written, "written") == procurement


def test_a_value_that_json_does_not_carry_exactly_is_not_taken() -> None:
    with pytest.raises(TypeError, match=r"0\.5 is no value of podium/procurement/1"):
        read_plain({"amount": 0.5})
