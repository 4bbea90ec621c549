"""The contract details notice: what was signed, and the winner's promises as indicators."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.ocds.samples import CONTRACT, KPIS, PURCHASE, issue, part
from webapp.documents.notices import Contract, Draft, contract_notice


def contract_in(draft: Draft) -> Any:  # noqa: ANN401 - JSON
    return part(draft, "contracts", 0)


def test_a_promise_is_a_metric_with_its_target_and_the_outcome_that_it_serves() -> None:
    metrics = contract_in(contract_notice(PURCHASE, CONTRACT, issue()))["agreedMetrics"]

    assert [one["id"] for one in metrics] == ["weeks", "carbon", "trees"]
    assert metrics[1] == {
        "id": "carbon",
        "title": "Carbon saved",
        "description": "Tonnes saved.",
        "observations": (
            {
                "id": "carbon-target",
                "measure": Decimal("12.75"),
                "unit": {"name": "tCO2e"},
                "notes": "Serves the outcome cov-2022-carbon",
            },
        ),
    }


@pytest.mark.parametrize(
    ("kept", "least", "title"),
    [
        (3, 3, None),
        (2, 3, "At least 1 more key performance indicator"),
        (0, 3, "At least 3 more key performance indicators"),
        (0, 0, None),
    ],
)
def test_fewer_indicators_than_the_law_asks_for_are_told(
    kept: int, least: int, title: str | None
) -> None:
    purchase = replace(PURCHASE, kpis_minimum=least)

    draft = contract_notice(purchase, replace(CONTRACT, kpis=KPIS[:kept]), issue())

    found = [one.title for one in draft.missing if "indicator" in one.title]
    assert found == ([title] if title else [])
    assert ("agreedMetrics" in contract_in(draft)) is bool(kept)


@pytest.mark.parametrize(
    ("least", "words"), [(3, "The law asks for at least 3."), (0, "The law asks for none here.")]
)
def test_the_page_says_whether_the_law_asks_for_indicators(least: int, words: str) -> None:
    draft = contract_notice(replace(PURCHASE, kpis_minimum=least), CONTRACT, issue())

    [said] = [one.words for one in draft.holds if one.title == "Key performance indicators"]
    assert said.startswith(words)


def test_a_promise_that_did_not_count_is_no_indicator_and_is_told() -> None:
    contract = Contract(CONTRACT.award, CONTRACT.signed_on, KPIS, ("Trees planted abroad",))

    draft = contract_notice(PURCHASE, contract, issue())

    assert "Whether “Trees planted abroad” is measured too" in [one.title for one in draft.missing]
    assert "abroad" not in str(draft.release)


def test_the_contract_is_signed_and_its_award_is_in_force() -> None:
    draft = contract_notice(PURCHASE, CONTRACT, issue())
    award = part(draft, "awards", 0)
    contract = contract_in(draft)

    assert (award["status"], contract["status"]) == ("active", "active")
    assert contract["awardID"] == award["id"]
    assert contract["dateSigned"] == "2026-07-14T00:00:00+01:00"
    assert contract["value"] == award["value"]


def test_the_copy_of_the_contract_is_asked_for_where_it_is_due() -> None:
    without = contract_notice(replace(PURCHASE, is_copy_published=False), CONTRACT, issue())
    due = contract_notice(PURCHASE, CONTRACT, issue())

    assert "The copy of the contract" in [one.title for one in due.missing]
    assert "The copy of the contract" not in [one.title for one in without.missing]


def test_that_the_conflicts_assessment_was_revised_is_to_be_confirmed_above_the_threshold() -> None:
    title = "That the conflicts assessment was prepared and revised"
    above = contract_notice(PURCHASE, CONTRACT, issue())
    below = contract_notice(replace(PURCHASE, is_above=False), CONTRACT, issue())

    assert "s.83(5)(c)" in next(one.why for one in above.missing if one.title == title)
    assert title not in [one.title for one in below.missing]


@pytest.mark.parametrize("least", [3, 0])
def test_of_more_than_three_indicators_the_three_most_material_are_said(least: int) -> None:
    more = replace(CONTRACT, kpis=(*KPIS, replace(KPIS[0], id="fourth")))

    draft = contract_notice(replace(PURCHASE, kpis_minimum=least), more, issue())

    is_asked = "Which 3 of them are the most material" in [one.title for one in draft.missing]
    assert is_asked is bool(least)
