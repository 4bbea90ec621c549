"""The tender notice: what it holds, exactly; and what it leaves out, and says so."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from rules.money import Money, Pence, Percent, VatBasis
from tests.ocds.samples import DIVIDED, PURCHASE, issue, offered, part
from webapp.documents.notices import Draft, tender_notice


def notice(**changed: Any) -> Draft:  # noqa: ANN401 - any field of a purchase
    return tender_notice(replace(PURCHASE, **changed), offered(), issue())


def tender_in(draft: Draft) -> Any:  # noqa: ANN401 - JSON
    return part(draft, "tender")


def titles(draft: Draft) -> list[str]:
    return [one.title for one in draft.missing]


@pytest.mark.parametrize(
    ("money", "amounts"),
    [
        (Money(Pence(360_000_00), VatBasis.INCLUDED), ("300000.00", "360000.00")),
        (Money(Pence(100_00), VatBasis.EXCLUDED, Percent(500)), ("100.00", "105.00")),
        (Money(Pence(100_00), VatBasis.INCLUDED), ("83.33", "100.00")),
    ],
)
def test_the_value_stands_without_and_with_vat_to_a_penny(
    money: Money, amounts: tuple[str, str]
) -> None:
    value = tender_in(notice(value=money))["value"]

    assert value == {
        "amount": Decimal(amounts[0]),
        "amountGross": Decimal(amounts[1]),
        "currency": "GBP",
    }


def test_a_value_that_does_not_say_its_basis_is_left_out() -> None:
    tender = tender_in(notice(value=Money(Pence(360_000_00))))

    assert "value" not in tender
    assert "value" not in tender["lots"][0]


def test_moments_carry_the_offset_of_their_own_day() -> None:
    tender = tender_in(notice())

    assert tender["tenderPeriod"] == {"endDate": "2026-10-28T12:00:00+00:00"}
    assert tender["enquiryPeriod"] == {"endDate": "2026-10-21T12:00:00+01:00"}


def test_criteria_stand_with_their_weights_and_what_they_are_made_of() -> None:
    [lot] = tender_in(notice())["lots"]

    assert lot["awardCriteria"] == {
        "criteria": (
            {
                "type": "quality",
                "name": "Quality",
                "description": (
                    "Made up of: Staff (42% of the whole); Care of trees (18% of the whole)."
                ),
                "numbers": ({"number": Decimal(60), "weight": "percentageExact"},),
            },
            {
                "type": "price",
                "name": "Price",
                "numbers": ({"number": Decimal(40), "weight": "percentageExact"},),
            },
            {
                "type": "quality",
                "name": "Licence to spray",
                "description": "Passed or failed: a bid that fails is disqualified.",
            },
        )
    }


def test_lots_stand_with_their_values_their_items_and_the_limit() -> None:
    tender = tender_in(notice(lots=DIVIDED))

    assert [(one["id"], one["title"]) for one in tender["lots"]] == [("1", "North"), ("3", "South")]
    assert tender["lots"][0]["value"]["amountGross"] == Decimal("4000000.00")
    assert "value" not in tender["lots"][1]
    assert [one["relatedLot"] for one in tender["items"]] == ["1", "3"]
    assert tender["lotDetails"]["maximumLotsAwardedPerSupplier"] == 1


def test_reasons_for_no_lots_are_told() -> None:
    assert tender_in(notice())["lotDetails"] == {
        "noLotsDivisionRationale": "One depot serves every park."
    }


def test_whom_to_ask_is_read_from_the_terms() -> None:
    draft = notice()
    [party] = part(draft, "parties")

    assert party["contactPoint"] == {"name": "Priya Shah", "email": "tenders@coventry.example"}


def test_no_code_is_invented() -> None:
    draft = notice(cpv=(), special_rules="concession", procedure="competitive_flexible")
    tender = tender_in(draft)

    assert {"items", "specialRegime", "procurementMethod"}.isdisjoint(tender)
    assert tender["procurementMethodDetails"] == "Competitive flexible procedure"
    assert {"The CPV codes", "The special regime", "The procedure"} <= set(titles(draft))


def test_a_code_that_is_known_is_used() -> None:
    draft = notice(special_rules="light_touch")

    assert tender_in(draft)["specialRegime"] == ("lightTouch",)
    assert "The special regime" not in titles(draft)


def test_an_outline_that_is_not_published_has_no_deadline_and_says_so() -> None:
    terms = replace(offered(), deadline_at=None, questions_until=None, contact="")

    draft = tender_notice(PURCHASE, terms, issue())

    assert {"tenderPeriod", "enquiryPeriod"}.isdisjoint(tender_in(draft))
    assert "Until when bids and questions are taken" in titles(draft)


def test_the_conflicts_assessment_is_confirmed_only_where_there_is_one() -> None:
    without = tender_notice(PURCHASE, replace(offered(), has_conflicts_assessment=False), issue())

    assert [one["id"] for one in tender_in(notice())["documents"]] == [
        "COV-2026-014-UK4-1",
        "conflictOfInterest",
    ]
    assert len(tender_in(without)["documents"]) == 1
    assert "That a conflicts assessment was prepared" in titles(without)


def test_how_a_supplier_gets_its_link_is_still_to_be_said() -> None:
    assert "Whom a supplier asks for its link to the tender" in titles(notice())
