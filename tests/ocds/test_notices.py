"""Every notice is valid OCDS with the extensions that it names, in every shape that it takes."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from evaluation.model import Model
from tests.ocds.samples import (
    AWARD,
    CONTRACT,
    DIVIDED,
    OCID,
    PURCHASE,
    WINNER,
    issue,
    offered,
)
from tests.ocds.validator import Found, findings
from webapp.documents.notices import (
    EXTENSIONS,
    Authority,
    Draft,
    Ending,
    Issue,
    NoticeKind,
    Purchase,
    award_notice,
    contract_notice,
    package_of,
    tender_notice,
    termination_notice,
)
from webapp.services.tendering.published import model_of_json

NO_MORE_THAN_MUST = Purchase(
    reference="COV-1",
    title="Mowing",
    authority=Authority("Coventry City Council"),
    category="works",
)
ENDING = Ending(date(2026, 7, 2), "No tender satisfies the requirement.\nWe buy it otherwise.")
BARE = replace(AWARD, winner=replace(WINNER, identifier="1234", email="", address="", vat=None))
EMPTY = Found()


def draft_of(kind: NoticeKind, purchase: Purchase, issued: Issue) -> Draft:
    match kind:
        case NoticeKind.TENDER:
            return tender_notice(purchase, offered(), issued)
        case NoticeKind.AWARD:
            return award_notice(purchase, AWARD, issued)
        case NoticeKind.CONTRACT:
            return contract_notice(purchase, CONTRACT, issued)
        case NoticeKind.TERMINATION:
            return termination_notice(purchase, ENDING, issued)


def packed(draft: Draft) -> str:
    return package_of(draft, PURCHASE.authority, UUID(int=7))


@pytest.mark.parametrize(
    "purchase",
    [
        PURCHASE,
        replace(PURCHASE, lots=DIVIDED),
        replace(PURCHASE, special_rules="light_touch", framework="establishing", is_above=False),
        replace(PURCHASE, procedure="competitive_flexible", extension_months=None),
        NO_MORE_THAN_MUST,
    ],
    ids=["whole", "lots", "light touch", "flexible", "least"],
)
@pytest.mark.parametrize("kind", NoticeKind)
def test_a_notice_is_valid_in_every_shape(kind: NoticeKind, purchase: Purchase) -> None:
    assert findings(packed(draft_of(kind, purchase, issue()))) == EMPTY


@pytest.mark.parametrize(
    "draft",
    [
        award_notice(PURCHASE, BARE, issue()),
        award_notice(PURCHASE, replace(AWARD, standstill=None), issue()),
        contract_notice(PURCHASE, replace(CONTRACT, award=BARE, kpis=()), issue()),
        award_notice(PURCHASE, replace(AWARD, cancelled=2), issue()),
        contract_notice(PURCHASE, replace(CONTRACT, award=replace(AWARD, cancelled=1)), issue()),
        termination_notice(PURCHASE, replace(ENDING, cancelled=1), issue()),
    ],
    ids=[
        "bare winner",
        "no standstill yet",
        "bare contract",
        "after two awards that were taken back",
        "contract after one that was",
        "ended after one that was",
    ],
)
def test_a_notice_with_less_on_record_is_valid(draft: Draft) -> None:
    assert findings(packed(draft)) == EMPTY


def test_the_notice_of_termination_states_the_decision_and_its_day() -> None:
    draft = termination_notice(PURCHASE, ENDING, issue())

    assert draft.release["tender"]["statusDetails"] == (  # type: ignore[index,call-overload] # the tender is an object
        "Following the publication of the tender notice, the authority decided on 2 July 2026 not "
        "to award the contract. No tender satisfies the requirement.\nWe buy it otherwise."
    )


@pytest.mark.parametrize(
    "method",
    [
        {"method": "price_per_quality_point"},
        {"method": "quality_credit", "credit_per_point": "1250.50"},
    ],
)
def test_criteria_of_other_methods_are_valid(method: dict[str, str]) -> None:
    model = {
        **method,
        "criteria": [
            {"id": "q", "title": "Quality", "kind": "scored", "weight": "100", "scale": "0-5"},
            {"id": "p", "title": "Price", "kind": "price", "zero_price": "reject_bid"},
        ],
    }
    read = model_of_json(json.dumps(model))
    assert isinstance(read, Model)

    draft = tender_notice(PURCHASE, replace(offered(), model=read), issue())

    assert findings(packed(draft)) == EMPTY
    assert "lowest first" in packed(draft)


@pytest.mark.parametrize("kind", NoticeKind)
def test_before_the_platform_gives_an_ocid_that_alone_is_wrong(kind: NoticeKind) -> None:
    draft = draft_of(kind, PURCHASE, issue(ocid=""))

    found = findings(packed(draft))

    assert found == Found(conformance=found.conformance)
    assert "OCID" in draft.missing[0].title
    assert "not yet valid OCDS" in draft.missing[0].why


@pytest.mark.parametrize(
    ("kind", "tags", "documents"),
    [
        (NoticeKind.TENDER, ["tender"], ["UK4", None]),
        (NoticeKind.AWARD, ["award"], ["UK6"]),
        (NoticeKind.CONTRACT, ["award", "contract"], ["UK7"]),
    ],
)
def test_a_notice_says_which_it_is(
    kind: NoticeKind, tags: list[str], documents: list[str | None]
) -> None:
    package: dict[str, Any] = json.loads(packed(draft_of(kind, PURCHASE, issue())))
    [release] = package["releases"]
    section = {
        NoticeKind.TENDER: lambda: release["tender"],
        NoticeKind.AWARD: lambda: release["awards"][0],
        NoticeKind.CONTRACT: lambda: release["contracts"][0],
    }[kind]()

    assert (package["version"], package["extensions"]) == ("1.1", list(EXTENSIONS))
    assert package["uri"] == "urn:uuid:00000000-0000-0000-0000-000000000007"
    assert (release["ocid"], release["tag"]) == (OCID, tags)
    assert release["id"] == f"COV-2026-014-{kind.number}-1"
    assert [one.get("noticeType") for one in section["documents"]] == documents
