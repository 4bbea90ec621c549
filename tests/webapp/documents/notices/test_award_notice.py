"""The contract award notice: the winner, the price to the penny, and the standstill."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from evaluation.letters.standstill import Standstill, StandstillKind
from rules.money import Money, Pence, VatBasis
from tests.ocds.samples import AWARD, DIVIDED, PURCHASE, WINNER, issue, part
from webapp.documents.notices import Award, Draft, Issue, Winner, award_notice


def awarded(award: Award = AWARD) -> Any:  # noqa: ANN401 - JSON
    return part(award_notice(PURCHASE, award, issue()), "awards", 0)


def by(winner: Winner) -> Award:
    return replace(AWARD, winner=winner)


def lack(draft: Draft, title: str) -> str:
    return next(one.why for one in draft.missing if one.title == title)


def test_a_price_keeps_its_digits_and_its_other_basis_is_to_a_penny() -> None:
    with_tax = replace(WINNER, price=Fraction("100000.005"), vat=VatBasis.INCLUDED)

    assert awarded()["value"] == {
        "amount": Decimal("4999999.995"),
        "amountGross": Decimal("5999999.99"),
        "currency": "GBP",
    }
    assert awarded(by(with_tax))["value"] == {
        "amount": Decimal("83333.34"),
        "amountGross": Decimal("100000.005"),
        "currency": "GBP",
    }


def test_a_price_whose_basis_nobody_has_said_is_left_out() -> None:
    award = by(replace(WINNER, vat=None))

    assert "value" not in awarded(award)
    assert "with or without VAT" in lack(award_notice(PURCHASE, award, issue()), "The value")


def test_a_supplier_is_named_by_its_register_only_where_one_is_named() -> None:
    draft = award_notice(PURCHASE, by(replace(WINNER, identifier="01234567")), issue())
    supplier = part(draft, "parties", 1)

    assert "identifier" not in supplier
    assert supplier["id"] == "bid-B"
    assert "“01234567”" in lack(draft, "The identifier of Beta Gardens CIC")
    assert awarded()["suppliers"] == ({"id": "GB-COH-01234567", "name": "Beta Gardens CIC"},)


def test_a_standstill_that_began_stands_with_its_days() -> None:
    assert awarded()["standstillPeriod"] == {
        "startDate": "2026-07-01T00:00:00+01:00",
        "endDate": "2026-07-10T23:59:59+01:00",
    }
    assert awarded()["assessmentSummariesDateSent"] == "2026-07-01T12:00:00+01:00"


def test_before_publication_the_end_of_the_standstill_is_told_and_not_put_in() -> None:
    draft = award_notice(PURCHASE, replace(AWARD, standstill=None), issue())

    assert "standstillPeriod" not in awarded(replace(AWARD, standstill=None))
    assert "its last day is 10 July 2026" in lack(draft, "The last day of the standstill")


def test_where_no_standstill_is_due_that_is_said() -> None:
    purchase = replace(PURCHASE, standstill_days=0)
    none = Standstill(StandstillKind.NONE, date(2026, 7, 1), None, 0)

    before = award_notice(purchase, replace(AWARD, standstill=None), issue())
    after = award_notice(purchase, replace(AWARD, standstill=none), issue())

    assert "voluntary" in lack(before, "The last day of the standstill")
    assert "The last day of the standstill" not in [one.title for one in after.missing]


def test_bids_are_counted_and_no_other_bidder_is_named() -> None:
    draft = award_notice(PURCHASE, AWARD, issue())

    assert draft.release["bids"] == {
        "statistics": (
            {"id": "1", "measure": "bids", "value": 5},
            {"id": "2", "measure": "finalStageBids", "value": 4},
        )
    }
    assert len(part(draft, "parties")) == 2


def test_which_lots_were_won_is_left_to_be_entered() -> None:
    draft = award_notice(replace(PURCHASE, lots=DIVIDED), AWARD, issue())
    award = part(draft, "awards", 0)

    assert "relatedLots" not in award
    assert "Which lots it is for" in [one.title for one in draft.missing]


def test_a_notice_made_in_the_last_hour_of_a_day_counts_from_the_day_in_the_united_kingdom() -> (
    None
):
    late = Issue(1, datetime(2026, 6, 30, 23, 30, tzinfo=UTC))

    draft = award_notice(PURCHASE, replace(AWARD, standstill=None), late)

    assert "If that is 1 July 2026" in lack(draft, "The last day of the standstill")


@pytest.mark.parametrize(
    ("value", "named", "counted"),
    [
        (Money(Pence(500_000_000), VatBasis.INCLUDED), False, True),
        (Money(Pence(500_000_001), VatBasis.INCLUDED), True, False),
        (Money(Pence(416_666_667), VatBasis.EXCLUDED), True, False),
        (None, True, True),
    ],
    ids=["five million", "a penny more", "more with tax", "unknown"],
)
def test_above_five_million_those_who_did_not_win_are_named_and_up_to_it_they_are_counted(
    value: Money | None,
    named: bool,  # noqa: FBT001 - what the case expects
    counted: bool,  # noqa: FBT001 - what the case expects
) -> None:
    found = award_notice(replace(PURCHASE, value=value), AWARD, issue())

    told = [one.title for one in found.missing]
    assert any(one.startswith("The name, identifier and address of each") for one in told) is named
    assert any(one.startswith("How many of the assessed tenders") for one in told) is counted


def test_without_a_figure_on_the_day_both_are_asked_for() -> None:
    found = award_notice(replace(PURCHASE, suppliers_named_above=None), AWARD, issue())

    told = [one.title for one in found.missing]
    assert any(one.startswith("The name, identifier and address of each") for one in told)
    assert any(one.startswith("How many of the assessed tenders") for one in told)


def test_the_persons_connected_with_the_winner_are_asked_for() -> None:
    draft = award_notice(PURCHASE, AWARD, issue())

    assert "reg 27(2)(e)(vi)" in lack(draft, "The connected persons of Beta Gardens CIC")
