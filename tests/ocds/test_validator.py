"""The validator finds what is wrong: one that never complained would prove nothing."""

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from tests.ocds.samples import PURCHASE, issue, offered
from tests.ocds.validator import Found, NothingIsKeptOf, findings
from webapp.documents.notices import package_of, tender_notice

Release = dict[str, Any]


def broken(change: Callable[[Release], None]) -> Found:
    """Return what is found of a tender notice with something wrong in it."""
    draft = tender_notice(PURCHASE, offered(), issue())
    package = json.loads(package_of(draft, PURCHASE.authority, UUID(int=1)))
    change(package["releases"][0])
    return findings(json.dumps(package))


def test_a_date_without_its_offset_is_found() -> None:
    found = broken(lambda release: release["tender"]["tenderPeriod"].update(endDate="2026-10-28"))

    assert "tenderPeriod/endDate" in found.errors[0]


def test_an_amount_that_is_text_is_found() -> None:
    found = broken(lambda release: release["tender"]["value"].update(amountGross="360000"))

    assert "value/amountGross" in found.errors[0]


def test_a_field_that_only_the_extension_of_the_united_kingdom_defines_is_known_by_it() -> None:
    found = broken(lambda release: release["tender"].update(aboveThreshold="yes"))

    assert "tender/aboveThreshold" in found.errors[0]


def test_a_field_that_nothing_defines_is_found() -> None:
    found = broken(lambda release: release["tender"].update(socialValue=10))

    assert "socialValue" in found.additional[0]


def test_a_code_of_no_codelist_is_found() -> None:
    found = broken(lambda release: release["parties"][0].update(roles=["purchaser"]))

    assert found.codes == ("releases/parties/roles: purchaser",)


def test_a_code_that_is_not_in_a_closed_codelist_is_found() -> None:
    found = broken(lambda release: release["tender"].update(mainProcurementCategory="gardening"))

    assert found.codes == ("releases/tender/mainProcurementCategory: gardening",)


def test_a_release_without_its_date_is_found() -> None:
    found = broken(lambda release: release.pop("date"))

    assert "'date' is missing but required" in found.errors[0]


def test_an_empty_field_is_found() -> None:
    found = broken(lambda release: release["tender"].update(title=""))

    assert "/tender/title" in found.checks[0]


def test_an_ocid_without_a_publisher_is_found() -> None:
    found = broken(lambda release: release.update(ocid="COV-2026-014"))

    assert found == Found(conformance=found.conformance)
    assert "COV-2026-014" in found.conformance[0]


def test_no_address_is_asked_of_which_nothing_is_kept() -> None:
    package = {
        "uri": "urn:uuid:1",
        "version": "1.1",
        "extensions": ["https://elsewhere.example/extension.json"],
        "releases": [],
    }

    with pytest.raises(NothingIsKeptOf, match="elsewhere"):
        findings(json.dumps(package))
