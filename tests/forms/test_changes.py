"""What if: one or more facts changed, and everything checked again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from forms.changes import with_changes
from forms.procurement import read_procurement
from rules.money import Money, Pence, Percent, VatBasis
from rules.procurement import Authority, Procurement
from tests.forms.samples import refusals, sent
from tests.forms.strategies import procurements

GROUNDS = read_procurement(sent(answers={"labour_intensive": True}), "sent")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            "estimated_value=214000",
            {"estimated_value": Money(Pence(214_000_00), VatBasis.INCLUDED)},
        ),
        (
            "estimated_value.vat = excluded",
            {"estimated_value": Money(Pence(360_000_00), VatBasis.EXCLUDED)},
        ),
        (
            "estimated_value.vat_rate=0",
            {
                "estimated_value": Money(Pence(360_000_00), VatBasis.INCLUDED, Percent(0)),
                "assumed": frozenset(),
            },
        ),
        ("commenced_on=2019-12-20", {"commenced_on": date(2019, 12, 20)}),
        (
            "nation=wales",
            {"authority": Authority("Coventry City Council", "local_authority", "wales")},
        ),
        (
            "authority.type=school",
            {"authority": Authority("Coventry City Council", "school", "england")},
        ),
        ("also_includes=goods, works", {"also_includes": ("goods", "works")}),
        ("duration_months=48", {"duration_months": 48}),
        ("extension_months=unknown", {"extension_months": None}),
        ("labour_intensive=unknown", {"answers": {}}),
        ("labour_intensive=no", {"answers": {"labour_intensive": False}}),
        ("uses_energy=true", {"answers": {"labour_intensive": True, "uses_energy": True}}),
    ],
)
def test_one_fact_is_changed(change: str, expected: dict[str, object]) -> None:
    assert with_changes(GROUNDS, [change]) == replace(GROUNDS, **expected)  # type: ignore[arg-type] # each is of its field's type


def test_changes_that_need_each_other_are_made_together() -> None:
    changes = ["category=goods", "also_includes=services"]

    assert with_changes(GROUNDS, changes) == replace(
        GROUNDS, category="goods", also_includes=("services",)
    )


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (
            "duration_months",
            "duration_months: it is not NAME=VALUE. Write it like duration_months=36.",
        ),
        ("=36", "=36: it is not NAME=VALUE. Write it like duration_months=36."),
        ("title=", "title=: it is not NAME=VALUE. Write it like duration_months=36."),
        ("title=x", "title: there is no such fact. Name a fact that “podium facts” lists."),
        (
            "comenced_on=2026-01-01",
            (
                "comenced_on: there is no such fact. "
                "Write commenced_on, or another fact that “podium facts” lists."
            ),
        ),
        (
            "value=5",
            (
                "value: there is no such fact. "
                "Write estimated_value, or another fact that “podium facts” lists."
            ),
        ),
        (
            "total_months=9",
            (
                "total_months: the fact is worked out, not given. "
                "Change duration_months or extension_months instead."
            ),
        ),
        ("category=unknown", "category: it is missing. Give one of goods, services, works."),
        (
            "uses_energy=perhaps",
            "answers.uses_energy: it is a text. Give true or false, without quotes.",
        ),
        (
            "duration_months=1.5",
            (
                "duration_months: it is 1.5. "
                "Give a whole number of months from 0 to 1200, without quotes."
            ),
        ),
        (
            "estimated_value=2e5",
            (
                'estimated_value.amount: "2e5" is not an amount. '
                'Give pounds as a text of digits with at most two decimals, such as "95000.00".'
            ),
        ),
        (
            "commenced_on=2030-01-01",
            (
                "commenced_on: 2030-01-01 lies outside the period whose law is known. "
                "Give a date from 2012-01-01 to 2027-12-31."
            ),
        ),
    ],
)
def test_a_change_that_cannot_be_made_is_refused(change: str, refusal: str) -> None:
    assert refusals(lambda: with_changes(GROUNDS, [change])) == [refusal]


@given(procurements())
def test_no_change_changes_nothing(procurement: Procurement) -> None:
    assert with_changes(procurement, ()) == procurement
