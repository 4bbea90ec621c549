"""The published table of readings is what runs: fact by fact, and when it stays unknown."""

from datetime import date
from typing import Any

import pytest

from forms.json_text import Json
from forms.readings import READINGS, FactsRead, read_facts
from rules.money import Money, Pence, VatBasis
from rules.vocabulary import FACT_BY_NAME, Supply, Value
from tests.forms.releases import small

NET, GROSS = VatBasis.EXCLUDED, VatBasis.INCLUDED
GBP = {"currency": "GBP"}


def found(release: Json, fact: str) -> tuple[Value | None, str | None]:
    """Return what a fact was read as, and where."""
    read = read_facts(release)
    return read.facts.get(fact), read.read_from.get(fact) or read.doubts.get(fact)


def buyer(**address: str) -> dict[str, Any]:
    return {
        "ocid": "ocds-h6vhtk-1",
        "buyer": {"name": "Trinity House"},
        "parties": [{"roles": ["buyer"], "address": address}],
    }


def test_a_small_notice_tells_what_it_tells() -> None:
    assert read_facts(small()) == FactsRead(
        facts={
            "authority_type": "local_authority",
            "nation": "england",
            "category": "services",
            "estimated_value": Money(Pence(360_000_00), NET),
            "commenced_on": date(2026, 3, 2),
        },
        read_from={
            "authority_type": "buyer.name",
            "nation": "ocid",
            "category": "tender.mainProcurementCategory",
            "estimated_value": "tender.value.amount",
            "commenced_on": "date",
        },
        doubts={},
    )


@pytest.mark.parametrize(
    ("changed", "nation"),
    [
        ({"ocid": "ocds-b5fd17-1"}, ("england", "ocid")),
        ({"ocid": "ocds-kuma6s-1"}, ("wales", "ocid")),
        ({"ocid": "ocds-r6ebe6-1"}, ("scotland", "ocid")),
        ({"ocid": "ocds-h6vhtk-1"}, (None, None)),
        (buyer(region="UKL17"), ("wales", "parties[0].address.region")),
        (buyer(region="TLM82"), ("scotland", "parties[0].address.region")),
        (buyer(region="UKG33"), ("england", "parties[0].address.region")),
        (buyer(region="UK"), (None, None)),
        (buyer(countryName="ENG"), ("england", "parties[0].address.countryName")),
        (buyer(countryName="United Kingdom"), (None, None)),
        (buyer(postalCode="BT7 1NN"), ("northern_ireland", "parties[0].address.postalCode")),
        (buyer(postalCode="SY1 1AA"), (None, None)),
        (buyer(postalCode="JE1 1BY"), (None, "parties[0].address.postalCode")),
        (buyer(region="UKL17", postalCode="G2 8EX"), (None, "parties[0].address.region")),
        (
            {**buyer(postalCode="KW14 7TZ"), "ocid": "ocds-b5fd17-1"},
            (None, "parties[0].address.postalCode"),
        ),
        (
            {**buyer(countryName="Scotland"), "buyer": {"name": "Ministry of Defence"}},
            ("england", "buyer.name"),
        ),
    ],
)
def test_the_nation_is_read_where_the_signs_agree(
    changed: dict[str, Any], nation: tuple[str | None, str | None]
) -> None:
    assert found(small(**changed), "nation") == nation


@pytest.mark.parametrize(
    ("tender", "category"),
    [
        ({"mainProcurementCategory": "works"}, ("works", "tender.mainProcurementCategory")),
        (
            {
                "mainProcurementCategory": None,
                "xClassifications": {"ojeuContractType": "Products"},
            },
            ("goods", "tender.xClassifications.ojeuContractType"),
        ),
        (
            {
                "mainProcurementCategory": "services",
                "xClassifications": {"ojeuContractType": "Works"},
            },
            ("services", "tender.mainProcurementCategory"),
        ),
        (
            {
                "mainProcurementCategory": ["services"],
                "xClassifications": {"ojeuContractType": "NotApplicable"},
            },
            (None, None),
        ),
    ],
)
def test_the_category_is_read_from_the_first_field_that_tells_it(
    tender: dict[str, Any], category: tuple[str | None, str | None]
) -> None:
    assert found(small(tender=tender), "category") == category


def test_further_categories_leave_the_main_one_out() -> None:
    tender = {"additionalProcurementCategories": ["services", "works", "consultingServices"]}

    assert found(small(tender=tender), "also_includes") == (
        ("works",),
        "tender.additionalProcurementCategories[1]",
    )


@pytest.mark.parametrize(
    ("tender", "value"),
    [
        ({"minValue": {"amount": 400000, **GBP}}, (400_000_00, NET, "tender.minValue.amount")),
        ({"minValue": {"amount": 1, **GBP}}, (360_000_00, NET, "tender.value.amount")),
        (
            {"value": {"amount": 360000, "amountGross": 432000, **GBP}},
            (432_000_00, GROSS, "tender.value.amountGross"),
        ),
        (
            {"value": {"amountGross": 432000, **GBP}, "minValue": {"amount": 360000.01, **GBP}},
            (360_000_01, NET, "tender.minValue.amount"),
        ),
        (
            {"value": {"amount": 0, **GBP}, "minValue": {"amount": 100.01, **GBP}},
            (100_01, NET, "tender.minValue.amount"),
        ),
        ({"value": {"amount": 100, **GBP}, "minValue": {"amount": 0.1, **GBP}}, None),
        ({"value": {"amount": 114000, "currency": "EUR"}}, None),
        ({"value": {"amount": 114000}}, None),
        ({"value": {"amount": "360000", **GBP}}, None),
        ({"value": {"amount": -360000, **GBP}}, None),
        ({"value": 360000}, None),
    ],
)
def test_the_value_is_the_larger_in_pounds_and_no_placeholder(
    tender: dict[str, Any], value: tuple[int, VatBasis, str] | None
) -> None:
    expected = (None, None) if value is None else (Money(Pence(value[0]), value[1]), value[2])

    assert found(small(tender=tender), "estimated_value") == expected


@pytest.mark.parametrize(
    "changed",
    [
        *({"tag": [tag]} for tag in ("award", "planning", "tenderAmendment", "tenderUpdate")),
        {"tag": ["tender", "award"]},
        {"tag": "tender"},
        {"tag": []},
        {"date": "2011-12-31T00:00:00Z"},
        {"date": "2026-02-30T00:00:00Z"},
        {"date": None},
    ],
)
def test_only_a_tender_tells_when_the_procurement_commenced(changed: dict[str, Any]) -> None:
    assert found(small(**changed), "commenced_on") == (None, None)


YEARS = {"startDate": "2020-04-01T00:00:00Z", "endDate": "2024-03-31T23:59:59+01:00"}


@pytest.mark.parametrize(
    ("tender", "months"),
    [
        ({"contractPeriod": YEARS}, 48),
        ({"contractPeriod": {"durationInDays": 1440}}, 48),
        ({"contractPeriod": {"startDate": "2024-04-01", "endDate": "2020-04-01"}}, None),
        ({"contractPeriod": {"startDate": "2024-04-01"}}, None),
        ({"lots": [{"contractPeriod": {"durationInDays": 720}}] * 2}, 24),
        ({"lots": [{"contractPeriod": {"durationInDays": 720}}, {}]}, None),
        (
            {
                "lots": [
                    {"contractPeriod": {"durationInDays": 720}},
                    {"contractPeriod": {"durationInDays": 360}},
                ]
            },
            None,
        ),
        ({"contractPeriod": {"durationInDays": 10**9}}, None),
        ({"contractPeriod": {"durationInDays": "720"}}, None),
    ],
)
def test_the_duration_is_that_of_the_contract_or_of_all_its_lots(
    tender: dict[str, Any], months: int | None
) -> None:
    assert found(small(tender=tender), "duration_months")[0] == months


def test_no_renewal_and_no_options_are_no_extension() -> None:
    none = {"hasRenewal": False, "hasOptions": False}

    assert found(small(tender={"lots": [none, none]}), "extension_months")[0] == 0
    for lots in ([none, {"hasRenewal": True}], [{"hasOptions": False}], [none, {}]):
        assert found(small(tender={"lots": lots}), "extension_months") == (None, None)


@pytest.mark.parametrize(
    ("tender", "framework"),
    [
        (
            {"techniques": {"hasFrameworkAgreement": True}, "title": "Framework for x"},
            ("establishing", "tender.techniques.hasFrameworkAgreement"),
        ),
        (
            {"procurementMethodDetails": "Call-off from a framework agreement"},
            ("call_off", "tender.procurementMethodDetails"),
        ),
        (
            {"procurementMethodDetails": "Other - Further Competition via YPO&#039;s framework"},
            ("call_off", "tender.procurementMethodDetails"),
        ),
        (
            {"procurementMethodDetails": "Call-off from a dynamic purchasing system"},
            ("none", "tender.procurementMethodDetails"),
        ),
        ({"title": "Re-roofing - Year 3 call off"}, ("call_off", "tender.title")),
        ({"title": "Vehicle Repair Framework"}, (None, "tender.title")),
        ({"title": "Window frames work"}, (None, None)),
    ],
)
def test_a_framework_is_told_or_left_in_doubt(
    tender: dict[str, Any], framework: tuple[str | None, str | None]
) -> None:
    assert found(small(tender=tender), "framework") == framework


def code(number: object) -> dict[str, Any]:
    return {"classification": {"scheme": "CPV", "id": number}}


@pytest.mark.parametrize(
    ("changed", "regime"),
    [
        ({"tender": {"specialRegime": ["lightTouch"]}}, "light_touch"),
        ({"tender": {"specialRegime": ["light_touch", "concession"]}}, "light_touch_concession"),
        ({"tender": {"specialRegime": ["concession"]}}, "concession"),
        ({"tender": {"specialRegime": ["utilities"]}}, None),
        ({"tender": code("85000000")}, "light_touch"),
        ({"tender": code("80110000-8")}, "light_touch"),
        ({"tender": {"items": [code("85000000"), code("77314000")]}}, "light_touch"),
        ({"tender": {**code("77314000"), "items": [code("85000000")]}}, None),
        ({"tender": {**code("85000000"), "mainProcurementCategory": "works"}}, None),
        ({"tender": code("85000000"), "date": "2015-02-25T00:00:00Z"}, None),
        ({"tender": code("85000000"), "date": "2015-02-26T00:00:00Z"}, "light_touch"),
        ({"tender": code(85000000)}, None),
    ],
)
def test_a_special_regime_is_read_from_its_field_or_from_the_code(
    changed: dict[str, Any], regime: str | None
) -> None:
    assert found(small(**changed), "special_regime")[0] == regime


def test_another_special_regime_and_one_that_cannot_be_are_left_in_doubt() -> None:
    goods = {"mainProcurementCategory": "goods", "specialRegime": ["concession"]}

    assert read_facts(small(tender={"specialRegime": ["defence"]})).doubts == {
        "special_regime": "tender.specialRegime[0]"
    }
    assert read_facts(small(tender=goods)).doubts == {"special_regime": "tender.specialRegime[0]"}


@pytest.mark.parametrize(
    ("tender", "fact", "value"),
    [
        ({"procurementMethodDetails": "Single tender action"}, "award_route", "direct_award"),
        ({"procurementMethod": "direct"}, "award_route", "direct_award"),
        ({"procurementMethod": "limited"}, "award_route", None),
        ({"procurementMethodDetails": "Open procedure (below threshold)"}, "procedure", "open"),
        (
            {"procurementMethodDetails": "Competitive flexible procedure"},
            "procedure",
            "competitive_flexible",
        ),
        ({"procurementMethodDetails": "Restricted procedure"}, "procedure", None),
        ({"lots": [{}, {}]}, "divided_into_lots", True),
        ({"lots": [{}]}, "divided_into_lots", False),
        ({"lots": {}}, "divided_into_lots", None),
        ({"submissionMethod": ["written", "electronicSubmission"]}, "electronic_submission", True),
        ({"submissionMethod": ["written"]}, "electronic_submission", False),
    ],
)
def test_further_facts_are_read(tender: dict[str, Any], fact: str, value: object) -> None:
    assert found(small(tender=tender), fact)[0] == value


def test_every_code_is_read_once_in_order() -> None:
    tender = {
        **code("77310000"),
        "items": [code("77310000"), code("77314000-4"), code("grass")],
        "additionalClassifications": [{"id": "45112700"}],
    }

    assert found(small(tender=tender), "cpv") == (
        ("77310000", "77314000-4", "45112700"),
        "tender.classification.id",
    )


def test_the_table_reads_facts_of_the_vocabulary_and_says_how() -> None:
    facts = {one.fact for one in READINGS} - {"cpv"}

    assert all(FACT_BY_NAME[fact].supply is Supply.ASKED for fact in facts)
    assert all(one.fields and one.how.endswith(".") and one.unknown for one in READINGS)


def test_a_reading_sees_only_the_fields_that_it_names() -> None:
    for reading in READINGS:
        assert reading.interpret(*(() for _ in reading.fields)) is None
